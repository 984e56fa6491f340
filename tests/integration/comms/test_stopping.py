"""Whoever bars a person, or an address, cancels in the same transaction what waits for them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ats.actions import candidates
from ats.models import ApplicationStatus
from ats.permissions import CorePermission as P
from comms import sender
from comms.actions import suppressions
from comms.models import Message, MessageClass, MessageStatus, Suppression
from comms.policies import address_index
from tests.factories.ats import UserFactory, user_with
from tests.factories.comms import MessageFactory, applicant, status

pytestmark = pytest.mark.django_db


def waiting(application, **more):
    return MessageFactory(application=application, **more)


def test_do_not_contact_over_rest_cancels_what_waits(client, at):
    application, other = applicant(), applicant("b@mail.example")
    mine, failed = waiting(application), waiting(application, status=MessageStatus.FAILED)
    doubtful, theirs = waiting(application, status=MessageStatus.IN_DOUBT), waiting(other)
    client.force_login(user_with(P.CANDIDATES_VIEW, P.CANDIDATES_EDIT))
    address = f"/api/v1/candidates/{application.candidate_id}/"
    assert client.patch(address, {"do_not_contact": True}, "application/json").status_code == 200
    assert [status(row) for row in (mine, failed, doubtful, theirs)] == ["cancelled", "cancelled", "in_doubt", "queued"]
    assert mine.status_reason == "The candidate is marked “do not contact”."


def test_lifting_it_or_editing_something_else_cancels_nothing(at):
    application = applicant(candidate__do_not_contact=True)
    row, by = waiting(application), UserFactory()
    candidates.edit(candidate=application.candidate, by=by, at=at, title="Captain")
    candidates.edit(candidate=application.candidate, by=by, at=at, do_not_contact=False)
    assert status(row) == MessageStatus.QUEUED


def test_what_is_barred_and_not_committed_is_barred_together(at):
    """Rolled back, nothing is cancelled either."""
    application = applicant()
    row = waiting(application)
    with pytest.raises(RuntimeError), transaction.atomic():
        candidates.edit(candidate=application.candidate, by=UserFactory(), at=at, do_not_contact=True)
        raise RuntimeError
    assert status(row) == MessageStatus.QUEUED


def test_a_suppressed_address_is_spared_what_waits_and_its_reason_stays(at):
    by = UserFactory()
    suppressions.suppress(address="Ana@Mail.example", by=by, at=at, reason="asked by phone")
    again = suppressions.suppress(address="ana@mail.example", by=by, at=at, reason="it bounced")
    assert again.reason == "asked by phone"
    past = again.history.get()
    assert (past.history_user, past.history_change_reason) == (by, "Suppressed: asked by phone")


@pytest.mark.parametrize(("state", "goes"), [("active", True), ("hired", True), ("rejected", False)])
def test_escalations_follow_the_hire_and_end_with_the_application(smtp, at, state, goes):
    application = applicant(status=ApplicationStatus(state), hired_at=at if state == "hired" else None, rejected_at=at)
    row = MessageFactory(
        application=application,
        candidate=None,
        recipient=UserFactory(),
        message_class=MessageClass.INTERNAL,
        purpose="escalation",
    )
    sender.run(at)
    assert status(row) == (MessageStatus.SENT if goes else MessageStatus.SUPPRESSED)
    assert len(smtp.mails) == goes


@pytest.mark.django_db(transaction=True)
def test_two_who_bar_the_same_address_and_person_never_lock_each_other_out(at):
    application = applicant()
    for number in range(30):
        waiting(application, to_address="ana@mail.example", key=f"m{number}")
    Message.objects.update(address_index=address_index("ana@mail.example"))
    by = UserFactory()

    def suppress():
        suppressions.suppress(address="ana@mail.example", by=by, at=at, reason="it bounced")
        connection.close()

    def bar():
        candidates.edit(candidate=application.candidate, by=by, at=at + timedelta(seconds=1), do_not_contact=True)
        connection.close()

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(deed) for deed in (suppress, bar, suppress)]:
            done.result(30)
    assert set(Message.objects.values_list("status", flat=True)) == {MessageStatus.CANCELLED}
    assert Suppression.objects.count() == 1
