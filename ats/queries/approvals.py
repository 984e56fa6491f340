"""What the approval pages show."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, QuerySet, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access, approvals
from ats.kernel.absences.models import Absence
from ats.kernel.approvals import lists
from ats.kernel.approvals.models import (
    DECISION_LOOKS,
    ApprovalRequest,
    Approver,
    Decision,
    RequestStatus,
    StepStatus,
)
from ats.kernel.languages import small
from ats.kernel.pages.words import day, exact
from ats.kernel.prepared import Prepared
from ats.models import Job, Offer, OfferVersion
from ats.queries.paging import SIZE, Page, cut, page
from ats.queries.pay_band import Band, band

ICONS = {"offer": "badge-check", "job": "briefcase"}
KINDS = {"offer": _l("Offer"), "job": _l("Job")}
NEVER = datetime(9000, 1, 1, tzinfo=UTC)  # when a step without a time limit counts as due, for the order of a list


@dataclass(frozen=True)
class Row:
    """One line of the approvals list."""

    title: str
    href: str
    kind: str
    icon: str
    fact: str
    step: str
    requested_by: Any
    due: datetime | None = None
    when: str = ""


@dataclass(frozen=True)
class Said:
    """A sentence above the proof, as a callout."""

    tone: str
    icon: str
    lead: str
    text: str


@dataclass(frozen=True)
class Decided:
    """One line of what the reader decided."""

    title: str
    href: str
    seat: Approver


def waiting(user: Any, at: datetime, after: str = "", size: int = 0) -> Page:
    """What waits for the reader, the one that is due first on top and those without a time limit last."""
    size = size or SIZE
    if after:
        return _page(_by_due(user, at), user, at, column="due", after=after, size=size)
    found = _first(size)(user, at)
    prefetch_related_objects(found, *lists.SHOWN_WITH)
    return _told(cut(found, "due", size), user, at)


def _by_due(user: Any, at: datetime) -> QuerySet[ApprovalRequest]:
    return lists.waiting_for(user, at).annotate(due=Coalesce("steps_due", Value(NEVER, DateTimeField())))


@cache
def _first(size: int) -> access.ForReaders[list[Any]]:
    """The first page of what waits, and one row more."""

    def rows(reader: Any, at: datetime) -> QuerySet[ApprovalRequest]:
        return _by_due(reader, at).prefetch_related(None).order_by("due", "pk")[: size + 1]

    return access.ForReaders(Prepared, rows, datetime)


def coming(user: Any, at: datetime, after: str = "") -> Page:
    return _page(lists.coming_to(user, at), user, column="requested_at", after=after, size=SIZE)


def asked(user: Any, after: str = "") -> Page:
    return _page(lists.asked_by(user), user, column="requested_at", after=after, size=SIZE)


def decided_this_week(user: Any, at: datetime, after: str = "") -> Page:
    """What the reader decided in the last seven days, the latest first."""
    found = page(lists.decided_by(user, at - timedelta(days=7)), column="decided_at", after=after)
    about = _subjects([seat.step.request for seat in found.rows], user)
    return replace(found, rows=[_decided(seat, *about[seat.step.request.pk]) for seat in found.rows])


def _page(rows: Any, user: Any, at: datetime | None = None, **how: Any) -> Page:
    return _told(page(rows, oldest_first=True, **how), user, at)


def _told(found: Page, user: Any, at: datetime | None) -> Page:
    about = _subjects(found.rows, user)
    away = set(Absence.objects.covered_by(user, at).values_list("person", flat=True)) if at and found.rows else set()
    return replace(found, rows=[_row(request, *about[request.pk], user, away) for request in found.rows])


def _subjects(requests: list[ApprovalRequest], user: Any) -> dict[UUID, tuple[Any, str]]:
    """What each request is about, with its facts; a few queries for each kind, however many requests."""
    ids: dict[str, set[UUID]] = {}
    for request in requests:
        ids.setdefault(request.subject_type, set()).add(request.subject_id)
    found = {kind: approvals.get_subject(kind).listed(of_kind, user) for kind, of_kind in ids.items()}
    return {request.pk: found[request.subject_type][request.subject_id] for request in requests}


def _decided(seat: Approver, about: Any, fact: str) -> Decided:
    subject = approvals.get_subject(seat.step.request.subject_type)
    return Decided(subject.title(about), subject.url(about), seat)


def _row(request: ApprovalRequest, about: Any, fact: str, user: Any, away: set[UUID]) -> Row:
    subject = approvals.get_subject(request.subject_type)
    steps = [step for step in request.steps.all() if step.status != StepStatus.SKIPPED]
    number = next((n for n, step in enumerate(steps, 1) if step.status == StepStatus.PENDING), len(steps))
    present = steps[number - 1]
    return Row(
        title=subject.title(about),
        href=subject.url(about),
        kind=_kind(request, KINDS.get(request.subject_type, subject.label), _covering(present, user, away)),
        icon=ICONS.get(request.subject_type, subject.icon),
        fact=fact,
        step=_("{number} of {total}").format(number=number, total=len(steps)),
        requested_by=request.requested_by,
        due=present.due_at,
        when=(present.problem and _("Nobody can decide")) or present.name,
    )


def _kind(request: ApprovalRequest, kind: Any, covered: str) -> str:
    """What is asked, by whom, and for whom the reader would decide."""
    by = request.requested_by.name
    if covered:
        return _("{kind}, asked by {person}, for {absent}").format(kind=kind, person=by, absent=covered)
    return _("{kind}, asked by {person}").format(kind=kind, person=by)


def _covering(step: Any, user: Any, away: set[UUID]) -> str:
    """For whom the reader would decide; "" where the seat is their own."""
    seats = [seat for seat in step.approvers.all() if not seat.decision]
    if any(user.pk in {seat.user_id, seat.delegated_from_id} for seat in seats):
        return ""
    return next((str(seat.user.name) for seat in seats if seat.user_id in away), "")


def said(asked: ApprovalRequest, mine: Approver | None, step: Any, seat: Approver | None, reader: Any) -> Said | None:
    """What the reader should know first: what they decided, how it ended, or whom it waits for."""
    if mine is not None:
        note = exact(mine.decided_at) if mine.decision == Decision.APPROVE else mine.note
        return Said(
            mine.look.tone,
            mine.look.icon,
            _("You {decided} this.").format(decided=small(mine.get_decision_display())),
            note,
        )
    if asked.status == RequestStatus.CANCELLED:
        return Said("", "info", _("No longer asked."), _("The terms changed or the request was taken back."))
    if asked.status != RequestStatus.PENDING and asked.decision:
        look = DECISION_LOOKS[Decision(asked.decision)]
        return Said(
            look.tone,
            look.icon,
            _("{decision}.").format(decision=asked.get_decision_display()),
            exact(asked.resolved_at),
        )
    if seat is not None and reader.pk not in {seat.user_id, seat.delegated_from_id}:
        return Said(
            "info", "calendar-off", _("{person} is away.").format(person=seat.user.name), _("You decide for them.")
        )
    if step is not None and step.problem:
        return Said("bad", "circle-alert", "", step.problem)
    return None if seat else Said("", "info", "", _("This doesn't wait for you. You can read along."))


def latest_request(subject_type: str, subject_id: Any) -> ApprovalRequest | None:
    return _with_chain().filter(subject_type=subject_type, subject_id=subject_id).first()


def request_with_chain(pk: UUID) -> ApprovalRequest:
    found: ApprovalRequest = _with_chain().get(pk=pk)
    return found


def _with_chain() -> Any:
    rows = ApprovalRequest.objects.select_related("requested_by", "overridden_by", "flow")
    return rows.prefetch_related(
        "steps__approvers__user", "steps__approvers__decided_by", "steps__approvers__delegated_from"
    )


def offer_band(terms: OfferVersion, job: Job) -> Band | None:
    """The band of an offer; None where the job has none in the offer's currency and unit."""
    same = (terms.salary_currency, terms.salary_unit) == (job.pay_currency, job.pay_unit)
    if job.pay_min is None or job.pay_max is None or not same:
        return None
    return band(
        amount=terms.salary_amount,
        low=job.pay_min,
        high=job.pay_max,
        currency=terms.salary_currency,
        level=job.level,
    )


def changes_since_approved(offer: Offer) -> list[tuple[str, str, str]]:
    """Field, before, now: what changed since the version that was approved last; empty without one."""
    approved = (
        ApprovalRequest.objects.filter(subject_type="offer", subject_id=offer.pk, status=RequestStatus.APPROVED)
        .exclude(version=offer.version)
        .first()
    )
    if approved is None:
        return []
    before = next(version for version in offer.versions.all() if version.number == approved.version)
    pairs = zip(terms_in_words(before), terms_in_words(offer.terms), strict=True)
    none = _("none")
    return [(name, old or none, new or none) for (name, old), (_same, new) in pairs if old != new]


def terms_in_words(terms: OfferVersion) -> list[tuple[str, str]]:
    start = day(terms.start_date) if terms.start_date else ""
    return [(_("Base salary"), terms.pay), (_("Bonus"), terms.bonus), (_("Shares"), terms.equity), (_("Start"), start)]
