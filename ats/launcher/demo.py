"""`python3 manage.py demo`: the whole product from nothing, until Ctrl-C."""

import os
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

from ats.launcher import instance, leftovers, ports, product, progress, settings
from ats.launcher.demo_options import Options
from ats.launcher.installation import Installation
from ats.launcher.instance import Instance
from ats.launcher.places import Places
from ats.launcher.problem import Problem
from ats.launcher.processes import Program, Supervisor, start
from ats.launcher.servers import Servers

FIRST_PAGE_SECONDS = 60.0
OWNER_SECONDS = 60.0
TICK_SECONDS = 0.05
DATA = ("postgres", "postgres.new", "broker", "media", "mail", "clock.json", "audit-anchor.jsonl", "done.json")


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


class Demo:
    """One run of the demo."""

    def __init__(self, places: Places, options: Options) -> None:
        self.places = places
        self.options = options
        self.lock = instance.lock(places)
        self.supervisor = Supervisor(progress.say)
        self.servers = Servers(places.var, places.logs)

    def run(self) -> None:
        """Set up, serve until told to stop, stop in order."""
        self._claim()
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGTERM, _stop)
        try:
            self._serve()
        except Stopped:
            progress.say("\nStopping …")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self.supervisor.stop()
            self.servers.stop()
            instance.file(self.places).unlink(missing_ok=True)
            self.lock.release()
        progress.say("Stopped. Your data are kept in var/; `python3 manage.py demo` goes on with them.")

    def _claim(self) -> None:
        if not self.lock.take():
            raise already_runs(self.places)
        deadline = time.monotonic() + OWNER_SECONDS
        while not self.servers.owner.take():
            if time.monotonic() > deadline:
                raise Problem("Another command of this copy still uses the database.", "Let it end, then start again.")
            time.sleep(TICK_SECONDS)

    def _serve(self) -> None:
        started = time.monotonic()
        progress.say("Setting up Waymark")
        leftovers.end(self.places.var)  # before the port is chosen: a killed launcher's web server may still hold it
        port = ports.for_web(self.options.port)
        told = settings.for_demo(self.places, self.servers.settings(), port=port, smtp_port=ports.any_free())
        self._describe(port, told, ready=False)
        installation, made = Installation(self.places, told, self.places.var), product.Product(self.places, told)
        web = start(made.web(port)) if self._nothing_to_set_up(installation) else None
        self._start_servers()
        if web is None:
            self._install(installation)
        self._start_product(made, port, web)
        self._describe(port, told, ready=True)
        self._welcome(port, time.monotonic() - started)
        while True:
            self.supervisor.look()
            time.sleep(TICK_SECONDS * 4)

    def _describe(self, port: int, told: dict[str, str], *, ready: bool) -> None:
        found = Instance(os.getpid(), f"http://localhost:{port}", ready, settings.told(told))
        found.write(instance.file(self.places))

    def _nothing_to_set_up(self, installation: Installation) -> bool:
        """Then the web server may start while the database still does."""
        wishes = self.options.fresh or self.options.empty or self.options.scale is not None
        return not wishes and installation.is_current

    def _start_servers(self) -> None:
        if self.options.fresh:
            self._drop_data()
        with progress.step("Database and broker"):
            self.servers.start(end_leftovers=False)
        for program, process in self.servers.hand_over():
            self.supervisor.keep(program, process)

    def _drop_data(self) -> None:
        """The demo's data only: a database that DATABASE_URL names belongs to somebody else."""
        if not self.servers.postgres:
            raise Problem(
                "--fresh drops the embedded database only, and DATABASE_URL names another.",
                "Empty that one yourself, or unset DATABASE_URL.",
            )
        for name in DATA:
            path = self.places.var / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def _install(self, installation: Installation) -> None:
        if installation.filled == "begun":
            self._begin_anew(installation)
        if installation.filled and (self.options.empty or self.options.scale is not None):
            raise Problem(
                "There are demo data already, and --scale and --empty are for the first start.",
                "Add --fresh to drop them first.",
            )
        with ThreadPoolExecutor(1) as beside:  # style sheets need no database
            assets = beside.submit(installation.build_assets)
            installation.fill(self.options.scale, empty=self.options.empty)
            assets.result()

    def _begin_anew(self, installation: Installation) -> None:
        """The last start was killed while it made the demo data: half a company is no demo."""
        installation.stamps.forget()
        if self.servers.postgres:
            self.servers.postgres.drop_database()
            self.servers.postgres.make_database()

    def _start_product(self, made: product.Product, port: int, web: "subprocess.Popen[bytes] | None") -> None:
        with progress.step("Web server"):
            self.supervisor.keep(made.web(port), web)
            self._await_first_page(port, made.web(port))
        for program in (made.mail_catcher(), made.worker(), made.beat()):
            self.supervisor.keep(program)

    def _await_first_page(self, port: int, web: Program) -> None:
        deadline = time.monotonic() + FIRST_PAGE_SECONDS
        while not product.answers(port, "/healthz"):
            self.supervisor.look()
            if time.monotonic() > deadline:
                raise Problem(
                    f"The web server does not answer:\n{progress.tail(web.log, lines=8)}",
                    f"All words are in {web.log}.",
                )
            time.sleep(TICK_SECONDS)

    def _welcome(self, port: int, seconds: float) -> None:
        address = f"http://localhost:{port}"
        progress.say(f"\nWaymark runs on {address} (ready after {seconds:.1f} s)")
        if Installation(self.places, {}, self.places.var).filled == "done":
            progress.say("Sign in as recruiter@waymark.example, password waymark-demo (admin@, manager@ … likewise)")
            progress.say(f"Mail it sends: {address}/demo/mailbox/")
        else:
            progress.say("There is nobody in it yet: open it to set up the company and its first administrator.")
        progress.say("Ctrl-C, or `python3 manage.py demo --stop`, stops it; the data stay in var/.")


def already_runs(places: Places) -> Problem:
    """The refusal to start twice, with the running one's address."""
    running = instance.running(places)
    where = f"on {running.address}" if running else "and is still setting up"
    return Problem(f"Waymark already runs from this copy, {where}.", "Stop it with `python3 manage.py demo --stop`.")
