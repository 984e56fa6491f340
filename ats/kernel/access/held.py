"""What a person holds: their roles' permissions, each within a scope."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ats.kernel.access.models import RoleAssignment, Scope


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


def forget(user: Any) -> None:
    """Ask the database again at the next check of this instance (each request loads its user anew)."""
    if hasattr(user, "_access_held"):
        del user._access_held


def read_ahead(users: Sequence[Any]) -> None:
    """Read what all of `users` hold in one query, for whoever asks many people the same question."""
    by_user: dict[Any, list[RoleAssignment]] = {user.pk: [] for user in users}
    for assignment in _assignments(by_user):
        by_user[assignment.user_id].append(assignment)
    for user in users:
        user._access_held, user._access_second_factor = _added_up(by_user[user.pk])


def _assignments(users: Iterable[Any]) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(user__in=users).select_related("role")


def _held(user: Any) -> dict[str, list[Grant]]:
    """Grants by permission, read once per instance of the user, so that a page costs one query.

    A request's user is a lazy wrapper with a `__dict__` of its own: only attributes reach the user inside.
    """
    if not hasattr(user, "_access_held"):
        user._access_held, user._access_second_factor = _added_up(_assignments([user]))
    held: dict[str, list[Grant]] = user._access_held
    return held


def _added_up(assignments: Iterable[RoleAssignment]) -> tuple[dict[str, list[Grant]], bool]:
    held: dict[str, list[Grant]] = defaultdict(list)
    asks_for_more = False
    for assignment in assignments:
        asks_for_more = asks_for_more or assignment.role.needs_second_factor
        grant = Grant(assignment.scope, assignment.unit_id)
        for permission in assignment.role.permissions:
            if grant not in held[permission]:
                held[permission].append(grant)
    return dict(held), asks_for_more
