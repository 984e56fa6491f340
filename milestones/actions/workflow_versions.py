"""The life of a workflow version: drafted from another, activated, retired. What is active never changes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ats.kernel import access, audit
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.outbox import emit
from ats.kernel.wording import words_of
from milestones.events import WorkflowVersionActivated
from milestones.models import (
    BypassPolicy,
    EscalationLevel,
    GateItem,
    Milestone,
    VersionStatus,
    Workflow,
    WorkflowVersion,
)
from milestones.permissions import MilestonePermission
from milestones.queries.plans import milestones_of
from milestones.queries.workflow_checks import problems

COPIED = ["definition", "order", "kind", "is_mandatory", "limit_minutes", "deadline_basis", "deadline_offset_minutes"]
BYPASSED = ["is_allowed", "roles", "condition", "reasons", "approval_flow"]
COPIED += ["completes_on_time", "completed_by", "advances_when_complete"]
NO_DRAFT = {
    VersionStatus.REVIEW: gettext_noop("Version {number} is review; only a draft can be activated."),
    VersionStatus.PILOT: gettext_noop("Version {number} is pilot; only a draft can be activated."),
    VersionStatus.ACTIVE: gettext_noop("Version {number} is active; only a draft can be activated."),
    VersionStatus.RETIRED: gettext_noop("Version {number} is retired; only a draft can be activated."),
}


class VersionRefused(DomainError):
    """The version can't take this step (422); details hold `problems`."""

    code = "version-refused"


def draft_from(*, version: WorkflowVersion, by: Any, at: datetime) -> WorkflowVersion:
    """A new draft with the same milestones, gates, limits and levels."""
    access.require(by, MilestonePermission.WORKFLOWS_EDIT)
    with transaction.atomic(), acting(by, f"Drafted from version {version.number}"):
        workflow = Workflow.objects.select_for_update().get(pk=version.workflow_id)
        last = workflow.versions.aggregate(last=Max("number"))["last"] or 0
        draft = WorkflowVersion.objects.create(workflow=workflow, number=last + 1, created_at=at)
        for milestone in milestones_of(version.pk):
            _copy(milestone, draft)
        _record("workflow_versions.draft", draft, by, at)
    return draft


def _copy(milestone: Milestone, draft: WorkflowVersion) -> None:
    copy = Milestone.objects.create(version=draft, **{name: getattr(milestone, name) for name in COPIED})
    for item in milestone.gate_items.all():
        GateItem.objects.create(
            milestone=copy,
            key=item.key,
            name=item.name,
            kind=item.kind,
            is_required=item.is_required,
            quorum=item.quorum,
            order=item.order,
        )
    for policy in BypassPolicy.objects.filter(milestone=milestone):
        BypassPolicy.objects.create(milestone=copy, **{name: getattr(policy, name) for name in BYPASSED})
    for level in milestone.escalations.all():
        EscalationLevel.objects.create(milestone=copy, level=level.level, percent=level.percent, action=level.action)


def activate(*, version: WorkflowVersion, by: Any, at: datetime, reason: str) -> WorkflowVersion:
    """Make the draft the version that new jobs pin; the one before is retired, jobs that pinned it stay on it.

    Raises VersionRefused when it is no draft, or has problems that stand against it.
    """
    access.require(by, MilestonePermission.WORKFLOWS_ACTIVATE)
    with transaction.atomic(), acting(by, reason):
        Workflow.objects.select_for_update().get(pk=version.workflow_id)
        row = WorkflowVersion.objects.select_for_update().get(pk=version.pk)
        _refuse_unready(row)
        for former in WorkflowVersion.objects.filter(workflow_id=row.workflow_id, status=VersionStatus.ACTIVE):
            former.status, former.retired_at = VersionStatus.RETIRED, at
            former.save(update_fields=["status", "retired_at"])
        row.status, row.activated_at, row.activated_by = VersionStatus.ACTIVE, at, by
        row.save(update_fields=["status", "activated_at", "activated_by"])
        emit(
            WorkflowVersionActivated(
                subject_id=row.pk, occurred_at=at, actor_id=by.pk, workflow=row.workflow.key, version=row.number
            )
        )
        _record(str(MilestonePermission.WORKFLOWS_ACTIVATE), row, by, at)
    return row


def _refuse_unready(version: WorkflowVersion) -> None:
    if version.status != VersionStatus.DRAFT:
        raise VersionRefused(words_of(NO_DRAFT[VersionStatus(version.status)]).format(number=version.number))
    if grave := [problem for problem in problems(version) if problem.is_grave]:
        sentences = "; ".join(f"{problem.place}: {problem.title}" for problem in grave)
        message = _("The version can't be activated yet. {problems}.").format(problems=sentences)
        raise VersionRefused(message, problems=[vars(p) for p in grave])


def _record(deed: str, version: WorkflowVersion, by: Any, at: datetime) -> None:
    audit.record(
        deed=deed, actor=by, subject_type="milestones.workflowversion", subject_id=version.pk, outcome="done", at=at
    )
