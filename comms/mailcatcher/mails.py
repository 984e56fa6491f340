"""A caught mail as the demo's mailbox shows it."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from comms.mailcatcher import store


@dataclass(frozen=True)
class Attached:
    """A file of a mail; `text` is its content where that is text, such as an invitation."""

    filename: str
    content_type: str
    size: int
    text: str = ""


@dataclass(frozen=True)
class Mail:
    name: str
    to: str
    sender: str
    subject: str
    text: str
    html: str
    sent_at: datetime
    received_at: datetime
    attachments: list[Attached] = field(default_factory=list)

    def shown(self) -> dict[str, object]:
        """For JSON."""
        times = {"sent_at": self.sent_at.isoformat(), "received_at": self.received_at.isoformat()}
        return {**asdict(self), **times, "id": self.name, "from": self.sender}


def newest_first(folder: Path, limit: int) -> list[Mail]:
    return [of(path) for path in store.newest_first(folder, limit)]


def of(path: Path) -> Mail:
    """The mail in a file of the store. Headers that a stranger left out show as empty, its time as that of arrival."""
    mail = store.read(path)
    received = datetime.fromisoformat(str(mail[store.RECEIVED]))
    return Mail(
        name=path.stem,
        to=", ".join(str(one) for one in mail.get_all(store.ENVELOPE_TO, [])),
        sender=str(mail["From"] or ""),
        subject=str(mail["Subject"] or ""),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
        sent_at=_date(mail) or received,
        received_at=received,
        attachments=[_attached(part) for part in mail.iter_attachments()],
    )


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body([kind])
    return str(body.get_content()) if body is not None else ""


def _date(mail: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(str(mail["Date"]))
    except ValueError:
        return None


def _attached(part: EmailMessage) -> Attached:
    content = part.get_payload(decode=True) or b""
    name, kind = part.get_filename() or "", part.get_content_type()
    is_text = kind.startswith("text/") or kind == "application/ics"
    return Attached(name, kind, len(content), content.decode(errors="replace") if is_text else "")
