"""Lists read where people stand as plain columns; they say what the record of each says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ats.models import ApplicationStatus, JobStatus, RejectionReason
from milestones.actions import applications, gate_items
from milestones.models import Milestone, Visit, VisitSignal
from milestones.models.visit import runs, stands_still
from milestones.queries.outlook import outlook, stood
from milestones.queries.standing import standings
from milestones.queries.waiting import waits_for
from tests.factories.decisions import OfferFactory

pytestmark = pytest.mark.django_db


def in_a_list(rows, at):
    """What a list says of each, by the application's id: where it stands and what it waits for."""
    found = stood([str(row.pk) for row in rows])
    ahead = outlook(found, at)
    return {each.application_id: (each.key, each.is_open, ahead.of(each).waits_for) for each in found}


def on_its_record(rows, at):
    known = standings(rows, at)
    return {
        str(pk): (each.state.stay.key, each.state.is_open, waits_for(each))
        for pk, each in known.items()
        if each.state.stay
    }


def now_is(row, status, at):
    """The status alone, whatever led there."""
    moments = {f"{each}_at": at if each == status else None for each in ("hired", "rejected", "withdrawn")}
    type(row).objects.filter(pk=row.pk).update(status=status, **moments)


def in_every_milestone(house):
    """One in each milestone that may be jumped to, and one in the first."""
    found = [house.apply()]
    for key in ("screen", "interviews", "offer"):
        found.append(house.apply())
        applications.bypass(application=found[-1], to=key, reason="Urgent", by=house.recruiter, at=house.at)
        found[-1].refresh_from_db()
    return found


def test_a_list_says_what_the_record_says(house):
    rows = in_every_milestone(house)
    said = in_a_list(rows, house.at)
    assert said == on_its_record(rows, house.at)
    assert len({words for _, _, words in said.values()}) == len(rows), "Each waits for something else."
    gate_items.complete(application=rows[0], key="cv-read", by=house.recruiter, at=house.at)
    OfferFactory(application=rows[3])
    reason = RejectionReason.objects.filter(type="we_declined").first()
    applications.reject(application=rows[1], reason=reason, note="Not this time.", by=house.recruiter, at=house.at)
    for row in rows:
        row.refresh_from_db()
    said = in_a_list(rows, house.at)
    assert said == on_its_record(rows, house.at)
    assert said[str(rows[0].pk)][2] == "Ready for Screen"
    assert said[str(rows[1].pk)][1:] == (False, "")
    assert said[str(rows[3].pk)][2] == "Offer to be submitted"


def test_events_and_time_count_in_a_list_too(house):
    waits, has_it = house.apply(), house.apply()
    first = Milestone.objects.filter(version__status="active", definition__key="applied")
    first.update(kind="action_triggered", completed_by="interview.scheduled")
    VisitSignal.objects.create(visit=has_it.visits.get(), code="interview.scheduled", received_at=house.at)
    said = in_a_list([waits, has_it], house.at)
    assert said == on_its_record([waits, has_it], house.at)
    first.update(kind="time_based", completed_by="", completes_on_time=True)
    first.get().gate_items.all().delete()
    VisitSignal.objects.all().delete()
    Visit.objects.filter(application=has_it).update(due_at=house.at + timedelta(days=1))
    Visit.objects.filter(application=waits).update(due_at=house.at - timedelta(minutes=1))
    said = in_a_list([waits, has_it], house.at)
    assert said == on_its_record([waits, has_it], house.at)
    assert said[str(waits.pk)] != said[str(has_it.pk)]


def test_whoever_stood_nowhere_yet_is_in_the_table_without_a_milestone(house, client):
    row = house.apply(first_name="Aiko", last_name="Sørensen")
    row.visits.all().delete()
    now_is(row, ApplicationStatus.REJECTED, house.at)
    assert stood([str(row.pk)]) == [] == stood([])
    client.force_login(house.recruiter)
    page = client.get(reverse("board", args=[house.job.pk]) + "?view=table&status=closed").content.decode()
    assert "Aiko Sørensen" in page and ", rejected" in page


def test_a_list_asks_as_often_for_many_as_for_one(house):
    rows = in_every_milestone(house)
    with CaptureQueriesContext(connection) as few:
        in_a_list(rows[:1], house.at)
    with CaptureQueriesContext(connection) as many:
        in_a_list(rows, house.at)
    assert len(few) == len(many) == 2


@pytest.mark.parametrize("job_status", JobStatus.values)
def test_the_clocks_that_run_are_found_as_they_are_told(house, job_status):
    row = house.apply()
    type(house.job).objects.filter(pk=house.job.pk).update(status=job_status)
    for status in ApplicationStatus.values:
        now_is(row, status, house.at)
        assert Visit.objects.filter(runs()).exists() is not stands_still(job_status, status)
