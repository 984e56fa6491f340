"""Workflows and what happens in them; each noun stands in the file of its name."""

from milestones.models.bulk import BulkItem, BulkRun, BulkStatus, BulkVerb, ItemState
from milestones.models.bypass import Bypass, BypassPolicy, BypassReason, BypassStatus
from milestones.models.history_import import HistoryImport, ImportedApplication, ImportStatus
from milestones.models.selection_rule import WorkflowSelectionRule
from milestones.models.transfer import Transfer
from milestones.models.visit import (
    Cause,
    Escalation,
    EscalationState,
    GateItemCompletion,
    Visit,
    VisitOutcome,
    VisitSignal,
)
from milestones.models.workflow import (
    DeadlineBasis,
    Direction,
    EscalationAction,
    EscalationLevel,
    GateItem,
    GateKind,
    JobWorkflow,
    Milestone,
    MilestoneDefinition,
    MilestoneDefinitionGroupObjectPermission,
    MilestoneDefinitionUserObjectPermission,
    MilestoneKind,
    NotePolicy,
    VersionStatus,
    Workflow,
    WorkflowVersion,
)

__all__ = [
    "BulkItem",
    "BulkRun",
    "BulkStatus",
    "BulkVerb",
    "Bypass",
    "BypassPolicy",
    "BypassReason",
    "BypassStatus",
    "Cause",
    "DeadlineBasis",
    "Direction",
    "Escalation",
    "EscalationAction",
    "EscalationLevel",
    "EscalationState",
    "GateItem",
    "GateItemCompletion",
    "GateKind",
    "HistoryImport",
    "ImportStatus",
    "ImportedApplication",
    "ItemState",
    "JobWorkflow",
    "Milestone",
    "MilestoneDefinition",
    "MilestoneDefinitionGroupObjectPermission",
    "MilestoneDefinitionUserObjectPermission",
    "MilestoneKind",
    "NotePolicy",
    "Transfer",
    "VersionStatus",
    "Visit",
    "VisitOutcome",
    "VisitSignal",
    "Workflow",
    "WorkflowSelectionRule",
    "WorkflowVersion",
]
