"""Somebody else holds the row for longer than a page waits: 409 and a sentence, on pages and in the API, never an error 500."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from ats.kernel.crowding import as_refusal, insist
from ats.kernel.timers import Timer, fires, firing
from ats.models import Job
from ats.permissions import CorePermission as C
from tests.factories.ats import AT, JobFactory, user_with


@pytest.fixture
def job(transactional_db):
    return JobFactory()


@pytest.fixture
def held(job):
    """Another connection, in the midst of changing the job."""
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ats_job WHERE id = %s FOR UPDATE", [job.pk])
    yield other
    other.rollback()
    other.close()


def test_who_meets_a_lock_is_told_to_try_again(job, held):
    client = Client(raise_request_exception=False)
    client.force_login(user_with(C.JOBS_VIEW, C.JOBS_CLOSE))
    body = {"on": "true", "reason": "Budget review"}
    told = client.post(f"/api/v1/jobs/{job.pk}/hold/", {"on": True, "reason": "x"}, content_type="application/json")
    assert (told.status_code, told.json()["type"]) == (409, "urn:waymark:problem:busy")
    assert client.post(reverse("job_hold", args=[job.pk]), body).status_code == 409
    held.rollback()
    assert client.post(reverse("job_hold", args=[job.pk]), body).status_code < 400
    assert Job.objects.get(pk=job.pk).status == "on_hold"


def test_a_defect_stays_a_defect():
    assert as_refusal(ValueError("a bug")) is None


def test_who_cannot_be_asked_to_repeat_it_is_let_in_when_the_way_is_free(job, held):
    waited = []

    def deed():
        if waited:
            held.rollback()
        waited.append(1)
        with transaction.atomic():
            return Job.objects.select_for_update().get(pk=job.pk)

    assert insist(deed) == job
    assert len(waited) == 2


def test_work_that_is_crowded_out_is_done_again_by_the_same_rule(job, held):
    """A worker's row: the lock is not free at the first try, and no failure is written down for it."""
    timer = Timer.objects.create(kind="test.crowd", key="crowd", due_at=AT, subject_id=job.pk)
    waited = []

    def ring(due, *, at):
        if waited:
            held.rollback()
        waited.append(1)
        Job.objects.select_for_update().get(pk=job.pk)

    fires("test.crowd")(ring)
    try:
        firing.run(AT)
    finally:
        firing.forget("test.crowd")
    timer.refresh_from_db()
    assert (len(waited), timer.state, timer.failures) == (2, "done", 0)
