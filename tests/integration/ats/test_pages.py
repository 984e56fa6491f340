"""The core's pages as their readers meet them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ats.actions import first_day
from ats.kernel.access import KernelPermission, Scope
from ats.kernel.audit.models import AuditEntry
from ats.models import Candidate, HiringTeamMember, Job, JobStatus, Note, TeamRole
from ats.permissions import CorePermission as C
from tests.factories.ats import (
    AT,
    ApplicationFactory,
    CandidateEmailFactory,
    CandidateFactory,
    DepartmentFactory,
    HiringTeamMemberFactory,
    JobFactory,
    LocationFactory,
    OpeningFactory,
    user_in_role,
    user_with,
)
from tests.factories.resumes import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded():
    first_day.prepare(at=AT)


@pytest.fixture
def recruiter(seeded, client):
    user = user_in_role("recruiter")
    client.force_login(user)
    return user


def paid(**facts):
    return JobFactory(pay_min=78000, pay_max=98000, **facts)


@pytest.mark.parametrize("name", ["home", "jobs", "candidates", "job_new", "candidate_new"])
def test_pages_open_for_a_recruiter(client, recruiter, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["home", "jobs", "candidates", "job_new"])
def test_nobody_gets_in_without_signing_in(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["admin", "interviewer", "finance", "dei", "support", "legal", "comms", "unitadmin"])
def test_home_opens_for_every_role(client, seeded, role):
    department = DepartmentFactory()
    unit = department.pk if role == "unitadmin" else None
    client.force_login(user_in_role(role, unit_id=unit))
    assert client.get("/").status_code == 200


def test_pay_is_in_the_html_only_for_those_who_may_see_it(client, seeded):
    job = paid()
    for role, sees in [("recruiter", True), ("coordinator", False), ("admin", False)]:
        client.force_login(user_in_role(role))
        assert ("98,000" in client.get(reverse("job", args=[job.pk])).content.decode()) is sees


def test_a_manager_sees_their_jobs_only(client, seeded):
    manager = user_in_role("manager")
    mine, other = paid(name="Mine"), paid(name="Somebody else's")
    HiringTeamMemberFactory(job=mine, user=manager, role=TeamRole.HIRING_MANAGER)
    client.force_login(manager)
    page = client.get(reverse("jobs")).content.decode()
    assert "Mine" in page
    assert "Somebody else" not in page
    assert client.get(reverse("job", args=[other.pk])).status_code == 404
    assert client.post(reverse("job_submit", args=[other.pk])).status_code == 404


def test_what_may_be_seen_but_not_done_is_refused_and_audited(client, seeded):
    job = JobFactory()
    client.force_login(user_with(C.JOBS_VIEW))
    answer = client.post(reverse("job_hold", args=[job.pk]), {"reason": "No budget"})
    assert answer.status_code == 403
    assert AuditEntry.objects.filter(deed="jobs.close", outcome="refused").exists()
    job.refresh_from_db()
    assert job.status == JobStatus.OPEN


def posted(**changes):
    return {
        "name": "Dock Planner",
        "requisition_id": "REQ-77",
        "department": "",
        "locations": [],
        "description": "Plan docks.",
        "pay_currency": "eur",
        "pay_unit": "year",
        "openings": "2",
        "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "0",
        "questions-0-text": "Why ports?",
        "questions-0-kind": "text",
        "opens_when_approved": "on",
        **changes,
    }


def test_a_job_is_created_changed_and_submitted(client, recruiter):
    hrbp = user_in_role("hrbp")
    department, place = DepartmentFactory(), LocationFactory()
    form = posted(department=department.pk, locations=[place.pk], team_recruiter=[recruiter.pk], team_hrbp=[hrbp.pk])
    assert client.post(reverse("job_new"), form).status_code == 303
    job = Job.objects.get()
    assert (job.openings.count(), job.questions.get().text, job.pay_currency) == (2, "Why ports?", "EUR")
    assert set(job.hiring_team.values_list("role", flat=True)) == {"recruiter", "hrbp"}
    change = posted(
        department=department.pk, locations=[place.pk], name="Senior Dock Planner", seen=job.updated_at.isoformat()
    )
    change["questions-0-text"] = ""
    assert client.post(reverse("job_edit", args=[job.pk]), change).status_code == 303
    job.refresh_from_db()
    assert job.name == "Senior Dock Planner"
    assert not job.questions.exists()
    assert client.post(reverse("job_submit", args=[job.pk])).status_code == 303
    job.refresh_from_db()
    assert job.status == JobStatus.PENDING_APPROVAL


def test_a_stale_form_changes_nothing(client, recruiter):
    job = JobFactory()
    seen = job.updated_at - timedelta(minutes=1)
    form = posted(department=job.department_id, requisition_id=job.requisition_id, seen=seen.isoformat())
    assert client.post(reverse("job_edit", args=[job.pk]), form).status_code == 409
    job.refresh_from_db()
    assert job.name == "Backend Engineer"


@pytest.mark.requirement("SR-5.1")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"requisition_id": "REQ-TAKEN"}, "requisition_id"),
        ({"pay_min": "90000", "pay_max": "80000"}, "pay_max"),
        ({"openings": "0"}, "openings"),
        ({"department": "nowhere"}, "department"),
        ({"pay_unit": "fortnight"}, "pay_unit"),
    ],
)
def test_bad_input_about_a_job_is_refused_with_its_field_named(client, recruiter, change, field):
    JobFactory(requisition_id="REQ-TAKEN")
    answer = client.post(reverse("job_new"), posted(**{"department": DepartmentFactory().pk, **change}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_hold_and_close_ask_for_a_reason(client, recruiter):
    job = JobFactory()
    OpeningFactory(job=job)
    assert client.post(reverse("job_hold", args=[job.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("job_hold", args=[job.pk]), {"reason": "Budget"}).status_code == 303
    job.refresh_from_db()
    assert (job.status, job.reason) == (JobStatus.ON_HOLD, "Budget")
    assert client.post(reverse("job_close", args=[job.pk]), {"reason": "Done"}).status_code == 422
    ending = {"reason": "Plans changed", "outcome": "cancelled"}
    assert client.post(reverse("job_close", args=[job.pk]), ending).status_code == 303
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert job.openings.get().closed_at
    newest = job.history.first()
    assert (newest.history_user, newest.history_change_reason) == (recruiter, "Cancelled: Plans changed")


@pytest.mark.parametrize("words", ["rezende", "Rez", "Ana Rez", "R"])
def test_candidates_are_found_by_any_part_of_their_name(client, recruiter, words):
    CandidateFactory(first_name="Ana", last_name="Rezende")
    CandidateFactory(first_name="Tom", last_name="Becker")
    page = client.get(reverse("candidates"), {"view": "all", "q": words}).content.decode()
    assert "Ana Rezende" in page
    assert "Tom Becker" not in page


def test_an_address_finds_its_owner_for_those_who_may_see_addresses(client, seeded):
    CandidateEmailFactory(candidate=CandidateFactory(first_name="Ana", last_name="Rezende"), value="ana@example.org")
    for permissions, finds in [
        ([C.CANDIDATES_VIEW, KernelPermission.CONTACT_VIEW], True),
        ([C.CANDIDATES_VIEW], False),
    ]:
        client.force_login(user_with(*permissions))
        page = client.get(reverse("candidates"), {"view": "all", "q": "ANA@example.org"}).content.decode()
        assert ("Ana Rezende" in page) is finds


def test_contact_points_are_in_the_html_only_for_those_who_may_see_them(client, seeded):
    candidate = CandidateEmailFactory(value="ana@example.org").candidate
    for role, sees in [("recruiter", True), ("legal", False)]:
        client.force_login(user_in_role(role))
        assert ("ana@example.org" in client.get(reverse("candidate", args=[candidate.pk])).content.decode()) is sees


def test_a_note_stands_on_the_timeline(client, recruiter):
    candidate = ApplicationFactory().candidate
    address = reverse("candidate_note", args=[candidate.pk])
    assert client.post(address, {"text": "Called; starts in March."}).status_code == 303
    assert Note.objects.get().author == recruiter
    assert (
        "starts in March" in client.get(reverse("candidate", args=[candidate.pk]), {"history": "all"}).content.decode()
    )
    assert client.post(address, {"text": "  "}).status_code == 400


def test_a_file_is_downloaded_never_shown(client, recruiter):
    candidate = CandidateFactory()
    client.post(reverse("candidate_add_file", args=[candidate.pk]), {"file": pdf()})
    attachment = candidate.attachments.get()
    answer = client.get(reverse("candidate_file", args=[candidate.pk, attachment.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    other = CandidateFactory()
    assert client.get(reverse("candidate_file", args=[other.pk, attachment.pk])).status_code == 404


def test_somebody_is_added_by_hand_and_put_forward(client, recruiter):
    job = JobFactory()
    form = {"first_name": "Ana", "last_name": "Rezende", "email": "ana@example.org", "job": job.pk}
    assert client.post(reverse("candidate_new"), form).status_code == 303
    candidate = Candidate.objects.get()
    assert candidate.applications.get().job == job
    assert client.post(reverse("candidate_new"), {**form, "email": "ana"}).status_code == 422


def test_pages_follow_each_other_by_key(client, recruiter):
    people = [CandidateFactory(created_at=AT - timedelta(minutes=n), first_name=f"Person{n:03}") for n in range(60)]
    first = client.get(reverse("candidates"), {"view": "all"})
    second = client.get(reverse("candidates") + first.context["next_url"], headers={"HX-Request": "true"})
    assert len(first.context["rows"]) == 50
    text = second.content.decode()
    assert [person.first_name in text for person in people] == [False] * 50 + [True] * 10
    assert "<html" not in text


def queries_of(client, name):
    with CaptureQueriesContext(connection) as spent:
        client.get(reverse(name), {"view": "open" if name == "jobs" else "active"})
    return len(spent)


def fill(user, count):
    for _ in range(count):
        application = ApplicationFactory(owner=user)
        HiringTeamMember.objects.create(job=application.job, user=user, role=TeamRole.RECRUITER)


@pytest.mark.parametrize(("name", "most"), [("jobs", 18), ("candidates", 30), ("home", 28)])
def test_lists_cost_the_same_with_more_rows(client, recruiter, name, most):
    fill(recruiter, 2)
    queries_of(client, name)
    before = queries_of(client, name)
    fill(recruiter, 8)
    assert queries_of(client, name) == before <= most


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.TEAM])
def test_the_owner_of_a_candidate_knows_them(scope):
    user = user_with(C.CANDIDATES_VIEW, scope=scope)
    mine, other = CandidateFactory(owner=user), CandidateFactory()
    assert list(Candidate.objects.visible_to(user)) == [mine]
    assert other not in Candidate.objects.visible_to(user)
