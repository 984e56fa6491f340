"""Notices in words, for their reader only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ats.kernel import languages
from ats.kernel.notices import kinds
from ats.kernel.notices.kinds import Line
from ats.kernel.notices.models import Notice, NoticePreference, Way

UNSEEN = Line(_("Something that you can no longer see."), "")


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
