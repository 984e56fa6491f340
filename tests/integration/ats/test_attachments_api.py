"""Files of candidates over REST: up, listed, down, and only to whom they belong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ats.actions import first_day
from ats.kernel.api import keys
from ats.models import Application, Attachment, Note
from tests.factories.ats import (
    AT,
    ApplicationFactory,
    AttachmentFactory,
    CandidateFactory,
    JobPostFactory,
    user_in_role,
)
from tests.factories.resumes import pdf

pytestmark = pytest.mark.django_db


def speaking_for(user) -> Client:
    _, token = keys.create(name="files", user=user)
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def api(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    first_day.prepare(at=AT)
    return speaking_for(user_in_role("integrator"))


def test_a_file_goes_up_is_listed_and_comes_down_harmless(api):
    person = CandidateFactory()
    address = f"/api/v1/candidates/{person.pk}/attachments/"
    content = pdf().read()
    made = api.post(address, {"file": SimpleUploadedFile("Ana.exe.pdf", content), "kind": "resume"})
    assert made.status_code == 201 and made["Location"] == f"http://testserver{address}{made.json()['id']}/"
    assert made.json()["media_type"] == "application/pdf" and made.json()["size"] == len(content)
    assert [row["id"] for row in api.get(address).json()["results"]] == [made.json()["id"]]
    down = api.get(made["Location"])
    assert b"".join(down.streaming_content) == content
    assert down["Content-Disposition"].startswith("attachment") and down["X-Content-Type-Options"] == "nosniff"
    again = api.post(address, {"file": SimpleUploadedFile("again.pdf", content), "kind": "resume"})
    assert again.json()["id"] == made.json()["id"], "the same bytes stay one file"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (SimpleUploadedFile("ana.pdf", b"MZ\x90\x00 a program"), "upload-refused"),
        (SimpleUploadedFile("ana.pdf", b""), "invalid"),
        (None, "invalid"),
    ],
)
def test_what_is_no_resume_is_refused_and_not_kept(api, file, code):
    address = f"/api/v1/candidates/{CandidateFactory().pk}/attachments/"
    answer = api.post(address, {"kind": "resume", **({"file": file} if file else {})})
    assert (answer.status_code, answer.json()["type"]) == (400, f"urn:waymark:problem:{code}")
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_413(api, settings):
    settings.UPLOAD_MAX_BYTES = 10
    address = f"/api/v1/candidates/{CandidateFactory().pk}/attachments/"
    answer = api.post(address, {"kind": "resume", "file": SimpleUploadedFile("ana.txt", b"Ana " * 10)})
    assert (answer.status_code, answer.json()["title"]) == (413, "Too large")
    assert not Attachment.objects.exists()


def test_a_file_of_another_is_not_there(api):
    row = AttachmentFactory(candidate=CandidateFactory())
    assert api.get(f"/api/v1/candidates/{CandidateFactory().pk}/attachments/{row.pk}/").status_code == 404
    assert api.get(f"/api/v1/candidates/{row.candidate_id}/attachments/{'-' * 36}/").status_code in (400, 404)


def test_a_note_has_an_address(api):
    address = f"/api/v1/candidates/{CandidateFactory().pk}/notes/"
    made = api.post(address, {"body": "Called her."}, content_type="application/json")
    assert made.status_code == 201 and api.get(made["Location"]).json() == made.json()
    other = Note.objects.create(candidate=CandidateFactory(), body="Not here.")
    assert api.get(f"{address}{other.pk}/").status_code == 404


def test_a_referral_brings_its_cv(api):
    colleague = speaking_for(user_in_role("interviewer"))
    facts = {"first_name": "Ana", "last_name": "Sousa", "email": "ana@mail.example", "relation": "studied_together"}
    body = {**facts, "job": str(JobPostFactory().job_id), "reason": "She is good.", "resume": pdf()}
    made = colleague.post("/api/v1/referrals/", body)
    assert made.status_code == 201, made.json()
    application = Application.objects.get()
    assert application.attachments.get().file.media_type == "application/pdf"
    refused = colleague.post("/api/v1/referrals/", {**body, "resume": pdf()})
    assert refused.status_code in (409, 422) and Attachment.objects.count() == 1


def test_a_file_of_an_application_stays_with_its_team(api):
    row = ApplicationFactory()
    made = api.post(f"/api/v1/candidates/{row.candidate_id}/attachments/", {"file": pdf(), "kind": "resume"})
    assert speaking_for(user_in_role("interviewer")).get(made["Location"]).status_code == 404
    Attachment.objects.update(application=row)
    assert api.get(made["Location"]).status_code == 200
