"""What is personal in workflows and what happens in them."""

from ats.kernel.privacy import Erasure, declare, nothing_personal
from milestones import models

declare(models.Visit, personal={"note": Erasure.BLANK, "entry_note": Erasure.BLANK})
declare(models.BulkItem, personal={"said": Erasure.BLANK})
declare(models.BulkRun, personal={"note": Erasure.BLANK, "subject": Erasure.BLANK, "body": Erasure.BLANK})
declare(models.Bypass, personal={"reason": Erasure.BLANK})
declare(models.GateItemCompletion, personal={"note": Erasure.BLANK})
declare(models.ImportedApplication, personal={"case_id": Erasure.BLANK})
declare(models.HistoryImport, personal={"source": Erasure.BLANK, "differences": Erasure.BLANK})
nothing_personal(
    models.BypassPolicy,
    models.Escalation,
    models.EscalationLevel,
    models.GateItem,
    models.JobWorkflow,
    models.Milestone,
    models.MilestoneDefinition,
    models.MilestoneDefinitionGroupObjectPermission,
    models.MilestoneDefinitionUserObjectPermission,
    models.NotePolicy,
    models.Transfer,
    models.VisitSignal,
    models.Workflow,
    models.WorkflowSelectionRule,
    models.WorkflowVersion,
)
