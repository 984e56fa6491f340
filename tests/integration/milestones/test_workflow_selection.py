"""Which workflow a job takes: ordered rules over its attributes, a preview with the reasons, no ties."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import first_day, jobs
from ats.kernel import clock
from ats.models import JobFamily, Region
from ats.permissions import CorePermission as C
from milestones.actions import selection_rules
from milestones.models import JobWorkflow, VersionStatus, Workflow, WorkflowSelectionRule, WorkflowVersion
from milestones.permissions import MilestonePermission as M
from milestones.queries.workflow_choice import choose
from tests.factories.ats import AT, DepartmentFactory, JobFactory, LocationFactory, user_in_role, user_with

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MS-1.2")]


@pytest.fixture(autouse=True)
def prepared():
    first_day.prepare(at=AT)


def leaf(field, value, op="eq"):
    return {"field": field, "op": op, "value": value}


INTERN = leaf("job.employment_type", "internship")
NAMES = iter(range(1000))


def rule(condition, *, is_active=True, version=VersionStatus.ACTIVE):
    number = next(NAMES)
    workflow = Workflow.objects.create(key=f"way-{number}", name=f"Way {number}")
    WorkflowVersion.objects.create(workflow=workflow, number=1, status=version)
    return WorkflowSelectionRule.objects.create(
        name=f"Rule {number}",
        position=selection_rules.next_position(),
        condition=condition,
        workflow=workflow,
        is_active=is_active,
    )


ATTRIBUTES = {
    "type": (INTERN, {"employment_type": "internship"}, {"employment_type": "full_time"}),
    "exempt or not": (leaf("job.flsa_status", "exempt"), {"flsa_status": "exempt"}, {"flsa_status": "non_exempt"}),
    "technical": (leaf("job.is_technical", True), {"is_technical": True}, {"is_technical": False}),
    "level": (leaf("job.level", "E", "starts_with"), {"level": "E1"}, {"level": "M1"}),
    "family": (leaf("job.family", "Sales"), {"job_family": "sales"}, {"job_family": "legal"}),
    "reason": (leaf("job.hiring_reason", "campus"), {"hiring_reason": "campus"}, {}),
}


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_each_attribute_of_a_requisition_can_choose(name):
    condition, fits, differs = ATTRIBUTES[name]
    chosen = rule(condition)
    first, second = (JobFactory(**_facts(facts)) for facts in (fits, differs))
    assert choose(first, first.locations.all()).rule == chosen
    other = choose(second, second.locations.all())
    assert (other.rule, other.version.workflow.is_default) == (None, True)
    assert other.passed_over[0].because.startswith("not so: ")


def _facts(facts):
    return {name: JobFamily.objects.get(key=value) if name == "job_family" else value for name, value in facts.items()}


def test_department_and_place_choose_too_at_any_of_the_places():
    ports = DepartmentFactory(name="Ports")
    emea = Region.objects.create(key="emea", name="EMEA")
    home, away = LocationFactory(region=emea), LocationFactory(country="US", region=None)
    by_place = rule({"all": [leaf("department.name", "Ports"), leaf("location.region", "emea")]})
    both = JobFactory(department=ports, locations=[away, home])
    assert choose(both, both.locations.all()).rule == by_place
    elsewhere = JobFactory(department=ports, locations=[away])
    assert choose(elsewhere, elsewhere.locations.all()).passed_over[0].because == "not so: Region of the place is emea"
    nowhere = JobFactory(department=ports, locations=[])
    assert choose(nowhere, []).rule is None


def test_the_first_rule_that_fits_decides_and_the_others_say_why_not():
    off = rule(INTERN, is_active=False)
    without = rule(INTERN, version=VersionStatus.DRAFT)
    passed = rule({"all": [INTERN, leaf("job.flsa_status", "exempt"), leaf("job.level", "IC1")]})
    decides = rule({"any": [INTERN, leaf("job.level", "IC1")]})
    later = rule(INTERN)
    job = JobFactory(employment_type="internship")
    found = choose(job, job.locations.all())
    assert found.rule == decides
    assert found.why == "Employment type is Internship or Level is IC1"
    assert [(each.rule, each.because) for each in found.passed_over] == [
        (without, "its workflow has no active version"),
        (passed, "not so: FLSA status is Exempt"),
    ]
    assert off not in [each.rule for each in found.passed_over] and later.position > decides.position


def test_two_rules_never_share_a_position():
    first, second = rule(INTERN), rule(INTERN)
    with pytest.raises(IntegrityError), transaction.atomic():
        second.position = first.position
        second.save()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_opened_job_keeps_what_the_rules_chose():
    recruiter = user_in_role("recruiter")
    chosen = rule(INTERN)
    job = JobFactory(status="approved", opened_at=None, employment_type="internship")
    jobs.open_job(job=job, by=recruiter, at=clock.now())
    pinned = JobWorkflow.objects.get(job=job)
    assert (pinned.version.workflow, pinned.rule, pinned.why) == (
        chosen.workflow,
        chosen.name,
        "Employment type is Internship",
    )
    jobs.hold(job=job, on=True, reason="Pause", by=recruiter, at=clock.now())
    chosen.is_active = False
    chosen.save()
    jobs.hold(job=job, on=False, reason="", by=recruiter, at=clock.now())
    assert JobWorkflow.objects.get(job=job).rule == chosen.name
    api = APIClient()
    api.force_login(recruiter)
    shown = api.get(f"/api/v1/jobs/{job.pk}/").json()
    assert shown["workflow_rule"] == {"name": chosen.name, "why": "Employment type is Internship"}
    assert shown["workflow_version"] == str(pinned.version_id)


def test_form_and_page_say_which_workflow_and_why(client):
    client.force_login(user_in_role("recruiter"))
    chosen = rule(leaf("job.flsa_status", "exempt"))
    job = JobFactory(status="draft", opened_at=None, employment_type="internship", flsa_status="exempt")
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert chosen.name in page and "Fixed once the job opens" in page
    form = {
        "name": "Planner",
        "requisition_id": "REQ-1",
        "department": job.department_id,
        "flsa_status": "non_exempt",
        "openings": 1,
        "pay_currency": "EUR",
        "pay_unit": "year",
        "questions-TOTAL_FORMS": 0,
        "questions-INITIAL_FORMS": 0,
        "preview": "workflow",
    }
    answer = client.post(reverse("job_new"), form)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Standard hire v1" in text and f"{chosen.name}: not so: FLSA status is Exempt" in text
    assert not type(job).objects.filter(requisition_id="REQ-1").exists()
    assert (
        f"by the rule “{chosen.name}”"
        in client.post(reverse("job_new"), {**form, "flsa_status": "exempt"}).content.decode()
    )


def test_that_no_rule_fitted_is_kept_in_english_and_told_in_the_reader_s_language(client):
    reader = user_in_role("recruiter", language="de")
    job = JobFactory(status="approved", opened_at=None)
    jobs.open_job(job=job, by=reader, at=AT)
    assert JobWorkflow.objects.get(job=job).why == "No rule fits, so it takes the default workflow."
    client.force_login(reader)
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "Keine Regel gilt, deshalb kommt der Standard-Workflow zum Zug." in page
    assert "No rule fits" not in page


def test_the_administration_orders_checks_and_previews(client):
    admin = user_in_role("admin", is_staff=True)
    client.force_login(admin)
    first, second = rule(INTERN), rule(leaf("job.level", "E", "starts_with"))
    url = reverse("admin:milestones_workflowselectionrule_changelist")
    client.post(url, {"action": "move_up", "_selected_action": [str(second.pk)]})
    assert list(WorkflowSelectionRule.objects.values_list("pk", flat=True)) == [second.pk, first.pk]
    client.post(url, {"action": "move_down", "_selected_action": [str(second.pk)]})
    assert list(WorkflowSelectionRule.objects.values_list("pk", flat=True)) == [first.pk, second.pk]
    add = reverse("admin:milestones_workflowselectionrule_add")
    facts = {"name": "Pay", "workflow": first.workflow_id, "is_active": "on"}
    for bad in ("{}", '{"field": "job.pay_max", "op": "gt", "value": 1}', '{"field": "job.nothing", "op": "eq"}'):
        assert client.post(add, {**facts, "condition": bad}).status_code == 200
    good = '{"field": "job.is_technical", "op": "eq", "value": true}'
    assert client.post(add, {**facts, "condition": good}).status_code == 302
    assert WorkflowSelectionRule.objects.get(name="Pay").position > second.position
    job = JobFactory(employment_type="internship")
    preview = client.get(
        reverse("admin:milestones_workflowselectionrule_preview"), {"job": job.requisition_id}
    ).content.decode()
    assert f"by the rule “{first.name}”" in preview


def test_only_those_who_may_design_move_rules(client):
    client.force_login(user_with(C.JOBS_VIEW, M.WORKFLOWS_VIEW, is_staff=True))
    first, second = rule(INTERN), rule(INTERN)
    url = reverse("admin:milestones_workflowselectionrule_changelist")
    client.post(url, {"action": "move_up", "_selected_action": [str(second.pk)]})
    assert list(WorkflowSelectionRule.objects.values_list("pk", flat=True)) == [first.pk, second.pk]
