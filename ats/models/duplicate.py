"""Records that may be the same person: by which rules they are found, which were found, and what people said to it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.kernel.languages import small
from ats.models.candidate import Candidate
from ats.permissions import CorePermission


class Signal(models.TextChoices):
    """What makes two records look like one person."""

    EMAIL = "email", _("Same e-mail address")
    PHONE = "phone", _("Same phone number")
    NAME_EMPLOYER = "name_employer", _("Alike name at the same employer")
    FUZZY = "fuzzy", _("Alike in name, employer, title and place together")


class DuplicateRule(Noun):
    """One signal and from which likeness (in percent) it counts: of the names, or for the last signal of everything."""

    signal = models.CharField(max_length=20, choices=Signal.choices, unique=True)
    threshold = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Percent. For address, number and employer: how alike the names must be; else everything together"),
    )
    is_active = models.BooleanField(default=True)
    history = tracked()

    class Meta:
        ordering = ["signal"]
        constraints = [
            known("signal", Signal, "duplicate_signal_known"),
            models.CheckConstraint(condition=models.Q(threshold__lte=100), name="threshold_is_percent"),
        ]

    def __str__(self) -> str:
        return self.get_signal_display()


class PairStatus(models.TextChoices):
    OPEN = "open", _("To be looked at")
    DISMISSED = "dismissed", _("Not the same person")
    MERGED = "merged", _("Merged")


class DuplicatePairQuerySet(ScopedQuerySet):
    """Seen by whoever may merge, where they see both."""

    view_permission = CorePermission.CANDIDATES_MERGE

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        seen = Candidate.objects.within(scope, user, unit_id)
        return models.Q(first__in=seen, second__in=seen)

    def waiting(self) -> "DuplicatePairQuerySet":
        """To be looked at, both records still standing."""
        return self.filter(status=PairStatus.OPEN, first__merged_into=None, second__merged_into=None)

    def about(self, candidate: Candidate | UUID) -> "DuplicatePairQuerySet":
        return self.filter(models.Q(first=candidate) | models.Q(second=candidate))


class DuplicatePair(Noun):
    """Two records, the one with the smaller id first, so that a pair stands here once."""

    first = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(help_text=_("How alike they are, percent"))
    signals = ArrayField(models.CharField(max_length=20), default=list)
    status = models.CharField(max_length=10, choices=PairStatus.choices, default=PairStatus.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=300, blank=True, default="")
    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "created_at", "id"]
        constraints = [
            known("status", PairStatus, "pair_status_known"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
        ]
        indexes = [
            models.Index(fields=["-score", "created_at"], condition=models.Q(status="open"), name="pairs_waiting")
        ]

    def __str__(self) -> str:
        return gettext("{first} and {second}").format(first=self.first, second=self.second)

    @property
    def why(self) -> str:
        """The signals as a sentence's end: “same phone number, alike name at the same employer”."""
        return ", ".join(small(Signal(signal).label) for signal in self.signals)

    def other(self, candidate: Candidate) -> Candidate:
        return self.second if candidate.pk == self.first_id else self.first


class MatchKey(models.Model):
    """One key under which a record is looked for; records without a common key are never compared."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="match_keys")
    key = models.CharField(max_length=80, db_index=True)
    bucket = models.PositiveSmallIntegerField(help_text=_("Which slice of a search looks at it"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "key"], name="match_key_once")]
        indexes = [models.Index(fields=["bucket", "key"], name="match_keys_by_bucket")]

    def __str__(self) -> str:
        return self.key


class RunPhase(models.TextChoices):
    KEYS = "keys", _("Reading the records")
    PAIRS = "pairs", _("Comparing")
    DONE = "done", _("Done")


class DuplicateRun(Noun):
    """One search through all records, in slices: `cursor` is the last candidate read, or the next bucket."""

    phase = models.CharField(max_length=10, choices=RunPhase.choices, default=RunPhase.KEYS)
    cursor = models.CharField(max_length=40, blank=True, default="")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    compared = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            known("phase", RunPhase, "run_phase_known"),
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(finished_at=None), name="one_search_for_duplicates_at_a_time"
            ),
        ]
