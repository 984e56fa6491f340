"""A hold that ends while somebody moves one of the job's people: neither waits for the other for ever."""

import threading
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from ats.actions import jobs
from ats.chaos.patience import until
from ats.models import Application
from milestones.actions import applications, gate_items
from milestones.models import Visit
from tests.factories.milestones import House, place_of

HOUR = timedelta(hours=1)


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction the view would stay as it was
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock')"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_the_application_is_locked_before_its_visit_is_touched(transactional_db, at):
    house = House(at)
    first, second = house.apply(), house.apply()
    for application in (first, second):
        gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=at)
    jobs.hold(job=house.job, on=True, reason="Budget", by=house.recruiter, at=at + HOUR)
    failures = []

    def go_on():
        try:
            jobs.hold(job=house.job, on=False, reason="", by=house.recruiter, at=at + 5 * HOUR)
        except Error as failure:
            failures.append(failure)
        finally:
            connection.close()

    going_on = threading.Thread(target=go_on)
    # Somebody holds the application and has not come to its visit yet, when the hold ends.
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=first.pk)
        going_on.start()
        assert until(somebody_waits, 10)
        applications.advance(application=first, to="screen", by=house.recruiter, at=at + 2 * HOUR)
    going_on.join()
    assert failures == []
    assert place_of(first) == "screen"
    pauses = {visit.application_id: visit.pauses for visit in Visit.objects.filter(exited_at=None)}
    assert pauses[first.pk] == [[(at + 2 * HOUR).isoformat(), (at + 5 * HOUR).isoformat()]]
    assert pauses[second.pk] == [[(at + HOUR).isoformat(), (at + 5 * HOUR).isoformat()]]
    assert Visit.objects.get(application=first, position=0).pauses == []
