"""`manage.py mailcatcher`: the demo's mail server, in the foreground until SIGTERM or Ctrl-C."""

import asyncio
import ipaddress
import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comms.mailcatcher import server


class Command(BaseCommand):
    help = "Run the mail catcher: an SMTP server on loopback that keeps every mail on disk and delivers none."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
        parser.add_argument("--port", type=int, default=settings.EMAIL_PORT)
        parser.add_argument("--dir", default=str(settings.MAIL_DIR), help="where mails are kept (ATS_MAIL_DIR)")

    def handle(self, *args: Any, host: str, port: int, dir: str, **options: Any) -> None:
        if not ipaddress.ip_address(host).is_loopback:
            raise CommandError(f"The mail catcher listens on loopback only; {host} is not a loopback address.")
        try:
            asyncio.run(_run(host, port, Path(dir)))
        except OSError as problem:
            raise CommandError(f"The mail catcher can't listen on {host}:{port}: {problem.strerror}.") from problem


async def _run(host: str, port: int, folder: Path) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await server.serve(host=host, port=port, folder=folder, stop=stop)
