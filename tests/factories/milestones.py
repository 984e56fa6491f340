"""Workflows, visits and whole hiring teams for tests."""

from datetime import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from ats.actions import applications as core
from ats.actions import first_day
from ats.models import Application, Job, TeamRole
from milestones.models import (
    EscalationLevel,
    GateItem,
    GateKind,
    JobWorkflow,
    Milestone,
    MilestoneDefinition,
    MilestoneKind,
    NotePolicy,
    Visit,
    Workflow,
    WorkflowVersion,
)
from tests.factories.ats import (
    CandidateEmailFactory,
    CandidateFactory,
    HiringTeamMemberFactory,
    JobFactory,
    OpeningFactory,
    user_in_role,
)


class MilestoneDefinitionFactory(DjangoModelFactory):
    class Meta:
        model = MilestoneDefinition
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"milestone-{n}")
    name = factory.LazyAttribute(lambda row: row.key.replace("-", " ").capitalize())
    stage = "screening"


class WorkflowFactory(DjangoModelFactory):
    class Meta:
        model = Workflow

    key = factory.Sequence(lambda n: f"workflow-{n}")
    name = factory.LazyAttribute(lambda row: row.key.replace("-", " ").capitalize())


class WorkflowVersionFactory(DjangoModelFactory):
    class Meta:
        model = WorkflowVersion

    workflow = factory.SubFactory(WorkflowFactory)
    number = 1


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    version = factory.SubFactory(WorkflowVersionFactory)
    definition = factory.SubFactory(MilestoneDefinitionFactory)
    order = factory.Sequence(lambda n: n)
    kind = MilestoneKind.STAGE_GATED


class GateItemFactory(DjangoModelFactory):
    class Meta:
        model = GateItem

    milestone = factory.SubFactory(MilestoneFactory)
    key = factory.Sequence(lambda n: f"item-{n}")
    name = factory.LazyAttribute(lambda row: row.key.capitalize())
    kind = GateKind.CHECKLIST_ITEM


class EscalationLevelFactory(DjangoModelFactory):
    class Meta:
        model = EscalationLevel

    milestone = factory.SubFactory(MilestoneFactory)
    level = 1
    percent = 100
    action = "remind_owner"


class NotePolicyFactory(DjangoModelFactory):
    class Meta:
        model = NotePolicy

    name = factory.Sequence(lambda n: f"Policy {n}")
    direction = "forward"


class JobWorkflowFactory(DjangoModelFactory):
    class Meta:
        model = JobWorkflow

    job = factory.SubFactory(JobFactory)
    version = factory.SubFactory(WorkflowVersionFactory)


class House:
    """A company on its first day with one open job and its team; `apply` brings somebody in."""

    def __init__(self, at: datetime) -> None:
        first_day.prepare(at=at)
        self.at = at
        self.recruiter = user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")
        self.manager = user_in_role("manager", first_name="Rebecca", last_name="Osei")
        self.interviewer = user_in_role("interviewer", first_name="Tom", last_name="Adeyemi")
        self.job: Job = JobFactory()
        self.opening = OpeningFactory(job=self.job)
        for user, role in [
            (self.recruiter, TeamRole.RECRUITER),
            (self.manager, TeamRole.HIRING_MANAGER),
            (self.interviewer, TeamRole.INTERVIEWER),
        ]:
            HiringTeamMemberFactory(job=self.job, user=user, role=role)

    def apply(self, at: datetime | None = None, **person: Any) -> Application:
        """A new application through the core's action, so with its first visit and its clocks."""
        candidate = CandidateFactory(**person)
        CandidateEmailFactory(candidate=candidate)
        return core.add(candidate=candidate, job=self.job, source=None, by=self.recruiter, at=at or self.at)


def visit_of(application: Application) -> Visit:
    """The open visit."""
    return Visit.objects.select_related("milestone__definition").get(application=application, exited_at=None)


def place_of(application: Application) -> str:
    return visit_of(application).milestone.definition.key
