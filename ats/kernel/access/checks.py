"""The one question that pages, API, admin and actions ask: may this person do this, here?"""

from typing import Any

from django.utils.translation import gettext as _

from ats.kernel import audit, clock
from ats.kernel.access.held import grants
from ats.kernel.access.permissions import Permission
from ats.kernel.access.scoping import holds_on
from ats.kernel.errors import NotAllowed
from ats.kernel.languages import small_first


def allows(user: Any, permission: Permission, obj: Any = None) -> bool:
    """Whether `user` holds `permission`: anywhere at all, or on the row `obj`."""
    if not grants(user, permission):
        return False
    return obj is None or holds_on(user, permission, obj)


def require(user: Any, permission: Permission, obj: Any = None, message: str = "") -> None:
    """Go on only when allowed.

    Raises NotAllowed otherwise; the refusal is in the audit log. The clock is read here because a refusal is no part
    of any action: the action never begins.
    """
    if allows(user, permission, obj):
        return
    audit.record(
        deed=str(permission),
        actor=user if user.is_authenticated else None,
        subject_type=obj._meta.label_lower if obj is not None else "",
        subject_id=obj.pk if obj is not None else None,
        outcome="refused",
        at=clock.now(),
    )
    refusal = message or _("Your role doesn't let you {meaning}.").format(meaning=small_first(permission.description))
    raise NotAllowed(refusal, permission=str(permission))
