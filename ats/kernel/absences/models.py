"""One absence of one person."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from ats.kernel.base import Noun, tracked


class AbsenceQuerySet(models.QuerySet[Any]):
    def at(self, moment: datetime) -> Self:
        """Those that are under way then: the first moment belongs to it, the last doesn't."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def covered_by(self, user: Any, moment: datetime) -> Self:
        """Those in which `user` stands in for somebody who is away then."""
        return self.at(moment).filter(deputy=user)

    def not_over(self, moment: datetime) -> Self:
        return self.filter(ends_at__gt=moment)


class Absence(Noun):
    """`person` is away from `starts_at` until `ends_at`; `deputy` decides meanwhile what they would decide."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="covers"
    )
    objects = AbsenceQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="absence_ends_later"),
            models.CheckConstraint(
                condition=models.Q(deputy__isnull=True) | ~models.Q(deputy=models.F("person")),
                name="nobody_covers_for_themselves",
            ),
        ]
        indexes = [models.Index(fields=["deputy", "ends_at"], name="absence_covered_by")]

    def __str__(self) -> str:
        return _("{person} until {day}").format(person=self.person, day=f"{self.ends_at:%Y-%m-%d}")

    def is_on(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at
