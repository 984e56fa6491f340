"""What one move costs: questions to the database, with history, audit, clocks and event, whichever door it comes through."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ats.kernel.audit.models import AuditEntry
from ats.kernel.leases import State
from ats.kernel.outbox import StoredEvent
from ats.kernel.timers import Timer
from ats.models import Application, RejectionReason
from comms.models import Message
from milestones.actions import bulk, gate_items
from milestones.models import BulkItem, ItemState
from tests.factories.milestones import House, place_of, visit_of

MOST = 25
MOST_ON_THE_BOARD = 28  # with the card and the heads of all columns drawn anew
MOST_IN_A_RUN = 21  # of each application
NOTE = "A note that is long enough for any rule."


@pytest.fixture
def recruiter(house: House) -> Iterator[Client]:
    client = Client()
    client.force_login(house.recruiter, backend="ats.accounts.Colleagues")
    yield client


def ready(house: House) -> Application:
    row = house.apply()
    gate_items.complete(application=row, key="cv-read", by=house.recruiter, at=house.at)
    return row


def by_page(client: Client, row: Application) -> Any:
    address = reverse("application_advancement", args=[row.pk])
    return client.post(address, {"to": "screen", "expected": "applied", "note": NOTE})


def by_rest(client: Client, row: Application) -> Any:
    body = {"to": "screen", "expected": "applied", "note": NOTE}
    return client.post(f"/api/v1/applications/{row.pk}/advancement", body, content_type="application/json")


def by_board(client: Client, row: Application) -> Any:
    address = reverse("application_placement", args=[row.pk])
    return client.post(address, {"to": "screen", "version": "applied"}, headers={"HX-Request": "true"})


def rejected_by_page(client: Client, row: Application) -> Any:
    body = {
        "rejection_reason": str(_reason().pk),
        "template": "",
        "send": "tomorrow",
        "expected": "applied",
        "note": NOTE,
    }
    return client.post(reverse("application_rejection", args=[row.pk]), body | {"template": str(_template().pk)})


def rejected_by_rest(client: Client, row: Application) -> Any:
    message = {"template": _template().key}
    body = {"rejection_reason": str(_reason().pk), "expected": "applied", "note": NOTE, "message": message}
    return client.post(f"/api/v1/applications/{row.pk}/rejection", body, content_type="application/json")


def _reason() -> RejectionReason:
    return RejectionReason.objects.filter(is_active=True, type="we_declined")[0]


def _template() -> Any:
    from comms.models import Template

    return Template.objects.filter(is_active=True, key__contains="reject")[0]


def cost(house: House, client: Client, move: Callable[[Client, Application], Any]) -> tuple[Application, int]:
    """The second of two moves: the first fills what a process keeps."""
    for row in (ready(house), ready(house)):
        with CaptureQueriesContext(connection) as asked:
            answer = move(client, row)
        assert answer.status_code in (200, 303), answer.content
    return row, len(asked)


@pytest.mark.parametrize(("move", "most"), [(by_page, MOST), (by_rest, MOST), (by_board, MOST_ON_THE_BOARD)])
def test_moving_one_asks_no_more(house, recruiter, move, most):
    row, count = cost(house, recruiter, move)
    assert count <= most
    assert place_of(row) == "screen"
    assert row.history.latest().history_user == house.recruiter
    assert AuditEntry.objects.filter(deed="applications.advance", subject_id=row.pk).exists()
    assert StoredEvent.objects.filter(type="application.advanced", subject_id=row.pk).count() == 1
    first, now = row.visits.order_by("position")
    assert set(Timer.objects.filter(subject_id=first.pk).values_list("state", flat=True)) == {State.CANCELLED}
    assert set(Timer.objects.filter(subject_id=now.pk).values_list("state", flat=True)) == {State.WAITING}


@pytest.mark.parametrize("move", [rejected_by_page, rejected_by_rest])
def test_rejecting_one_with_its_message_asks_no_more(house, recruiter, move):
    row, count = cost(house, recruiter, move)
    assert count <= MOST + 2  # what the test itself looks up for its body
    row.refresh_from_db()
    assert row.status == "rejected" and Message.objects.filter(application=row, purpose="rejection").count() == 1


def test_a_run_costs_little_for_each(house):
    def questions(n: int) -> int:
        rows = [ready(house) for _ in range(n)]
        with CaptureQueriesContext(connection) as asked:
            run = bulk.start(
                verb="move", picked={row.pk: "applied" for row in rows}, by=house.recruiter, at=house.at, to="screen"
            )
        assert set(BulkItem.objects.filter(run=run).values_list("state", flat=True)) == {ItemState.DONE}
        assert {visit_of(row).milestone.definition.key for row in rows} == {"screen"}
        return len(asked)

    questions(1)
    few, many = questions(2), questions(12)
    assert (many - few) / 10 <= MOST_IN_A_RUN
