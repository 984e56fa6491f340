"""Who may let whom in, look at whose view, and hand over whose work."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ats.kernel import access
from ats.kernel.access import KernelPermission, Permission, Role
from ats.kernel.errors import NotAllowed
from ats.permissions import CorePermission

# What a look through somebody else's eyes never lends: pay and contact points are seen by who holds the right themselves.
NEVER_LENT: tuple[Permission, ...] = (KernelPermission.PAY_VIEW, KernelPermission.CONTACT_VIEW)

# What rules over the set-up, over colleagues, or over what they decided: only an administrator of the set-up gives it on.
MIGHTY = frozenset(
    map(
        str,
        (
            KernelPermission.ADMIN_CONFIGURE,
            KernelPermission.APPROVALS_OVERRIDE,
            KernelPermission.AUDIT_VIEW,
            CorePermission.PEOPLE_MANAGE,
            CorePermission.PEOPLE_VIEW_AS,
        ),
    )
)


def may_give(user: Any, roles: Iterable[Role]) -> None:
    """Raises NotAllowed where `user` would give a role though they may not change the set-up.

    Whoever may change roles could give them anyway; whoever may only invite gives none that rules over the set-up.
    """
    if access.allows(user, KernelPermission.ADMIN_CONFIGURE):
        return
    for role in roles:
        if MIGHTY & set(role.permissions):
            raise NotAllowed(
                _("Only an administrator of the set-up can give the role “{role}”.").format(role=role.name)
            )


def may_view_as(user: Any, person: Any) -> None:
    """Raises NotAllowed for oneself, for those who can't sign in, and without the right."""
    access.require(user, CorePermission.PEOPLE_VIEW_AS)
    if person.pk == user.pk:
        raise NotAllowed(_("This is your own view already."))
    if not person.is_active or person.is_service:
        raise NotAllowed(_("{person} can't sign in, so there is no view to look at.").format(person=person.name))
