"""Plain SMTP: it can neither deduplicate nor be asked, so what was in flight at a crash stays in doubt."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from django.conf import settings
from django.utils.translation import gettext_noop

from ats.kernel import clock
from comms import mime
from comms.channels import Doubtful, Guarantee, Refused, TryAgain, Unreachable
from comms.models import Message

_BROKEN = (smtplib.SMTPServerDisconnected, OSError)
# Enhanced status codes (RFC 3463) which say that the address itself is no good.
_DEAD_ADDRESS = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4")


class SmtpChannel:
    """One kept connection; each step is taken by itself, so that it is known how far a broken one had come."""

    guarantee = Guarantee.NONE

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        if self._smtp is not None and self._alive(self._smtp):
            return
        self.close()
        try:
            self._smtp = _connect()
        except (smtplib.SMTPException, OSError) as problem:
            raise Unreachable(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}: {problem}") from problem

    def close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def send(self, message: Message, *, seconds: float) -> str:
        if self._smtp is None:
            raise TryAgain(gettext_noop("The connection was closed."))
        content = mime.build(message, clock.now()).as_bytes()
        with self._deadline(self._smtp, seconds):
            self._envelope(self._smtp, message.to_address)
            return self._content(self._smtp, content)

    def _envelope(self, smtp: smtplib.SMTP, address: str) -> None:
        """Everything before the first byte of the mail: when it breaks here, nothing was handed over."""
        try:
            for code, answer in (smtp.mail(mime.envelope_sender()), smtp.rcpt(address), smtp.docmd("DATA")):
                if code not in (250, 251, 354):
                    self._refuse(smtp, code, answer)
        except _BROKEN as problem:
            self.close()
            raise TryAgain(f"The connection broke before the message was handed over: {problem}") from problem

    def _content(self, smtp: smtplib.SMTP, content: bytes) -> str:
        try:
            smtp.send(_stuffed(content))
            code, answer = smtp.getreply()
        except _BROKEN as problem:
            self.close()
            raise Doubtful(f"The connection broke while the server had the message: {problem}") from problem
        if code != 250:
            self._refuse(smtp, code, answer)
        return answer.decode(errors="replace")[:300]

    def _refuse(self, smtp: smtplib.SMTP, code: int, answer: bytes) -> None:
        """Raises what a refusal means: 4xx for now, 5xx for good (RFC 5321 section 4.2.1)."""
        words = f"{code} {answer.decode(errors='replace')}"[:280]
        self._reset(smtp)
        if 400 <= code < 500 or code == -1:
            raise TryAgain(words)
        raise Refused(words, address_is_dead=any(mark in words.split() for mark in _DEAD_ADDRESS))

    def _reset(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except _BROKEN:
            self.close()

    def _alive(self, smtp: smtplib.SMTP) -> bool:
        try:
            return smtp.noop()[0] == 250
        except _BROKEN:
            return False

    @contextmanager
    def _deadline(self, smtp: smtplib.SMTP, seconds: float) -> Iterator[None]:
        """Cut the connection when the whole exchange takes longer: dripped bytes outlive a socket's timeout."""
        cut = Timer(seconds, _cut, [smtp])
        cut.daemon = True
        cut.start()
        try:
            yield
        finally:
            cut.cancel()


def _connect() -> smtplib.SMTP:
    smtp = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
    if settings.EMAIL_USE_TLS:
        smtp.starttls(context=ssl.create_default_context())
    if settings.EMAIL_HOST_USER:
        smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    smtp.ehlo_or_helo_if_needed()
    return smtp


def _cut(smtp: smtplib.SMTP) -> None:
    if smtp.sock is not None:
        smtp.sock.shutdown(2)


def _stuffed(content: bytes) -> bytes:
    """CRLF line ends, leading dots doubled, and the closing dot (RFC 5321 section 4.5.2)."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n.\r\n"
