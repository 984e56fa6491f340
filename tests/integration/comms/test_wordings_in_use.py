"""Wordings that the product writes with: an offer waits for a good one, and none of them can be taken away."""

import pytest
from django.urls import reverse

from ats import extension_points
from ats.actions import offers
from ats.events import ApplicationReceived
from ats.kernel import approvals, leases, outbox, pump
from ats.kernel.access import KernelPermission, Scope
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.leases import State
from ats.kernel.outbox import Delivery, emit
from ats.models import Offer, OfferStatus
from ats.permissions import CorePermission
from comms import wordings
from comms.merge_fields import used
from comms.models import Message, MessageClass, MessageRefused, Template
from comms.needs import NEEDS, WRITES
from comms.permissions import CommsPermission as C
from comms.wordings import ABOUT_ACCOUNTS
from tests.factories.ats import user_with
from tests.factories.comms import MessageFactory, TemplateFactory, applicant
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeded(at):
    extension_points.seed(at=at)


@pytest.fixture
def desk():
    return Desk()


def approved(desk, at):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=at, expected_step=None)
    return offer


GOOD = {"body": "Read it: {{link}}", "subject": "Yours"}


@pytest.mark.parametrize(
    ("problem", "facts"),
    [
        ("no wording", None),
        ("not in use", {"is_active": False}),
        ("not written to candidates", {"message_class": MessageClass.INTERNAL}),
        ("lacks {{link}}", {"body": "Call us."}),
        ("no offer has a value", {"body": "{{link}} {{interview_time}}"}),
        ("more time", {"key": "offer-extended"}),
    ],
)
def test_an_offer_does_not_go_out_in_a_wording_that_cant_carry_it(desk, at, problem, facts):
    offer = approved(desk, at)
    if facts and "key" not in facts:
        TemplateFactory(key="warm", **{**GOOD, **facts})
    key = (facts or {}).get("key", "warm")
    with pytest.raises(MessageRefused, match=problem):
        offers.send(offer=offer, by=desk.recruiter, at=at, template=key)
    assert Offer.objects.get(pk=offer.pk).status == OfferStatus.APPROVED
    assert not outbox.StoredEvent.objects.filter(type="offer.sent").exists()


def test_an_offer_goes_out_in_a_wording_of_ones_own(desk, at):
    TemplateFactory(key="warm", **GOOD)
    offers.send(offer=approved(desk, at), by=desk.recruiter, at=at, template="warm")
    pump.drain(at)
    assert Message.objects.get(purpose="offer").template.key == "warm"


def test_the_usual_wording_is_asked_too(desk, at):
    Template.objects.filter(key="offer").update(body="Call us.")
    with pytest.raises(MessageRefused, match="lacks"):
        offers.send(offer=approved(desk, at), by=desk.recruiter, at=at)


def test_every_wording_in_need_comes_with_the_product_and_names_only_what_it_gets():
    shipped = {
        key: used(subject) | used(body)
        for key, _, subject, body in [*wordings.TO_CANDIDATES, *wordings.TO_COLLEAGUES, *ABOUT_ACCOUNTS]
    }
    assert shipped.keys() >= NEEDS.keys()
    assert {key: shipped[key] - need.fields for key, need in NEEDS.items() if shipped[key] - need.fields} == {}


def test_every_handler_of_comms_says_what_it_writes():
    assert {name for name in outbox.handling.names() if name.startswith("comms.")} == WRITES.keys()


# --- the administration -----------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    client.force_login(user_with(*C, KernelPermission.ADMIN_VIEW, is_staff=True))


def change(client, row, **more):
    values = {name: getattr(row, name) for name in ("key", "name", "message_class", "subject", "body")}
    answer = client.post(reverse("admin:comms_template_change", args=[row.pk]), {**values, "is_active": "on", **more})
    row.refresh_from_db()
    return answer.content.decode()


@pytest.mark.parametrize(
    "fault", [{"is_active": ""}, {"key": "another"}, {"message_class": "internal"}, {"body": "{{link}} {{note}}"}]
)
def test_a_wording_in_need_stays_as_it_is_needed(client, editor, fault):
    row = Template.objects.get(key="offer")
    fault = {name: value for name, value in fault.items() if value} or {"is_active": []}
    assert "sending offers to candidates" in change(client, row, **fault)
    assert (row.is_active, row.key, row.version) == (True, "offer", 1)


def test_a_wording_in_need_cant_be_deleted_and_others_can(client, editor):
    needed, free = Template.objects.get(key="offer"), TemplateFactory()
    for row in (needed, free):
        address = reverse("admin:comms_template_delete", args=[row.pk])
        page = client.get(address).content.decode()
        assert ("needed for sending offers" in page) == (row == needed)
        client.post(address, {"post": "yes"})
    address = reverse("admin:comms_template_changelist")
    client.post(address, {"action": "delete_selected", "_selected_action": [str(needed.pk)], "post": "yes"})
    assert set(Template.objects.filter(pk__in=[needed.pk, free.pk])) == {needed}


# --- what could not be written ----------------------------------------------------------------------------------------


MANAGES = (C.VIEW_MESSAGES, C.MANAGE_MESSAGES, CorePermission.APPLICATIONS_VIEW)


@pytest.fixture
def quarantined(at):
    """The acknowledgement of an application, given up since its wording was gone."""
    Template.objects.filter(key="acknowledgement").update(is_active=False)
    row = applicant()
    emit(ApplicationReceived(subject_id=row.pk, candidate_id=row.candidate_id, job_id=row.job_id, occurred_at=at))
    with pytest.raises(ExceptionGroup):
        pump.drain(at)
    delivery = Delivery.objects.get(handler="comms.acknowledge")
    Delivery.objects.filter(pk=delivery.pk).update(state=State.DEAD, failures=leases.FAILURES)
    return delivery


def test_what_could_not_be_written_needs_a_decision_and_can_be_retried(client, at, quarantined):
    client.force_login(user_with(*MANAGES))
    page = client.get("/messages/")
    retry = reverse("message_retry", args=[quarantined.event_id])
    assert retry in page.content.decode()
    assert "Acknowledgement of an application" in page.content.decode()
    assert page.context["views"][0]["count"] == "1"
    Template.objects.filter(key="acknowledgement").update(is_active=True)
    assert client.get(retry).status_code == 405
    assert client.post(retry).status_code == 303
    pump.drain(at)
    assert Message.objects.get(purpose="acknowledgement")
    assert client.post(retry).status_code == 404


def test_it_is_shown_to_who_manages_that_persons_messages_alone(client, quarantined):
    retry = reverse("message_retry", args=[quarantined.event_id])
    client.force_login(user_with(*MANAGES, scope=Scope.OWN))
    assert retry not in client.get("/messages/").content.decode()
    assert client.post(retry).status_code == 404
    client.force_login(user_with(C.VIEW_MESSAGES))
    assert client.post(retry).status_code == 403


def test_the_page_opens_where_something_is_and_says_the_day(client, at):
    MessageFactory(send_at=at.replace(hour=9, minute=0, day=at.day + 1))
    client.force_login(user_with(*MANAGES))
    page = client.get("/messages/")
    assert [view["current"] for view in page.context["views"]] == [False, True, False]
    assert "tomorrow 09:00" in page.content.decode()
    assert [view["current"] for view in client.get("/messages/?view=waiting").context["views"]] == [True, False, False]
