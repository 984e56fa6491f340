"""Reads that cross models."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ats import links
from ats.kernel.pages import words
from ats.models import Application, Candidate, User
from ats.queries.company import identity
from comms.models import ConsentText, Message, MessageStatus


def standard_values(
    candidate: Candidate | None, recipient: User | None, application: Application | None
) -> dict[str, object]:
    """The merge values that follow from whom a message goes to and which application it is about."""
    person = candidate or (application.candidate if application else None)
    values: dict[str, object] = {"company_name": identity().name}
    if person:
        values |= {"candidate_first_name": person.first_name, "candidate_name": person.name}
    if application:
        values |= {"job_name": application.job.name, "recruiter_name": _looks_after(application)}
        if person and not recipient:
            values["status_link"] = links.status(application.pk)
    if recipient:
        values["recipient_name"] = recipient.first_name or recipient.name
    return values


def _looks_after(application: Application) -> str:
    return application.owner.name if application.owner else f"The hiring team at {identity().name}"


def consent_texts(region: str) -> list[ConsentText]:
    """The wordings in force in `region`, one per purpose: its own, else the one for everywhere; required ones first."""
    chosen: dict[str, ConsentText] = {}
    rows = ConsentText.objects.filter(is_active=True, region__in=["", region.lower()])
    for text in rows.order_by("region", "version"):
        chosen[text.purpose] = text
    return sorted(chosen.values(), key=lambda text: (not text.is_required, text.purpose))


STILL_HERE = [MessageStatus.QUEUED, MessageStatus.FAILED, MessageStatus.SENDING]
OUT = [MessageStatus.SENDING, MessageStatus.IN_DOUBT, MessageStatus.SENT]


def rejection_out(application: Application) -> Message | None:
    """The latest rejection that has left the queue, and that no reopening can take back; None when none has."""
    rows = Message.objects.filter(application=application, purpose="rejection", status__in=OUT)
    return rows.order_by("-created_at", "-pk").first()


def told_of_rejection(application: Application) -> str:
    """In a sentence, in the reader's zone: whether the person has had a rejection already; "" when none has left."""
    message = rejection_out(application)
    if message is None:
        return ""
    if message.sent_at:
        return _("The rejection was already sent on {moment}.").format(moment=words.exact(message.sent_at))
    return _("The rejection is going out or may have arrived already.")


def word_of_end_waits(application: Application) -> bool:
    """Whether a rejection is written and hasn't gone out yet: until then nobody tells the person in another way."""
    rows = Message.objects.filter(application=application, purpose="rejection")
    return rows.filter(status__in=STILL_HERE).exists()


def ends_untold(application_ids: Collection[UUID]) -> set[UUID]:
    """Of these, those whose rejection is written and hasn't gone out yet; one question for all."""
    rows = Message.objects.filter(application__in=application_ids, purpose="rejection")
    waiting = rows.filter(status__in=STILL_HERE)
    return set(waiting.values_list("application_id", flat=True))


def own_data(candidate: Candidate) -> dict[str, Any]:
    """The messages that a person got and what they agreed to, for their own eyes; signed links are left out."""
    messages = Message.objects.filter(candidate=candidate, status=MessageStatus.SENT).order_by("sent_at")
    return {
        "messages": [
            {"subject": row.subject, "sent_at": row.sent_at, "text": links.withheld(row.body_text)} for row in messages
        ],
        "consents": [
            {"purpose": row.purpose, "status": row.status, "at": row.captured_at, "text": row.text.text}
            for row in candidate.consents.select_related("text").order_by("captured_at")
        ],
    }
