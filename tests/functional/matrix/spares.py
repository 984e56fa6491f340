"""Rows for the administration: one of each registered model, free of everything that would stop its deletion."""

import uuid
from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from ats.kernel.access import Scope
from ats.kernel.api import keys
from ats.kernel.api.models import Kind
from ats.kernel.models import (
    ApprovalFlow,
    ApprovalFlowStep,
    Calendar,
    Delivery,
    Event,
    Freeze,
    Role,
    RoleAssignment,
    Timer,
    WebhookDelivery,
    WebhookEndpoint,
)
from ats.kernel.webhooks.models import DeliveryStatus
from ats.models import (
    ClassificationRule,
    Company,
    CustomField,
    Department,
    DuplicateRule,
    InterviewKit,
    JobFamily,
    JobGroup,
    JobTemplate,
    OfferLetterTemplate,
    OwnershipPolicy,
    Region,
    RejectionReason,
    RequiredFieldRule,
    SelfIdentificationQuestion,
    Signal,
    Source,
)
from comms.models import ConsentText, Suppression, Template
from milestones.legacy import dry_runs
from milestones.legacy.files import Files
from milestones.models import (
    EscalationLevel,
    GateItem,
    JobWorkflow,
    Milestone,
    MilestoneDefinition,
    NotePolicy,
    VersionStatus,
    Workflow,
    WorkflowSelectionRule,
    WorkflowVersion,
)
from tests.factories.ats import AT, LocationFactory, UserFactory
from tests.functional.matrix import bodies

# Models of which the nouns have one in each relation.
RELATED = {
    "ats.candidate": "candidate",
    "ats.candidatemerge": "merge",
    "ats.job": "job",
    "ats.interview": "interview",
    "ats.offer": "offer",
    "comms.message": "message",
    "comms.consent": "consent",
    "kernel.approvalrequest": "approval",
    "kernel.exportrun": "export_ready",
}


def of_admin(nouns: dict[str, str]) -> dict[str, str]:
    """Ids by model label, of the rows that have relations."""
    active = WorkflowVersion.objects.get(workflow__is_default=True, status=VersionStatus.ACTIVE)
    pinned, _ = JobWorkflow.objects.get_or_create(job_id=nouns["job"], defaults={"version": active})
    return {label: nouns[noun] for label, noun in RELATED.items()} | {"milestones.jobworkflow": str(pinned.pk)}


def is_related(label: str) -> bool:
    return label in RELATED or label == "milestones.jobworkflow"


def of_company(by: Any, shared: dict[str, Any]) -> dict[str, str]:
    """Ids by model label of the company's rows, and of the imports in the two states that deeds ask for."""
    dry, done = _import(by, "1"), dry_runs.commit(dry_run=_import(by, "2"), by=by, at=AT)
    made: list[models.Model] = [
        Department.objects.create(name="Spare"),
        Region.objects.create(key="spare", name="Spare"),
        LocationFactory(name="Spare", region=None),
        Source.objects.create(key="spare", name="Spare", kind="Other"),
        RejectionReason.objects.create(key="spare", name="Spare", type="we_declined"),
        JobFamily.objects.create(key="spare", name="Spare"),
        JobGroup.objects.create(key="spare", name="Spare", eeo_category="2"),
        ClassificationRule.objects.create(name="Spare", title_words=["spare"], expected_flsa_status="exempt"),
        JobTemplate.objects.create(name="Spare", title="Spare"),
        CustomField.objects.create(entity="job", key="spare", label="Spare", type="text"),
        RequiredFieldRule.objects.create(
            name="Spare", fields=["candidate.company"], milestone="nowhere", is_active=False
        ),
        UserFactory(),
        Calendar.objects.create(key="spare", name="Spare"),
        InterviewKit.objects.create(name="Spare", attributes=[{"name": "Craft", "meaning": ""}]),
        OfferLetterTemplate.objects.create(name="Spare", body="Spare", is_active=False),
        Freeze.objects.create(name="Spare", starts_at=AT, ends_at=AT + timedelta(days=1)),
        Role.objects.create(key="spare", name="Spare"),
        _assignment(),
        ApprovalFlow.objects.get(key="offer"),
        Template.objects.create(key="spare", name="Spare", subject="Spare", body="Spare"),
        ConsentText.objects.create(purpose="application", region="spare", version=1, text="Spare", keep_days=10),
        Suppression.objects.create(address_index="spare", reason="asked", since=AT),
        MilestoneDefinition.objects.create(key="spare", name="Spare", stage="lead"),
        NotePolicy.objects.create(name="Spare", direction="forward", is_active=False),
        Milestone.objects.filter(version=shared["workflow_draft"]).last(),
        shared["workflow_draft"],
        Workflow.objects.create(key="spare", name="Spare"),
        _rule(100, Workflow.objects.get(is_default=True)),
        DuplicateRule.objects.get(signal=Signal.FUZZY),
        OwnershipPolicy.objects.get(),
        Event.objects.first(),
        Delivery.objects.first(),
        Timer.objects.create(kind="spare", key="spare", due_at=AT, subject_id=uuid.uuid4()),
        dry,
        Company.objects.create(name="Tidewell", set_up_at=AT),
        (delivery := _webhook(0)),
        delivery.endpoint,
        shared["invitation"],
        shared["absence"],
        (oauth := keys.create(name="Spare", user=shared["user"], kind=Kind.OAUTH_CLIENT))[0],
        SelfIdentificationQuestion.objects.create(
            region="spare", key="spare", text="Spare?", options=[["YES", "Yes"], ["NO", "No"]]
        ),
    ]
    ids = {row._meta.label_lower: str(row.pk) for row in made}
    return ids | {"history_import": str(dry.pk), "history_import_done": str(done.pk), "oauth_client": oauth[1]}


def more_of_company(by: Any, shared: dict[str, Any], number: int) -> None:
    """Another of each of the company's rows, and more on those that have parts."""
    flow, draft = ApprovalFlow.objects.get(key="offer"), shared["workflow_draft"]
    milestone = Milestone.objects.filter(version=draft).order_by("order").last()
    name = f"More {number}"
    Department.objects.create(name=name)
    region = Region.objects.create(key=f"more-{number}", name=name)
    calendar = Calendar.objects.create(key=f"more-{number}", name=name)
    LocationFactory(name=name, region=region, calendar=calendar)
    Source.objects.create(key=f"more-{number}", name=name, kind="Other")
    RejectionReason.objects.create(key=f"more-{number}", name=name, type="we_declined")
    InterviewKit.objects.create(name=name, attributes=[{"name": "Craft", "meaning": ""}])
    OfferLetterTemplate.objects.create(name=name, body=name, is_active=False)
    family = JobFamily.objects.create(key=f"more-{number}", name=name)
    JobGroup.objects.create(key=f"more-{number}", name=name, eeo_category="2")
    ClassificationRule.objects.create(name=name, title_words=[name], expected_family=family)
    JobTemplate.objects.create(name=name, title=name, job_family=family, department=Department.objects.last())
    CustomField.objects.create(entity="job", key=f"more_{number}", label=name, type="text")
    RequiredFieldRule.objects.create(name=name, fields=["candidate.company"], milestone="nowhere", is_active=False)
    Freeze.objects.create(name=name, starts_at=AT, ends_at=AT + timedelta(days=1))
    Role.objects.create(key=f"more-{number}", name=name)
    _assignment()
    Template.objects.create(key=f"more-{number}", name=name, subject=name, body=name)
    ConsentText.objects.create(purpose="application", region=f"more-{number}", version=1, text=name, keep_days=10)
    Suppression.objects.create(address_index=f"more-{number}", reason="asked", since=AT)
    NotePolicy.objects.create(name=name, direction="forward", is_active=False)
    workflow = Workflow.objects.create(key=f"more-{number}", name=name)
    WorkflowVersion.objects.create(workflow=workflow, number=1)
    _rule(number, workflow)
    never = {"field": "job.pay_max", "op": "is_empty"}  # the world's jobs all have a band
    ApprovalFlowStep.objects.create(flow=flow, order=10 + number, name=name, resolver="hrbp", condition=never)
    definition = MilestoneDefinition.objects.create(key=f"more-{number}", name=name, stage="lead")
    Milestone.objects.create(version=draft, definition=definition, order=40 + number)
    GateItem.objects.create(milestone=milestone, key=f"more-{number}", name=name, kind="note")
    EscalationLevel.objects.create(milestone=milestone, level=10 + number, action="remind_owner")
    Timer.objects.create(kind="spare", key=f"more-{number}", due_at=AT, subject_id=uuid.uuid4())
    _import(by, f"more-{number}")
    _webhook(number + 1)
    keys.create(name=name, user=shared["user"])


FOREIGN = ("auth", "axes", "account", "mfa", "usersessions", "socialaccount", "oauth2_provider")


@cache
def registered() -> frozenset[str]:
    """Labels of the models that have pages in the administration."""
    return frozenset(model._meta.label_lower for model in admin.site._registry)


def without_row() -> set[str]:
    """Those of other packages: Django's own permission tables open them, and nobody is in those."""
    return {label for label in registered() if label.split(".")[0] in FOREIGN}


def _rule(position: int, workflow: Workflow) -> WorkflowSelectionRule:
    never = {"field": "job.level", "op": "eq", "value": "spare"}
    return WorkflowSelectionRule.objects.create(
        name=f"Rule {position}", position=position, condition=never, workflow=workflow
    )


def _webhook(number: int) -> WebhookDelivery:
    """A delivery that was taken, at an endpoint that no event of this world asks for."""
    endpoint = WebhookEndpoint.objects.create(url=f"https://hooks{number}.example/", event_types=["absence.none"])
    event = Event.objects.first()
    assert event is not None
    delivery = WebhookDelivery.objects.create(
        endpoint=endpoint,
        event=event,
        event_type=event.type,
        subject_id=event.subject_id,
        sequence=event.sequence,
        payload="{}",
        status=DeliveryStatus.DELIVERED,
        due_at=AT,
        settled_at=AT,
    )
    delivery.attempts.create(number=1, started_at=AT, status_code=204, outcome="delivered")
    return delivery


def _assignment() -> RoleAssignment:
    return RoleAssignment.objects.create(user=UserFactory(), role=Role.objects.get(key="dei"), scope=Scope.ALL)


def _import(by: Any, case: str) -> Any:
    """A dry run of one case; the files of two imports must differ."""
    uploads: dict[str, SimpleUploadedFile] = bodies.history(str, case)
    bundle = Files(*((name, uploads[name].read()) for name in ("applications", "stages", "map")))
    return dry_runs.save(files=bundle, by=by, at=AT)
