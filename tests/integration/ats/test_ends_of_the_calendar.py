"""Days at the ends of the calendar: kept nowhere, since no page could show them again, and no page breaks on them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from ats.actions import first_day, offers
from ats.kernel import approvals, clock
from ats.kernel.approvals.delegation import CannotDelegate
from ats.kernel.approvals.models import ApprovalRequest
from ats.models.moments import DateRefused
from comms.actions import messages
from comms.models import Message
from tests.factories.ats import AT, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db
END = datetime(9999, 12, 31, 23, tzinfo=UTC)


@pytest.fixture
def desk():
    first_day.prepare(at=AT)
    return Desk()


@pytest.fixture
def recruiter(client, desk):
    desk.recruiter.time_zone = "America/New_York"
    desk.recruiter.save()
    client.force_login(desk.recruiter)
    return client


@pytest.mark.parametrize("found", ["9999-12-31", "0001-01-01", "2026-02-30"])
def test_looking_for_times_on_a_day_that_nobody_means(recruiter, desk, found):
    panel = user_in_role("interviewer")
    body = {"find": found, "minutes": "60", "interviewers": [panel.pk]}
    assert recruiter.post(reverse("interview_new", args=[desk.application.pk]), body).status_code < 500


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_report_of_bypasses(client, desk, day):
    client.force_login(desk.admin)
    for bounds in ({"until": day}, {"since": day}):
        assert client.get(reverse("bypass_report"), bounds).status_code < 500


@pytest.mark.parametrize("then", ["9999-12-31 23:59", "0001-01-01 00:00"])
def test_an_offer_as_it_stood_then(recruiter, desk, then):
    offer = desk.offer()
    assert recruiter.get(reverse("offer", args=[offer.pk]), {"as_of": then}).status_code == 200


def test_a_seat_is_not_lent_for_ever(desk):
    offer, at = offers.submit(offer=desk.offer(), by=desk.recruiter, at=clock.now()), clock.now()
    asked = ApprovalRequest.objects.get(subject_id=offer.pk)
    lend = {"request": asked, "by": desk.manager, "to": desk.finance, "at": at, "reason": "On leave."}
    with pytest.raises(CannotDelegate, match="two years"):
        approvals.delegate(**lend, until=END)
    approvals.delegate(**lend, until=at + timedelta(days=30))


def test_a_message_that_never_goes_out_is_not_queued(desk):
    said = {"purpose": "news", "message_class": "transactional", "subject": "News", "body": "Hello"}
    with pytest.raises(DateRefused):
        messages.queue(key="never", candidate=desk.application.candidate, at=AT, send_at=END, **said)
    assert not Message.objects.filter(key="never").exists()
