"""What the offer of an application waits for, in words: who decides, who sends, until when the candidate may answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ats.kernel.approvals import lists
from ats.kernel.approvals.models import Approver
from ats.kernel.pages import words
from ats.models import Application, Offer, OfferStatus

NAMED = 2  # more approvers than these are counted
NOT_DRAFTED = "Offer to be drafted"
SAYS = {
    OfferStatus.DRAFT: "Offer to be submitted",
    OfferStatus.PENDING_APPROVAL: "Offer to be approved",
    OfferStatus.APPROVED: "Offer to be sent",
    OfferStatus.ACCEPTED: "Offer accepted",
    OfferStatus.DECLINED: "Offer declined: close the application or draft another",
    OfferStatus.WITHDRAWN: "Offer withdrawn: draft another or close the application",
    OfferStatus.EXPIRED: "Offer expired: give new terms or more time",
}


@dataclass(frozen=True)
class OfferWords:
    """The newest offer of an application. No terms: whoever sees the application may read this."""

    says: str
    is_accepted: bool = False


def offer_words(applications: Iterable[Application], at: datetime) -> dict[UUID, OfferWords]:
    """By the application's id, for those that have an offer; one query, and one more where any waits for approval."""
    found = Offer.objects.filter(application__in=[row.pk for row in applications]).order_by("created_at", "pk")
    rows = list(found.only("application_id", "status", "expires_at"))
    newest = {row.application_id: row for row in rows}
    accepted = {row.application_id for row in rows if row.is_accepted}
    seats = _seats([row.pk for row in newest.values() if row.status == OfferStatus.PENDING_APPROVAL])
    return {pk: OfferWords(_says(row, seats.get(row.pk, []), at), pk in accepted) for pk, row in newest.items()}


def _seats(offers: list[UUID]) -> dict[UUID, list[Approver]]:
    found: dict[UUID, list[Approver]] = {}
    for seat in lists.open_seats("offer", offers) if offers else ():
        found.setdefault(seat.step.request.subject_id, []).append(seat)
    return found


def _says(offer: Offer, seats: list[Approver], at: datetime) -> str:
    if seats:
        return f"{_who(seats)} to approve, {_since(seats[0], at)}"
    if offer.is_sent and offer.expires_at is not None:
        return f"Candidate's answer, until {_short_day(offer.expires_at, at)}"
    return SAYS.get(OfferStatus(offer.status), "")


def _who(seats: list[Approver]) -> str:
    """All that are named must decide, or one of them: the step's quorum says it."""
    names = [seat.user.name for seat in seats]
    if len(names) > NAMED:
        return f"{names[0]} and {len(names) - 1} others"
    return (" and " if seats[0].step.quorum >= len(names) else " or ").join(names)


def _since(seat: Approver, at: datetime) -> str:
    """How the step's time limit stands; without one, since when it waits."""
    if seat.step.due_at is not None:
        return str(words.time_left(seat.step.due_at, at=at)["text"])
    return f"since {words.relative(seat.since, at=at)}"  # type: ignore[attr-defined]  # annotated by `open_seats`


def _short_day(moment: datetime, at: datetime) -> str:
    """3 Dec; with the year where it is another one."""
    shown = timezone.localtime(moment)
    return f"{shown.day} {shown:%b}" + (f" {shown.year}" if shown.year != timezone.localtime(at).year else "")
