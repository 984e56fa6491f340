"""Who leaves hands over: all of it goes to those who were named, in one transaction, and nothing of theirs works any more."""

from datetime import timedelta

import pytest
from django.test import Client

from ats.actions import first_day, offers, people, tasks
from ats.kernel import clock
from ats.kernel.access.last_administrator import LastAdministrator
from ats.kernel.api.models import ApiKey
from ats.kernel.approvals.models import ApprovalRequest, Approver
from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import DomainError, NotAllowed
from ats.models import HiringTeamMember, Interview, Task, User
from ats.permissions import CorePermission
from ats.queries import leaving
from tests.factories.ats import AT, user_in_role, user_with
from tests.factories.decisions import Desk, InterviewFactory

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-4.6")]


@pytest.fixture
def desk():
    first_day.prepare(at=AT)
    return Desk()


@pytest.fixture
def busy(desk):
    """A hiring manager with something of every kind."""
    at, person = clock.now(), desk.manager
    desk.application.candidate.owner = person
    desk.application.candidate.save()
    desk.application.owner = person
    desk.application.save()
    desk.finance.manager = person
    desk.finance.save()
    InterviewFactory(application=desk.application, interviewers=[person, user_in_role("interviewer")])
    tasks.add(title="Call Aiko", by=person, at=at)
    offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    assert all(leaving.work_of(person, at).values())
    return person


def everything(heir):
    return dict.fromkeys(leaving.KINDS, heir)


def test_all_that_was_theirs_is_somebody_elses(desk, busy):
    heir, at = user_in_role("manager", first_name="Jon", last_name="Pryce"), clock.now()
    people.leave(person=busy, by=desk.admin, at=at, successors=everything(heir), reason="New job")
    assert not any(leaving.work_of(busy, at).values())
    desk.application.refresh_from_db()
    assert desk.application.owner == heir
    assert desk.application.candidate.__class__.objects.get(pk=desk.application.candidate_id).owner == heir
    assert HiringTeamMember.objects.filter(job=desk.job, user=heir, role="hiring_manager").exists()
    interview = Interview.objects.get()
    assert heir in interview.interviewers.all()
    assert busy not in interview.interviewers.all()
    assert interview.sequence == 1
    assert Task.objects.get().assigned_to == heir
    seat = Approver.objects.get(step__order=1)
    assert (seat.user, seat.history.first().history_user) == (heir, desk.admin)
    desk.finance.refresh_from_db()
    assert desk.finance.manager == heir
    assert AuditEntry.objects.filter(deed="person.left", subject_id=busy.pk, actor_id=desk.admin.pk).exists()


def test_nothing_happens_where_anything_would_be_left_without_an_owner(desk, busy):
    heir, at = user_in_role("manager"), clock.now()
    named = {kind: heir for kind in leaving.KINDS if kind != "tasks"}
    with pytest.raises(people.WorkLeftOver, match="to-dos"):
        people.leave(person=busy, by=desk.admin, at=at, successors=named)
    busy.refresh_from_db()
    assert busy.is_active
    assert all(leaving.work_of(busy, at).values())


def test_a_refusal_in_the_middle_takes_everything_back(desk, busy):
    """Finance may not interview: the panel refuses, and the seats that had gone over already are back."""
    with pytest.raises(DomainError):
        people.leave(person=busy, by=desk.admin, at=clock.now(), successors=everything(desk.finance))
    busy.refresh_from_db()
    assert busy.is_active
    assert all(leaving.work_of(busy, clock.now()).values())


def test_sessions_and_keys_end_at_once(desk, busy):
    busy.set_password("a long enough sentence")
    busy.save()
    theirs = Client()
    theirs.post("/accounts/login/", {"login": busy.email, "password": "a long enough sentence"})
    assert theirs.get("/").status_code == 200
    key = ApiKey.objects.create(name="Own script", user=busy, secret_hash="0" * 64)
    people.leave(person=busy, by=desk.admin, at=clock.now(), successors=everything(user_in_role("manager")))
    assert theirs.get("/").status_code == 302
    key.refresh_from_db()
    assert key.revoked_at is not None
    again = theirs.post("/accounts/login/", {"login": busy.email, "password": "a long enough sentence"})
    assert again.status_code in {200, 302}
    assert theirs.get("/").status_code == 302


def test_a_seat_that_the_successor_cannot_take_is_said(desk, busy):
    """The recruiter asked for the offer, so they can't decide on it: the step says that it is stuck."""
    at = clock.now()
    successors = {**everything(user_in_role("manager")), "approvals": desk.recruiter}
    people.leave(person=busy, by=desk.admin, at=at, successors=successors)
    step = ApprovalRequest.objects.get().steps.get(order=1)
    assert not step.approvers.exists()
    assert "An administrator can decide" in step.problem


def test_the_page_asks_for_a_colleague_for_each_kind(desk, busy):
    client = Client()
    client.force_login(desk.admin)
    page = client.get(f"/people/{busy.pk}/leaving/").content.decode()
    for label in ("Candidates (1)", "Interviews to come (1)", "To-dos (1)", "Approvals (1)"):
        assert label in page
    assert client.post(f"/people/{busy.pk}/leaving/", {}).status_code == 422
    heir = user_in_role("manager")
    assert client.post(f"/people/{busy.pk}/leaving/", dict.fromkeys(leaving.KINDS, str(heir.pk))).status_code == 303
    busy.refresh_from_db()
    assert not busy.is_active
    client.force_login(desk.recruiter)
    assert client.get(f"/people/{heir.pk}/leaving/").status_code == 403


def test_the_administration_switches_nobody_off_who_owns_something(desk, busy):
    client = Client()
    desk.admin.is_staff = True
    desk.admin.save()
    client.force_login(desk.admin)
    address = f"/admin/ats/user/{busy.pk}/change/"
    form = {"email": busy.email, "first_name": "R", "time_zone": "UTC", "language": "en"}
    rows = {"role_assignments-TOTAL_FORMS": "0", "role_assignments-INITIAL_FORMS": "0"}
    answer = client.post(address, {**form, **rows})
    assert "Something is still theirs" in answer.content.decode()
    busy.refresh_from_db()
    assert busy.is_active


def test_nobody_takes_themselves_out(desk):
    with pytest.raises(NotAllowed, match="yourself"):
        people.leave(person=desk.admin, by=desk.admin, at=clock.now() + timedelta(0), successors={})


def test_the_last_administrator_is_not_taken_out(desk):
    keeper = user_with(CorePermission.PEOPLE_MANAGE)
    desk.admin.is_staff = True
    desk.admin.save()
    for other in User.objects.filter(is_staff=True).exclude(pk=desk.admin.pk):
        other.is_staff = False
        other.save()
    heirs = everything(keeper)
    with pytest.raises(LastAdministrator):
        people.leave(person=desk.admin, by=keeper, at=clock.now(), successors=heirs)
    desk.admin.refresh_from_db()
    assert desk.admin.is_active
    second = user_in_role("admin")
    second.is_staff = True
    second.save()
    people.leave(person=desk.admin, by=keeper, at=clock.now(), successors=heirs)
    desk.admin.refresh_from_db()
    assert not desk.admin.is_active
