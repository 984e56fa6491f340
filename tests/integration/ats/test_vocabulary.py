"""One word for one state: pages, filters, REST, history and the administration say it alike, and no page spells it anew."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import first_day
from ats.kernel.approvals.models import Decision
from ats.models import ApplicationStatus, InterviewStatus, JobStatus, OfferStatus
from ats.models.application import APPLICATION_LOOKS
from ats.models.interview import INTERVIEW_LOOKS
from ats.models.job import JOB_LOOKS
from ats.models.offer import OFFER_LOOKS
from tests.factories.ats import AT, ApplicationFactory, CandidateFactory, JobFactory, user_in_role

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "templates/ats").rglob("*.html"))
LITERAL = re.compile(r"""(status|stage|decision|outcome)\s*[!=]=\s*["']""")
LOOKS = [
    (ApplicationStatus, APPLICATION_LOOKS),
    (InterviewStatus, INTERVIEW_LOOKS),
    (JobStatus, JOB_LOOKS),
    (OfferStatus, OFFER_LOOKS),
]
TIMES = {
    ApplicationStatus.HIRED: {"hired_at": AT},
    ApplicationStatus.REJECTED: {"rejected_at": AT},
    ApplicationStatus.WITHDRAWN: {"withdrawn_at": AT},
}


@pytest.fixture
def reader(db):
    first_day.prepare(at=AT)
    return user_in_role("recruiter")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_compares_a_state_with_a_literal(path):
    assert not LITERAL.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("choices", "looks"), LOOKS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_state_has_a_look(choices, looks):
    assert set(looks) == set(choices)


@pytest.mark.requirement("SR-5.3")
@pytest.mark.parametrize("status", ApplicationStatus)
def test_an_applications_state_has_one_word_everywhere(client, reader, status):
    candidate = CandidateFactory()
    ApplicationFactory(candidate=candidate, status=status, job=JobFactory(), **TIMES.get(status, {}))
    client.force_login(reader)
    rest = APIClient()
    rest.force_authenticate(reader)
    assert rest.get("/api/v1/applications/", {"status": status}).data["results"][0]["status"] == status
    assert f"* `{status}` - {status.label}" in rest.get("/api/v1/schema/").content.decode()
    if status == ApplicationStatus.ACTIVE:
        return  # pages say where an active one stands instead: its milestone
    for page in (reverse("candidate", args=[candidate.pk]), reverse("candidates") + "?view=all"):
        assert str(status.label) in client.get(page).content.decode()


@pytest.mark.requirement("SR-5.3")
@pytest.mark.parametrize("status", JobStatus)
def test_a_jobs_state_has_one_word_everywhere(client, reader, status):
    job = JobFactory(status=status)
    admin = user_in_role("admin", is_staff=True)
    said = re.compile(rf'class="sla {JOB_LOOKS[status].tone}">(<svg.*?</svg>)?{status.label}</span>')
    client.force_login(reader)
    for page in (reverse("job", args=[job.pk]), reverse("jobs") + "?view=all"):
        assert said.search(client.get(page).content.decode())
    client.force_login(admin)
    page = client.get(reverse("admin:ats_job_changelist")).content.decode()
    assert page.count(str(status.label)) >= 2  # in the row, and as a filter
    then = client.get(reverse("job_history", args=[job.pk]), {"as_of": "2027-01-01T10:00"})
    assert str(status.label) in then.content.decode()


@pytest.mark.requirement("SR-5.3")
def test_an_approvers_no_has_one_word(client, reader):
    words = "\n".join(path.read_text(encoding="utf-8") for path in PAGES if "approval" in path.parts)
    assert Decision.REJECT.label == "Rejected"
    assert "Declin" not in words
