"""Workers: awake after a commit, polling without a broker, alive through a lost database, stopping in good order."""

import sys
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from ats.kernel import execution, pump, tasks, waking, workers
from ats.kernel.leases import State
from ats.kernel.models import Heartbeat, Timer
from ats.kernel.outbox import Event, emit, event, handles, handling
from ats.kernel.timers import arm, fires, firing
from ats.kernel.workers import Poller

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@event("test.woke")
class Woke(Event):
    pass


@pytest.fixture
def handled():
    seen = []
    handles(Woke, name="test.woke")(lambda event, **_: seen.append(event.subject_id))
    yield seen
    handling.forget("test.woke")


@pytest.fixture
def stoppable():
    execution.stopping.clear()
    yield
    execution.stopping.clear()


def happen():
    with transaction.atomic():
        return emit(Woke(subject_id=uuid.uuid4(), occurred_at=AT))


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_neither_fails_nor_slows_whoever_commits(handled, settings, monkeypatch):
    asked = threading.Event()
    send = waking.send

    def watched():
        asked.set()
        send()

    settings.WAKE_WORKERS = True
    monkeypatch.setattr(waking.current_app.conf, "broker_write_url", "redis://10.255.255.1:1/0")
    monkeypatch.setattr(waking, "send", watched)
    started = time.monotonic()
    happen()
    assert time.monotonic() - started < 1, "the thread waits for the broker, not the request"
    assert asked.wait(5)


@pytest.mark.django_db(transaction=True)
def test_what_rolls_back_wakes_nobody(handled, settings, monkeypatch):
    calls = []
    settings.WAKE_WORKERS = True
    monkeypatch.setattr(waking, "_ensure_thread", lambda: calls.append("woken"))
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        emit(Woke(subject_id=uuid.uuid4(), occurred_at=AT))
        raise ValueError("no")
    assert calls == []


@pytest.mark.django_db(transaction=True)
def test_the_poller_works_without_a_broker_and_survives_the_end_of_its_session(handled, stoppable, settings):
    settings.POLL_SECONDS = 0.05
    poller = Poller()
    poller.start()
    try:
        first = happen().subject_id
        wait_for(lambda: handled == [first])
        wait_for(lambda: Heartbeat.objects.filter(worker=poller.worker).exists())
        end_other_sessions()
        second = happen().subject_id
        wait_for(lambda: handled == [first, second])
    finally:
        execution.stopping.set()
        poller.join(10)
    assert not poller.is_alive()


@pytest.mark.django_db
def test_what_was_claimed_and_not_begun_is_given_back_when_told_to_stop(stoppable):
    fired = []

    def ring(due, *, at):
        if len(due) > 1:
            raise RuntimeError("one by one, please")
        fired.append(due[0].key)
        execution.stopping.set()

    fires("test.stop")(ring)
    try:
        for number in range(3):
            arm(kind="test.stop", key=f"stop {number}", due_at=AT - timedelta(hours=1), subject_id=uuid.uuid4())
        pump.run_once(AT)
    finally:
        firing.forget("test.stop")
    assert fired == ["stop 0"]
    rest = Timer.objects.filter(state=State.WAITING)
    assert rest.count() == 2
    assert all(timer.leased_until is None and timer.crashes == 0 for timer in rest)


def wait_for(reached):
    end = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < end, "it did not happen within 20 s"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_no_error_ends_a_poller(handled, stoppable, settings, monkeypatch):
    settings.POLL_SECONDS = 0.05
    poller, beat, broken = Poller(), Poller.beat, iter([OverflowError("date value out of range")])

    def stumble(self):
        if error := next(broken, None):
            raise error
        beat(self)

    monkeypatch.setattr(Poller, "beat", stumble)
    poller.start()
    try:
        told = happen().subject_id
        wait_for(lambda: handled == [told])
    finally:
        execution.stopping.set()
        poller.join(10)


def test_a_poller_that_ends_all_the_same_ends_its_process(stoppable, monkeypatch):
    ended = []
    monkeypatch.setattr(workers, "end_process", lambda: ended.append("process"))
    monkeypatch.setattr(Poller, "round", lambda self: sys.exit())
    with pytest.raises(SystemExit):
        Poller().run()
    assert ended == ["process"]


def end_other_sessions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def slow_server():
    """A source in the lane of other people's servers that hangs until it is let go."""
    hangs, let_go = threading.Event(), threading.Event()

    def hang(at):
        hangs.set()
        let_go.wait(20)
        return 0

    pump.register("test.slow", hang, lambda: None, lane=pump.Lane.OUTBOUND)
    yield hangs, let_go
    let_go.set()
    pump.forget("test.slow")


@pytest.mark.django_db(transaction=True)
def test_a_slow_server_holds_up_neither_events_nor_timers(handled, slow_server, stoppable, settings):
    settings.POLL_SECONDS = 0.05
    hangs, let_go = slow_server
    rung = threading.Event()
    fires("test.slow")(lambda due, *, at: rung.set())
    running = workers.pollers()
    try:
        for poller in running:
            poller.start()
        assert hangs.wait(20)
        arm(kind="test.slow", key="slow", due_at=AT, subject_id=uuid.uuid4())
        told = happen().subject_id
        wait_for(lambda: handled == [told])
        assert rung.wait(20)
        wait_for(lambda: Heartbeat.objects.count() == len(pump.Lane))
        assert workers.silent_lanes() == []
    finally:
        execution.stopping.set()
        let_go.set()
        for poller in running:
            poller.join(10)
        firing.forget("test.slow")
    assert not any(poller.is_alive() for poller in running)


@pytest.mark.django_db
def test_a_lane_that_nobody_works_on_is_named():
    assert workers.silent_lanes() == list(pump.Lane)
    for lane in pump.Lane:
        Heartbeat.objects.create(worker=f"here:1/{lane}", lane=lane)
    assert workers.silent_lanes() == []
    Heartbeat.objects.update(beat_at=Now() - timedelta(minutes=2))
    assert workers.silent_lanes() == [lane for lane in pump.Lane if lane not in workers.PATIENCE]
    Heartbeat.objects.create(worker="old version:1")
    assert workers.silent_lanes() == []


@pytest.mark.django_db
def test_the_first_beat_sweeps_what_workers_of_the_past_left():
    Heartbeat.objects.create(worker="gone:1", beat_at=Now() - timedelta(days=2))
    Heartbeat.objects.create(worker="quiet:1", beat_at=Now() - timedelta(hours=2))
    mine = Poller()
    mine.beat()
    assert set(Heartbeat.objects.values_list("worker", flat=True)) == {"quiet:1", mine.worker}


@pytest.mark.django_db
def test_a_woken_child_waits_for_no_server(slow_server):
    tasks.wake()
    assert not slow_server[0].is_set()
