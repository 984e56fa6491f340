"""Who may do what, where: permissions in code, roles as rows, scopes on every QuerySet. Deny by default.

Import the module and ask: `access.require(user, CorePermission.JOBS_EDIT, job)`.
"""

from ats.kernel.access.checks import allows, require
from ats.kernel.access.held import (
    Grant,
    assignments,
    forget,
    grants,
    held_by,
    holds_everywhere,
    needs_second_factor,
    read_ahead,
    take_up,
    with_held,
    withhold,
)
from ats.kernel.access.models import Role, RoleAssignment, Scope
from ats.kernel.access.pages import view
from ats.kernel.access.permissions import PUBLIC, SIGNED_IN, Gate, KernelPermission, Permission, every_permission
from ats.kernel.access.readers import ForReaders
from ats.kernel.access.roles import default_role, seed_roles
from ats.kernel.access.scoping import ScopedQuerySet
from ats.kernel.access.sensitivity import Sensitivity, sees, sees_contact, sees_pay

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "ForReaders",
    "Gate",
    "Grant",
    "KernelPermission",
    "Permission",
    "Role",
    "RoleAssignment",
    "Scope",
    "ScopedQuerySet",
    "Sensitivity",
    "allows",
    "assignments",
    "default_role",
    "every_permission",
    "forget",
    "grants",
    "held_by",
    "holds_everywhere",
    "needs_second_factor",
    "read_ahead",
    "require",
    "seed_roles",
    "sees",
    "sees_contact",
    "sees_pay",
    "take_up",
    "view",
    "with_held",
    "withhold",
]
