"""Django's commands: on the servers that are given, on those of the running demo, or on our own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from ats.launcher import instance, ports, settings
from ats.launcher.installation import Installation
from ats.launcher.places import Places
from ats.launcher.processes import end, start
from ats.launcher.product import Product
from ats.launcher.servers import Servers

NEED_NO_SERVERS = {"help", "version", "--help", "-h", "--version", "collectstatic", "mailcatcher", "makemessages"}
NEED_NO_SERVERS |= {
    "compilemessages",
    "spectacular",
    "diffsettings",
    "translations",
    "chaos",
}  # chaos breaks servers of its own
SEND_MAIL = {"clock"}
SERVE_PAGES = {"bench"}
MAKE_THE_TABLES_THEMSELVES = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "dbshell", "flush"}
MAKE_THE_TABLES_THEMSELVES |= {
    "seed",
    "set_up",
    "backup",
    "restore",
    "upgrade_data",
    "bench",  # on a database of its own
    "optimizemigration",
    "squashmigrations",
}


def run(places: Places, arguments: list[str]) -> int:
    """Run a Django command with what it needs."""
    command = arguments[0] if arguments else "help"
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        _get_ready_to_serve(places, arguments)
        return _django(arguments)
    places.make()
    servers = Servers(places.var, places.logs)
    if command in NEED_NO_SERVERS or "--help" in arguments:
        _tell(settings.for_demo(places, servers.settings(), port=ports.FIRST, smtp_port=25))
        return _django(arguments)
    with _serving(places, servers, command):
        _get_ready_to_serve(places, arguments)
        return _django(arguments)


def _get_ready_to_serve(places: Places, arguments: list[str]) -> None:
    """Words, styles and static files, for a command that serves pages of invented data. Telling those takes a clock that
    moves, from the present on, also where the demo's stands elsewhere."""
    if SERVE_PAGES & set(arguments[:1]) and "--help" not in arguments:
        places.make()
        os.environ.update({"ATS_DEMO": "1", "ATS_CLOCK_FILE": str(places.var / "bench" / "clock.json")})
        Installation(places, dict(os.environ), places.var).build_assets()


@contextmanager
def _serving(places: Places, servers: Servers, command: str) -> Iterator[None]:
    owned = servers.own_or_join()
    try:
        running = instance.running(places)
        if running:
            _tell({**running.settings, **os.environ})
        else:
            _tell(settings.for_demo(places, servers.settings(), port=ports.FIRST, smtp_port=ports.any_free()))
        if owned and command not in MAKE_THE_TABLES_THEMSELVES:
            Installation(places, dict(os.environ), places.var).migrate()
        with _catching_mail(places) if owned and command in SEND_MAIL else nullcontext():
            yield
    finally:
        servers.leave()


@contextmanager
def _catching_mail(places: Places) -> Iterator[None]:
    """The demo's mail catcher, for a command that runs what falls due, mail included."""
    program = Product(places, dict(os.environ)).mail_catcher()
    process = start(program)
    try:
        ports.await_listener(int(os.environ["ATS_SMTP_PORT"]), lambda: process.poll() is None)
        yield
    finally:
        end(process, program)


def _tell(told: dict[str, str]) -> None:
    os.environ.update(told)


def _django(arguments: list[str]) -> int:
    """Django's own entry; imported here since the launcher runs before Django is installed."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings.base")
    execute_from_command_line(["manage.py", *arguments])
    return 0
