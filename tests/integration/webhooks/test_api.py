"""webhook-endpoints and webhook-deliveries over REST, and their pages in the administration."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from standardwebhooks import Webhook

from ats.kernel import clock, pump
from ats.kernel.access import KernelPermission, Scope
from ats.kernel.models import AuditEntry, WebhookDelivery, WebhookEndpoint
from ats.kernel.outbox import emit
from ats.kernel.webhooks import endpoints
from ats.kernel.webhooks.events import WebhookEndpointDisabled
from ats.kernel.webhooks.models import DeliveryStatus, Off
from ats.kernel.webhooks.permissions import WebhookPermission
from tests.factories.ats import DepartmentFactory, user_with

pytestmark = pytest.mark.django_db
ENDPOINTS, DELIVERIES = "/api/v1/webhook-endpoints/", "/api/v1/webhook-deliveries/"


def as_(user):
    client = Client()
    client.force_login(user, backend="ats.accounts.Colleagues")
    return client


def asks(client, method, path, body=None, **headers):
    return client.generic(method, path, json.dumps(body or {}), content_type="application/json", headers=headers)


def something_happens():
    """An event of the catalogue, for whoever wants all."""
    emit(WebhookEndpointDisabled(subject_id=WebhookEndpoint.objects.first().pk, occurred_at=clock.now(), reason="gone"))


def test_an_endpoint_is_made_tried_changed_and_removed(receiver, admin):
    client = as_(admin)
    made = asks(client, "POST", ENDPOINTS, {"url": receiver.url, "description": "HR system"})
    assert made.status_code == 201
    row = made.json()
    secret, address = row["secret"], f"{ENDPOINTS}{row['id']}/"
    assert made["Location"].endswith(address) and (row["is_active"], row["event_types"]) == (True, [])
    shown = client.get(address).json()
    assert "secret" not in shown and shown["url"] == receiver.url
    assert secret not in client.get(ENDPOINTS).content.decode()

    tried = asks(client, "POST", f"{address}test/")
    assert (tried.status_code, tried.json()["id"]) == (200, made.json()["id"])
    assert tried["Location"].endswith(f"/webhook-deliveries/{tried.json()['delivery']}/")
    pump.drain()
    ((headers, body),) = receiver.came
    assert Webhook(secret).verify(body, headers)["type"] == "webhook.tested"
    delivery = client.get(tried["Location"]).json()
    assert (delivery["status"], delivery["message_id"]) == ("delivered", headers["webhook-id"])
    assert [attempt["status_code"] for attempt in delivery["attempts"]] == [204]
    assert delivery["payload"] == body.decode()

    changed = asks(client, "PATCH", address, {"event_types": ["webhook.endpoint_disabled"], "is_active": False})
    assert (changed.json()["off_reason"], changed.json()["event_types"]) == ("person", ["webhook.endpoint_disabled"])
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    deeds = AuditEntry.objects.filter(deed__startswith="webhook_endpoint.").values_list("deed", flat=True)
    assert {deed.split(".")[1] for deed in deeds} == {"created", "tested", "changed", "removed"}
    reasons = WebhookEndpoint.history.values_list("history_change_reason", "history_user")
    assert [who for _, who in reasons] == [admin.pk] * 3


def test_rotation_shows_another_secret_once(endpoint, admin):
    answer = asks(as_(admin), "POST", f"{ENDPOINTS}{endpoint.pk}/rotation/")
    assert answer.status_code == 200
    assert endpoints.live_secrets(endpoint.pk, clock.now()) == [answer.json()["secret"], endpoint.secret]


def test_a_repeated_creation_makes_one_and_shows_the_same_secret(receiver, admin):
    client = as_(admin)
    answers = [asks(client, "POST", ENDPOINTS, {"url": receiver.url}, **{"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert WebhookEndpoint.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "https://169.254.169.254/latest/"}, "url"),
        ({"url": "https://0x7f000001/"}, "url"),
        ({"url": "http://hooks.example/"}, "url"),
        ({"url": "https://hooks.example/", "event_types": ["no.such"]}, "event_types"),
        ({"url": "https://hooks.example/", "event_types": ["webhook.tested"]}, "event_types"),
        ({}, "url"),
    ],
)
def test_what_cannot_be_is_refused_by_field(admin, body, field):
    answer = asks(as_(admin), "POST", ENDPOINTS, body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_one_or_many_are_sent_again_under_the_same_id(endpoint, receiver, admin):
    client = as_(admin)
    for _ in range(3):
        something_happens()
    pump.drain()
    first, second, third = WebhookDelivery.objects.order_by("sequence")
    answer = asks(client, "POST", f"{DELIVERIES}{first.pk}/replay/")
    assert (answer.status_code, answer.json()["status"]) == (200, "waiting")
    pump.drain()
    assert receiver.ids == [row.message_id for row in (first, second, third, first)]
    assert receiver.came[0][1] == receiver.came[3][1]
    many = asks(client, "POST", f"{DELIVERIES}replay/", {"deliveries": [str(third.pk), str(second.pk)]})
    assert many.json() == {"replayed": 2}
    pump.drain()
    assert receiver.ids[4:] == [second.message_id, third.message_id]
    assert AuditEntry.objects.filter(deed="webhook_delivery.replayed").count() == 2


def test_what_is_under_way_or_at_an_endpoint_that_is_off_is_not_sent_again(endpoint, receiver, admin):
    something_happens()
    receiver.answers = [500]
    pump.drain()
    (row,) = WebhookDelivery.objects.all()
    path = f"{DELIVERIES}{row.pk}/replay/"
    assert asks(as_(admin), "POST", path).status_code == 422
    endpoints.change(endpoint=endpoint, by=admin, at=clock.now(), is_active=False)
    assert WebhookDelivery.objects.get().status == DeliveryStatus.FAILED
    assert asks(as_(admin), "POST", path).status_code == 422
    endpoints.change(endpoint=endpoint, by=admin, at=clock.now(), is_active=True)
    assert asks(as_(admin), "POST", path).status_code == 200


def test_the_log_is_filtered(endpoint, admin):
    something_happens()
    pump.drain()
    client = as_(admin)
    for query, count in (("status=delivered", 1), ("status=failed", 0), (f"endpoint={endpoint.pk}", 1)):
        assert len(client.get(f"{DELIVERIES}?{query}").json()["results"]) == count


def test_who_only_looks_changes_nothing_and_a_department_sees_nothing(endpoint, admin):
    looks = as_(user_with(WebhookPermission.VIEW))
    assert looks.get(f"{ENDPOINTS}{endpoint.pk}/").status_code == 200
    assert asks(looks, "POST", f"{ENDPOINTS}{endpoint.pk}/test/").status_code == 403
    assert asks(looks, "POST", ENDPOINTS, {"url": "https://hooks.example/"}).status_code == 403
    unit = DepartmentFactory().pk
    partly = as_(user_with(*WebhookPermission, scope=Scope.DEPARTMENT, unit_id=unit))
    assert partly.get(f"{ENDPOINTS}{endpoint.pk}/").status_code == 404
    assert asks(partly, "POST", ENDPOINTS, {"url": "https://hooks.example/"}).status_code == 403


def test_the_schema_page_tells_of_webhooks_and_events(admin):
    page = as_(admin).get("/api/v1/docs/").content.decode()
    assert 'id="event-webhook.endpoint_disabled"' in page and "webhook-endpoints/{id}/test" in page


def staff():
    return as_(user_with(*WebhookPermission, KernelPermission.ADMIN_VIEW, is_staff=True))


def test_the_administration_makes_one_and_shows_its_secret_once(receiver):
    client = staff()
    add = reverse("admin:kernel_webhookendpoint_add")
    page = client.post(add, {"url": receiver.url, "event_types": [], "change_reason": "HR asked."})
    (row,) = WebhookEndpoint.objects.all()
    (secret,) = endpoints.live_secrets(row.pk, clock.now())
    assert page.status_code == 200 and secret in unescape(page.content.decode())
    assert row.history.get().history_change_reason == "HR asked."
    change = reverse("admin:kernel_webhookendpoint_change", args=[row.pk])
    assert "whsec_" not in client.get(change).content.decode()
    refused = client.post(add, {"url": "https://127.0.0.1:1/x\\", "event_types": []})
    assert "public server" in refused.content.decode()


def test_the_administration_tests_switches_off_and_sends_again(endpoint, receiver):
    client = staff()
    page = client.post(reverse("admin:webhook_endpoint_test", args=[endpoint.pk]), follow=True)
    assert "webhook.tested" in page.content.decode()
    pump.drain()
    assert len(receiver.came) == 1
    again = {"action": "send_again", "_selected_action": [str(WebhookDelivery.objects.get().pk)]}
    client.post(reverse("admin:kernel_webhookdelivery_changelist"), again)
    pump.drain()
    assert len(receiver.came) == 2
    fresh = client.post(reverse("admin:webhook_endpoint_rotation", args=[endpoint.pk])).content.decode()
    assert re.search(r"whsec_", fresh)
    client.post(reverse("admin:kernel_webhookendpoint_change", args=[endpoint.pk]), {"url": receiver.url})
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.off_reason) == (False, Off.PERSON)
