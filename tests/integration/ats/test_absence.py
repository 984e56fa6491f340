"""Absence: whoever covers decides in one's place, as far as their own role lets them, and never on what they asked for."""

from datetime import timedelta

import pytest
from django.test import Client

from ats.actions import first_day, offers
from ats.kernel import absences, approvals, clock, pump
from ats.kernel.absences.models import Absence
from ats.kernel.approvals import delegation, lists
from ats.kernel.approvals.models import ApprovalRequest, Approver, Decision
from ats.kernel.errors import NotAllowed
from comms.models import Message
from tests.factories.ats import AT, HiringTeamMemberFactory, UserFactory, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    first_day.prepare(at=AT)
    return Desk()


def asked(desk):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=clock.now())
    return ApprovalRequest.objects.get(subject_id=offer.pk)


def deputy_for(desk, role="hrbp"):
    """Somebody whose role lets them decide on offers everywhere."""
    return user_in_role(role, first_name="Sara", last_name="Whitlock")


def away(person, deputy, *, by=None, begins=timedelta(0), days=3):
    at = clock.now()
    return absences.plan(
        person=person, starts_at=at + begins, ends_at=at + timedelta(days=days), deputy=deputy, by=by or person, at=at
    )


@pytest.mark.requirement("MS-4.2")
def test_the_deputy_decides_for_whoever_is_away(desk):
    sara = deputy_for(desk)
    request = asked(desk)
    assert request not in lists.waiting_for(sara, clock.now())
    away(desk.manager, sara)
    assert request in lists.waiting_for(sara, clock.now())
    approvals.decide(request=request, by=sara, decision=Decision.APPROVE, at=clock.now(), expected_step=1)
    seat = Approver.objects.get(step__request=request, step__order=1)
    assert (seat.user, seat.decided_by) == (desk.manager, sara)
    client = Client()
    client.force_login(desk.recruiter)
    page = client.get(f"/offers/{request.subject_id}/approval/").content.decode()
    assert "Sara Whitlock" in page
    assert "for Rebecca Osei" in page


@pytest.mark.requirement("MS-4.2")
def test_the_deputy_sees_for_whom_they_decide(desk):
    sara = deputy_for(desk)
    request = asked(desk)
    away(desk.manager, sara)
    client = Client()
    client.force_login(sara)
    assert "for Rebecca Osei" in client.get("/approvals/").content.decode()
    page = client.get(f"/offers/{request.subject_id}/approval/").content.decode()
    assert "Rebecca Osei is away" in page


@pytest.mark.requirement("MS-4.2")
def test_a_deputy_whose_role_decides_nothing_gets_nothing(desk):
    tom = user_in_role("interviewer")
    HiringTeamMemberFactory(job=desk.job, user=tom, role="interviewer")
    request = asked(desk)
    away(desk.manager, tom)
    assert request not in lists.waiting_for(tom, clock.now())
    with pytest.raises(NotAllowed):
        approvals.decide(request=request, by=tom, decision=Decision.APPROVE, at=clock.now(), expected_step=1)


@pytest.mark.requirement("MS-4.2")
def test_nobody_decides_on_their_own_request_by_covering(desk):
    request = asked(desk)
    away(desk.manager, desk.recruiter)
    assert request not in lists.waiting_for(desk.recruiter, clock.now())
    with pytest.raises(NotAllowed):
        approvals.decide(request=request, by=desk.recruiter, decision="approve", at=clock.now(), expected_step=1)


@pytest.mark.requirement("MS-4.2")
def test_cover_begins_and_ends_with_the_absence(desk, move_clock):
    sara = deputy_for(desk)
    request = asked(desk)
    absence = away(desk.manager, sara, begins=timedelta(hours=2))
    assert request not in lists.waiting_for(sara, clock.now())
    move_clock(timedelta(hours=3))
    assert request in lists.waiting_for(sara, clock.now())
    absences.take_back(absence=absence, by=desk.manager, at=clock.now())
    assert request not in lists.waiting_for(sara, clock.now())


@pytest.mark.requirement("MS-4.2")
def test_the_deputy_is_asked_by_mail_when_the_absence_begins_and_for_what_comes_meanwhile(desk, move_clock):
    sara = deputy_for(desk)
    asked(desk)
    away(desk.manager, sara, begins=timedelta(hours=2))
    pump.drain()
    assert not Message.objects.filter(recipient=sara).exists()
    move_clock(timedelta(hours=3))
    pump.drain()
    assert Message.objects.filter(recipient=sara, purpose="approval").count() == 1
    other = desk.applicant("Ola", "Berg")
    offers.submit(offer=desk.offer(application=other), by=desk.recruiter, at=clock.now())
    pump.drain()
    assert Message.objects.filter(recipient=sara, purpose="approval").count() == 2


def test_a_deputy_hands_nothing_on(desk):
    sara = deputy_for(desk)
    request = asked(desk)
    away(desk.manager, sara)
    with pytest.raises(delegation.CannotDelegate, match="only cover for Rebecca Osei"):
        approvals.delegate(request=request, by=sara, to=desk.finance, at=clock.now(), reason="Busy")
    assert Approver.objects.get(step__request=request, step__order=1).user == desk.manager


def test_absences_that_cannot_be_are_refused_in_words(desk):
    sara = deputy_for(desk)
    away(sara, None, days=2)
    with pytest.raises(absences.AbsenceRefused, match="away then too"):
        away(desk.manager, sara)
    with pytest.raises(absences.AbsenceRefused, match="already"):
        away(sara, desk.manager)
    with pytest.raises(absences.AbsenceRefused, match="no longer works"):
        away(desk.manager, UserFactory(is_active=False))
    with pytest.raises(absences.AbsenceRefused, match="cover"):
        away(desk.manager, desk.manager)


def test_people_plan_their_own_and_administrators_everybodys(desk):
    client = Client()
    client.force_login(desk.manager)
    days = {"first_day": "2026-11-23", "last_day": "2026-11-27", "deputy": str(desk.finance.pk)}
    assert client.post("/account/absence/", days).status_code == 303
    (absence,) = Absence.objects.all()
    assert (absence.person, absence.deputy) == (desk.manager, desk.finance)
    assert "23 Nov 2026" in client.get("/account/").content.decode()
    assert client.post("/people/away/", {**days, "person": str(desk.finance.pk)}).status_code == 403
    other = Client()
    other.force_login(desk.recruiter)
    assert other.post(f"/people/absences/{absence.pk}/end/").status_code == 404
    admin = Client()
    admin.force_login(desk.admin)
    assert admin.post("/people/away/", {**days, "person": str(desk.recruiter.pk)}).status_code == 303
    assert client.post(f"/people/absences/{absence.pk}/end/").status_code == 303
    assert [row.person for row in Absence.objects.all()] == [desk.recruiter]


@pytest.mark.parametrize(("first", "last"), [("2026-12-01", "9999-12-31"), ("9999-12-30", "9999-12-31")])
def test_an_absence_to_the_end_of_the_calendar_is_a_slip(client, first, last):
    person = UserFactory(time_zone="America/New_York")
    client.force_login(person)
    assert client.post("/account/absence/", {"first_day": first, "last_day": last}).status_code == 422
    assert not Absence.objects.exists()
    assert client.get("/account/").status_code == 200
