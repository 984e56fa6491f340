"""An export: who takes which rows and columns out, why, with whose approval, and the file while there is one."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.access import KernelPermission, ScopedQuerySet
from ats.kernel.access.held import grants
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.base import Noun, known, tracked
from ats.kernel.looks import Look


class ExportStatus(models.TextChoices):
    AWAITING_APPROVAL = "awaiting_approval", _l("Waiting for approval")
    QUEUED = "queued", _l("Waiting for a worker")
    RUNNING = "running", _l("Being made")
    READY = "ready", _l("Ready")
    EXPIRED = "expired", _l("Expired, file deleted")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    REFUSED = "refused", _l("Refused")
    FAILED = "failed", _l("Failed")


S = ExportStatus
EXPORT_LOOKS = {
    S.AWAITING_APPROVAL: Look("warn", "hourglass"),
    S.QUEUED: Look("info", "hourglass"),
    S.RUNNING: Look("info", "hourglass"),
    S.READY: Look("ok", "check"),
    S.EXPIRED: Look("mute", "clock"),
    S.WITHDRAWN: Look("mute", "x"),
    S.REFUSED: Look("bad", "x"),
    S.FAILED: Look("bad", "circle-alert"),
}
OVER = {S.EXPIRED, S.WITHDRAWN, S.REFUSED, S.FAILED}
"""In these nothing more happens, and there is no file."""


class Format(models.TextChoices):
    CSV = "csv", _l("CSV")
    XLSX = "xlsx", _l("Excel (XLSX)")
    PARQUET = "parquet", _l("Parquet")


class ExportRunQuerySet(ScopedQuerySet):
    """One's own; whoever oversees exports sees everybody's, though nobody else's files."""

    view_permission = KernelPermission.EXPORTS_RUN

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> Q:
        return Q(requested_by=user)

    def permitted(self, user: Any, permission: str) -> Self:
        held = bool(grants(user, permission))
        if permission == KernelPermission.EXPORTS_RUN:
            return self.filter(requested_by=user) if held else self.none()
        return self.all() if held else self.none()

    def visible_to(self, user: Any) -> Self:
        if grants(user, KernelPermission.EXPORTS_OVERSEE):
            return self.all()
        return self.permitted(user, KernelPermission.EXPORTS_RUN)


class ExportRun(Noun):
    noun = models.CharField(max_length=40)
    format = models.CharField(max_length=8, choices=Format.choices, default=Format.CSV)
    status = models.CharField(max_length=20, choices=ExportStatus.choices, default=ExportStatus.QUEUED)
    query = models.TextField(blank=True, default="", help_text=_l("The filters of the list, as its address has them"))
    columns = ArrayField(models.CharField(max_length=80), help_text=_l("In the order of the file"))
    sensitivities = ArrayField(
        models.CharField(max_length=12, choices=[(each.value, each.value) for each in Sensitivity]),
        default=list,
        blank=True,
        help_text=_l("What the columns hold besides public data"),
    )
    with_bom = models.BooleanField(default=False, help_text=_l("Begin a CSV file with the mark that Excel asks for"))
    reason = models.CharField(max_length=500)
    expected_rows = models.PositiveIntegerField(help_text=_l("Rows when it was asked for; approvers decide on this"))
    approval = models.ForeignKey(
        "kernel.ApprovalRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rights = models.JSONField(default=list, help_text=_l("What the requester held when it was made"))
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(null=True, blank=True)
    file = models.ForeignKey("kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text=_l("Bytes"))
    downloads = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, default="")
    objects = ExportRunQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            known("status", ExportStatus, "export_status_known"),
            known("format", Format, "export_format_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="export_says_why"),
            models.CheckConstraint(
                condition=Q(status=ExportStatus.READY, file__isnull=False, expires_at__isnull=False)
                | (~Q(status=ExportStatus.READY) & Q(file__isnull=True)),
                name="export_has_a_file_while_ready",
            ),
            models.CheckConstraint(
                condition=~Q(status=ExportStatus.AWAITING_APPROVAL) | Q(expected_rows__gt=0),
                name="export_asked_for_has_rows",
            ),
        ]
        indexes = [
            models.Index(fields=["requested_by", "-created_at"], name="exports_by_person"),
            models.Index(fields=["created_at"], condition=Q(status__in=["queued", "running"]), name="exports_to_make"),
        ]

    def __str__(self) -> str:
        return _("Export of {noun}, {moment}").format(noun=self.noun, moment=f"{self.created_at:%Y-%m-%d %H:%M}")

    @property
    def look(self) -> Look:
        return EXPORT_LOOKS[ExportStatus(self.status)]

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def is_ready(self) -> bool:
        return self.status == ExportStatus.READY

    @property
    def is_moving(self) -> bool:
        """A worker has it, or will."""
        return self.status in (ExportStatus.QUEUED, ExportStatus.RUNNING)

    @property
    def waits_for_approval(self) -> bool:
        return self.status == ExportStatus.AWAITING_APPROVAL

    @property
    def mark(self) -> str:
        """What every row of the file carries: which export, whose, when. So a part that was cut out tells it, too."""
        return f"{self.pk} {self.requested_by.email} {self.started_at:%Y-%m-%dT%H:%MZ}"


class ExportedPeople(models.Model):
    """Whom a file tells of, while there is one: the ids of some thousand people a row, so that an erasure finds it."""

    run = models.ForeignKey(ExportRun, on_delete=models.CASCADE, related_name="people")
    ids = ArrayField(models.UUIDField())

    def __str__(self) -> str:
        return _("People of {run}").format(run=self.run)
