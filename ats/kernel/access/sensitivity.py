"""Fields by sensitivity: who may read them, in pages, API, filters and sorting alike."""

from enum import StrEnum
from typing import Any

from ats.kernel.access.checks import allows
from ats.kernel.access.permissions import KernelPermission, Permission


class Sensitivity(StrEnum):
    PUBLIC = "public"
    PERSONAL = "personal"
    PAY = "pay"
    RESTRICTED = "restricted"


READ_PERMISSION: dict[Sensitivity, Permission] = {
    Sensitivity.PERSONAL: KernelPermission.CONTACT_VIEW,
    Sensitivity.PAY: KernelPermission.PAY_VIEW,
}


def sees(user: Any, sensitivity: Sensitivity, obj: Any = None) -> bool:
    """Whether `user` may read fields of this sensitivity, on `obj` when given. Nobody reads restricted ones."""
    if sensitivity == Sensitivity.PUBLIC:
        return True
    if sensitivity == Sensitivity.RESTRICTED:
        return False
    return allows(user, READ_PERMISSION[sensitivity], obj)


def sees_pay(user: Any, job: Any = None) -> bool:
    return sees(user, Sensitivity.PAY, job)


def sees_contact(user: Any, candidate: Any = None) -> bool:
    return sees(user, Sensitivity.PERSONAL, candidate)
