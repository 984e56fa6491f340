"""Notices in words, for their reader only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import languages
from ats.kernel.notices import kinds
from ats.kernel.notices.kinds import Line
from ats.kernel.notices.models import Notice, NoticePreference, Way

UNSEEN = Line(_l("Something that you can no longer see."), "")


@dataclass(frozen=True)
class Told:
    """One row of the list."""

    notice: Notice
    text: str
    href: str
    icon: str


def worded(notices: Sequence[Notice], user: Any) -> list[Told]:
    """Each in words, in the given order. What `user` may see is asked anew, so that a notice outlives no
    right; and it speaks the language that `user` chose, also where a worker writes it."""
    with languages.of_reader(user):
        return _worded(notices, user)


def _worded(notices: Sequence[Notice], user: Any) -> list[Told]:
    by_kind: dict[str, list[Notice]] = {}
    for notice in notices:
        by_kind.setdefault(notice.kind, []).append(notice)
    lines: dict[UUID, Line] = {}
    for key, some in by_kind.items():
        of_kind = kinds.get(key)
        if of_kind is not None:
            lines.update(of_kind.words(some, user))
    return [_told(notice, lines.get(notice.pk, UNSEEN)) for notice in notices]


def _told(notice: Notice, line: Line) -> Told:
    of_kind = kinds.get(notice.kind)
    return Told(notice, str(line.text), line.href, of_kind.icon if of_kind and line.href else "eye-off")


@dataclass(frozen=True)
class Heap:
    """What is new of one kind, the latest first."""

    key: str
    label: Any
    icon: str
    told: list[Told]


def heaps(user: Any, limit: int) -> list[Heap]:
    """What is new for `user` by kind, the kind with the latest first; without what waits as work beside it."""
    found = list(Notice.objects.of(user).unread()[:limit])
    working = _still_waiting(found, user)
    by_kind: dict[str, list[Told]] = {}
    for told in worded([notice for notice in found if notice.pk not in working], user):
        by_kind.setdefault(told.notice.kind, []).append(told)
    return [_heap(key, rows) for key, rows in by_kind.items()]


def _still_waiting(found: Sequence[Notice], user: Any) -> set[UUID]:
    working: set[UUID] = set()
    for key in {notice.kind for notice in found}:
        of_kind = kinds.get(key)
        if of_kind is not None and of_kind.still_waits is not None:
            mine = [notice for notice in found if notice.kind == key]
            subjects = of_kind.still_waits(user, {notice.subject_id for notice in mine})
            working |= {notice.pk for notice in mine if notice.subject_id in subjects}
    return working


def _heap(key: str, told: list[Told]) -> Heap:
    of_kind = kinds.get(key)
    return Heap(key, of_kind.label if of_kind else _("From before"), of_kind.icon if of_kind else "bell", told)


def count_unread(user: Any) -> int:
    return Notice.objects.of(user).unread().count()


def fingerprint(user: Any) -> str:
    """Changes with what is new."""
    latest = Notice.objects.of(user).unread().values_list("pk", flat=True).first()
    return f"{count_unread(user)}-{latest or ''}"


def preferences(user: Any) -> list[tuple[kinds.Kind, str]]:
    """Every kind with the way in which `user` hears of it."""
    chosen = dict(NoticePreference.objects.filter(user=user).values_list("kind", "way"))
    return [(each, chosen.get(each.key, each.default)) for each in kinds.kinds()]


def to_digest(user: Any, limit: int) -> list[Notice]:
    """What the daily mail is to tell: the notices chosen for it that it has not told yet, the oldest first."""
    rows = Notice.objects.of(user).unread().filter(way=Way.DIGEST, digested_at=None)
    return list(rows.order_by("created_at", "pk")[:limit])
