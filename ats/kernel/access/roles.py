"""Roles as they come out of the box: every app declares what each gets, `manage.py seed` writes the rows.

Administrators edit the rows. A later seed offers only what was never offered before, so that it neither gives back what
they took away nor misses what a new version brings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ats.kernel import clock
from ats.kernel.access.models import Role, Scope
from ats.kernel.access.permissions import Permission
from ats.kernel.history import acting, bulk_create_with_history

WHY = "Default roles"


@dataclass
class DefaultRole:
    key: str
    name: str = ""
    description: str = ""
    scope: str = Scope.TEAM
    permissions: list[Permission] = field(default_factory=list)


_declared: dict[str, DefaultRole] = {}


def default_role(
    key: str, *, name: str = "", description: str = "", scope: str = "", permissions: Iterable[Permission] = ()
) -> None:
    """Declare what the role `key` has out of the box; declarations of several apps add up."""
    role = _declared.setdefault(key, DefaultRole(key))
    role.name, role.description = name or role.name, description or role.description
    role.scope = scope or role.scope
    role.permissions += [permission for permission in permissions if permission not in role.permissions]


def seed_roles() -> None:
    """Write the declared roles (idempotent); what an administrator took from a role stays away."""
    known = {role.key: role for role in Role.objects.all()}
    fresh = [_new(declared) for declared in _declared.values() if declared.key not in known]
    bulk_create_with_history(fresh, by=None, reason=WHY, at=clock.now())
    with acting(None, WHY):
        for declared in _declared.values():
            if declared.key in known:
                _add_to(known[declared.key], declared)


def _new(declared: DefaultRole) -> Role:
    rights = [str(permission) for permission in declared.permissions]
    return Role(
        key=declared.key,
        name=declared.name or declared.key,
        description=declared.description,
        default_scope=declared.scope,
        permissions=rights,
        offered=list(rights),
    )


def _add_to(role: Role, declared: DefaultRole) -> None:
    """Give a role that is there what came since; what it was offered before is the administrator's to keep or take."""
    fresh = [str(permission) for permission in declared.permissions if permission not in role.offered]
    if fresh:
        role.permissions = [*role.permissions, *(value for value in fresh if value not in role.permissions)]
        role.offered = [*role.offered, *fresh]
        role.save()
