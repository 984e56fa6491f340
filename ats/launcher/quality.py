"""`python3 manage.py quality`: every check of the house, all of them run, one table at the end."""

import os
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ats.launcher import environment, export_rule, progress, source_rules, status_rule, supply_rules
from ats.launcher.finding import Finding
from ats.launcher.places import Places
from ats.launcher.problem import Problem
from ats.launcher.servers import Servers

AT_ONCE = 2
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "ats.settings.base",
    "ATS_BASE_URL": "https://waymark.example",
    "ATS_ALLOWED_HOSTS": "waymark.example",
    "ATS_SECRET_KEY": "quality-gate-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "ATS_FIELD_KEYS": "cXVhbGl0eS1nYXRlLW9ubHkta2V5LTMyLWJ5dGVzISE=",
    "ATS_BLIND_INDEX_KEY": "quality-gate-only-0123456789-abcdefghijkl",
}


@dataclass(frozen=True)
class Check:
    """One line of the table."""

    title: str
    run: Callable[[], Finding]


@dataclass(frozen=True)
class Result:
    """What came out of a check, and the seconds it took."""

    title: str
    finding: Finding
    seconds: float


class Tools:
    """Runs the programs of the environment in the repository's root."""

    def __init__(self, places: Places, env: dict[str, str]) -> None:
        self.places = places
        self.env = env
        self._programs = environment.folder(places.root) / "bin"

    def check(self, *command: str, **told: str) -> Finding:
        """Good when the program `command[0]` of the environment ends with 0; its words otherwise."""
        argv = [str(self._programs / command[0]), *command[1:]]
        done = subprocess.run(
            argv, cwd=self.places.root, env=self.env | told, capture_output=True, text=True, check=False
        )
        return Finding(done.returncode == 0, "" if done.returncode == 0 else (done.stdout + done.stderr).strip())

    def django(self, *command: str, **told: str) -> Finding:
        """The same for a Django command."""
        return self.check("python", "manage.py", *command, **told)

    def templates(self) -> Finding:
        """The format of all templates."""
        files = [str(path) for path in sorted((self.places.root / "templates").rglob("*.html"))]
        return self.check("djade", "--check", "--target-version", "5.2", *files)


def run(places: Places) -> int:
    """Run all checks, two at a time; exit code 1 when one of them found something."""
    servers = Servers(places.var / "quality", places.logs / "quality", lasting=False)
    if servers.embedded and not servers.owner.take():
        raise Problem("A quality run is under way in this copy already.", "Wait for it, or stop it.")
    try:
        servers.start()
        if servers.postgres:
            servers.postgres.drop_database()
            servers.postgres.make_database()
        results = _run_all(_checks(Tools(places, _environment(places, servers))))
    finally:
        servers.stop()
    return _show(results)


def _environment(places: Places, servers: Servers) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "ATS_DEMO"}
    told = {"DJANGO_SETTINGS_MODULE": "ats.settings.test", "ATS_VAR": str(places.var)}
    return kept | told | servers.settings()


def _checks(tools: Tools) -> list[Check]:
    root = tools.places.root
    return [
        Check("types", lambda: tools.check("mypy", "--no-error-summary")),
        Check("migrations are complete", lambda: tools.django("makemigrations", "--check", "--dry-run")),
        Check("tables.sql is of these migrations", lambda: tools.django("schema", "--check")),
        Check("format", lambda: tools.check("ruff", "format", "--check", ".")),
        Check("lint", lambda: tools.check("ruff", "check", ".")),
        Check("layers", lambda: tools.check("lint-imports")),
        Check("templates", tools.templates),
        Check("safe settings", lambda: tools.django("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)),
        Check("words are marked and translated", lambda: tools.django("translations", "--check")),
        Check("file lengths", lambda: source_rules.lengths(root)),
        Check("file names", lambda: source_rules.names(root)),
        Check("no inline script or style", lambda: source_rules.inline(root)),
        Check("no left or right in style sheets", lambda: source_rules.sides(root)),
        Check("no .delay, eta or countdown", lambda: source_rules.deferred_calls(root)),
        Check("rows leave through one door", lambda: export_rule.one_door(root)),
        Check("no status compared with a literal", lambda: status_rule.status_literals(root)),
        Check(
            "no write around history", lambda: tools.check("python", "-m", "ats.kernel.bulk_writes", *source_rules.APPS)
        ),
        Check("locks are fresh", lambda: supply_rules.locks(root, tools.env)),
        Check("known vulnerabilities", lambda: supply_rules.audit(root, environment.folder(root), tools.env)),
    ]


def _timed(check: Check) -> Result:
    started = time.monotonic()
    return Result(check.title, check.run(), time.monotonic() - started)


def _run_all(checks: list[Check]) -> list[Result]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(_timed, checks))


def _show(results: list[Result]) -> int:
    bad = [result for result in results if not result.finding.good]
    for result in bad:
        progress.say(f"── {result.title} " + "─" * max(0, 100 - len(result.title)) + f"\n{result.finding.words}\n")
    width = max(len(result.title) for result in results)
    for result in results:
        remark = result.finding.words if result.finding.good else "see above"
        mark = "✓" if result.finding.good else "✗"
        progress.say(f"{mark} {result.title:<{width}} {result.seconds:6.1f} s  {remark}")
    progress.say(f"\n{len(results) - len(bad)} of {len(results)} checks are good.")
    return 1 if bad else 0
