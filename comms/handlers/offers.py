"""An offer on its way: the candidate gets the link, more time and what they signed; the recruiter how it ended."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ats import links
from ats.events import OfferAccepted, OfferDeclined, OfferEvent, OfferExpired, OfferExtended, OfferSent
from ats.kernel.files import StoredFile
from ats.kernel.outbox import handles
from ats.kernel.pages import words
from ats.models import Offer, OfferStatus
from ats.queries.responsible import looking_after
from comms.actions import messages
from comms.models import OFFER_CONFIRMATION, MessageClass
from comms.needs import OFFER


@handles(OfferSent, name="comms.send_offer")
def send_offer(event: OfferSent, *, event_id: UUID, at: datetime) -> None:
    _invite_answer(event, template=event.template or OFFER, key=f"offer:{event.subject_id}:{event_id}", at=at)


@handles(OfferExtended, name="comms.tell_more_time")
def tell_more_time(event: OfferExtended, *, event_id: UUID, at: datetime) -> None:
    _invite_answer(event, template="offer-extended", key=f"offer-extended:{event.subject_id}:{event_id}", at=at)


@handles(OfferAccepted, name="comms.confirm_acceptance")
def confirm_acceptance(event: OfferAccepted, *, event_id: UUID, at: datetime) -> None:
    offer = _load(event.subject_id)
    messages.queue(
        key=f"offer-confirmation:{offer.pk}:{offer.version}",
        purpose=OFFER_CONFIRMATION,
        message_class=MessageClass.TRANSACTIONAL,
        template="offer-confirmation",
        candidate=offer.application.candidate,
        application=offer.application,
        at=at,
        attachment=_letter(offer),
        values={"facts": _signed(offer), "link": _answer_link(offer)},
    )


@handles(OfferAccepted, name="comms.report_acceptance")
def report_acceptance(event: OfferAccepted, *, event_id: UUID, at: datetime) -> None:
    _report(event.subject_id, "accepted", at)


@handles(OfferDeclined, name="comms.report_decline")
def report_decline(event: OfferDeclined, *, event_id: UUID, at: datetime) -> None:
    _report(event.subject_id, "declined", at)


@handles(OfferExpired, name="comms.report_expiry")
def report_expiry(event: OfferExpired, *, event_id: UUID, at: datetime) -> None:
    _report(event.subject_id, "expired", at)


def _invite_answer(event: OfferEvent, *, template: str, key: str, at: datetime) -> None:
    """Nothing when the offer is out no more: what ended it says so itself."""
    offer = _load(event.subject_id)
    if offer.status != OfferStatus.SENT:
        return
    messages.queue(
        key=key,
        purpose="offer",
        message_class=MessageClass.TRANSACTIONAL,
        template=template,
        candidate=offer.application.candidate,
        application=offer.application,
        attachment=_letter(offer),
        at=at,
        values={"link": _answer_link(offer), "offer_expires": _until(offer)},
    )


def _report(offer_id: UUID, end: str, at: datetime) -> None:
    offer = _load(offer_id)
    for person in looking_after(offer.application):
        messages.queue(
            key=f"offer-answer:{offer.pk}:{end}:{offer.version}:{person.pk}",
            purpose="offer_answer",
            message_class=MessageClass.INTERNAL,
            template="offer-expired" if end == "expired" else "offer-answer",
            recipient=person,
            application=offer.application,
            at=at,
            values={"answer": end, "link": links.application(offer.application_id)},
        )


def _signed(offer: Offer) -> str:
    """The terms as the candidate signed them, one a line."""
    terms = offer.terms
    told = {
        "Position": offer.application.job.name,
        "Pay": terms.pay,
        "Bonus": terms.bonus,
        "Equity": terms.equity,
        "First day": words.day(terms.start_date) if terms.start_date else "to be agreed",
        "Signed by": offer.signed_name,
        "Signed on": words.in_zone(offer.resolved_at, settings.DEFAULT_TIME_ZONE) if offer.resolved_at else "",
    }
    return "\n".join(f"{name}: {value}" for name, value in told.items() if value)


def _letter(offer: Offer) -> StoredFile | None:
    """The letter of this version, the signed copy once there is one."""
    letter = offer.letters.select_related("file", "signed_file").filter(version=offer.version).first()
    return letter.latest if letter else None


def _load(offer_id: UUID) -> Offer:
    rows = Offer.objects.select_related("application__candidate", "application__job", "application__owner")
    return rows.get(pk=offer_id)


def _answer_link(offer: Offer) -> str:
    token = links.sign("offer", offer.pk, version=offer.version)
    return links.url(reverse("offer_answer", kwargs={"token": token}))


def _until(offer: Offer) -> str:
    if offer.expires_at is None:
        return "further notice"
    return words.in_zone(offer.expires_at, settings.DEFAULT_TIME_ZONE)
