"""Django finds the kernel's models here; each stands in its room."""

from ats.kernel.absences.models import Absence
from ats.kernel.access.models import Role, RoleAssignment
from ats.kernel.api.models import ApiKey, IdempotentRequest
from ats.kernel.approvals.models import ApprovalFlow, ApprovalFlowStep, ApprovalRequest, ApprovalStep, Approver
from ats.kernel.audit.models import AuditEntry
from ats.kernel.business_time.models import Calendar, Freeze
from ats.kernel.files.models import FilePage, StoredFile
from ats.kernel.notices.models import Notice, NoticePreference
from ats.kernel.outbox.models import Delivery, Event
from ats.kernel.pages.models import DefaultView, SavedView
from ats.kernel.privacy.models import PersonKey
from ats.kernel.timers.models import Timer
from ats.kernel.transfers.exports.models import ExportedPeople, ExportRun
from ats.kernel.transfers.models import ImportedRow, ImportMapping, ImportRun
from ats.kernel.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookSecret
from ats.kernel.workers import Heartbeat

__all__ = [
    "Absence",
    "ApiKey",
    "ApprovalFlow",
    "ApprovalFlowStep",
    "ApprovalRequest",
    "ApprovalStep",
    "Approver",
    "AuditEntry",
    "Calendar",
    "DefaultView",
    "Delivery",
    "Event",
    "ExportRun",
    "ExportedPeople",
    "FilePage",
    "Freeze",
    "Heartbeat",
    "IdempotentRequest",
    "ImportMapping",
    "ImportRun",
    "ImportedRow",
    "Notice",
    "NoticePreference",
    "PersonKey",
    "Role",
    "RoleAssignment",
    "SavedView",
    "StoredFile",
    "Timer",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookSecret",
]
