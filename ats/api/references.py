"""Who may write what refers to pay; references themselves are the kernel's."""

from typing import Any

from ats.kernel import access
from ats.kernel.api.references import VisibleField

__all__ = ["VisibleField", "require_pay"]


def require_pay(user: Any, given: Any, job: Any = None) -> None:
    """Pay is written only by those who may read it, on `job` when given.

    Raises NotAllowed (403) with the name of the field in `fields`; `given` are the names of those pay fields that came.
    """
    fields = sorted(given)
    if fields:
        message = f"Your role doesn't let you see pay, so you can't set {' and '.join(fields)}."
        access.require(user, access.KernelPermission.PAY_VIEW, job, message)


def require_contact(user: Any, given: Any, candidate: Any = None) -> None:
    """Contact points are written only by those who may read them, on `candidate` when given. Raises NotAllowed (403)."""
    fields = sorted(given)
    if fields:
        message = f"Your role doesn't let you see contact points, so you can't set {' and '.join(fields)}."
        access.require(user, access.KernelPermission.CONTACT_VIEW, candidate, message)
