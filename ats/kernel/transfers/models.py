"""An import run: one file that comes in as rows of one noun, from its upload to its commit and perhaps its roll back."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.access import KernelPermission, ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.kernel.privacy.fields import EncryptedTextField
from ats.kernel.taken import declare


class RunStatus(models.TextChoices):
    DRY_RUN = "dry_run", _l("Dry run")
    QUEUED = "queued", _l("Being imported")
    COMMITTED = "committed", _l("Imported")
    ROLLED_BACK = "rolled_back", _l("Rolled back")
    FAILED = "failed", _l("Failed, nothing imported")


class Duplicates(models.TextChoices):
    SKIP = "skip", _l("Leave the known one as it is")
    UPDATE = "update", _l("Bring the known one up to date")


class ImportRunQuerySet(ScopedQuerySet):
    """Within the whole company all runs, within any smaller scope one's own."""

    view_permission = KernelPermission.IMPORTS_RUN

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> Q:
        return Q(created_by=user)


class ImportMappingQuerySet(ScopedQuerySet):
    """Whoever runs imports uses and keeps the same mappings: they say what files look like, and nothing of anybody."""

    view_permission = KernelPermission.IMPORTS_RUN

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> Q:
        return Q()


class ImportMapping(Noun):
    """Which column holds what in one kind of file; a file with the same columns is read with it."""

    noun = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    columns = models.JSONField(help_text=_l("The column names of such files"))
    fingerprint = models.CharField(max_length=64, editable=False, help_text=_l("Of the column names, in any order"))
    mapping = models.JSONField(help_text=_l("Field key to column name"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = ImportMappingQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["noun", "name"], name="one_import_mapping_of_a_name")]
        indexes = [models.Index(fields=["noun", "fingerprint"], name="import_mappings_by_columns")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fingerprint = fingerprint(self.columns)
        super().save(*args, **kwargs)


def fingerprint(columns: Iterable[str]) -> str:
    """The same for the same names, however they are ordered and capitalised."""
    return hashlib.sha256("\n".join(sorted(name.lower() for name in columns)).encode()).hexdigest()


declare("one_import_mapping_of_a_name", _l("There is a mapping of this name. Give this one another."))


class ImportRun(Noun):
    noun = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=RunStatus.choices, default=RunStatus.DRY_RUN)
    name = models.CharField(max_length=200, blank=True, default="", help_text=_l("What the person called the file"))
    file = models.ForeignKey("kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    encoding = models.CharField(max_length=20, blank=True, default="")
    separator = models.CharField(max_length=1, blank=True, default="")
    columns = models.JSONField(default=list, help_text=_l("The file's own column names, in order"))
    mapping = models.JSONField(default=dict, help_text=_l("Field key to column name"))
    saved_mapping = models.ForeignKey(
        ImportMapping, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    duplicates = models.CharField(max_length=8, choices=Duplicates.choices, default=Duplicates.SKIP)
    options = models.JSONField(
        default=dict, blank=True, help_text=_l("What the importer takes besides, as codes and ids")
    )
    counts = models.JSONField(default=dict)
    report = EncryptedTextField(
        blank=True, default="", help_text=_l("In JSON, sealed: refused cells, and after the import the refused rows")
    )
    problem = models.CharField(max_length=300, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(
        default=0, db_default=0, editable=False, help_text=_l("How often a worker began to write it")
    )
    begun_at = models.DateTimeField(null=True, blank=True, editable=False, help_text=_l("When the last of these began"))
    committed_at = models.DateTimeField(null=True, blank=True)
    rolled_back_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = ImportRunQuerySet.as_manager()
    history = tracked(excluded_fields=["report", "attempts", "begun_at"])

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [known("status", RunStatus, "import_status_known")]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(status="queued"), name="imports_queued"),
            models.Index(fields=["sha256"], condition=~Q(sha256=""), name="imports_by_content"),
        ]

    def __str__(self) -> str:
        return _("Import of {noun}, {moment}").format(noun=self.noun, moment=f"{self.created_at:%Y-%m-%d %H:%M}")

    @property
    def is_dry_run(self) -> bool:
        return self.status == RunStatus.DRY_RUN

    @property
    def is_running(self) -> bool:
        return self.status == RunStatus.QUEUED

    @property
    def is_committed(self) -> bool:
        return self.status == RunStatus.COMMITTED

    def earlier(self, user: Any) -> "ImportRun | None":
        """The latest other run that brought in the same file, or is about to, as far as `user` may know of it."""
        if not self.sha256:
            return None
        same = ImportRun.objects.visible_to(user).filter(noun=self.noun, sha256=self.sha256).exclude(pk=self.pk)
        found: ImportRun | None = same.filter(status__in=[RunStatus.QUEUED, RunStatus.COMMITTED]).first()
        return found

    def count(self, name: str) -> int:
        counted: Any = self.counts.get(name, 0)
        return int(counted)


class ImportedRow(models.Model):
    """Ties a row of any noun to the run that created or changed it.

    The database doesn't check that the run is there: the run's own transaction writes these, holding it, and checking costs a
    twentieth of an import.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows", db_constraint=False)
    subject_id = models.UUIDField(db_index=True)
    line = models.PositiveIntegerField(help_text=_l("Row of the file, the head being 1"))
    created = models.BooleanField(default=True)
    before = EncryptedTextField(blank=True, default="", help_text=_l("What a changed row held before, in JSON"))

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return _("Row {number}").format(number=self.line)
