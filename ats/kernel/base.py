"""What every noun of the product has: a random identifier, an outside identifier, two times, and a history."""

import uuid
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from ats.kernel import clock


def outside_id(*, db_index: bool = False) -> "models.CharField[str, str]":
    """What the row is called elsewhere. A noun that is written in bulk, or has a constraint on it, takes it without index."""
    return models.CharField(max_length=200, blank=True, default="", db_index=db_index)


class Noun(models.Model):
    """Base of every noun that has an address: the UUID is random, so that nobody can count or guess the neighbours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    external_id = outside_id(db_index=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.updated_at = clock.now()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "updated_at"}
        super().save(*args, **kwargs)


def known(field: str, choices: type[models.TextChoices], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """The constraint that `field` holds one of `choices` (or nothing yet, where it may be blank) and no other word."""
    values = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(condition=models.Q((f"{field}__in", values)), name=name)


def tracked(**kwargs: Any) -> HistoricalRecords:
    """History of every change, with user and reason (see ats.kernel.history), for the audit trail and as-of views."""
    kwargs.setdefault("user_db_constraint", False)
    return HistoricalRecords(**kwargs)
