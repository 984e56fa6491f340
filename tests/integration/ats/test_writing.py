"""Writing core nouns over pages and REST: what changed is seen as changed, nothing is written by who may not read it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import ProtectedError
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import applications, candidates, first_day, jobs, uploads
from ats.extension_points import Submission
from ats.kernel import access, clock, files
from ats.kernel.access import KernelPermission
from ats.kernel.files import sweeping
from ats.kernel.models import StoredFile
from ats.models import Application, Attachment, Candidate, Job, JobStatus
from ats.permissions import CorePermission as C
from ats.policies.applications import JobTakesNobody
from tests.factories.ats import (
    AT,
    ApplicationFactory,
    AttachmentFactory,
    CandidateFactory,
    DepartmentFactory,
    JobFactory,
    JobPostFactory,
    LocationFactory,
    OpeningFactory,
    StoredFileFactory,
    UserFactory,
    user_in_role,
    user_with,
)
from tests.factories.decisions import Desk, InterviewFactory
from tests.factories.resumes import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(db):
    first_day.prepare(at=AT)
    return user_in_role("recruiter")


def rest(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def submission(email="ana@mail.example"):
    return Submission(first_name="Ana", last_name="Sousa", email=email, phone="", consents={}, answers={})


# --- what changed is seen as changed ----------------------------------------------------------------------------------
def hire(job, by, at):
    applications.hire(application=ApplicationFactory(job=job), opening=None, start_date=None, by=by, at=at)


CHANGES_OF_A_JOB = {
    "team": lambda job, by, at: jobs.edit(job=job, by=by, at=at, team={"recruiter": [UserFactory()]}),
    "places": lambda job, by, at: jobs.edit(job=job, by=by, at=at, locations=[LocationFactory()]),
    "questions": lambda job, by, at: jobs.edit(
        job=job, by=by, at=at, questions=[{"text": "Why?", "kind": "text", "choices": [], "is_required": False}]
    ),
    "opening": lambda job, by, at: jobs.add_opening(job=job, by=by, at=at),
}


@pytest.mark.parametrize("what", CHANGES_OF_A_JOB)
def test_whatever_changed_about_a_job_is_found_and_outdates_open_forms(recruiter, client, what, move_clock):
    job = JobFactory(status=JobStatus.DRAFT)
    seen = job.updated_at
    move_clock(timedelta(minutes=1))
    CHANGES_OF_A_JOB[what](job, recruiter, clock.now())
    found = rest(recruiter).get("/api/v1/jobs/", {"updated_after": seen.isoformat()}).data["results"]
    assert [row["id"] for row in found] == [str(job.pk)]
    client.force_login(recruiter)
    form = {
        "name": "Mine",
        "requisition_id": job.requisition_id,
        "department": job.department_id,
        "pay_currency": "EUR",
        "pay_unit": "year",
        "seen": seen.isoformat(),
        "questions-TOTAL_FORMS": "0",
        "questions-INITIAL_FORMS": "0",
    }
    assert client.post(reverse("job_edit", args=[job.pk]), form).status_code == 409
    assert Job.objects.get().name != "Mine"


def test_an_edit_without_a_difference_outdates_nobodys_form(recruiter):
    job = JobFactory()
    edited = jobs.edit(job=job, by=recruiter, at=clock.now(), name=job.name, locations=job.locations.all(), team={})
    assert edited.updated_at == job.updated_at


def test_a_hire_is_a_change_of_its_job(recruiter, move_clock):
    job = JobFactory()
    job.openings.create(opening_id="O-1", opened_at=AT)
    move_clock(timedelta(minutes=1))
    hire(job, recruiter, clock.now())
    assert Job.objects.get().updated_at > job.updated_at


CHANGES_OF_A_CANDIDATE = {
    "addresses": lambda c, by, at: candidates.replace_contacts(
        candidate=c, by=by, at=at, emails=[{"value": "a@b.example"}]
    ),
    "numbers": lambda c, by, at: candidates.replace_contacts(
        candidate=c, by=by, at=at, phones=[{"value": "+351912345678"}]
    ),
    "file": lambda c, by, at: candidates.attach(candidate=c, by=by, at=at, file=StoredFileFactory()),
    "application": lambda c, by, at: applications.add(candidate=c, job=JobFactory(), source=None, by=by, at=at),
}


@pytest.mark.parametrize("what", CHANGES_OF_A_CANDIDATE)
def test_whatever_changed_about_a_candidate_is_found(recruiter, what, move_clock):
    candidate = CandidateFactory()
    since = clock.now()
    move_clock(timedelta(minutes=1))
    CHANGES_OF_A_CANDIDATE[what](candidate, recruiter, clock.now())
    found = rest(recruiter).get("/api/v1/candidates/", {"updated_after": since.isoformat()}).data["results"]
    assert [row["id"] for row in found] == [str(candidate.pk)]


def test_who_is_known_and_applies_again_has_changed(move_clock):
    known = applications.receive(post=JobPostFactory(), submission=submission(), at=clock.now()).candidate
    move_clock(timedelta(minutes=1))
    since = clock.now()
    applications.receive(post=JobPostFactory(), submission=submission(), at=since)
    assert Candidate.objects.filter(updated_at__gte=since).get() == known


# --- pay --------------------------------------------------------------------------------------------------------------
PAY = {"min": "1", "max": "2", "currency": "EUR", "unit": "year"}


def test_who_may_not_see_pay_can_not_write_it(recruiter):
    desk = Desk()
    user = user_with(C.JOBS_VIEW, C.JOBS_CREATE, C.JOBS_EDIT, C.JOBS_SUBMIT, C.OFFERS_VIEW, C.OFFERS_DRAFT)
    blind, draft = rest(user), JobFactory(status=JobStatus.DRAFT)
    refusals = {
        "edit": blind.patch(f"/api/v1/jobs/{draft.pk}/", {"pay_range": PAY}, format="json"),
        "create": blind.post("/api/v1/jobs/", _new_job(pay_range=PAY), format="json"),
        "amend": blind.post(f"/api/v1/jobs/{desk.job.pk}/submission/", {"pay_range": PAY}, format="json"),
        "revise": blind.post(f"/api/v1/offers/{desk.offer().pk}/versions/", {"bonus": "1 %"}, format="json"),
    }
    assert {name: answer.status_code for name, answer in refusals.items()} == dict.fromkeys(refusals, 403)
    assert "pay_range" in refusals["edit"].data["detail"] and "bonus" in refusals["revise"].data["detail"]
    assert blind.patch(f"/api/v1/jobs/{draft.pk}/", {"name": "Planner"}, format="json").status_code == 200
    assert blind.post("/api/v1/jobs/", _new_job(), format="json").status_code == 201


def test_pay_is_written_only_where_it_may_be_read(recruiter):
    """Pay within one department, deeds everywhere."""
    mine, other = JobFactory(status=JobStatus.DRAFT), JobFactory(status=JobStatus.DRAFT)
    user = user_with(C.JOBS_VIEW, C.JOBS_EDIT)
    pay = access.Role.objects.create(key="pay", name="Pay", permissions=[str(KernelPermission.PAY_VIEW)])
    access.RoleAssignment.objects.create(user=user, role=pay, scope=access.Scope.DEPARTMENT, unit_id=mine.department_id)
    codes = [
        rest(user).patch(f"/api/v1/jobs/{job.pk}/", {"pay_range": PAY}, format="json").status_code
        for job in (mine, other)
    ]
    assert codes == [200, 403]


def _new_job(**more):
    return {"name": "Planner", "department": str(DepartmentFactory().pk), **more}


# --- external ids -----------------------------------------------------------------------------------------------------
def test_an_external_id_is_one_candidates(recruiter):
    client = rest(recruiter)
    address, body = "/api/v1/candidates/external/hris-1/", {"first_name": "Ana", "last_name": "Sousa"}
    assert client.put(address, body, format="json").status_code == 201
    assert client.put(address, body, format="json").status_code == 200
    twice = client.post("/api/v1/candidates/", {**body, "external_id": "hris-1"}, format="json")
    assert (twice.status_code, Candidate.objects.count()) == (409, 1)
    other = CandidateFactory()
    moved = client.patch(f"/api/v1/candidates/{other.pk}/", {"external_id": "hris-1"}, format="json")
    assert moved.status_code == 409


def test_creating_by_external_id_asks_for_the_right_to_create(recruiter):
    editor = rest(user_with(C.CANDIDATES_VIEW, C.CANDIDATES_EDIT))
    body = {"first_name": "Ana", "last_name": "Sousa"}
    assert editor.put("/api/v1/candidates/external/hris-1/", body, format="json").status_code == 403
    CandidateFactory(external_id="hris-2")
    assert editor.put("/api/v1/candidates/external/hris-2/", body, format="json").status_code == 200


# --- what may not be seen isn't there ---------------------------------------------------------------------------------
@pytest.mark.parametrize("noun", ["interviews", "offers", "scorecards"])
def test_an_invisible_reference_answers_as_an_unknown_one(recruiter, noun):
    mine, foreign = JobFactory(), ApplicationFactory()
    user = user_with(
        C.APPLICATIONS_VIEW,
        C.INTERVIEWS_VIEW,
        C.INTERVIEWS_SCHEDULE,
        C.OFFERS_DRAFT,
        C.SCORECARDS_SUBMIT,
        KernelPermission.PAY_VIEW,
        scope=access.Scope.DEPARTMENT,
        unit_id=mine.department_id,
    )
    interview = InterviewFactory(application=foreign)
    field, hidden = ("interview", interview) if noun == "scorecards" else ("application", foreign)
    answers = [_reference(rest(user), noun, field, row) for row in (hidden.pk, StoredFileFactory().pk)]
    assert answers[0][0] == answers[1][0] == 400
    assert answers[0][1].replace(str(hidden.pk), "") == answers[1][1].replace(answers[1][2], "")


def _reference(client, noun, field, pk):
    body = {
        field: str(pk),
        "starts_at": "2026-12-01T15:00:00Z",
        "ends_at": "2026-12-01T16:00:00Z",
        "interviewers": [],
        "salary": {"amount": "1"},
        "overall_recommendation": "yes",
    }
    answer = client.post(f"/api/v1/{noun}/", body, format="json")
    return answer.status_code, str(answer.data["errors"][field][0]), str(pk)


# --- files ------------------------------------------------------------------------------------------------------------
def test_the_same_file_three_times_is_one_file(client, recruiter, django_capture_on_commit_callbacks):
    candidate = CandidateFactory()
    client.force_login(recruiter)
    same = pdf().read()
    for _ in range(3):
        upload = SimpleUploadedFile("cv.pdf", same, content_type="application/pdf")
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(reverse("candidate_add_file", args=[candidate.pk]), {"file": upload}).status_code == 303
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_a_refused_deed_leaves_no_file(recruiter):
    with pytest.raises(candidates.NoteRefused), uploads.taken(upload=pdf(), by=recruiter, at=AT):
        raise candidates.NoteRefused("No.")
    assert not StoredFile.objects.exists()


def test_a_form_that_comes_after_the_job_closed_leaves_no_file(client, recruiter, monkeypatch):
    post = JobPostFactory()

    def close_meanwhile(**given):
        Job.objects.filter(pk=post.job_id).update(status=JobStatus.CLOSED)
        return taken(**given)

    taken = uploads.take
    monkeypatch.setattr(uploads, "take", close_meanwhile)
    form = {"first_name": "Ana", "last_name": "Sousa", "email": "ana@mail.example", "resume": pdf(), "consent": "on"}
    assert client.post(reverse("careers_apply", args=[post.slug]), form).status_code == 422
    assert not StoredFile.objects.exists() and not Application.objects.exists()


def test_files_that_nothing_keeps_go_after_an_hour(recruiter):
    kept = AttachmentFactory(file=StoredFileFactory(created_at=AT - timedelta(days=1))).file
    StoredFileFactory(created_at=AT - timedelta(hours=2))
    young = StoredFileFactory(created_at=AT - timedelta(minutes=5))
    assert sweeping.forget_unkept(AT) == 1
    assert set(StoredFile.objects.all()) == {kept, young}


def test_what_something_keeps_is_not_discarded(recruiter):
    with pytest.raises(ProtectedError):
        files.discard(AttachmentFactory().file)


# --- notes, people, start dates ---------------------------------------------------------------------------------------
def test_a_note_that_is_too_long_is_told_so(client, recruiter):
    candidate = CandidateFactory()
    client.force_login(recruiter)
    address = reverse("candidate_note", args=[candidate.pk])
    answer = client.post(address, {"text": "x" * 20_001})
    assert answer.status_code == 400 and "The note is too long" in answer.content.decode()
    assert client.post(address, {"text": "x" * 20_000}).status_code == 303


def test_somebody_is_not_added_when_their_application_is_refused(recruiter):
    job = JobFactory(status=JobStatus.ON_HOLD)
    with pytest.raises(JobTakesNobody):
        applications.add_new(job=job, source=None, first_name="Ana", last_name="Sousa", by=recruiter, at=AT)
    assert not Candidate.objects.exists()


def test_the_start_date_of_who_is_hired_changes(client, recruiter):
    application = ApplicationFactory()
    OpeningFactory(job=application.job)
    client.force_login(recruiter)
    page, given = reverse("start_date", args=[application.pk]), {"start_date": "2027-03-01"}
    assert client.get(page).status_code == 200
    assert client.post(page, given).status_code == 422
    hire_date = date(2027, 2, 1)
    applications.hire(application=application, opening=None, start_date=hire_date, by=recruiter, at=AT)
    assert client.post(page, given).status_code == 303
    assert page in client.get(reverse("application", args=[application.pk])).content.decode()
    answer = rest(recruiter).patch(f"/api/v1/applications/{application.pk}/", {"start_date": "2027-04-01"})
    assert (answer.status_code, answer.data["start_date"]) == (200, "2027-04-01")
    assert rest(user_with(C.APPLICATIONS_VIEW)).patch(f"/api/v1/applications/{application.pk}/").status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["rest", "rest, once", "careers", "page"])
def test_an_upload_is_scanned_and_parsed_in_no_transaction(client, recruiter, monkeypatch, way):
    """Half a minute of a scanner would hold the rows of everybody else."""
    inside, parse = [], files.parse

    def watch(stored):
        inside.append(connection.in_atomic_block)
        return parse(stored)

    monkeypatch.setattr(uploads.files, "parse", watch)
    candidate, post = CandidateFactory(), JobPostFactory()
    address = f"/api/v1/candidates/{candidate.pk}/attachments/"
    client.force_login(recruiter)
    form = {"first_name": "Ana", "last_name": "Sousa", "email": "ana@mail.example", "resume": pdf(), "consent": "on"}
    answer = {
        "rest": lambda: rest(recruiter).post(address, {"file": pdf()}),
        "rest, once": lambda: rest(recruiter).post(address, {"file": pdf()}, headers={"Idempotency-Key": "a"}),
        "careers": lambda: client.post(reverse("careers_apply", args=[post.slug]), form),
        "page": lambda: client.post(reverse("candidate_add_file", args=[candidate.pk]), {"file": pdf()}),
    }[way]()
    assert answer.status_code in (201, 303)
    assert inside == [False]
