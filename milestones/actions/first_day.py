"""The workflow and the note policies that every installation starts with. Rows that exist stay as they are."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.kernel.history import acting
from ats.kernel.models import ApprovalFlow, ApprovalFlowStep
from ats.models import Stage
from milestones.models import (
    DeadlineBasis,
    Direction,
    EscalationAction,
    EscalationLevel,
    GateItem,
    GateKind,
    Milestone,
    MilestoneDefinition,
    MilestoneKind,
    NotePolicy,
    VersionStatus,
    Workflow,
    WorkflowVersion,
)

DAY = 9 * 60  # business minutes of the default calendar's working day
REMIND_AND_TELL = [(1, 50, EscalationAction.REMIND_OWNER), (2, 100, EscalationAction.NOTIFY_MANAGER)]

DEFINITIONS = [
    ("applied", "Applied", "We have your application", Stage.APPLIED),
    ("screen", "Screen", "First conversation", Stage.SCREENING),
    ("interviews", "Interviews", "Interviews", Stage.INTERVIEW),
    ("offer", "Offer", "Offer", Stage.OFFER),
    ("pre_boarding", "Pre-boarding", "Before your first day", Stage.PRE_BOARDING),
]
# Milestones of "Standard hire" in order: definition, gates (key, name, kind, quorum), levels, and other facts.
MILESTONES: list[tuple[str, list[tuple[str, str, GateKind, int]], list[Any], dict[str, Any]]] = [
    (
        "applied",
        [("cv-read", "CV read", GateKind.CHECKLIST_ITEM, 1)],
        REMIND_AND_TELL,
        {"kind": MilestoneKind.TIME_BASED, "limit_minutes": DAY},
    ),
    (
        "screen",
        [("call-notes", "Call notes", GateKind.NOTE, 1)],
        REMIND_AND_TELL,
        {"kind": MilestoneKind.STAGE_GATED, "limit_minutes": 5 * DAY},
    ),
    (
        "interviews",
        [("scorecards-in", "Scorecards in", GateKind.SCORECARDS, 2)],
        REMIND_AND_TELL,
        {"kind": MilestoneKind.ACTION_TRIGGERED, "completed_by": "scorecard.submitted", "limit_minutes": 10 * DAY},
    ),
    (
        "offer",
        [],
        REMIND_AND_TELL,
        {
            "kind": MilestoneKind.ACTION_TRIGGERED,
            "completed_by": "offer.accepted",
            "deadline_basis": DeadlineBasis.OFFER_EXPIRY,
        },
    ),
    ("pre_boarding", [], [], {"kind": MilestoneKind.STAGE_GATED}),
]
PHRASES_BACK = [
    "One more conversation is needed.",
    "Moved forward by mistake.",
    "The panel asked for another interview.",
]
PHRASES_REJECT = [
    "Other candidates showed more of the required experience.",
    "The interviews showed gaps in a required skill.",
    "The candidate's expectations and the job do not meet.",
]
NOTE_POLICIES = [
    ("Moving back needs a note", "", Direction.BACK, PHRASES_BACK),
    ("Rejecting from interview needs a note", Stage.INTERVIEW, Direction.REJECT, PHRASES_REJECT),
    ("Rejecting from offer needs a note", Stage.OFFER, Direction.REJECT, PHRASES_REJECT),
]
DECIDE_WITHIN = 540  # business minutes: one working day of the default calendar
# key, name, who decides, name of the step. A milestone's bypass policy names one of them, or none.
BYPASS_FLOWS = [
    ("bypass", "Bypassing a milestone", "hiring_manager", "Hiring manager"),
    ("bypass-executive", "Bypassing a milestone: executive", "executive", "Executive"),
]


def prepare(*, at: datetime) -> None:
    """Write what is missing (idempotent)."""
    with transaction.atomic(), acting(None, "First day"):
        definitions = {key: _definition(key, name, label, stage) for key, name, label, stage in DEFINITIONS}
        if not Workflow.objects.exists():
            _standard_hire(definitions, at)
        for name, stage, direction, phrases in NOTE_POLICIES:
            facts = {"stage": stage, "direction": direction, "quick_phrases": phrases}
            NotePolicy.objects.get_or_create(name=name, defaults=facts)
        for key, name, resolver, step in BYPASS_FLOWS:
            _bypass_flow(key, name, resolver, step)


def _bypass_flow(key: str, name: str, resolver: str, step: str) -> None:
    flow, is_new = ApprovalFlow.objects.get_or_create(key=key, defaults={"name": name, "subject_type": "bypass"})
    if is_new:
        ApprovalFlowStep.objects.create(flow=flow, order=1, name=step, resolver=resolver, due_minutes=DECIDE_WITHIN)


def _definition(key: str, name: str, label: str, stage: str) -> MilestoneDefinition:
    facts = {"name": name, "candidate_label": label, "stage": stage}
    return MilestoneDefinition.objects.get_or_create(key=key, defaults=facts)[0]


def _standard_hire(definitions: dict[str, MilestoneDefinition], at: datetime) -> None:
    workflow = Workflow.objects.create(key="standard-hire", name="Standard hire", is_default=True)
    version = WorkflowVersion.objects.create(
        workflow=workflow, number=1, status=VersionStatus.ACTIVE, activated_at=at, change_note="As delivered"
    )
    for order, (key, gates, levels, facts) in enumerate(MILESTONES, start=1):
        milestone = Milestone.objects.create(version=version, definition=definitions[key], order=order, **facts)
        for place, (gate, name, kind, quorum) in enumerate(gates):
            GateItem.objects.create(
                milestone=milestone, key=gate, name=name, kind=kind, quorum=quorum, order=place, is_required=True
            )
        for level, percent, action in levels:
            EscalationLevel.objects.create(milestone=milestone, level=level, percent=percent, action=action)
