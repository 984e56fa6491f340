"""The page of messages that need a person, the panels, the administration and REST."""

from uuid import uuid4

import pytest
from django.urls import reverse

from ats import links
from ats.kernel.access import KernelPermission, Scope
from ats.permissions import CorePermission
from comms import mime
from comms.actions import messages
from comms.models import ConsentText, Message, MessageClass, MessageStatus, Template
from comms.permissions import CommsPermission as C
from tests.factories.ats import AT, UserFactory, user_with
from tests.factories.comms import ConsentFactory, ConsentTextFactory, MessageFactory, TemplateFactory, applicant

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    user = user_with(C.VIEW_MESSAGES, C.MANAGE_MESSAGES, C.VIEW_CONSENTS, CorePermission.APPLICATIONS_VIEW)
    client.force_login(user)
    return user


def stuck(**more):
    return MessageFactory(status=MessageStatus.IN_DOUBT, status_reason="The sender stopped.", **more)


def test_what_is_in_doubt_shows_its_reason_and_both_ways_out(client, manager):
    row = stuck()
    page = client.get("/messages/").content.decode()
    assert "The sender stopped." in page
    for name in ("message_resend", "message_cancel"):
        assert reverse(name, args=[row.pk]) in page


def test_sending_again_and_cancelling_are_posts_of_who_may(client, manager):
    again, off = stuck(), stuck()
    assert client.get(reverse("message_resend", args=[again.pk])).status_code == 405
    assert client.post(reverse("message_resend", args=[again.pk])).status_code == 303
    client.post(reverse("message_cancel", args=[off.pk]), {"reason": "They have it."})
    again.refresh_from_db()
    off.refresh_from_db()
    assert (again.status, off.status, off.status_reason) == ("queued", "cancelled", "They have it.")
    client.force_login(user_with(C.VIEW_MESSAGES))
    assert client.post(reverse("message_cancel", args=[again.pk])).status_code == 403


def test_a_refused_deed_says_why(client, manager):
    sent = MessageFactory(status=MessageStatus.SENT, sent_at="2026-11-20T10:00:00Z")
    page = client.post(reverse("message_cancel", args=[sent.pk]), follow=True).content.decode()
    assert "can&#x27;t be cancelled" in page or "can't be cancelled" in page


def test_the_list_asks_the_same_number_of_questions_for_many(client, manager, django_assert_max_num_queries):
    for _ in range(3):
        stuck()
    client.get("/messages/")
    with django_assert_max_num_queries(100) as few:
        client.get("/messages/")
    for _ in range(20):
        stuck()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/messages/")


def test_the_list_goes_on_by_key_and_counts_its_views(client, manager):
    rows = [stuck() for _ in range(60)]
    page = client.get("/messages/")
    assert len(page.context["rows"]) == 50
    assert [view["count"] for view in page.context["views"]] == ["60", "0", "0"]
    messages.cancel(message=rows[-1], by=manager, at=AT, reason="Gone meanwhile")
    address = page.context["next_url"]
    more = client.get("/messages/" + address, headers={"HX-Request": "true"}).content.decode()
    shown = {row.pk for row in page.context["rows"]}
    assert all(str(row.pk) in more for row in rows if row.pk not in shown)
    assert more.lstrip().startswith("<li")
    assert "Show more" not in more
    assert client.get("/messages/" + address).context["next_url"] == ""


@pytest.mark.parametrize(
    ("state", "badge"),
    [("queued", "info"), ("sent", "ok"), ("failed", "warn"), ("dead", "bad"), ("cancelled", "mute")],
)
def test_a_status_looks_the_same_in_the_list_and_on_the_panel(client, manager, state, badge):
    row = MessageFactory(status=state, sent_at=AT if state == "sent" else None)
    view = {"queued": "queued", "sent": "over", "cancelled": "over"}.get(state, "waiting")
    for address in (f"/messages/?view={view}", f"/applications/{row.application_id}/"):
        page = client.get(address).content.decode()
        assert f'class="sla {badge}"' in page, address
        assert row.look.word in page


def test_what_a_colleague_was_written_is_theirs_alone(manager):
    application = applicant()
    mine = MessageFactory(
        application=application, candidate=None, recipient=manager, message_class=MessageClass.INTERNAL
    )
    theirs = MessageFactory(
        application=application, candidate=None, recipient=UserFactory(), message_class=MessageClass.INTERNAL
    )
    outgoing = MessageFactory(application=application)
    assert set(Message.objects.visible_to(manager)) == {mine, outgoing}
    assert theirs in Message.objects.permitted(manager, C.MANAGE_MESSAGES)


def test_who_sees_no_application_sees_no_message_of_it():
    MessageFactory()
    assert not Message.objects.visible_to(user_with(C.VIEW_MESSAGES, scope=Scope.OWN)).exists()


def test_consent_is_seen_with_its_candidate():
    row = ConsentFactory(application=applicant())
    from comms.models import Consent

    assert row in Consent.objects.visible_to(user_with(C.VIEW_CONSENTS))
    assert not Consent.objects.visible_to(user_with(C.VIEW_CONSENTS, scope=Scope.OWN)).exists()


# --- the administration -----------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    user = user_with(*C, KernelPermission.ADMIN_VIEW, is_staff=True)
    client.force_login(user)
    return user


def change(client, row, **more):
    address = reverse(f"admin:comms_{row._meta.model_name}_change", args=[row.pk])
    values = {name: getattr(row, name) for name in ("key", "name", "message_class", "subject", "body")}
    return client.post(address, {**values, "is_active": "on", **more})


def test_a_changed_wording_is_a_new_version_with_who_and_why(client, editor):
    row = TemplateFactory()
    change(client, row, body="Dear {{candidate_first_name}}", change_reason="Warmer")
    row.refresh_from_db()
    assert (row.version, row.body) == (2, "Dear {{candidate_first_name}}")
    latest = row.history.first()
    assert (latest.history_user, latest.history_change_reason) == (editor, "Warmer")
    change(client, row, name="Another name")
    row.refresh_from_db()
    assert row.version == 2


def test_an_unknown_field_is_refused_where_it_is_typed(client, editor):
    row = TemplateFactory()
    answer = change(client, row, body="{{salary}}")
    assert "There is no field {{salary}}" in answer.content.decode().replace("&#x7B;", "{")
    row.refresh_from_db()
    assert row.version == 1


def test_a_new_consent_text_takes_the_next_version_and_old_ones_stay(client, editor):
    old = ConsentTextFactory()
    client.post(
        reverse("admin:comms_consenttext_add"),
        {"purpose": "application", "region": "", "text": "New.", "keep_days": 30, "is_active": "on"},
    )
    assert ConsentText.objects.get(text="New.").version == 2
    client.post(reverse("admin:comms_consenttext_change", args=[old.pk]), {"text": "Rewritten", "is_active": "on"})
    old.refresh_from_db()
    assert old.text == "I agree."


@pytest.mark.parametrize("noun", ["message", "consent", "suppression", "template", "consenttext"])
def test_every_list_of_the_administration_opens(client, editor, noun):
    MessageFactory()
    ConsentFactory(application=applicant())
    assert client.get(reverse(f"admin:comms_{noun}_changelist")).status_code == 200


def test_messages_are_read_only_there(client, editor):
    assert client.get(reverse("admin:comms_message_add")).status_code == 403


# --- REST -------------------------------------------------------------------------------------------------------------


def test_rest_reads_messages_and_cancels_one_that_waits(client, manager, at):
    row = messages.queue(
        key="k",
        purpose="acknowledgement",
        message_class=MessageClass.TRANSACTIONAL,
        template=TemplateFactory(),
        candidate=(application := applicant()).candidate,
        application=application,
        at=at,
    )
    listed = client.get(f"/api/v1/messages/?application={application.pk}").json()["results"]
    assert [message["id"] for message in listed] == [str(row.pk)]
    answer = client.post(f"/api/v1/messages/{row.pk}/cancellation/", {"reason": "No"}, "application/json")
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    again = client.post(f"/api/v1/messages/{row.pk}/cancellation", {}, "application/json")
    assert (again.status_code, again.json()["current"]) == (422, "cancelled")


def test_rest_gives_consent_without_its_proof(client, manager):
    ConsentFactory(application=applicant(), proof='{"ip": "203.0.113.7"}')
    answer = client.get("/api/v1/consents/")
    assert answer.json()["results"][0]["text_version"] == 1
    assert "203.0.113.7" not in answer.content.decode()


def test_rest_shows_templates_to_who_may(client, manager):
    TemplateFactory()
    assert client.get("/api/v1/templates/").status_code == 403
    client.force_login(user_with(C.VIEW_TEMPLATES))
    assert len(client.get("/api/v1/templates/").json()["results"]) == Template.objects.count()


def test_no_colleague_reads_the_link_that_answers_in_the_candidates_name(client):
    """A coordinator may read messages but neither see offers nor answer them; the mail itself keeps the whole link."""
    token = links.sign("offer", uuid4(), version=1)
    row = MessageFactory(
        status=MessageStatus.SENT,
        sent_at="2026-11-20T10:00:00Z",
        body_text=f"Your offer: {links.url(f'/o/{token}/')} until Friday.",
    )
    client.force_login(user_with(*C, CorePermission.APPLICATIONS_VIEW, KernelPermission.ADMIN_VIEW, is_staff=True))
    places = (
        f"/api/v1/messages/{row.pk}/",
        "/api/v1/messages/",
        f"/api/v1/applications/{row.application_id}/timeline/",
        reverse("admin:comms_message_change", args=[row.pk]),
    )
    for place in places:
        page = client.get(place).content.decode()
        assert "until Friday" in page, place
        assert token not in page, place
    assert token in mime.build(row, AT).get_body(("plain",)).get_content()
