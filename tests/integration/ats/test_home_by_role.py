"""The home page of each role: what waits for the reader comes first, and nobody meets an empty page or a foreign name."""

import re
from datetime import timedelta

import pytest

from ats.actions import first_day
from ats.kernel.leases import State
from ats.kernel.timers.models import Timer
from ats.models import Booking, BookingStatus, Stage
from tests.factories.ats import AT, ApplicationFactory, DepartmentFactory, JobFactory, user_in_role
from tests.factories.decisions import InterviewFactory

pytestmark = pytest.mark.django_db
ROLES = [
    *("admin", "recruiter", "coordinator", "sourcer", "manager", "interviewer", "hrbp", "finance"),
    *("executive", "comms", "legal", "dei", "support", "unitadmin"),
]


@pytest.fixture(autouse=True)
def first(at):
    first_day.prepare(at=at)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def home(client, role, **facts):
    client.force_login(user_in_role(role, **facts))
    answer = client.get("/")
    assert answer.status_code == 200
    return words(answer)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_meets_an_empty_page(client, role):
    ApplicationFactory(job=JobFactory())
    unit = {"unit_id": DepartmentFactory().pk} if role == "unitadmin" else {}
    page = home(client, role, **unit)
    assert "Good morning" in page
    assert ("What you do here" in page) is (role in {"finance", "executive", "dei", "support"})


def test_a_coordinator_sees_who_waits_for_an_interview_and_whose_scorecards_are_missing(client):
    waiting = ApplicationFactory(stage=Stage.INTERVIEW)
    tom = user_in_role("interviewer", first_name="Tom", last_name="Adeyemi")
    done = InterviewFactory(
        application=ApplicationFactory(stage=Stage.INTERVIEW),
        interviewers=[tom],
        starts_at=AT - timedelta(days=1, hours=1),
        ends_at=AT - timedelta(days=1),
    )
    page = home(client, "coordinator")
    assert f"To be scheduled 1 {waiting.candidate.name[0]}" in page or waiting.candidate.name in page
    assert "Scorecards missing" in page and "Tom Adeyemi" in page and done.application.candidate.name in page


def test_a_coordinator_sees_whose_booking_link_waits_and_for_whom_no_time_fits(client):
    asked, refused = ApplicationFactory(stage=Stage.INTERVIEW), ApplicationFactory(stage=Stage.INTERVIEW)
    until = AT + timedelta(days=2)
    Booking.objects.create(application=refused, status=BookingStatus.OPEN, expires_at=until, created_at=AT)
    later = AT + timedelta(hours=1)
    Booking.objects.create(application=refused, status=BookingStatus.DECLINED, expires_at=until, created_at=later)
    Booking.objects.create(application=asked, status=BookingStatus.OPEN, expires_at=until)
    page = home(client, "coordinator")
    assert page.count("Waits for the candidate") == page.count("To be answered until") == 1
    assert page.count("No time fits") == 1


def test_an_executive_sees_numbers_by_department_and_no_candidate(client):
    application = ApplicationFactory(job=JobFactory(target_date=(AT - timedelta(days=3)).date()))
    page = home(client, "executive")
    assert re.search(rf"{application.job.department.name} 1 1 1 0", page)
    assert application.candidate.name not in page


def test_an_administrator_sees_that_nobody_works_and_what_is_late(client):
    Timer.objects.create(kind="x", key="x", due_at=AT - timedelta(hours=1), subject_id=AT and JobFactory().pk)
    page = home(client, "admin")
    assert "Nobody works on" in page
    assert "1 overdue by more than a minute" in page
    Timer.objects.update(state=State.DEAD)
    assert "1 to look at" in words(client.get("/"))
