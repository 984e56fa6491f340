"""What the offer of an application waits for, in words: who decides, who sends, until when the candidate may answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from ats.kernel.approvals import lists
from ats.kernel.approvals.models import Approver
from ats.kernel.pages import words
from ats.models import Application, Offer, OfferStatus

NAMED = 2  # more approvers than these are counted
NOT_DRAFTED = _l("Offer to be drafted")
SAYS = {
    OfferStatus.DRAFT: _l("Offer to be submitted"),
    OfferStatus.PENDING_APPROVAL: _l("Offer to be approved"),
    OfferStatus.APPROVED: _l("Offer to be sent"),
    OfferStatus.ACCEPTED: _l("Offer accepted"),
    OfferStatus.DECLINED: _l("Offer declined: close the application or draft another"),
    OfferStatus.WITHDRAWN: _l("Offer withdrawn: draft another or close the application"),
    OfferStatus.EXPIRED: _l("Offer expired: give new terms or more time"),
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
        return _("{who} to approve, {since}").format(who=_who(seats), since=_since(seats[0], at))
    if offer.is_sent and offer.expires_at is not None:
        return _("Candidate's answer, until {day}").format(day=_short_day(offer.expires_at, at))
    return str(SAYS.get(OfferStatus(offer.status), ""))


def _who(seats: list[Approver]) -> str:
    """All that are named must decide, or one of them: the step's quorum says it."""
    names = [seat.user.name for seat in seats]
    if len(names) > NAMED:
        return _("{name} and {n} others").format(name=names[0], n=len(names) - 1)
    return f" {_('and') if seats[0].step.quorum >= len(names) else _('or')} ".join(names)


def _since(seat: Approver, at: datetime) -> str:
    """How the step's time limit stands; without one, since when it waits."""
    if seat.step.due_at is not None:
        return str(words.time_left(seat.step.due_at, at=at)["text"])
    when = words.relative(seat.since, at=at)  # type: ignore[attr-defined]  # annotated by `open_seats`
    return _("since {when}").format(when=when)


def _short_day(moment: datetime, at: datetime) -> str:
    """3 Dec; with the year where it is another one."""
    shown = timezone.localtime(moment)
    this_year = shown.year == timezone.localtime(at).year
    return date_format(shown, pgettext("date format", "j M") if this_year else pgettext("date format", "j M Y"))
