"""Single grants (django-guardian) keep no history of their own; the audit log says who got and who lost them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models, transaction

from ats.kernel import audit

Held = set[tuple[str, str, str]]
"""Of each grant: user or group, whose id, and the permission."""


@contextmanager
def noted(model: type[models.Model], row: models.Model, *, by: Any, at: datetime) -> Iterator[None]:
    """Log which grants of `model` on `row` are given and which are taken inside, in one transaction with them."""
    with transaction.atomic():
        before = _held(model, row)
        yield
        after = _held(model, row)
        for deed, grants in (("grant.taken", before - after), ("grant.given", after - before)):
            for holder, pk, permission in sorted(grants):
                audit.record(
                    deed=deed,
                    actor=by,
                    subject_type=row._meta.label_lower,
                    subject_id=row.pk,
                    outcome="done",
                    at=at,
                    codes={holder: pk, "permission": permission},
                )


def _held(model: type[models.Model], row: models.Model) -> Held:
    holder = "user" if any(field.name == "user" for field in model._meta.fields) else "group"
    rows = model._default_manager.filter(content_object=row).values_list(f"{holder}_id", "permission__codename")
    return {(holder, str(pk), permission) for pk, permission in rows}
