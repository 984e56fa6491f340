"""Lists of approvals and interviews: each page by key, and the same number of queries for any number of rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ats.actions import first_day, jobs, offers
from ats.kernel import approvals, clock
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.queries import approvals as queries
from tests.factories.ats import JobFactory, user_in_role
from tests.factories.decisions import Desk, InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    first_day.job_flow()
    return Desk()


def ask(desk, count):
    """As many offers of people of their own, submitted one minute after the other."""
    for _ in range(count):
        offer = desk.offer(application=desk.applicant("Ines", "Ferreira"))
        offers.submit(offer=offer, by=desk.recruiter, at=clock.now())


def shown(client, address, name):
    return [row.href for row in client.get(address).context[name]]


@pytest.mark.parametrize("name", ["waiting", "asked"])
def test_approvals_follow_each_other_by_key(client, desk, monkeypatch, name):
    ask(desk, 5)
    monkeypatch.setattr(queries, "SIZE", 2)
    client.force_login(desk.manager if name == "waiting" else desk.recruiter)
    address, found = reverse("approvals"), []
    while address:
        page = client.get(address)
        found += [row.href for row in page.context[name]]
        more = page.context[f"{name}_more"]
        address = reverse("approvals") + more if more else ""
    assert len(found) == len(set(found)) == 5


def test_what_is_due_first_waits_on_top_and_what_has_no_limit_last(client, desk, move_clock):
    hrbp = user_in_role("hrbp")
    jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), openings=2)
    ApprovalRequest.objects.get().steps.update(due_at=None)
    for _ in range(2):
        jobs.amend(job=JobFactory(), by=desk.recruiter, at=clock.now(), openings=2)
    dues = [clock.now() + timedelta(days=days) for days in (4, 1)]
    for request, due in zip(ApprovalRequest.objects.exclude(subject_id=desk.job.pk), dues, strict=True):
        request.steps.update(due_at=due)
    client.force_login(hrbp)
    rows = client.get(reverse("approvals")).context["waiting"]
    assert [row.due for row in rows] == [*sorted(dues), None]


@pytest.mark.parametrize("name", ["approvals", "home"])
def test_approvals_cost_the_same_with_more_rows(client, desk, name):
    client.force_login(desk.manager)
    ask(desk, 1)
    decided(desk, 1)
    cost(client, name)
    before = cost(client, name)
    ask(desk, 4)
    decided(desk, 3)
    assert cost(client, name) == before


def decided(desk, count):
    for request in ApprovalRequest.objects.filter(status=RequestStatus.PENDING)[:count]:
        approvals.decide(request=request, by=desk.manager, decision="approve", at=clock.now(), expected_step=None)
    ask(desk, count)


def cost(client, name):
    with CaptureQueriesContext(connection) as spent:
        assert client.get(reverse(name)).status_code == 200
    return len(spent)


def test_interviews_follow_each_other_by_key(client, desk):
    made = [
        InterviewFactory(
            application=desk.application,
            organizer=desk.recruiter,
            starts_at=clock.now() + timedelta(hours=n),
            ends_at=clock.now() + timedelta(hours=n + 1),
        )
        for n in range(1, 54)
    ]
    client.force_login(desk.recruiter)
    first = client.get(reverse("interviews"))
    assert first.context["rows"] == made[:50]
    assert client.get(reverse("interviews") + first.context["next_url"]).context["rows"] == made[50:]
    past = client.get(reverse("interviews"), {"when": "past"})
    assert not past.context["rows"]


def test_a_declined_offer_is_not_shown_as_good_news(desk):
    from ats import timeline

    offer = desk.offer()
    type(offer).objects.filter(pk=offer.pk).update(status="declined", resolved_at=clock.now())
    told = list(timeline.tell(user=desk.recruiter, application=desk.application))
    assert {entry.tone for entry in told if entry.text == "Offer declined"} == {""}
