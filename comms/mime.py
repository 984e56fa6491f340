"""A message as it travels: RFC 5322 headers, text and HTML side by side, an invitation as calendars expect it."""

from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from ats.kernel import files
from ats.kernel.files import StoredFile
from comms.mailbox import sender
from comms.models import Message

_LONGEST_WORD = 60
"""A longer one can't stand on the header's first line as it is, so the subject is encoded."""


class _Policy(EmailPolicy):
    """Folds subjects losslessly: the policy's own way leaves two spaces where it breaks a line before an encoded word."""

    def fold(self, name: str, value: Any) -> str:
        if name.lower() != "subject":
            return str(super().fold(name, value))
        text = str(value)
        is_plain = text.isascii() and all(len(word) < _LONGEST_WORD for word in text.split())
        charset = "us-ascii" if is_plain else "utf-8"
        folded = Header(text, charset, maxlinelen=76, header_name=name).encode(linesep=self.linesep)
        return f"{name}: {folded}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii")


_POLICY = _Policy(linesep="\r\n", max_line_length=78)


def message_id(message: Message) -> str:
    """The same for every attempt, so that a mailbox which gets it twice can tell."""
    return f"<{message.pk}@{_sender().domain}>"


def envelope_sender() -> str:
    return _sender().addr_spec


def build(message: Message, at: datetime) -> EmailMessage:
    """The mail for `message`, dated `at`. Raises ValueError when a header would span lines."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _sender()
    mail["To"] = Address(message.to_name, addr_spec=message.to_address)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id(message)
    if message.is_automatic:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body_text)
    mail.add_alternative(message.body_html, subtype="html")
    if message.calendar:
        _attach_calendar(mail, message)
    if message.attachment:
        _attach_file(mail, message.attachment)
    return mail


def _attach_file(mail: EmailMessage, stored: StoredFile) -> None:
    kind, _, subtype = stored.media_type.partition("/")
    mail.add_attachment(files.read(stored), maintype=kind, subtype=subtype, filename=stored.name)


def _attach_calendar(mail: EmailMessage, message: Message) -> None:
    """Once as an alternative, which calendars act on, and once as a file for readers that know only attachments."""
    content, method = message.calendar, message.calendar_method
    mail.add_alternative(content, subtype="calendar", params={"method": method})
    mail.add_attachment(content.encode(), maintype="application", subtype="ics", filename="invite.ics")


def _sender() -> Address:
    name, address = sender()
    return Address(name, addr_spec=address)
