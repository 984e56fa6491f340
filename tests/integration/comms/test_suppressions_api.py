"""Suppressions and resending over REST."""

import pytest
from django.test import Client

from ats.kernel.api import keys
from comms.models import Message, MessageStatus, Suppression
from comms.permissions import CommsPermission as C
from tests.factories.ats import user_with
from tests.factories.comms import MessageFactory

pytestmark = pytest.mark.django_db


def speaking_for(*permissions) -> Client:
    _, token = keys.create(name="mail", user=user_with(*permissions))
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_an_address_is_suppressed_and_never_told():
    api = speaking_for(C.MANAGE_MESSAGES)
    body = {"address": "Ana@Mail.example", "reason": "unsubscribed"}
    made = api.post("/api/v1/suppressions/", body, content_type="application/json")
    assert made.status_code == 201 and made.json()["reason"] == "unsubscribed"
    assert "mail.example" not in made.content.decode().lower()
    again = api.post("/api/v1/suppressions/", {**body, "reason": "other"}, content_type="application/json")
    assert again.json()["id"] == made.json()["id"] and again.json()["reason"] == "unsubscribed"
    assert [row["id"] for row in api.get("/api/v1/suppressions/").json()["results"]] == [
        str(Suppression.objects.get().pk)
    ]
    wrong = api.post("/api/v1/suppressions/", {**body, "reason": "She asked us to"}, content_type="application/json")
    assert wrong.json()["errors"].keys() == {"reason"}
    assert speaking_for(C.VIEW_MESSAGES).get("/api/v1/suppressions/").status_code == 403


def test_what_failed_goes_out_again_by_a_persons_decision():
    from ats.permissions import CorePermission

    row = MessageFactory(status=MessageStatus.FAILED)
    api = speaking_for(C.VIEW_MESSAGES, C.MANAGE_MESSAGES, CorePermission.APPLICATIONS_VIEW)
    answer = api.post(f"/api/v1/messages/{row.pk}/resending/")
    assert (answer.status_code, answer.json()["status"]) == (200, "queued")
    Message.objects.filter(pk=row.pk).update(status=MessageStatus.CANCELLED)
    assert api.post(f"/api/v1/messages/{row.pk}/resending/").status_code == 422
    assert speaking_for(C.VIEW_MESSAGES).post(f"/api/v1/messages/{row.pk}/resending/").status_code == 403
