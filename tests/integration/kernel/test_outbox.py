"""Events reach their handlers once in effect, in order, whatever handlers and workers do."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from ats.kernel import leases, pump
from ats.kernel.access import KernelPermission
from ats.kernel.business_time import Calendar
from ats.kernel.history import acting
from ats.kernel.leases import State
from ats.kernel.models import AuditEntry, Delivery
from ats.kernel.outbox import IMPORT, Event, StoredEvent, delivering, emit, event, handles, handling
from tests.factories.ats import user_with

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SUBJECT = uuid.uuid4()


@event("test.happened")
class Happened(Event):
    number: int = 0


def happened(number=0, subject=SUBJECT, **changes):
    return Happened(subject_id=subject, number=number, occurred_at=AT, **changes)


@pytest.fixture
def seen():
    """A handler that writes down what it sees; a set of numbers that it refuses."""
    numbers, refused = [], set()

    def see(event, *, event_id, at):
        if event.number in refused:
            raise RuntimeError("not this one")
        numbers.append(event.number)

    handles(Happened, name="test.see")(see)
    yield numbers, refused
    handling.forget("test.see")


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_a_transaction():
    with pytest.raises(transaction.TransactionManagementError, match="belongs into the transaction"):
        emit(happened())


@pytest.mark.django_db(transaction=True)
def test_an_event_is_lost_with_the_change_that_is_rolled_back(seen):
    with pytest.raises(ValueError, match="changed my mind"), transaction.atomic():
        emit(happened())
        raise ValueError("changed my mind")
    pump.drain(AT)
    assert seen[0] == []
    assert not StoredEvent.objects.exists()


@pytest.mark.django_db
def test_each_handler_sees_each_event_once_and_in_order(seen):
    for number in range(5):
        emit(happened(number))
    pump.drain(AT)
    pump.drain(AT)
    assert seen[0] == [0, 1, 2, 3, 4]
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DONE}


@pytest.mark.django_db
def test_a_failing_handler_holds_back_its_own_subject_only_and_keeps_the_order(seen):
    numbers, refused = seen
    refused.add(1)
    other = uuid.uuid4()
    for number, subject in ((1, SUBJECT), (2, SUBJECT), (3, other)):
        emit(happened(number, subject))
    pump.run_once(AT)
    assert numbers == [3]
    refused.clear()
    Delivery.objects.update(not_before=None)
    pump.drain(AT)
    assert numbers == [3, 1, 2]


@pytest.mark.django_db
def test_drain_says_that_a_handler_failed(seen):
    seen[1].add(1)
    emit(happened(1))
    with pytest.raises(ExceptionGroup, match="Work failed"):
        pump.drain(AT)


@pytest.mark.django_db
def test_a_handler_that_always_fails_is_quarantined_and_can_be_tried_again(seen, client):
    numbers, refused = seen
    refused.add(1)
    emit(happened(1))
    for _ in range(leases.FAILURES):
        Delivery.objects.update(not_before=None)
        pump.run_once(AT)
    delivery = Delivery.objects.get()
    assert delivery.state == State.DEAD
    assert delivery.reason.startswith("RuntimeError at ")
    assert "not this one" not in delivery.reason, "an error's text may quote personal data"
    refused.clear()
    client.force_login(user_with(KernelPermission.ADMIN_VIEW, KernelPermission.ADMIN_CONFIGURE, is_staff=True))
    chosen = {"action": "try_again", "_selected_action": [delivery.pk]}
    assert client.post(reverse("admin:kernel_delivery_changelist"), chosen).status_code == 302
    pump.drain(AT)
    assert numbers == [1]
    assert AuditEntry.objects.get(deed="delivery.replayed").codes == {"count": 1}


@pytest.mark.django_db
def test_the_third_crash_quarantines(seen):
    emit(happened(1))
    for crash in (1, 2):
        assert len(leases.claim(Delivery.objects.all(), 10)) == 1, f"crash {crash} leaves the delivery claimable"
        Delivery.objects.update(leased_until=Now() - timedelta(seconds=1))
    pump.run_once(AT)
    assert seen[0] == [1], "what crashed twice is tried once more"
    emit(happened(2))
    for _ in range(3):
        leases.claim(Delivery.objects.all(), 10)
        Delivery.objects.filter(state=State.WAITING).update(leased_until=Now() - timedelta(seconds=1))
    pump.run_once(AT)
    assert seen[0] == [1]
    assert Delivery.objects.get(state=State.DEAD).sequence == StoredEvent.objects.latest("sequence").sequence


@pytest.mark.django_db
@pytest.mark.parametrize("overtaken_by", ["a later claim", "a later claim that was finished"])
def test_a_worker_that_wakes_up_late_finds_itself_overtaken(seen, overtaken_by):
    """It slept through its lease; the number of the attempt tells it that the row is no longer its own."""
    emit(happened(1))
    late = leases.claim(Delivery.objects.select_related("event"), 10)
    Delivery.objects.update(leased_until=Now() - timedelta(seconds=1))
    later = leases.claim(Delivery.objects.select_related("event"), 10)
    if "finished" in overtaken_by:
        delivering._one_by_one(later, AT)
    before = list(seen[0])
    delivering._one_by_one(late, AT)
    assert seen[0] == before, "it must not run the handler"
    delivering._one_by_one(later, AT)
    assert seen[0] == [1]
    with pytest.raises(leases.Superseded):
        leases.finish(late, State.DONE, done_at=AT)


@pytest.mark.django_db
def test_suspects_are_claimed_alone():
    handles(Happened, name="test.many")(lambda event, **_: None)
    try:
        for number in range(4):
            emit(happened(number, uuid.uuid4()))
        assert len(leases.claim(Delivery.objects.all(), 2)) == 2
        Delivery.objects.update(leased_until=Now() - timedelta(seconds=1))
        Delivery.objects.filter(attempt=0).update(leased_until=None)
        first = leases.claim(Delivery.objects.all(), 10)
        assert [row.crashes for row in first] == [1]
    finally:
        handling.forget("test.many")


@pytest.mark.django_db
def test_imported_events_reach_only_handlers_that_want_them_and_come_last(seen):
    imported = []
    handles(Happened, name="test.imports", imports=True)(lambda event, **_: imported.append(event.number))
    try:
        emit(happened(1, uuid.uuid4(), origin=IMPORT))
        emit(happened(2, uuid.uuid4()))
        pump.drain(AT)
    finally:
        handling.forget("test.imports")
    assert seen[0] == [2]
    assert imported == [2, 1]


@pytest.mark.django_db
def test_history_written_by_a_handler_names_the_handler():
    handles(Happened, name="test.writes")(lambda event, **_: Calendar.objects.create(key="x", name="X"))
    try:
        emit(happened())
        with acting(None, "somebody else"):
            pump.drain(AT)
    finally:
        handling.forget("test.writes")
    assert Calendar.history.get().history_change_reason == "test.writes"


@pytest.mark.django_db
def test_the_log_numbers_its_rows_by_itself():
    first, second = emit(happened()), emit(happened())
    assert second.sequence == first.sequence + 1
