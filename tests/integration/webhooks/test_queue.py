"""What waits: behind a delivery that was put off, at an endpoint that rests, at one that was switched off."""

import uuid
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from ats.kernel import clock, pump
from ats.kernel.models import WebhookDelivery, WebhookEndpoint
from ats.kernel.outbox import emit
from ats.kernel.webhooks import endpoints, sending
from ats.kernel.webhooks.events import WebhookEndpointDisabled
from ats.kernel.webhooks.models import DeliveryStatus, Outcome
from ats.kernel.webhooks.settling import Result

pytestmark = pytest.mark.django_db
FAILED = Result(Outcome.ANSWERED, 500, 1)
TAKEN = Result(Outcome.DELIVERED, 200, 1)


@pytest.fixture
def paused():
    """Events are laid out, and nothing is sent but by the test's own hand."""
    pump.forget("webhooks.send")
    yield
    pump.register("webhooks.send", sending.run, sending.next_due, lane=pump.Lane.WEBHOOKS)


def happens(subject):
    emit(WebhookEndpointDisabled(subject_id=subject, occurred_at=clock.now(), reason="gone"))
    pump.drain()


def due(subject):
    return list(
        WebhookDelivery.objects.filter(subject_id=subject).order_by("sequence").values_list("due_at", flat=True)
    )


def test_what_comes_behind_is_due_with_its_head_and_goes_when_that_has_gone(endpoint, paused):
    subject, at = uuid.uuid4(), clock.now() + timedelta(minutes=1)
    happens(subject)
    happens(subject)
    head = sending.claim(at)
    sending.complete(head, FAILED, at)
    first, second = due(subject)
    assert first == second > at
    happens(subject)
    assert due(subject)[2] == first
    head = sending.claim(first)
    sending.complete(head, TAKEN, first)
    assert due(subject)[1:] == [first, first]
    assert sending.claim(first).sequence > head.sequence


def test_a_head_that_goes_early_holds_nobody_back(endpoint, paused):
    subject, at = uuid.uuid4(), clock.now() + timedelta(minutes=1)
    happens(subject)
    happens(subject)
    sending.complete(sending.claim(at), FAILED, at)
    WebhookDelivery.objects.filter(pk=WebhookDelivery.objects.order_by("sequence").first().pk).update(due_at=at)
    sending.complete(sending.claim(at), TAKEN, at)
    assert sending.claim(at) is not None


def test_a_resting_endpoint_is_not_looked_into(endpoint, paused):
    happens(uuid.uuid4())
    at = clock.now() + timedelta(minutes=1)
    WebhookEndpoint.objects.update(rests_until=at + timedelta(hours=1))
    assert sending.claim(at) is None
    assert sending.next_due() == at + timedelta(hours=1)
    assert sending.claim(at + timedelta(hours=1)) is not None


def test_a_test_goes_out_where_a_resting_endpoint_was_switched_off(endpoint, admin, paused):
    at = clock.now() + timedelta(minutes=1)
    WebhookEndpoint.objects.update(rests_until=at + timedelta(hours=24), failing_since=at)
    endpoints.change(endpoint=endpoint, by=admin, at=at, is_active=False)
    endpoints.test(endpoint=endpoint, by=admin, at=at)
    pump.drain()
    assert sending.claim(at) is not None


def test_what_a_worker_died_over_is_given_up_where_the_endpoint_is_off_by_now(endpoint, paused):
    happens(uuid.uuid4())
    at = clock.now() + timedelta(minutes=1)
    sending.claim(at)
    WebhookDelivery.objects.update(leased_until=Now() - timedelta(minutes=1))
    WebhookEndpoint.objects.update(is_active=False, off_reason="person", off_at=at)
    assert sending.recover(at) == 1
    row = WebhookDelivery.objects.get()
    assert (row.status, row.reason, row.settled_at) == (DeliveryStatus.FAILED, Outcome.OFF, at)
