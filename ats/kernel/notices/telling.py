"""Telling people, as they wish it."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from ats.kernel import timers
from ats.kernel.history import acting
from ats.kernel.notices import kinds
from ats.kernel.notices.events import DigestDue, NoticeToMail
from ats.kernel.notices.models import Notice, NoticePreference, Way
from ats.kernel.outbox import emit
from ats.kernel.timers import Timer, fires
from ats.kernel.zones import zone_of

DIGEST = "notices.digest"
DIGEST_HOUR = time(8)
NEWS = timedelta(days=3)


def tell(
    *,
    kind: str,
    people: Iterable[UUID | None],
    subject_type: str,
    subject_id: UUID,
    event_id: UUID,
    occurred_at: datetime,
    at: datetime,
    actor_id: UUID | None = None,
) -> None:
    """Tell each of `people` (ids) once of the event, but for whoever did it; runs in the transaction of a handler.

    What happened longer than NEWS ago is told no more: a replay, or the past that a demo tells, is no news.
    """
    of_kind = kinds.get(kind)
    wanted = {person for person in people if person is not None and person != actor_id}
    if of_kind is None or not wanted or at - occurred_at > NEWS:
        return
    users = get_user_model().objects.filter(pk__in=wanted, is_active=True, is_service=False)
    chosen = dict(NoticePreference.objects.filter(kind=kind, user__in=wanted).values_list("user", "way"))
    for user in users.order_by("pk"):
        way = chosen.get(user.pk, of_kind.default)
        if way in of_kind.ways and way != Way.OFF:
            facts = {"subject_type": subject_type, "subject_id": subject_id, "actor_id": actor_id}
            _write(user, way, at, kind, event_id, {**facts, "created_at": occurred_at})


def _write(user: Any, way: str, at: datetime, kind: str, event_id: UUID, facts: dict[str, Any]) -> None:
    notice, is_new = Notice.objects.get_or_create(
        user=user, kind=kind, event_id=event_id, defaults={**facts, "way": way}
    )
    if is_new and way == Way.MAIL:
        emit(NoticeToMail(subject_id=notice.pk, occurred_at=at, user_id=user.pk))
    elif is_new and way == Way.DIGEST:
        timers.arm(kind=DIGEST, key=f"{DIGEST}:{user.pk}", due_at=next_digest(user, at), subject_id=user.pk)


def next_digest(user: Any, at: datetime) -> datetime:
    """The next eight o'clock in the person's zone."""
    zone = zone_of(user)
    there = at.astimezone(zone)
    today = datetime.combine(there.date(), DIGEST_HOUR, zone)
    return today if there < today else datetime.combine(there.date() + timedelta(days=1), DIGEST_HOUR, zone)


@fires(DIGEST)
def send_digests(due: list[Timer], *, at: datetime) -> None:
    for timer in due:
        emit(DigestDue(subject_id=timer.subject_id, occurred_at=at))


def choose(*, user: Any, ways: dict[str, str], at: datetime) -> None:
    """How `user` wants to hear of each kind; kinds that aren't named stay as they are."""
    with transaction.atomic(), acting(user, "Notifications chosen"):
        for key, way in ways.items():
            of_kind = kinds.get(key)
            if of_kind is None or way not in of_kind.ways:
                continue
            row, is_new = NoticePreference.objects.get_or_create(user=user, kind=key, defaults={"way": way})
            if not is_new and row.way != way:
                row.way = way
                row.save(update_fields=["way"])


def mark_read(*, user: Any, at: datetime, notice_id: UUID | None = None, kind: str = "") -> int:
    """One notice of `user`, those of one kind, or all of them; how many were new."""
    rows = Notice.objects.of(user).unread()
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.update(read_at=at, updated_at=at)
