"""What a requisition says of itself, templates and copies, doubts before saving, dates and seats."""

from datetime import date

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import first_day, jobs
from ats.kernel import clock
from ats.kernel.access import KernelPermission, Scope
from ats.kernel.outbox import StoredEvent
from ats.models import Job, JobFamily, JobGroup, JobOverride, JobTemplate
from ats.permissions import CorePermission as C
from ats.queries.job_doubts import likeness
from tests.factories.ats import (
    AT,
    DepartmentFactory,
    HiringTeamMemberFactory,
    JobFactory,
    JobPostFactory,
    JobQuestionFactory,
    OpeningFactory,
    UserFactory,
    user_in_role,
    user_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(client):
    first_day.prepare(at=AT)
    user = user_in_role("recruiter")
    client.force_login(user)
    return user


@pytest.fixture
def api(recruiter):
    caller = APIClient()
    caller.force_login(recruiter)
    return caller


def posted(**changes):
    return {
        "name": "Dock Planner",
        "requisition_id": "REQ-77",
        "pay_currency": "EUR",
        "pay_unit": "year",
        "openings": "1",
        "questions-TOTAL_FORMS": "0",
        "questions-INITIAL_FORMS": "0",
        **changes,
    }


FACTS = {
    "employment_type": "internship",
    "remote_policy": "hybrid",
    "flsa_status": "non_exempt",
    "eeo_category": "2",
    "priority": "urgent",
    "hiring_reason": "backfill",
    "backfill_of": "Inês Prado",
    "is_technical": "on",
    "target_date": "2027-02-01",
}


@pytest.mark.requirement("MS-1.2")
def test_the_form_keeps_and_shows_what_kind_of_work_it_is(client, recruiter):
    family, group = JobFamily.objects.get(key="operations"), JobGroup.objects.get(key="eeo-2")
    form = posted(department=DepartmentFactory().pk, job_family=family.pk, job_group=group.pk, shows_pay="on", **FACTS)
    assert client.post(reverse("job_new"), form).status_code == 303
    job = Job.objects.get(requisition_id="REQ-77")
    assert (job.employment_type, job.flsa_status, job.eeo_category) == ("internship", "non_exempt", "2")
    assert (job.job_family, job.job_group, job.is_technical, job.priority) == (family, group, True, "urgent")
    assert (job.target_date, job.shows_pay) == (date(2027, 2, 1), True)
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    for words in ("Internship", "Hybrid", "Non-exempt", "Operations", "Urgent", "Inês Prado"):
        assert words in page
    assert "selected>Internship" in client.get(reverse("job_edit", args=[job.pk])).content.decode()


def test_somebody_who_leaves_is_named_for_a_backfill_only(client, recruiter):
    form = posted(department=DepartmentFactory().pk, hiring_reason="project", backfill_of="Inês Prado")
    answer = client.post(reverse("job_new"), form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["backfill_of"])


def test_so_it_is_over_rest(api):
    body = {"name": "Seller", "department": str(DepartmentFactory().pk), "backfill_of": "Inês Prado"}
    refused = api.post("/api/v1/jobs/", body, format="json")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["backfill_of"])
    assert api.post("/api/v1/jobs/", {**body, "hiring_reason": "backfill"}, format="json").status_code == 201


def test_a_colleague_whom_no_box_offers_joins_by_address(client, recruiter):
    for number in range(60):
        UserFactory(first_name="Aaron", last_name=f"{number:02}")
    last = UserFactory(first_name="Zoe", email="zoe@waymark.example")
    page = client.get(reverse("job_new")).content.decode()
    assert str(last.pk) not in page
    assert page.count('name="team_interviewer"') <= 41
    form = posted(department=DepartmentFactory().pk, more_interviewer="ZOE@waymark.example")
    assert client.post(reverse("job_new"), form).status_code == 303
    job = Job.objects.get(requisition_id="REQ-77")
    assert job.hiring_team.get().user == last
    assert str(last.pk) in client.get(reverse("job_edit", args=[job.pk])).content.decode()
    wrong = {"requisition_id": "REQ-78", "more_recruiter": "nobody@waymark.example"}
    bad = client.post(reverse("job_new"), posted(department=job.department_id, **wrong))
    assert list(bad.context["form"].errors) == ["more_recruiter"]


def test_a_job_starts_from_a_template_or_from_another_job(client, recruiter):
    template = JobTemplate.objects.create(
        name="Planner", title="Dock Planner", flsa_status="exempt", questions=[{"text": "Why docks?", "kind": "text"}]
    )
    page = client.get(reverse("job_new"), {"template": template.pk})
    assert page.context["form"].initial["name"] == "Dock Planner"
    assert "Why docks?" in page.content.decode()
    job = JobFactory(name="Crane Planner", pay_min=61234, pay_max=71234, eeo_category="7")
    HiringTeamMemberFactory(job=job, user=recruiter)
    JobQuestionFactory(job=job, text="Why cranes?")
    copy = client.get(reverse("job_new"), {"copy": job.pk})
    text = copy.content.decode()
    assert "Crane Planner" in text and "Why cranes?" in text and "61234" in text
    assert copy.context["form"].initial["requisition_id"] != job.requisition_id
    assert str(recruiter.pk) in text


def test_a_copy_takes_no_pay_along_for_those_who_may_not_see_it(client):
    job = JobFactory(pay_min=61234, pay_max=71234)
    client.force_login(user_with(C.JOBS_VIEW, C.JOBS_CREATE))
    assert "61234" not in client.get(reverse("job_new"), {"copy": job.pk}).content.decode()
    hidden = user_with(C.JOBS_VIEW, C.JOBS_CREATE, scope=Scope.TEAM)
    client.force_login(hidden)
    assert client.get(reverse("job_new"), {"copy": job.pk}).status_code == 404


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Backend Engineer", "Backend engineer", True),
        ("Senior Backend Engineer, Berths", "Backend Engineer (Senior), Berths", True),
        ("Backend Engineer", "Backend Engineers", True),
        ("Backend Engineer", "Product Designer", False),
        ("Account Executive, Iberia", "Account Executive, Baltic", False),
    ],
)
def test_likeness_looks_past_order_and_signs(one, other, alike):
    assert (likeness(one, other) >= 0.8) is alike


@pytest.mark.requirement("PF-2.3")
def test_a_likely_duplicate_is_shown_with_a_link_before_anything_is_saved(client, recruiter):
    twin = JobFactory(name="Dock Planner (Night)")
    form = posted(name="Dock planner, night", department=twin.department_id)
    answer = client.post(reverse("job_new"), form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert reverse("job", args=[twin.pk]) in text and "Nothing is saved yet" in text
    assert not Job.objects.filter(requisition_id="REQ-77").exists()
    assert client.post(reverse("job_new"), {**form, "override_reason": "A second shift."}).status_code == 303
    job = Job.objects.get(requisition_id="REQ-77")
    kept = job.overrides.get()
    assert (kept.reason, kept.created_by, kept.warnings[0]["job"]) == ("A second shift.", recruiter, str(twin.pk))
    assert "A second shift." in job.history.first().history_change_reason
    told = StoredEvent.objects.get(type="job.warnings_overridden", subject_id=job.pk)
    assert told.data["warnings"] == ["duplicate"]
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "Saved despite warnings" in page and "A second shift." in page


@pytest.mark.requirement("PF-2.3")
@pytest.mark.parametrize("change", [{"status": "closed"}, {"is_imported": True}, {"name": "Crane Driver"}])
def test_what_is_over_or_different_is_no_duplicate(client, recruiter, change):
    twin = JobFactory(**{"name": "Dock Planner", **change})
    assert client.post(reverse("job_new"), posted(department=twin.department_id)).status_code == 303


@pytest.mark.requirement("PF-2.3")
def test_a_duplicate_that_the_writer_may_not_see_is_not_named(client):
    twin = JobFactory(name="Dock Planner", requisition_id="REQ-SECRET")
    client.force_login(user_with(C.JOBS_VIEW, C.JOBS_CREATE, scope=Scope.TEAM))
    text = client.post(reverse("job_new"), posted(department=twin.department_id)).content.decode()
    assert "A job that you may not see" in text
    assert "REQ-SECRET" not in text and str(twin.pk) not in text


DOUBTFUL = [
    ({"name": "Engineering Manager", "flsa_status": "non_exempt"}, "flsa_status"),
    ({"name": "Engineering Manager", "eeo_category": "2"}, "eeo_category"),
    ({"name": "Engineering Manager", "level": "IC3"}, "level"),
    ({"name": "Marketing Intern", "flsa_status": "exempt"}, "flsa_status"),
    ({"name": "Accountant", "job_family": "sales"}, "family"),
    ({"name": "Planner", "eeo_category": "4", "job_group": "eeo-2"}, "job_group"),
]


@pytest.mark.requirement("PF-2.3")
@pytest.mark.parametrize(("facts", "code"), DOUBTFUL)
def test_a_misclassification_is_doubted_over_rest_too(api, facts, code):
    body = {**facts, "department": str(DepartmentFactory().pk)}
    if "job_family" in body:
        body["job_family"] = str(JobFamily.objects.get(key=body["job_family"]).pk)
    if "job_group" in body:
        body["job_group"] = str(JobGroup.objects.get(key=body["job_group"]).pk)
    answer = api.post("/api/v1/jobs/", body, format="json")
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["warnings"]] == [code]
    assert not Job.objects.exists()
    made = api.post("/api/v1/jobs/", {**body, "override_reason": "Checked with legal."}, format="json")
    assert made.status_code == 201
    assert JobOverride.objects.get(job_id=made.json()["id"]).reason == "Checked with legal."


@pytest.mark.requirement("PF-2.3")
@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Product Manager", "flsa_status": "exempt", "eeo_category": "2", "level": "IC4"},
        {"name": "Engineering Manager"},
        {"name": "Engineering Manager", "flsa_status": "exempt", "eeo_category": "1.2", "level": "M1"},
    ],
)
def test_what_fits_or_is_not_said_yet_is_left_in_peace(api, facts):
    body = {**facts, "department": str(DepartmentFactory().pk)}
    assert api.post("/api/v1/jobs/", body, format="json").status_code == 201


@pytest.mark.requirement("PF-2.3")
def test_an_answered_doubt_is_not_asked_again_and_other_changes_ask_nothing(recruiter):
    facts = {"by": recruiter, "at": clock.now()}
    job = jobs.create(
        name="Office Intern", department=DepartmentFactory(), flsa_status="exempt", override_reason="Salaried.", **facts
    )
    jobs.edit(job=job, description="More words.", **facts)
    jobs.edit(job=job, name="Office Intern, Lisbon", **facts)
    with pytest.raises(jobs.JobDoubtful):
        jobs.edit(job=job, level="M1", **facts)
    job.refresh_from_db()
    assert (job.name, job.level) == ("Office Intern, Lisbon", "")


def test_families_and_facts_over_rest(api):
    family = JobFamily.objects.get(key="sales")
    listed = api.get("/api/v1/job-families/").json()["results"]
    assert str(family.pk) in [row["id"] for row in listed]
    body = {
        "name": "Seller",
        "department": str(DepartmentFactory().pk),
        "job_family": str(family.pk),
        "priority": "high",
    }
    made = api.post("/api/v1/jobs/", body, format="json").json()
    assert (made["job_family"], made["priority"], made["flsa_status"]) == (str(family.pk), "high", "")
    found = api.get("/api/v1/jobs/", {"job_family": str(family.pk)}).json()["results"]
    assert [row["id"] for row in found] == [made["id"]]
    wrong = api.patch(f"/api/v1/jobs/{made['id']}/", {"eeo_category": "77"}, format="json")
    assert list(wrong.json()["errors"]) == ["eeo_category"]


def test_an_opening_has_a_day_of_its_own(api, client):
    opening = OpeningFactory(job=JobFactory())
    path = f"/api/v1/jobs/{opening.job_id}/openings/{opening.pk}/"
    assert api.patch(path, {"target_start_date": "2027-03-01"}, format="json").status_code == 200
    opening.refresh_from_db()
    assert opening.target_start_date == date(2027, 3, 1)
    page = reverse("job_opening", args=[opening.job_id, opening.pk])
    assert "2027-03-01" in client.get(page).content.decode()
    assert client.post(page, {"target_start_date": "2027-04-01"}).status_code == 303
    opening.refresh_from_db()
    assert opening.target_start_date == date(2027, 4, 1)
    assert StoredEvent.objects.filter(type="job.opening_changed", subject_id=opening.job_id).count() == 2
    stranger = OpeningFactory()
    assert api.patch(f"/api/v1/jobs/{opening.job_id}/openings/{stranger.pk}/", {}, format="json").status_code == 404


def test_what_hangs_on_a_job_has_an_address_of_its_own(api, recruiter):
    job = JobFactory(status="draft", opened_at=None)
    made = api.post(f"/api/v1/jobs/{job.pk}/openings/", {}, format="json")
    assert made.status_code == 201
    assert api.get(made["Location"]).json()["id"] == made.json()["id"]
    seat = {"user": str(recruiter.pk), "role": "recruiter"}
    other = HiringTeamMemberFactory(job=job, role="recruiter")
    joined = api.post(f"/api/v1/jobs/{job.pk}/hiring-team/", seat, format="json")
    assert joined.status_code == 201
    assert api.get(joined["Location"]).json()["role"] == "recruiter"
    assert {row.user_id for row in job.hiring_team.all()} == {recruiter.pk, other.user_id}
    again = api.post(f"/api/v1/jobs/{job.pk}/hiring-team/", seat, format="json")
    assert again.json()["id"] == joined.json()["id"]
    assert StoredEvent.objects.filter(type="job.team_changed", subject_id=job.pk).count() == 1
    refused = api.post(f"/api/v1/jobs/{job.pk}/hiring-team/", {**seat, "role": "hrbp"}, format="json")
    assert refused.status_code == 400
    assert api.delete(joined["Location"]).status_code == 204
    assert job.hiring_team.get() == other


def test_the_posts_show_pay_where_the_job_says_so(recruiter):
    job = JobFactory(pay_min=61234, pay_max=71234)
    post = JobPostFactory(job=job)
    jobs.edit(job=job, by=recruiter, at=clock.now(), shows_pay=True)
    post.refresh_from_db()
    assert "61,234" in post.shown_pay


def test_pay_is_written_only_where_it_may_be_read(client):
    """Somebody who sees pay on their own jobs can't set it on a job that won't be theirs."""
    caller = APIClient()
    user = user_with(C.JOBS_VIEW, C.JOBS_CREATE, KernelPermission.PAY_VIEW, scope=Scope.TEAM)
    caller.force_login(user)
    body = {"name": "Seller", "department": str(DepartmentFactory().pk), "pay_range": {"min": "1", "max": "2"}}
    assert caller.post("/api/v1/jobs/", body, format="json").status_code == 403
    client.force_login(user)
    form = posted(department=body["department"], pay_min="1", pay_max="2")
    assert client.post(reverse("job_new"), form).status_code == 403
    assert not Job.objects.exists()
    assert client.post(reverse("job_new"), {**form, "team_recruiter": [user.pk]}).status_code == 303
