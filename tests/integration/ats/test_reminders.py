"""Reminders of interviews and of scorecards, by the product's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from ats import extension_points
from ats.actions import interviews, scorecards
from ats.kernel import clock, pump
from comms.models import Message
from tests.factories.ats import user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 15, tzinfo=UTC)


@pytest.fixture
def desk(at):
    desk = Desk()
    extension_points.seed(at=at)
    desk.panel = [user_in_role("interviewer"), user_in_role("interviewer")]
    desk.meeting = interviews.schedule(
        application=desk.application,
        starts_at=WEDNESDAY,
        ends_at=WEDNESDAY + timedelta(hours=1),
        interviewers=desk.panel,
        by=desk.recruiter,
        at=at,
    )
    pump.drain(at)
    return desk


def reach(moment):
    clock.move(clock.offset() + (moment - clock.now()))
    pump.drain()


def reminded(purpose):
    return [message.recipient for message in Message.objects.filter(purpose=purpose).order_by("created_at")]


def submit(desk, person):
    scorecards.submit(interview=desk.meeting, by=person, at=clock.now(), attributes=[], overall_recommendation="yes")


def test_a_day_before_everybody_is_reminded_once(desk):
    reach(WEDNESDAY - timedelta(hours=25))
    assert not reminded("interview_reminder")
    reach(WEDNESDAY - timedelta(hours=23))
    assert len(reminded("interview_reminder")) == 3 and set(reminded("interview_reminder")) == {*desk.panel, None}
    reach(WEDNESDAY - timedelta(hours=20))
    assert len(reminded("interview_reminder")) == 3


def test_the_candidate_reads_the_hour_of_their_own_zone_as_in_the_invitation(desk):
    desk.application.candidate.time_zone = "America/New_York"
    desk.application.candidate.save()
    reach(WEDNESDAY - timedelta(hours=23))
    said = {row.recipient is None: row.body_text for row in Message.objects.filter(purpose="interview_reminder")}
    assert "10:00–11:00 (America/New_York)" in said[True]
    assert "(America/New_York)" not in said[False]


def test_a_moved_interview_reminds_at_its_new_time_and_a_cancelled_one_not_at_all(desk, at):
    moved = WEDNESDAY + timedelta(days=1)
    interviews.reschedule(
        interview=desk.meeting, starts_at=moved, ends_at=moved + timedelta(hours=1), by=desk.recruiter, at=at
    )
    reach(WEDNESDAY - timedelta(hours=23))
    assert not reminded("interview_reminder")
    reach(moved - timedelta(hours=23))
    assert len(reminded("interview_reminder")) == 3
    interviews.cancel(interview=desk.meeting, by=desk.recruiter, at=clock.now())
    reach(moved + timedelta(days=9))
    assert not reminded("scorecard_reminder")


def test_who_owes_a_scorecard_is_asked_after_a_working_day_and_three_times_at_most(desk):
    submit(desk, desk.panel[0])
    reach(WEDNESDAY + timedelta(hours=20))
    assert not reminded("scorecard_reminder"), "an hour of working time ended at six; the rest runs on Thursday"
    reach(WEDNESDAY + timedelta(hours=26))
    assert reminded("scorecard_reminder") == [desk.panel[1]]
    for days in range(2, 20):
        reach(WEDNESDAY + timedelta(days=days))
    assert reminded("scorecard_reminder") == [desk.panel[1]] * 3


def test_nobody_is_asked_once_all_are_in(desk):
    for person in desk.panel:
        submit(desk, person)
    reach(WEDNESDAY + timedelta(days=9))
    assert not reminded("scorecard_reminder") and not reminded("interview_reminder")
