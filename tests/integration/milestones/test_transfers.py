"""On in another job: one application ends, another begins, and the two know of each other."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from ats.actions import applications as core
from ats.kernel.errors import NotAllowed
from ats.kernel.outbox import StoredEvent
from ats.models import Application, ApplicationStatus, InterviewStatus, JobStatus, RejectionReason, Source, TeamRole
from ats.policies.applications import JobTakesNobody
from milestones.actions import applications, bypasses, transfers
from milestones.engine import MoveRefused
from milestones.models import Transfer, Visit, VisitOutcome
from milestones.queries.why import why
from tests.factories.ats import HiringTeamMemberFactory, JobFactory, user_in_role
from tests.factories.decisions import InterviewFactory
from tests.factories.milestones import House, place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(house: House) -> Any:
    job = JobFactory(name="Harbour pilot")
    HiringTeamMemberFactory(job=job, user=house.recruiter, role=TeamRole.RECRUITER)
    return job


def transfer(house: House, application: Application, job: Any, **more: Any) -> Application:
    return transfers.transfer(application=application, job=job, by=house.recruiter, at=house.at, **more)


def test_the_old_one_ends_and_the_new_one_takes_source_and_credit_along(house, other):
    application = house.apply()
    application.source, application.credited_to = Source.objects.get(key="employee-referral"), house.interviewer
    application.save()
    interview = InterviewFactory(application=application, starts_at=house.at + timedelta(days=3), interviewers=[])
    new = transfer(house, application, other, note="More at home there.")
    old = Application.objects.get(pk=application.pk)
    assert (old.status, old.rejection_reason.key) == (ApplicationStatus.REJECTED, "redirected")
    assert Visit.objects.get(application=old).outcome == VisitOutcome.TRANSFERRED
    assert (new.source, new.credited_to, new.candidate) == (old.source, house.interviewer, old.candidate)
    assert place_of(new) == "applied"
    interview.refresh_from_db()
    assert interview.status == InterviewStatus.CANCELLED
    assert "moved to another job" in why(old, house.at).sentence
    told = StoredEvent.objects.get(type="application.transferred")
    assert told.data["to_application_id"] == str(new.pk)
    assert not StoredEvent.objects.filter(type="application.rejected").exists(), "Nobody was turned down."


def test_straight_into_a_milestone_and_no_bypass_is_counted(house, other):
    new = transfer(house, house.apply(), other, to="interviews")
    assert place_of(new) == "interviews"
    assert not Visit.objects.filter(outcome=VisitOutcome.BYPASSED).exists()
    with pytest.raises(MoveRefused, match="has no milestone"):
        transfer(house, house.apply(), other, to="nowhere")
    assert Application.objects.filter(status=ApplicationStatus.REJECTED).count() == 1, "Nothing is half done."


def test_refused_where_it_makes_no_sense(house, other):
    application = house.apply()
    with pytest.raises(transfers.TransferRefused):
        transfer(house, application, house.job)
    core.add(candidate=application.candidate, job=other, source=None, by=house.recruiter, at=house.at)
    with pytest.raises(core.AlreadyApplied):
        transfer(house, application, other)
    closed = JobFactory(status=JobStatus.CLOSED)
    with pytest.raises((JobTakesNobody, NotAllowed)):
        transfer(house, application, closed)
    assert Application.objects.get(pk=application.pk).is_active
    assert not Transfer.objects.exists()


def test_takes_the_right_on_both_jobs(house, other):
    application = house.apply()
    with pytest.raises(NotAllowed):
        transfers.transfer(application=application, job=other, by=house.manager, at=house.at)
    with pytest.raises(NotAllowed):
        transfers.transfer(application=application, job=other, by=user_in_role("interviewer"), at=house.at)


def test_on_the_page_and_over_rest(house, other, client):
    application, second = house.apply(), house.apply()
    client.force_login(house.recruiter)
    page = reverse("application_transfer", args=[application.pk])
    assert "Harbour pilot" in client.get(page).content.decode()
    answer = client.post(page, {"job": other.pk, "to": "screen", "expected": "applied"})
    new = Application.objects.get(job=other)
    assert answer["Location"] == reverse("application", args=[new.pk])
    shown = client.get(answer["Location"]).content.decode()
    assert "Came from there" in shown and house.job.name in shown
    assert "&lt;a class" not in shown and shown.count("Other job…") == 2, "In the header, and in its menu on a phone."
    assert "Went on there" in client.get(reverse("application", args=[application.pk])).content.decode()
    body = {"job": str(other.pk), "note": "There.", "to": "screen"}
    answer = client.post(f"/api/v1/applications/{second.pk}/transfer/", body, content_type="application/json")
    assert answer.status_code == 201 and answer.json()["milestone"]["key"] == "screen"
    again = client.post(f"/api/v1/applications/{second.pk}/transfer/", body, content_type="application/json")
    assert again.status_code == 422


def test_whoever_doesnt_see_the_other_job_reads_nothing_of_it(house, other, client):
    new = transfer(house, house.apply(), other)
    client.force_login(house.manager)
    shown = client.get(reverse("application", args=[Transfer.objects.get().from_application_id])).content.decode()
    assert "Harbour pilot" not in shown and str(new.pk) not in shown


def test_reopening_says_what_comes_back(house, client, template):
    application = house.apply()
    InterviewFactory(application=application, starts_at=house.at + timedelta(days=3), interviewers=[])
    reason = RejectionReason.objects.get(key="less-experience")
    message = {"template": template, "send_at": house.at + timedelta(days=1)}
    applications.reject(application=application, reason=reason, message=message, by=house.recruiter, at=house.at)
    client.force_login(house.recruiter)
    page = client.get(reverse("application_reopening", args=[application.pk])).content.decode()
    assert "The rejection e-mail that waits is cancelled." in page
    assert "1 interview was cancelled and stays so." in page
    assert "stand in Applied again" in page


def test_bypasses_and_transfers_leave_each_other_alone(house, other):
    application = house.apply()
    bypasses.bypass(application=application, to="screen", reason="Known.", by=house.recruiter, at=house.at)
    assert place_of(transfer(house, application, other)) == "applied"
