"""What the offer of an application waits for, in words: who decides, who sends, until when the candidate may answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from ats.kernel import reading
from ats.kernel.approvals import lists
from ats.kernel.pages import words
from ats.models import Offer, OfferStatus, User

NAMED = 2  # more approvers than these are counted
OFFER = ("id", "application_id", "status", "expires_at")
PERSON = ("first_name", "last_name", "email")
SEAT = {
    "offer": "step__request__subject_id",
    "quorum": "step__quorum",
    "due_at": "step__due_at",
    "since": "since",
    **{name: f"user__{name}" for name in PERSON},
}
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


def asked_of(applications: Iterable[UUID]) -> dict[str, reading.Part]:
    """What `offer_words` reads of the applications with these ids: the offers, and who has a seat in an approval of one."""
    offers = Offer.objects.filter(application_id__any_of=list(applications))
    pending = offers.order_by().filter(status=OfferStatus.PENDING_APPROVAL).values("pk")
    return {
        "offers": reading.Part(offers.order_by("created_at", "pk"), {name: name for name in OFFER}),
        "seats": reading.Part(lists.open_seats("offer", pending), SEAT),
    }


def offer_words(found: Mapping[str, Iterable[Mapping[str, Any]]], at: datetime) -> dict[UUID, OfferWords]:
    """By the application's id, for those that have an offer, from what was read as `asked_of` says."""
    rows = [Offer(**row | {"expires_at": _moment(row["expires_at"])}) for row in found["offers"]]
    seats: dict[str, list[Seat]] = {}
    for row in found["seats"]:
        seats.setdefault(row["offer"], []).append(Seat.of(row))
    newest = {str(row.application_id): row for row in rows}
    accepted = {str(row.application_id) for row in rows if row.is_accepted}
    return {
        UUID(pk): OfferWords(_says(row, seats.get(str(row.pk), []), at), pk in accepted) for pk, row in newest.items()
    }


@dataclass(frozen=True)
class Seat:
    """An approver who has not decided yet."""

    name: str
    quorum: int
    due_at: datetime | None
    since: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Seat":
        person = User(**{name: row[name] for name in PERSON})
        since = datetime.fromisoformat(row["since"])
        return cls(person.name, row["quorum"], _moment(row["due_at"]), since)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _says(offer: Offer, seats: list[Seat], at: datetime) -> str:
    if seats:
        return _("{who} to approve, {since}").format(who=_who(seats), since=_since(seats[0], at))
    if offer.is_sent and offer.expires_at is not None:
        return _("Candidate's answer, until {day}").format(day=_short_day(offer.expires_at, at))
    return str(SAYS.get(OfferStatus(offer.status), ""))


def _who(seats: list[Seat]) -> str:
    """All that are named must decide, or one of them: the step's quorum says it."""
    names = [seat.name for seat in seats]
    if len(names) > NAMED:
        return _("{name} and {n} others").format(name=names[0], n=len(names) - 1)
    return f" {_('and') if seats[0].quorum >= len(names) else _('or')} ".join(names)


def _since(seat: Seat, at: datetime) -> str:
    """How the step's time limit stands; without one, since when it waits."""
    if seat.due_at is not None:
        return str(words.time_left(seat.due_at, at=at)["text"])
    when = words.relative(seat.since, at=at)
    return _("since {when}").format(when=when)


def _short_day(moment: datetime, at: datetime) -> str:
    """3 Dec; with the year where it is another one."""
    shown = timezone.localtime(moment)
    this_year = shown.year == timezone.localtime(at).year
    return date_format(shown, pgettext("date format", "j M") if this_year else pgettext("date format", "j M Y"))
