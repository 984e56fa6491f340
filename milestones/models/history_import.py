"""One run of import_history: what came in, what was refused, and whether it can still be rolled back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.base import Noun, tracked
from ats.kernel.privacy.fields import EncryptedTextField


class ImportStatus(models.TextChoices):
    DRY_RUN = "dry_run", _l("Dry run")
    COMMITTED = "committed", _l("Committed")
    ROLLED_BACK = "rolled_back", _l("Rolled back")


class HistoryImport(Noun):
    status = models.CharField(max_length=12, choices=ImportStatus.choices, default=ImportStatus.DRY_RUN)
    job = models.ForeignKey("ats.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    mapping = models.JSONField(default=list, help_text=_l("The map's rows: legacy_stage, milestone, outcome"))
    file_hashes = models.JSONField(default=dict, help_text=_l("File label to SHA-256"))
    counts = models.JSONField(default=dict)
    differences = models.JSONField(default=list, help_text=_l("Refused and merged rows: file, line, column, reason"))
    committed_at = models.DateTimeField(null=True, blank=True)
    rolled_back_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, default="", help_text=_l("SHA-256 over both data files"))
    source = EncryptedTextField(
        blank=True, default="", help_text=_l("The files of a dry run, sealed; emptied when it is committed")
    )
    created_department = models.ForeignKey(
        "ats.Department", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    history = tracked(excluded_fields=["source", "differences"])

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=models.Q(status="committed"), name="same_files_imported_once"
            )
        ]

    def __str__(self) -> str:
        began = f"{self.created_at:%Y-%m-%d %H:%M}"
        return _("Import of {time} ({status})").format(time=began, status=self.get_status_display())


class ImportedApplication(Noun):
    """Ties an application to the run that brought it."""

    history_import = models.ForeignKey(HistoryImport, on_delete=models.CASCADE, related_name="imported")
    application = models.OneToOneField("ats.Application", on_delete=models.CASCADE, related_name="+")
    case_id = models.CharField(max_length=100)
