"""An import run: one file that comes in as rows of one noun, from its upload to its commit and perhaps its roll back."""

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


class ImportRun(Noun):
    noun = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=RunStatus.choices, default=RunStatus.DRY_RUN)
    name = models.CharField(max_length=200, blank=True, default="", help_text=_l("What the person called the file"))
    file = models.ForeignKey("kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    encoding = models.CharField(max_length=20, blank=True, default="")
    separator = models.CharField(max_length=1, blank=True, default="")
    columns = models.JSONField(default=list, help_text=_l("The file's own column names, in order"))
    mapping = models.JSONField(default=dict, help_text=_l("Field key to column name"))
    duplicates = models.CharField(max_length=8, choices=Duplicates.choices, default=Duplicates.SKIP)
    options = models.JSONField(
        default=dict, blank=True, help_text=_l("What the importer takes besides, as codes and ids")
    )
    counts = models.JSONField(default=dict)
    report = EncryptedTextField(
        blank=True, default="", help_text=_l("In JSON, sealed: refused cells, and after the import the refused rows")
    )
    problem = models.CharField(max_length=300, blank=True, default="")
    committed_at = models.DateTimeField(null=True, blank=True)
    rolled_back_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = ImportRunQuerySet.as_manager()
    history = tracked(excluded_fields=["report"])

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [known("status", RunStatus, "import_status_known")]
        indexes = [models.Index(fields=["created_at"], condition=Q(status="queued"), name="imports_queued")]

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

    def count(self, name: str) -> int:
        counted: Any = self.counts.get(name, 0)
        return int(counted)


class ImportedRow(models.Model):
    """Ties a row of any noun to the run that created or changed it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    subject_id = models.UUIDField(db_index=True)
    line = models.PositiveIntegerField(help_text=_l("Row of the file, the head being 1"))
    created = models.BooleanField(default=True)
    before = EncryptedTextField(blank=True, default="", help_text=_l("What a changed row held before, in JSON"))

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return _("Row {number}").format(number=self.line)
