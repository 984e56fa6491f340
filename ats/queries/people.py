"""The list of colleagues."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel.absences.models import Absence
from ats.models import Invitation, User
from ats.queries.paging import Page, page

VIEWS = [("active", _("Working here")), ("invited", _("Invited")), ("left", pgettext_lazy("people who", "Left"))]


@dataclass(frozen=True)
class Row:
    """One person; `absence` only while they are away, `invitation` until they have accepted."""

    person: User
    roles: str
    absence: Absence | None
    invitation: Invitation | None
    is_over: bool


def colleagues() -> QuerySet[User]:
    """Everybody who works here, by name."""
    return _of("active").order_by("first_name", "last_name", "pk")


def listed(view: str, words: str, after: str) -> Page:
    rows = _of(view)
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(first_name__istartswith=word) | Q(last_name__istartswith=word) | Q(email__istartswith=word)
        )
    shown = rows.select_related("department", "invitation").prefetch_related("role_assignments__role")
    return page(shown, column="created_at", after=after)


def count(view: str) -> int:
    return _of(view).count()


def rows(found: list[User], at: datetime) -> list[Row]:
    away = {row.person_id: row for row in Absence.objects.at(at).filter(person__in=found).select_related("deputy")}
    return [_row(person, away.get(person.pk), at) for person in found]


def _row(person: User, absence: Absence | None, at: datetime) -> Row:
    invitation = getattr(person, "invitation", None)
    waits = invitation is not None and invitation.accepted_at is None and invitation.revoked_at is None
    names = sorted({assignment.role.name for assignment in person.role_assignments.all()})
    return Row(
        person,
        ", ".join(names),
        absence,
        invitation if waits else None,
        bool(waits and not invitation.is_open(at)),
    )


def _of(view: str) -> QuerySet[Any]:
    people = User.objects.filter(is_service=False)
    waiting = Q(invitation__isnull=False, invitation__accepted_at=None)
    if view == "invited":
        return people.filter(waiting, is_active=True)
    if view == "left":
        return people.filter(is_active=False)
    return people.filter(is_active=True).exclude(waiting)
