"""What is kept for machines carries ids and codes; an approver who sees pay reads it in the mail that asks them."""

import pytest

from ats import extension_points
from ats.actions import offers
from ats.kernel import pump
from ats.kernel.access import sees_pay
from ats.kernel.audit.models import AuditEntry
from ats.kernel.outbox import StoredEvent
from comms.models import Message
from tests.factories.decisions import Desk
from tests.functional.ats.test_pay_leaks import _stands

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-3.6")]


def test_events_and_audit_hold_no_amount_and_mail_only_for_who_sees_pay(at):
    """What is kept for machines carries ids and codes; an approver who sees pay reads it in the mail that asks them."""
    desk, amount = Desk(), 91357
    extension_points.seed(at=at)
    offers.submit(offer=desk.offer(salary=str(amount)), by=desk.recruiter, at=at)
    pump.drain(at)
    for kept in (
        StoredEvent.objects.values_list("data", flat=True),
        AuditEntry.objects.values_list("codes", flat=True),
    ):
        assert kept and not _stands(amount, " ".join(map(str, kept)))
    asked = [row.recipient for row in Message.objects.all() if f"{amount:,}" in row.body_text]
    assert asked and all(sees_pay(person, desk.job) for person in asked)
