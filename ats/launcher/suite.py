"""`python3 manage.py test`: the whole suite on servers of its own, beside a running demo or without one."""

import os
import shutil
import subprocess
import sys

from ats.launcher import environment, languages, progress
from ats.launcher.assets import AssetError, build
from ats.launcher.installation import Installation
from ats.launcher.places import Places
from ats.launcher.postgres import DATABASE
from ats.launcher.problem import Problem
from ats.launcher.servers import Servers

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WORKERS = str(max(2, os.cpu_count() or 1))
THOROUGH = "--thorough"
"""Takes the widest drives whole: tests/sample.py says what the usual run takes of them."""
IN_ORDER = (
    "--no-loadscope-reorder"  # the functional tests come first: few, but long, and nobody should wait for the last
)


def browser() -> str | None:
    """The Chromium to test with: CHROMIUM, or the first one found on the PATH."""
    return os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def run(places: Places, arguments: list[str]) -> int:
    """Run pytest with these arguments; its exit code."""
    found = browser()
    if not found and os.environ.get("ATS_REQUIRE_BROWSER") == "1":
        raise Problem(
            "No Chromium was found, and ATS_REQUIRE_BROWSER=1 demands one.",
            "Install it (apt-get install chromium) or name it in CHROMIUM.",
        )
    if not found:
        progress.say("No Chromium was found: browser tests are skipped (install one, or name it in CHROMIUM).")
    languages.build(places.root)
    _build_assets(places)
    servers = Servers(places.var / "test", places.logs / "test", lasting=False)
    _claim(servers)
    try:
        servers.start()
        _prepare_template(places, servers)
        return _pytest(places, servers, arguments, found)
    finally:
        servers.stop()


def _build_assets(places: Places) -> None:
    try:
        build(places.root, progress.say)
    except AssetError as problem:
        raise Problem(f"The style sheets and icons could not be built: {problem}", "Then run this again.") from problem


def _claim(servers: Servers) -> None:
    if servers.embedded and not servers.owner.take():
        raise Problem("A test run is under way in this copy already.", "Wait for it, or stop it.")


def _prepare_template(places: Places, servers: Servers) -> None:
    """Migrate once, and again only when migrations change: each test process copies this database as its own."""
    if servers.postgres:
        told = {name: value for name, value in os.environ.items() if name != "ATS_DEMO"} | servers.settings()
        told |= {"DJANGO_SETTINGS_MODULE": "ats.settings.test"}
        Installation(places, told, servers.data).migrate(seed=False)


def _pytest(places: Places, servers: Servers, arguments: list[str], chromium: str | None) -> int:
    env = {name: value for name, value in os.environ.items() if name != "ATS_DEMO"}
    env |= servers.settings() | {"DJANGO_SETTINGS_MODULE": "ats.settings.test", "ATS_VAR": str(places.var)}
    if servers.postgres:
        env["ATS_TEST_TEMPLATE"] = DATABASE
    if chromium:
        env["CHROMIUM"] = chromium
    if THOROUGH in arguments:
        arguments = [one for one in arguments if one != THOROUGH]
        env["ATS_THOROUGH"] = "1"
    chosen = any(one == "-n" or one.startswith(("-n", "--numprocesses", "-p")) for one in arguments)
    spread = [] if chosen else ["-n", WORKERS, "--dist", "loadfile", IN_ORDER]
    command = [str(environment.python(places.root)), "-m", "pytest", *spread, *arguments]
    process = subprocess.Popen(command, cwd=places.root, env=env)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()
        return 130
    finally:
        sys.stdout.flush()
