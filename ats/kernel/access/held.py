"""What a person holds: their roles' permissions, each within a scope."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from ats.kernel.access.models import RoleAssignment, Scope

ASSIGNMENT = {
    "reach": F("scope"),
    "unit": F("unit_id"),
    "allowed": F("role__permissions"),
    "more": F("role__needs_second_factor"),
}


@dataclass(frozen=True)
class Grant:
    """One permission held within `scope`; `unit_id` is the department or region that confines it."""

    scope: str
    unit_id: UUID | None = None


def grants(user: Any, permission: str) -> list[Grant]:
    """How far `user` holds `permission`; empty when not at all."""
    if not user.is_authenticated or not user.is_active:
        return []
    return _held(user).get(str(permission), [])


Shape = tuple[tuple[str, tuple[tuple[str, int | None], ...]], ...]
"""Permissions with their scopes, and which of the person's units confines each."""


def shape_of(user: Any) -> tuple[Shape, tuple[UUID, ...]]:
    """What `user` holds without the names of the units that confine it; and these units, in the shape's order."""
    if not user.is_active:
        return (), ()
    known: tuple[Shape, tuple[UUID, ...]] | None = getattr(user, "_access_shape", None)
    if known is None:
        known = user._access_shape = _shaped(_held(user))
    return known


def _shaped(held: Mapping[str, Sequence[Grant]]) -> tuple[Shape, tuple[UUID, ...]]:
    places: dict[UUID, int] = {}
    shape = tuple(
        (
            permission,
            tuple(
                (each.scope, None if each.unit_id is None else places.setdefault(each.unit_id, len(places)))
                for each in held[permission]
            ),
        )
        for permission in sorted(held)
    )
    return shape, tuple(places)


def assignments(permission: str) -> QuerySet[RoleAssignment]:
    """The assignments of roles that hold `permission`, in whatever scope: for asking who may, not what somebody may."""
    return RoleAssignment.objects.filter(role__permissions__contains=[str(permission)])


def holds_everywhere(user: Any, permission: str) -> bool:
    """Whether `user` holds it in the whole company."""
    return any(grant.scope == Scope.ALL for grant in grants(user, permission))


def needs_second_factor(user: Any) -> bool:
    """Whether a role of `user` asks for more than a password."""
    _held(user)
    return bool(user._access_second_factor)


def withhold(user: Any, permissions: Iterable[str]) -> None:
    """Let this instance of the user go without `permissions`, whatever their roles say."""
    held = _held(user)
    for permission in permissions:
        held.pop(str(permission), None)
    user._access_shape = None


def forget(user: Any) -> None:
    """Ask the database again at the next check of this instance (each request loads its user anew)."""
    for read in ("_access_held", "_access_read", "_access_shape"):
        if hasattr(user, read):
            delattr(user, read)


def read_ahead(users: Sequence[Any]) -> None:
    """Read what all of `users` hold in one query, for whoever asks many people the same question."""
    by_user: dict[Any, list[dict[str, Any]]] = {user.pk: [] for user in users}
    rows: QuerySet[Any, Any] = RoleAssignment.objects.filter(user__in=by_user).values("user_id", **ASSIGNMENT)
    for assignment in rows:
        by_user[assignment["user_id"]].append(assignment)
    for user in users:
        _hold(user, by_user[user.pk])


def with_held(users: QuerySet[Any]) -> QuerySet[Any]:
    """`users`, each read along with what they hold."""
    return users.annotate(_access_read=held_by("pk"))


def held_by(person: str) -> ArraySubquery:
    """What somebody holds, read along with a row from which `person` leads to them; `take_up` gives it to them."""
    theirs = RoleAssignment.objects.filter(user=OuterRef(person))
    return ArraySubquery(theirs.values(_part=JSONObject(**ASSIGNMENT)))


def take_up(user: Any, read: Any) -> None:
    """Let this instance of the user hold what was `read` along with another row, by `held_by`."""
    user._access_read = read


def _held(user: Any) -> dict[str, list[Grant]]:
    """Grants by permission, read once per instance of the user, so that a page costs one query.

    A request's user is a lazy wrapper with a `__dict__` of its own: only attributes reach the user inside.
    """
    if not hasattr(user, "_access_held"):
        if hasattr(user, "_access_read"):
            _hold(user, user._access_read)
        else:
            read_ahead([user])
    held: dict[str, list[Grant]] = user._access_held
    return held


def _hold(user: Any, assignments: Iterable[Mapping[str, Any]]) -> None:
    user._access_held, user._access_second_factor = _added_up(assignments)
    user._access_shape = None


def _added_up(assignments: Iterable[Mapping[str, Any]]) -> tuple[dict[str, list[Grant]], bool]:
    """From rows with the names of ASSIGNMENT."""
    held: dict[str, list[Grant]] = defaultdict(list)
    asks_for_more = False
    for row in assignments:
        asks_for_more = asks_for_more or row["more"]
        unit = row["unit"]
        grant = Grant(row["reach"], UUID(unit) if isinstance(unit, str) else unit)
        for permission in row["allowed"]:
            if grant not in held[permission]:
                held[permission].append(grant)
    return dict(held), asks_for_more
