"""The workflow that the example map leads to; imported applications live in it. Rows that exist stay as they are."""

from datetime import datetime

from django.db import transaction

from ats.kernel.history import acting
from ats.models import Stage
from milestones.models import Milestone, MilestoneDefinition, VersionStatus, Workflow, WorkflowVersion

# key, name, stage; in order
DEFINITIONS = [
    ("hand_in_application", "Hand in application", Stage.APPLIED),
    ("telephone_screening", "Telephone screening", Stage.SCREENING),
    ("screening_interview", "Screening interview", Stage.SCREENING),
    ("background_check", "Background check", Stage.ASSESSMENT),
    ("extensive_background_check", "Extensive background check", Stage.ASSESSMENT),
    ("coding_interview", "Coding interview", Stage.INTERVIEW),
    ("backend_interview", "Backend interview", Stage.INTERVIEW),
    ("frontend_interview", "Frontend interview", Stage.INTERVIEW),
    ("ml_interview", "ML interview", Stage.INTERVIEW),
    ("behavioural_interview", "Behavioural interview", Stage.INTERVIEW),
    ("make_job_offer", "Make job offer", Stage.OFFER),
    ("application_rejected", "Application rejected", Stage.APPLIED),
]


def prepare(*, at: datetime) -> None:
    """Write the workflow “Legacy hiring” where it is missing."""
    with transaction.atomic(), acting(None, "First day"):
        definitions = [
            MilestoneDefinition.objects.get_or_create(key=key, defaults={"name": name, "stage": stage})[0]
            for key, name, stage in DEFINITIONS
        ]
        workflow, created = Workflow.objects.get_or_create(key="legacy-hiring", defaults={"name": "Legacy hiring"})
        if created:
            _version(workflow, definitions, at)


def _version(workflow: Workflow, definitions: list[MilestoneDefinition], at: datetime) -> None:
    version = WorkflowVersion.objects.create(
        workflow=workflow,
        number=1,
        status=VersionStatus.ACTIVE,
        activated_at=at,
        change_note="For imported applications: no gates, no limits",
    )
    for order, definition in enumerate(definitions, start=1):
        Milestone.objects.create(version=version, definition=definition, order=order, is_mandatory=False)
