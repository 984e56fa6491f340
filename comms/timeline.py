"""What comms tells on timelines: messages, and every change of consent."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from ats.kernel.languages import small
from ats.kernel.pages import Entry
from comms.models import Consent, Message

NEWEST = 200


def tell(*, user: Any, candidate: Any = None, application: Any = None, **subject: Any) -> Iterable[Entry]:
    """Entries about a candidate, or about one application, that `user` may see."""
    about = {"application": application} if application is not None else {"candidate": candidate}
    if not any(about.values()):
        return
    yield from _messages(Message.objects.visible_to(user).filter(**about).order_by("-send_at")[:NEWEST])
    yield from _consents(
        Consent.objects.visible_to(user).filter(**about).select_related("text", "recorded_by")[:NEWEST]
    )


def _messages(rows: Any) -> Iterator[Entry]:
    """What went out is information, whatever the badge's colour; only what went wrong is loud."""
    for row in rows:
        look = row.look
        yield Entry(
            at=row.sent_at or row.send_at,
            text=f"{look.word}: {row.subject}",
            icon="mail" if row.sent_at else look.icon,
            tone="info" if row.sent_at else look.tone if look.tone == "bad" else "",
            body=row.text_for_colleagues if row.sent_at else row.why,
            kind="message",
            look="mail" if row.sent_at else "",
        )


def _consents(rows: Any) -> Iterator[Entry]:
    for row in rows:
        yield Entry(
            at=row.captured_at,
            text=f"{row.get_status_display()}: {small(row.get_purpose_display())}",
            icon="shield-check",
            body=_("Wording version {version}, {source}").format(version=row.text.version, source=row.source),
            kind="consent",
        )
