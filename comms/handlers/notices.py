"""Notices by mail: at once, or gathered once a day."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from ats import links
from ats.kernel.notices import reading
from ats.kernel.notices.events import DigestDue, NoticeToMail
from ats.kernel.notices.models import Notice
from ats.kernel.outbox import handles
from ats.models import User
from comms.actions import messages
from comms.models import MessageClass

MOST = 50
"""Lines of a daily mail; the rest is on the page."""


@handles(NoticeToMail, name="comms.mail_notice")
def mail_notice(event: NoticeToMail, *, event_id: UUID, at: datetime) -> None:
    """Nothing for what was read already, or may no longer be seen."""
    notice = Notice.objects.unread().filter(pk=event.subject_id).select_related("user").first()
    if notice is None or not notice.user.is_active:
        return
    (told,) = reading.worded([notice], notice.user)
    if told.href:
        values = {"title": told.text, "link": links.url(told.href)}
        _queue(notice.user, "notice", f"notice:{notice.pk}", values, at)


@handles(DigestDue, name="comms.send_digest")
def send_digest(event: DigestDue, *, event_id: UUID, at: datetime) -> None:
    """What the person has neither read nor been told of; each notice stands in one daily mail only."""
    person = User.objects.filter(pk=event.subject_id, is_active=True).first()
    found = reading.to_digest(person, MOST) if person else []
    if person is None or not found:
        return
    lines = [told.text for told in reading.worded(found, person) if told.href]
    Notice.objects.filter(pk__in=[each.pk for each in found]).update(digested_at=at, updated_at=at)
    if lines:
        values = {"facts": "\n".join(f"- {line}" for line in lines), "link": links.url(reverse("inbox"))}
        _queue(person, "digest", f"digest:{event_id}", values, at)


def _queue(person: User, template: str, key: str, values: dict[str, str], at: datetime) -> None:
    messages.queue(
        key=key,
        purpose=template,
        message_class=MessageClass.INTERNAL,
        template=template,
        recipient=person,
        at=at,
        values=values,
    )
