"""References in a request's body: a row that the caller can't see answers as one that isn't there."""

from typing import Any

from rest_framework import serializers

from ats.kernel import access


class VisibleField(serializers.PrimaryKeyRelatedField[Any]):
    """A reference among the rows that the caller may know of."""

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.context["request"].user)


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
