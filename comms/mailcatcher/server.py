"""The SMTP server: loopback only, one folder of mails, 250 only after the mail is on disk."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

from comms.mailcatcher import store

MAX_BYTES = 25 * 1024 * 1024


class Keeper:
    """aiosmtpd's handler."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        try:
            await asyncio.to_thread(
                store.keep, self._folder, recipients=envelope.rcpt_tos, content=content, now=datetime.now(UTC)
            )
        except OSError as problem:
            return f"452 The mail could not be kept: {problem.strerror}"
        return "250 Kept"


async def serve(*, host: str, port: int, folder: Path, stop: asyncio.Event) -> None:
    """Take mail at host:port until `stop` is set. Raises OSError when the port is taken."""
    loop = asyncio.get_running_loop()
    keeper = Keeper(folder)

    def session() -> SMTP:
        return SMTP(keeper, data_size_limit=MAX_BYTES, hostname="mailcatcher", ident="Waymark mail catcher", loop=loop)

    server = await loop.create_server(session, host, port, reuse_address=True)
    async with server:
        await stop.wait()
