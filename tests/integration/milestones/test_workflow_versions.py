"""Designing a workflow: drafted from the active version, checked, activated; jobs stay on what they pinned."""

import pytest
from django.urls import reverse

from ats.actions import jobs
from ats.kernel.errors import NotAllowed
from ats.models import JobStatus
from milestones.actions import workflow_versions
from milestones.models import GateItem, JobWorkflow, VersionStatus, WorkflowVersion
from milestones.queries.workflow_checks import problems
from tests.factories.ats import JobFactory, user_in_role


@pytest.fixture
def admin(house):
    return user_in_role("admin", is_staff=True)


def active():
    return WorkflowVersion.objects.get(status=VersionStatus.ACTIVE, workflow__is_default=True)


def test_a_draft_is_a_whole_copy_and_replaces_the_active_version(house, admin, at):
    first = active()
    draft = workflow_versions.draft_from(version=first, by=admin, at=at)
    assert (draft.number, draft.milestones.count()) == (2, first.milestones.count())
    assert GateItem.objects.filter(milestone__version=draft).count() == 3
    workflow_versions.activate(version=draft, by=admin, at=at, reason="Second round")
    first.refresh_from_db()
    assert (first.status, active()) == (VersionStatus.RETIRED, draft)
    change = draft.history.latest()
    assert (change.history_user, change.history_change_reason) == (admin, "Second round")


def test_a_job_keeps_the_version_that_it_pinned(house, admin, at):
    job = JobFactory(status=JobStatus.APPROVED)
    jobs.open_job(job=job, by=house.recruiter, at=at)
    first = active()
    draft = workflow_versions.draft_from(version=first, by=admin, at=at)
    workflow_versions.activate(version=draft, by=admin, at=at, reason="Second round")
    assert JobWorkflow.objects.get(job=job).version == first


def test_problems_stand_against_activation(house, admin, at):
    draft = workflow_versions.draft_from(version=active(), by=admin, at=at)
    assert [problem for problem in problems(draft) if problem.is_grave] == []
    draft.milestones.filter(definition__key="interviews").update(completed_by="", limit_minutes=None)
    titles = {problem.title for problem in problems(draft) if problem.is_grave}
    assert titles == {"It waits for an event, but none is named", "It escalates, but has no time limit"}
    with pytest.raises(workflow_versions.VersionRefused):
        workflow_versions.activate(version=draft, by=admin, at=at, reason="No")
    with pytest.raises(NotAllowed):
        workflow_versions.activate(version=draft, by=house.recruiter, at=at, reason="No")


def test_the_administration_drafts_checks_activates_and_then_only_shows(house, admin, client):
    client.force_login(admin)
    first = active()
    client.post(reverse("admin:workflow_version_draft", args=[first.pk]))
    draft = WorkflowVersion.objects.get(number=2, workflow__is_default=True)
    assert "Nothing is wrong" in client.get(reverse("admin:workflow_version_check", args=[draft.pk])).content.decode()
    page = client.get(reverse("admin:milestones_workflowversion_change", args=[draft.pk])).content.decode()
    assert 'name="milestones-0-order"' in page
    client.get(reverse("admin:workflow_version_activate", args=[draft.pk]))
    assert active() == first
    client.post(reverse("admin:workflow_version_activate", args=[draft.pk]), {"reason": "Second round"})
    assert active() == draft
    page = client.get(reverse("admin:milestones_workflowversion_change", args=[draft.pk])).content.decode()
    assert 'name="milestones-0-order"' not in page
