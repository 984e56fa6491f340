"""Planning an absence, and taking it back. People speak for themselves; whoever may look after people, for all."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from ats.kernel import audit, timers
from ats.kernel.absences.events import AbsencePlanned, AbsenceTakenBack
from ats.kernel.absences.models import Absence
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.outbox import Event, emit

BEGINS = "absences.begins"
LONGEST, FARTHEST = timedelta(days=2 * 366), timedelta(days=5 * 366)


class AbsenceRefused(DomainError):
    """The absence can't be like that."""

    code = "absence-refused"


def plan(*, person: Any, starts_at: datetime, ends_at: datetime, deputy: Any | None, by: Any, at: datetime) -> Absence:
    """`person` is away; `deputy` (None: nobody) covers. The caller has asked whether `by` may say so.

    Raises AbsenceRefused where it is over already, meets another one of theirs, or the deputy is away too.
    """
    with transaction.atomic(), acting(by, "Absence planned"):
        _lock(person, deputy)
        _check(person, starts_at, ends_at, deputy, at)
        absence = Absence.objects.create(
            person=person, starts_at=starts_at, ends_at=ends_at, deputy=deputy, created_at=at
        )
        timers.arm(kind=BEGINS, key=key(absence), due_at=max(starts_at, at), subject_id=absence.pk)
        _tell(
            AbsencePlanned(
                subject_id=absence.pk,
                occurred_at=at,
                actor_id=by.pk,
                person_id=person.pk,
                deputy_id=getattr(deputy, "pk", None),
                starts_at=starts_at,
                ends_at=ends_at,
            ),
            absence,
            by,
        )
    return absence


def take_back(*, absence: Absence, by: Any, at: datetime) -> None:
    """They are back: one that is under way ends now, one that lies ahead goes."""
    with transaction.atomic(), acting(by, "Absence taken back"):
        row = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
        timers.cancel(key=key(row))
        _tell(AbsenceTakenBack(subject_id=row.pk, occurred_at=at, actor_id=by.pk, person_id=row.person_id), row, by)
        if row.starts_at < at:
            row.ends_at = min(row.ends_at, at)
            row.save(update_fields=["ends_at"])
        else:
            row.delete()


def key(absence: Absence) -> str:
    return f"{BEGINS}:{absence.pk}"


def _lock(*people: Any) -> None:
    """Both rows, in the order of their ids: two plans that name each other don't meet halfway."""
    ids = [person.pk for person in people if person is not None]
    list(get_user_model().objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def _check(person: Any, starts_at: datetime, ends_at: datetime, deputy: Any | None, at: datetime) -> None:
    if ends_at <= starts_at:
        raise AbsenceRefused(_("The last day lies before the first."))
    if ends_at <= at:
        raise AbsenceRefused(_("This absence is over already."))
    if ends_at - starts_at > LONGEST or starts_at - at > FARTHEST:
        raise AbsenceRefused(_("An absence takes two years at most, and begins within five. Check the years."))
    meeting = Absence.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    if meeting.filter(person=person).exists():
        raise AbsenceRefused(
            _("{person} is away on some of these days already. Take that absence back first.").format(
                person=person.name
            )
        )
    if deputy is None:
        return
    if deputy == person:
        raise AbsenceRefused(_("Choose a colleague to cover."))
    if not deputy.is_active:
        raise AbsenceRefused(_("{person} no longer works here. Choose somebody else.").format(person=deputy.name))
    if meeting.filter(person=deputy).exists():
        raise AbsenceRefused(_("{person} is away then too. Choose somebody else.").format(person=deputy.name))


def _tell(happened: Event, absence: Absence, by: Any) -> None:
    emit(happened)
    audit.record(
        deed=happened.type,
        actor=by,
        subject_type=absence._meta.label_lower,
        subject_id=absence.pk,
        outcome="done",
        at=happened.occurred_at,
    )
