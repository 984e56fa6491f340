"""What is personal in the kernel's own models."""

from ats.kernel import models
from ats.kernel.privacy.declarations import Erasure, declare, nothing_personal


def declare_kernel() -> None:
    """Called once all models are loaded (KernelConfig.ready)."""
    declare(
        models.StoredFile,
        personal={"name": Erasure.DELETE_FILE, "path": Erasure.DELETE_FILE, "sha256": Erasure.DELETE_FILE},
    )
    declare(models.FilePage, personal={"path": Erasure.DELETE_FILE, "words": Erasure.DELETE_FILE})
    of_run = ("report", "name", "external_id", "sha256")
    declare(models.ImportRun, personal=dict.fromkeys(of_run, Erasure.BLANK))
    declare(models.ImportedRow, personal={"before": Erasure.DELETE_ROW})
    declare(
        models.ExportRun,
        personal={
            "query": Erasure.BLANK,
            "reason": Erasure.BLANK,
            "file": Erasure.DELETE_FILE,
            "external_id": Erasure.BLANK,
        },
    )
    declare(models.ExportedPeople, personal={"ids": Erasure.DELETE_ROW})
    declare(models.ApprovalRequest, personal={"note": Erasure.BLANK, "override_reason": Erasure.BLANK})
    declare(models.Approver, personal={"note": Erasure.BLANK, "delegation_reason": Erasure.BLANK})
    declare(models.ApiKey, personal={"name": Erasure.PSEUDONYM})
    declare(models.IdempotentRequest, personal={"body": Erasure.DELETE_ROW})
    declare(models.SavedView, personal={"name": Erasure.DELETE_ROW, "query": Erasure.DELETE_ROW})
    declare(models.PersonKey, personal={"wrapped": Erasure.DESTROY_KEY})
    declare(models.WebhookSecret, personal={"secret": Erasure.KEEP})  # of a receiver, not of a person
    nothing_personal(
        models.Absence,
        models.ApprovalFlow,
        models.ApprovalFlowStep,
        models.ApprovalStep,
        models.AuditEntry,
        models.Calendar,
        models.DefaultView,
        models.Delivery,
        models.Event,
        models.Freeze,
        models.Heartbeat,
        models.ImportMapping,
        models.Notice,
        models.NoticePreference,
        models.Role,
        models.RoleAssignment,
        models.Timer,
        models.WebhookAttempt,
        models.WebhookDelivery,
        models.WebhookEndpoint,
    )
