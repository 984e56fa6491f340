"""From an event to a receiver that can check it: once, in order, again where it failed, and no more where it is hopeless."""

import json
import uuid
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from standardwebhooks import Webhook, WebhookVerificationError

from ats.kernel import clock, pump
from ats.kernel.models import AuditEntry, Notice, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from ats.kernel.notices import reading
from ats.kernel.outbox import IMPORT, Event, StoredEvent, emit, event, registry
from ats.kernel.outbox.events import BASE_FIELDS
from ats.kernel.webhooks import endpoints, laying_out, sending, signing
from ats.kernel.webhooks.models import DeliveryStatus, Off, Outcome
from ats.kernel.webhooks.settling import Result
from tests.factories.ats import user_with

pytestmark = pytest.mark.django_db
SUBJECT = uuid.uuid4()


@event("webhooktest.moved")
class Moved(Event):
    to: str = "screen"
    number: int = 0


@event("webhooktest.left")
class Left(Event):
    pass


@pytest.fixture(autouse=True)
def schedule(settings):
    settings.WEBHOOK_RETRY_SECONDS = [5, 300, 1800]


def moved(number=0, subject=SUBJECT, **facts):
    return emit(Moved(subject_id=subject, number=number, occurred_at=clock.now(), **facts))


def later(seconds=0, **step):
    """Everything that falls due by then, at that moment."""
    pump.drain(clock.now() + timedelta(seconds=seconds, **step))


def the_delivery():
    return WebhookDelivery.objects.get()


def test_what_comes_is_signed_and_says_what_happened(endpoint, receiver):
    actor = uuid.uuid4()
    stored = moved(7, actor_id=actor)
    later()
    ((headers, body),) = receiver.came
    said = Webhook(endpoint.secret).verify(body, headers)
    assert said["type"] == "webhooktest.moved"
    assert said["timestamp"] == stored.occurred_at.isoformat().replace("+00:00", "Z")
    assert said["data"] == {
        "to": "screen",
        "number": 7,
        "event_id": str(stored.pk),
        "schema": 1,
        "subject_type": "webhooktest",
        "subject_id": str(SUBJECT),
        "actor_id": str(actor),
        "origin": "live",
    }
    assert headers["content-type"] == "application/json"
    delivery = the_delivery()
    assert (delivery.status, delivery.reason) == (DeliveryStatus.DELIVERED, Outcome.DELIVERED)
    assert headers["webhook-id"] == delivery.message_id and "." not in delivery.message_id
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(body.replace(b"screen", b"hired!"), headers)


def test_the_vector_of_the_specification():
    told = signing.headers(
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        payload='{"test": 2432232314}',
        signed_at=datetime.fromtimestamp(1614265330, UTC),
        secrets=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert told["webhook-timestamp"] == "1614265330"


def test_no_event_of_the_catalogue_has_fields_of_the_frame():
    frame = {"event_id", "schema", "subject_type", "subject_id", "actor_id", "origin"}
    own = {name: {field.name for field in fields(kind)} - BASE_FIELDS for name, kind in registry.items()}
    assert [name for name, names in own.items() if frame & names] == []


def test_only_events_that_are_asked_for_come_and_none_of_an_import(endpoint, receiver, admin):
    endpoints.change(endpoint=endpoint, by=admin, at=clock.now(), event_types=["webhooktest.left"])
    moved()
    emit(Left(subject_id=SUBJECT, occurred_at=clock.now()))
    emit(Left(subject_id=SUBJECT, occurred_at=clock.now(), origin=IMPORT))
    later()
    assert [json.loads(body)["type"] for _, body in receiver.came] == ["webhooktest.left"]


def test_without_endpoints_an_event_leaves_no_row_for_webhooks(db):
    stored = moved()
    assert not stored.deliveries.filter(handler="webhooks.lay_out").exists()


def test_one_delivery_per_event_and_endpoint_also_when_the_outbox_comes_again(endpoint, receiver):
    stored = moved()
    later()
    laying_out.tell_endpoints(Moved(subject_id=SUBJECT, occurred_at=clock.now()), event_id=stored.pk, at=clock.now())
    later()
    assert WebhookDelivery.objects.count() == len(receiver.came) == 1


def test_a_failure_is_tried_again_under_the_same_id_and_holds_back_its_subject_only(endpoint, receiver):
    receiver.answers = [500, 200]
    other = uuid.uuid4()
    for number, subject in ((1, SUBJECT), (2, SUBJECT), (3, other)):
        moved(number, subject)
    later()
    assert [json.loads(body)["data"]["number"] for _, body in receiver.came] == [1, 3]
    later(4)
    assert len(receiver.came) == 2
    later(7)
    assert [json.loads(body)["data"]["number"] for _, body in receiver.came] == [1, 3, 1, 2]
    assert receiver.ids[0] == receiver.ids[2]
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {DeliveryStatus.DELIVERED}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(500, Outcome.ANSWERED), (404, Outcome.ANSWERED), ((302, {"location": "/x"}), Outcome.REDIRECTED)],
)
def test_after_the_schedule_it_is_given_up_with_the_reason(endpoint, receiver, answer, outcome):
    receiver.answers = [answer]
    moved()
    for seconds in (0, 10, 400, 3000, 90_000):
        later(seconds)
    delivery = the_delivery()
    assert (delivery.status, delivery.reason, len(receiver.came)) == (DeliveryStatus.FAILED, outcome, 4)
    status = answer if isinstance(answer, int) else answer[0]
    assert list(delivery.attempts.values_list("number", "outcome", "status_code")) == [
        (number, outcome, status) for number in range(1, 5)
    ]
    assert WebhookEndpoint.objects.get().is_active


def test_the_default_schedule_takes_three_days(settings):
    from ats.settings import base

    assert base.WEBHOOK_RETRY_SECONDS == [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert timedelta(days=3) < timedelta(seconds=sum(base.WEBHOOK_RETRY_SECONDS)) < timedelta(days=4)


def test_a_pause_that_the_receiver_asks_for_is_kept_for_everything(endpoint, receiver):
    receiver.answers = [(429, {"retry-after": "120"}), 200]
    moved(1)
    later()
    moved(2, uuid.uuid4())
    later(60)
    assert len(receiver.came) == 1
    later(125)
    assert len(receiver.came) == 3


def test_gone_switches_off_at_once_and_tells_administrators(endpoint, receiver, admin):
    receiver.answers = [410]
    moved(1)
    moved(2)
    later()
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.off_reason, len(receiver.came)) == (False, Off.GONE, 1)
    assert sorted(WebhookDelivery.objects.values_list("status", "reason")) == [
        (DeliveryStatus.FAILED, Outcome.GONE),
        (DeliveryStatus.FAILED, Outcome.OFF),
    ]
    (told,) = reading.worded(list(Notice.objects.of(admin)), admin)
    assert "410" in told.text and str(endpoint.pk) in told.href
    assert endpoint.history.first().history_change_reason == Off.GONE
    assert AuditEntry.objects.filter(deed="webhook_endpoint.disabled", subject_id=endpoint.pk).exists()
    assert StoredEvent.objects.filter(type="webhook.endpoint_disabled", data={"reason": "gone"}).exists()
    moved(3)
    later()
    assert WebhookDelivery.objects.count() == 2


def test_who_may_not_set_up_webhooks_is_told_nothing(endpoint, receiver):
    somebody = user_with("jobs.view")
    receiver.answers = [410]
    moved()
    later()
    assert not Notice.objects.of(somebody).exists()


def test_three_days_of_failures_switch_off_and_a_success_between_does_not(endpoint, receiver):
    receiver.answers = [500]
    moved(1)
    later()
    later(days=2)
    assert WebhookEndpoint.objects.get().failing_since is not None
    receiver.answers = [200]
    later(days=2, hours=1)
    assert WebhookEndpoint.objects.get().failing_since is None
    receiver.answers = [500]
    moved(2)
    later(days=3)
    later(days=5, hours=23)
    assert WebhookEndpoint.objects.get().is_active
    later(days=6, hours=1)
    row = WebhookEndpoint.objects.get()
    assert (row.is_active, row.off_reason) == (False, Off.FAILING)
    assert not WebhookDelivery.objects.filter(status=DeliveryStatus.WAITING).exists()


def test_while_a_secret_rotates_both_sign_and_then_only_the_new_one(endpoint, receiver, admin):
    fresh = endpoints.rotate(endpoint=endpoint, by=admin, at=clock.now())
    moved(1)
    later()
    headers, body = receiver.came[0]
    assert len(headers["webhook-signature"].split(" ")) == 2
    for secret in (endpoint.secret, fresh):
        Webhook(secret).verify(body, headers)
    at = clock.now() + timedelta(hours=25)
    assert endpoints.live_secrets(endpoint.pk, at) == [fresh]


def test_secrets_lie_encrypted(endpoint):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM kernel_webhooksecret")
        ((stored,),) = cursor.fetchall()
    assert stored.startswith("v1:") and endpoint.secret.removeprefix("whsec_") not in stored


def test_a_test_goes_to_one_endpoint_once_even_where_it_is_off(endpoint, receiver, admin):
    other, _ = endpoints.create(url=receiver.url, by=admin, at=clock.now())
    endpoints.change(endpoint=endpoint, by=admin, at=clock.now(), is_active=False)
    receiver.answers = [500]
    delivery = endpoints.test(endpoint=endpoint, by=admin, at=clock.now())
    later()
    later(days=1)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.reason, len(receiver.came)) == (DeliveryStatus.FAILED, Outcome.ANSWERED, 1)
    assert not other.deliveries.exists()


def test_an_attempt_that_was_taken_away_changes_nothing(endpoint, receiver):
    moved()
    pump._sources["outbox"].run(clock.now())
    claimed = sending.claim(clock.now())
    WebhookDelivery.objects.update(leased_until=Now() - timedelta(seconds=1))
    assert sending.recover(clock.now()) == 1
    assert not sending.complete(claimed, Result(Outcome.DELIVERED, 200), clock.now())
    assert the_delivery().status == DeliveryStatus.WAITING
    later()
    assert the_delivery().status == DeliveryStatus.DELIVERED
    assert list(WebhookAttempt.objects.values_list("number", "outcome")) == [(1, "stopped"), (2, "delivered")]


def test_what_kills_worker_after_worker_is_given_up(endpoint):
    moved()
    pump._sources["outbox"].run(clock.now())
    for _ in range(sending.CRASHES):
        assert sending.claim(clock.now())
        WebhookDelivery.objects.update(leased_until=Now() - timedelta(seconds=1))
        sending.recover(clock.now())
    assert (the_delivery().status, the_delivery().reason) == (DeliveryStatus.FAILED, Outcome.STOPPED)


def test_a_sound_receiver_is_served_before_one_that_fails(endpoint, receiver, admin):
    other, _ = endpoints.create(url=receiver.url + "&sound", by=admin, at=clock.now())
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(failing_since=clock.now())
    moved()
    pump._sources["outbox"].run(clock.now())
    assert sending.claim(clock.now()).endpoint == other


def test_an_address_that_turned_internal_is_refused_with_the_reason(endpoint, receiver, settings):
    settings.OUTGOING_NETWORKS = []
    moved()
    later()
    assert (receiver.came, the_delivery().reason) == ([], Outcome.REFUSED)


def test_old_lines_of_the_log_go_and_open_ones_stay(endpoint, receiver, settings):
    moved(1)
    later()
    receiver.answers = [500]
    moved(2)
    later()
    assert sending.purge(clock.now() + timedelta(days=settings.WEBHOOK_LOG_DAYS + 1)) == 2  # with its attempt
    assert WebhookDelivery.objects.get().status == DeliveryStatus.WAITING


def test_an_event_that_is_rolled_back_reaches_nobody(endpoint, receiver):
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        moved()
        raise ValueError("no")
    later()
    assert receiver.came == []
