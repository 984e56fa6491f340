"""Home's panels on interviews: what was seen, what is arranged, and who still owes what."""

from datetime import timedelta

import pytest

from ats.kernel import clock
from ats.models import ApplicationStatus, Booking, BookingStatus, InterviewStatus, JobStatus, Stage
from ats.permissions import CorePermission
from ats.queries import arranging, held
from tests.factories.ats import ApplicationFactory, CandidateFactory, JobFactory, UserFactory, user_with
from tests.factories.decisions import InterviewFactory, ScorecardFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def coordinator():
    return user_with(*CorePermission)


def applied(**facts):
    person = CandidateFactory(first_name="Aiko", last_name="<Sørensen>")
    return ApplicationFactory(candidate=person, job=JobFactory(status=JobStatus.OPEN, name="Designer"), **facts)


def over(at, *people, **facts):
    application = facts.pop("application", None) or applied()
    return InterviewFactory(
        application=application, interviewers=people, starts_at=at - 2 * HOUR, ends_at=at - HOUR, **facts
    )


def test_who_owes_a_scorecard_is_named_until_there_are_as_many_as_were_asked(at, coordinator, client):
    tom, ana = UserFactory(first_name="Tom", last_name="Adeyemi"), UserFactory(first_name="Ana", last_name="Cruz")
    interview = over(at, tom, ana)
    over(at, tom, status=InterviewStatus.CANCELLED)
    over(at, tom, application=applied(status=ApplicationStatus.REJECTED, rejected_at=at))
    (row,) = arranging.without_scorecards(coordinator, at)
    assert (row.pk, row.candidate.name, row.missing) == (
        str(interview.pk),
        "Aiko <Sørensen>",
        ("Ana Cruz", "Tom Adeyemi"),
    )
    ScorecardFactory(interview=interview, interviewer=ana)
    (row,) = arranging.without_scorecards(coordinator, at)
    assert row.missing == ("Tom Adeyemi",)
    client.force_login(coordinator, backend="ats.accounts.Colleagues")
    page = client.get("/").content.decode()
    assert "Technical interview: Tom Adeyemi" in page and "Aiko &lt;Sørensen&gt;" in page
    ScorecardFactory(interview=interview, interviewer=tom)
    assert arranging.without_scorecards(coordinator, at) == []


def test_who_is_asked_sees_what_they_owe_and_what_comes(at, client):
    tom = user_with(*CorePermission)
    first, second = over(at, tom), over(at, tom)
    coming = InterviewFactory(application=applied(), interviewers=[tom], starts_at=at + HOUR, ends_at=at + 2 * HOUR)
    assert {row.pk for row in held.owing(tom, at)} == {str(first.pk), str(second.pk)}
    assert [row.is_first for row in held.owing(tom, at)] == [True, False]
    assert [row.pk for row in held.to_come(tom, at)] == [str(coming.pk)]
    client.force_login(tom, backend="ats.accounts.Colleagues")
    page = client.get("/").content.decode()
    assert page.count('btn-sm btn-primary" href="/interviews/') == 1
    assert f'href="/interviews/{coming.pk}/"' in page


@pytest.mark.parametrize(
    ("status", "shown", "hidden"),
    [
        (BookingStatus.OPEN, ["Waits for the candidate", "To be answered until "], ["No time fits"]),
        (BookingStatus.DECLINED, ["No time fits"], ["To be answered until "]),
        (BookingStatus.WITHDRAWN, [], ["No time fits", "To be answered until ", "Taken back"]),
    ],
)
def test_a_booking_link_is_told_beside_who_waits(at, coordinator, client, status, shown, hidden):
    application = applied(stage=Stage.INTERVIEW)
    Booking.objects.create(application=application, status=status, expires_at=at + 24 * HOUR)
    client.force_login(coordinator, backend="ats.accounts.Colleagues")
    page = client.get("/").content.decode()
    assert "Schedule an interview with Aiko &lt;Sørensen&gt;" in page
    assert all(words in page for words in shown) and not any(words in page for words in hidden)
