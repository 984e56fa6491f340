"""Administrators are reminded before a secret is due for rotation, or its key ends, and once more when it is due."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access, clock, notices, timers
from ats.kernel.api.events import ApiKeyRotationDue
from ats.kernel.api.models import ApiKey, real_now
from ats.kernel.api.permissions import ApiPermission
from ats.kernel.notices.kinds import Line
from ats.kernel.notices.models import Notice
from ats.kernel.outbox import emit, handles
from ats.kernel.timers import Timer, fires

TIMER = NOTICE = "api_keys.rotation_due"


def register() -> None:
    notices.kind(NOTICE, _l("A key of the API needs a new secret"), "key", words)


def plan(key: ApiKey, at: datetime) -> None:
    """Arm the reminder of `key`, whose row the caller has locked, or call it off. One that would be late comes at once."""
    due, name = due_of(key), f"{TIMER}:{key.pk}"
    timers.cancel_group(name, reason="planned anew")
    if due is not None and key.revoked_at is None:
        first = max(at, due - timedelta(days=settings.KEY_NOTICE_DAYS))
        timers.arm(kind=TIMER, key=name, group=name, due_at=first, subject_id=key.pk)


def due_of(key: ApiKey) -> datetime | None:
    """As `due_at`, all in the product's time."""
    expires = key.expires_at + clock.offset() if key.expires_at else None
    return min((moment for moment in (key.rotation_due_at, expires) if moment is not None), default=None)


@fires(TIMER)
def remind(due: list[Timer], *, at: datetime) -> None:
    """Tell; and plan the second reminder, for the day itself, after the first."""
    ids = [timer.subject_id for timer in due]
    rows = ApiKey.objects.select_for_update(of=("self",)).select_related("user").in_bulk(ids)
    for timer in due:
        key = rows.get(timer.subject_id)
        ends = due_of(key) if key and key.is_live(real_now()) else None
        if key is None or ends is None:
            timer.stale("the key is over, or has no interval any more")
            continue
        emit(ApiKeyRotationDue(subject_id=key.pk, occurred_at=at, due_at=ends))
        if at < ends:
            timers.arm(kind=TIMER, key=f"{timer.group}:day", group=timer.group, due_at=ends, subject_id=key.pk)


@handles(ApiKeyRotationDue, name="api_keys.notice_rotation_due")
def tell(event: ApiKeyRotationDue, *, event_id: UUID, at: datetime) -> None:
    """Everybody who looks after keys."""
    people = access.assignments(ApiPermission.KEYS_MANAGE).filter(scope=access.Scope.ALL)
    notices.tell(
        kind=NOTICE,
        people=people.values_list("user", flat=True),
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        event_id=event_id,
        occurred_at=event.occurred_at,
        at=at,
    )


def words(found: Collection[Notice], reader: Any) -> Mapping[UUID, Line]:
    if not access.holds_everywhere(reader, ApiPermission.KEYS_VIEW):
        return {}
    rows = ApiKey.objects.in_bulk({each.subject_id for each in found})
    return {each.pk: _line(rows[each.subject_id]) for each in found if each.subject_id in rows}


def _line(key: ApiKey) -> Line:
    address = reverse("admin:kernel_apikey_change", args=[key.pk])
    if key.due_at is None or key.revoked_at is not None:
        return Line(_("The key {name} needs no new secret any more.").format(name=key), address)
    by = date_format(key.due_at, "DATE_FORMAT")
    return Line(_("The key {name} needs a new secret, or a longer life, by {date}.").format(name=key, date=by), address)
