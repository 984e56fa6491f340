"""What an administrator can't design: grants that mean nothing, gates nobody answers, keys that move under people."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from milestones import policies
from milestones.actions import gate_items, workflow_versions
from milestones.engine import MoveRefused
from milestones.engine.words import SIGNALS
from milestones.models import (
    EscalationLevel,
    GateItem,
    Milestone,
    MilestoneDefinition,
    MilestoneDefinitionUserObjectPermission,
    VersionStatus,
    Visit,
    WorkflowVersion,
)
from milestones.permissions import MilestonePermission
from milestones.queries.workflow_checks import problems
from tests.factories.ats import user_in_role

GRANTS = MilestoneDefinitionUserObjectPermission.objects


@pytest.fixture
def admin(house, client):
    user = user_in_role("admin", is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def draft(house, admin, at):
    active = WorkflowVersion.objects.get(status=VersionStatus.ACTIVE, workflow__is_default=True)
    return workflow_versions.draft_from(version=active, by=admin, at=at)


def page(client, name, row):
    return client.get(reverse(f"admin:milestones_{name}_change", args=[row.pk])).content.decode()


# --- who is named -----------------------------------------------------------------------------------------------------
@pytest.mark.requirement("MS-4.1")
def test_only_the_right_to_decide_names_somebody(house):
    applied, application = MilestoneDefinition.objects.get(key="applied"), house.apply()
    GRANTS.assign_perm("view_milestonedefinition", house.manager, applied)
    assert policies.may_decide(house.recruiter, MilestonePermission.ADVANCE, application, applied)
    GRANTS.assign_perm("decide_milestonedefinition", house.manager, applied)
    assert not policies.may_decide(house.recruiter, MilestonePermission.ADVANCE, application, applied)
    assert policies.may_decide(house.manager, MilestonePermission.ADVANCE, application, applied)


def test_the_administration_names_people_and_offers_no_other_right(house, admin, client):
    applied = MilestoneDefinition.objects.get(key="applied")
    shown = page(client, "milestonedefinition", applied)
    assert "People who may decide here" in shown and "Groups that may decide here" not in shown
    assert "May decide in this milestone" in shown
    assert "Can view milestone definition" not in shown


# --- what a version is made of ----------------------------------------------------------------------------------------
def test_gates_that_nothing_answers_are_not_offered_and_stop_an_activation(house, draft, admin, client, at):
    milestone = draft.milestones.get(definition__key="screen")
    shown = page(client, "milestone", milestone)
    assert '<option value="checklist_item"' in shown and '<option value="scorecards"' in shown
    assert '<option value="approval"' not in shown and '<option value="check"' not in shown
    GateItem.objects.create(milestone=milestone, key="budget", name="Budget", kind="approval")
    grave = [problem for problem in problems(draft) if problem.is_grave]
    assert [problem.place for problem in grave] == ["Screen: Budget"]
    with pytest.raises(workflow_versions.VersionRefused, match="kind Approval"):
        workflow_versions.activate(version=draft, by=admin, at=at, reason="No")


def test_a_coordinator_completes_no_approval(house):
    application = house.apply()
    gate = GateItem.objects.create(
        milestone=Visit.objects.get(application=application).milestone, key="budget", name="Budget", kind="approval"
    )
    with pytest.raises(MoveRefused, match="can't be ticked off by hand"):
        gate_items.complete(application=application, key=gate.key, by=house.recruiter, at=house.at)


def test_what_completes_a_milestone_is_chosen_among_the_events_that_come(house, draft, client):
    milestone = draft.milestones.get(definition__key="interviews")
    shown = page(client, "milestone", milestone)
    for code in SIGNALS:
        assert f'<option value="{code}"' in shown
    Milestone.objects.filter(pk=milestone.pk).update(completed_by="moon.full")
    titles = [problem.title for problem in problems(draft) if problem.is_grave]
    assert titles == ["It waits for moon.full, which never comes"]


def test_key_and_stage_stay_once_a_version_with_them_has_left_the_draft(house, draft, admin, client):
    applied, task = (
        MilestoneDefinition.objects.get(key="applied"),
        MilestoneDefinition.objects.create(key="task", name="Task", stage="assessment"),
    )
    Milestone.objects.create(version=draft, definition=task, order=9)
    assert 'name="key"' in page(client, "milestonedefinition", task)
    assert 'name="key"' not in page(client, "milestonedefinition", applied)
    given = {"key": "moved", "stage": "offer", "name": "Applied", "candidate_label": "", "compliance_tags": ""}
    prefix = "milestonedefinitionuserobjectpermission_set"
    given |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    address = reverse("admin:milestones_milestonedefinition_change", args=[applied.pk])
    assert client.post(address, given).status_code == 302
    applied.refresh_from_db()
    assert (applied.key, applied.stage) == ("applied", "applied")


# --- what the database refuses ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("break_it", "constraint"),
    [
        (lambda: GateItem.objects.update(quorum=0), "gate_quorum_at_least_one"),
        (lambda: EscalationLevel.objects.update(percent=0), "level_percent_above_zero"),
        (lambda: WorkflowVersion.objects.update(status="asleep"), "version_status_known"),
        (lambda: Visit.objects.update(exited_at=Visit.objects.first().entered_at), "visit_exits_with_outcome"),
    ],
)
def test_the_database_refuses_it_too(house, break_it, constraint):
    house.apply()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        break_it()
