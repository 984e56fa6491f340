"""Rows that a person may see: each noun's QuerySet says what a scope means for it."""

from functools import reduce
from operator import or_
from typing import Any, Self
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from ats.kernel.access.held import grants
from ats.kernel.access.models import Scope
from ats.kernel.access.permissions import Permission


class ScopedQuerySet(QuerySet[Any]):
    """Base of every noun's QuerySet. Deny by default: without a grant there are no rows."""

    view_permission: Permission

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> Q:
        """The rows within `scope` (never called for the whole company), an empty Q for all of them. Subqueries only: a
        join would double rows."""
        raise NotImplementedError

    def granted_q(self, user: Any) -> Q:
        """The rows that grants on single rows let `user` see besides; a grant widens a permission, it gives none."""
        return Q(pk__in=[])

    def permitted(self, user: Any, permission: str) -> Self:
        """The rows on which `user` holds `permission`."""
        held = grants(user, permission)
        if any(grant.scope == Scope.ALL for grant in held):
            return self.all()
        if not held:
            return self.none()
        parts = [self.scope_q(grant.scope, user, grant.unit_id) for grant in held]
        if not all(parts):  # Django drops an empty Q from an “or”, which would leave the other part alone
            return self.all()
        reached = reduce(or_, parts)
        return self.filter(reached | self.granted_q(user) if permission == self.view_permission else reached)

    def visible_to(self, user: Any) -> Self:
        """The rows that `user` may know of at all; whatever else answers 404."""
        return self.permitted(user, self.view_permission)


def holds_on(user: Any, permission: str, row: Model) -> bool:
    """Whether `row` lies within a scope in which `user` holds `permission`."""
    if any(grant.scope == Scope.ALL for grant in grants(user, permission)):
        return True
    rows = type(row)._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{type(row).__name__} has no scopes; give its QuerySet ScopedQuerySet as base.")
    return rows.permitted(user, permission).filter(pk=row.pk).exists()
