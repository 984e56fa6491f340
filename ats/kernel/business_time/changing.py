"""Changing calendars and freezes, so that every deadline counted by them is planned anew."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.kernel.business_time.events import CalendarChanged, FreezeChanged
from ats.kernel.business_time.models import Calendar, Freeze
from ats.kernel.outbox import Event, emit


@transaction.atomic
def save(row: Calendar | Freeze, *, by: Any, at: datetime) -> None:
    """Write a calendar, as its next version, or a freeze."""
    if isinstance(row, Calendar) and not row._state.adding:
        row.version = Calendar.objects.select_for_update().values_list("version", flat=True).get(pk=row.pk) + 1
    row.save()
    emit(_changed(row, by, at))


@transaction.atomic
def delete(row: Calendar | Freeze, *, by: Any, at: datetime) -> None:
    """Delete a calendar (what was counted by it is counted by the default one) or a freeze."""
    told = _changed(row, by, at)
    row.delete()
    emit(told)


def _changed(row: Calendar | Freeze, by: Any, at: datetime) -> Event:
    if isinstance(row, Calendar):
        return CalendarChanged(subject_id=row.pk, occurred_at=at, actor_id=by.pk, version=row.version)
    return FreezeChanged(subject_id=row.pk, occurred_at=at, actor_id=by.pk)
