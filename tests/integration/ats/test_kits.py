"""Interview kits: written for a job, chosen for an interview, seen by whoever holds it."""

import pytest
from django.test import Client
from django.urls import reverse

from ats.actions import interviews, kits
from ats.models import Interview, InterviewKit
from tests.factories.ats import JobFactory, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db
BODY = {
    "name": "System design",
    "minutes": "45",
    "purpose": "Can they cut a system into parts?",
    "questions": "Draw the last system you built.\nWhat broke?",
    "attributes": "Design: cuts along what changes together\nClarity",
    "guidance": "Leave ten minutes for their questions.",
    "is_active": "on",
}


@pytest.fixture
def desk():
    desk = Desk()
    desk.tom = user_in_role("interviewer")
    return desk


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_kit_is_written_chosen_and_seen_by_the_interviewer(desk):
    client = signed_in(desk.recruiter)
    assert client.post(reverse("kit_new", args=[desk.job.pk]), BODY).status_code == 303
    kit = InterviewKit.objects.get()
    assert kit.attributes == [
        {"name": "Design", "meaning": "cuts along what changes together"},
        {"name": "Clarity", "meaning": ""},
    ]
    assert "System design" in client.get(reverse("job", args=[desk.job.pk])).content.decode()
    times = {"starts_at": "2026-12-01T15:00", "ends_at": "2026-12-01T15:45", "time_zone": "Europe/Lisbon"}
    body = {**times, "kit": kit.pk, "interviewers": [desk.tom.pk]}
    assert client.post(reverse("interview_new", args=[desk.application.pk]), body).status_code == 303
    interview = Interview.objects.get()
    assert (interview.name, interview.attributes, interview.kit) == ("System design", ["Design", "Clarity"], kit)
    page = signed_in(desk.tom).get(reverse("interview", args=[interview.pk])).content.decode()
    assert "What broke?" in page and "Leave ten minutes" in page
    form = signed_in(desk.tom).get(reverse("scorecard", args=[interview.pk])).content.decode()
    assert "cuts along what changes together" in form and "What broke?" in form


def test_a_kit_changes_for_new_interviews_only(desk, at):
    kit = kits.write(job=desk.job, by=desk.recruiter, at=at, name="Talk", attributes=[{"name": "Clarity"}])
    held = interviews.schedule(
        application=desk.application,
        starts_at=at,
        ends_at=at.replace(hour=11),
        interviewers=[desk.tom],
        kit=kit,
        by=desk.recruiter,
        at=at,
    )
    changed = signed_in(desk.recruiter).post(reverse("kit", args=[kit.pk]), {**BODY, "name": "Talk"})
    assert changed.status_code == 303
    held.refresh_from_db()
    kit.refresh_from_db()
    assert held.attributes == ["Clarity"] and kit.attribute_names == ["Design", "Clarity"]
    assert kit.history.first().history_user == desk.recruiter


def test_a_name_is_taken_once_and_a_kit_of_another_job_is_refused(desk, at):
    client = signed_in(desk.recruiter)
    client.post(reverse("kit_new", args=[desk.job.pk]), BODY)
    again = client.post(reverse("kit_new", args=[desk.job.pk]), BODY)
    assert again.status_code == 422 and "name already" in again.content.decode()
    foreign = kits.write(job=JobFactory(), by=desk.recruiter, at=at, name="Elsewhere")
    with pytest.raises(interviews.CannotSchedule):
        interviews.schedule(
            application=desk.application,
            starts_at=at,
            ends_at=at.replace(hour=11),
            interviewers=[desk.tom],
            kit=foreign,
            by=desk.recruiter,
            at=at,
        )


def test_only_who_may_change_the_job_writes_its_kits(desk):
    address = reverse("kit_new", args=[desk.job.pk])
    assert signed_in(desk.tom).get(address).status_code in (403, 404)
    assert signed_in(desk.manager).get(address).status_code == 200
    assert signed_in(user_in_role("manager")).get(address).status_code in (403, 404)
