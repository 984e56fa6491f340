"""Timers: one row per future deed, fired once in effect, set-wise, re-planned and called off by key."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from ats.kernel import pump
from ats.kernel.leases import State
from ats.kernel.timers import Timer, arm, cancel, cancel_group, fires, firing

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SUBJECT = uuid.uuid4()
MINUTE = timedelta(minutes=1)


def plan(key, due_at=AT, **changes):
    arm(**{"kind": "test.ring", "key": key, "due_at": due_at, "subject_id": SUBJECT, **changes})


@pytest.fixture
def rung():
    """A kind that writes down each call's keys, refuses the key "bad" and finds version 0 stale."""
    calls = []

    def ring(due, *, at):
        if any(timer.key == "bad" for timer in due):
            raise RuntimeError("bad one")
        for timer in due:
            if timer.version == 0:
                timer.stale("Armed for an older version.")
        calls.append([timer.key for timer in due])

    fires("test.ring")(ring)
    yield calls
    firing.forget("test.ring")


@pytest.mark.django_db
def test_due_ones_are_handled_in_one_go_and_the_others_wait(rung):
    plan("b", AT - MINUTE)
    plan("a", AT - 2 * MINUTE)
    plan("later", AT + MINUTE)
    pump.drain(AT)
    assert rung == [["a", "b"]]
    assert pump.next_due() == AT + MINUTE
    assert Timer.objects.get(key="a").fired_at == AT


@pytest.mark.django_db
def test_the_same_key_is_planned_anew(rung):
    plan("once", AT + MINUTE, version=1)
    plan("once", AT - MINUTE, version=2, data={"level": 1})
    timer = Timer.objects.get()
    assert (timer.version, timer.due_at, timer.data) == (2, AT - MINUTE, {"level": 1})
    pump.drain(AT)
    plan("once", AT)
    pump.drain(AT)
    assert rung == [["once"], ["once"]]
    assert Timer.objects.filter(state=State.DONE).count() == 2, "each firing stays on record"


@pytest.mark.django_db
def test_cancelled_ones_do_not_fire(rung):
    plan("alone")
    plan("first", group="visit")
    plan("second", group="visit")
    assert cancel(key="alone", reason="moved on") == 1
    assert cancel(key="alone") == 0
    assert cancel_group("visit") == 2
    pump.drain(AT)
    assert rung == []
    assert Timer.objects.get(key="alone").reason == "moved on"


@pytest.mark.django_db
def test_a_stale_one_is_a_recorded_no_op(rung):
    plan("old", version=0)
    pump.drain(AT)
    timer = Timer.objects.get()
    assert (timer.state, timer.reason) == (State.STALE, "Armed for an older version.")


@pytest.mark.django_db
def test_one_bad_timer_holds_back_neither_its_batch_nor_other_kinds(rung):
    other = []
    fires("test.other")(lambda due, *, at: other.extend(timer.key for timer in due))
    try:
        for key in ("a", "bad", "c"):
            plan(key, AT - MINUTE)
        plan("elsewhere", kind="test.other")
        pump.run_once(AT)
    finally:
        firing.forget("test.other")
    assert rung == [["a"], ["c"]]
    assert other == ["elsewhere"]
    bad = Timer.objects.get(key="bad")
    assert (bad.state, bad.failures) == (State.WAITING, 1)
    assert bad.reason.startswith("RuntimeError at ")


@pytest.mark.django_db
def test_fresh_ones_come_before_a_heap_but_not_before_their_own_group(rung):
    plan("overdue", AT - timedelta(days=1))
    plan("half", AT - 2 * MINUTE, group="visit")
    plan("whole", AT, group="visit")
    plan("fresh", AT)
    pump.drain(AT)
    assert rung == [["fresh"], ["overdue", "half", "whole"]]


@pytest.mark.django_db
def test_arming_rolls_back_with_the_change(rung):
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        plan("gone")
        raise ValueError("no")
    assert not Timer.objects.exists()


def elsewhere(function):
    """Run `function` on another connection, as another process would, and wait for it."""
    errors = []

    def run():
        try:
            function()
        except Exception as error:  # noqa: BLE001 - handed to the test
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert not thread.is_alive(), "it waits for a lock"
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_a_person_cancels_without_waiting_for_a_firing_which_then_comes_to_nothing():
    effects = []

    def ring(due, *, at):
        plan("effect of the firing", AT + MINUTE, kind="test.effect")
        elsewhere(lambda: effects.append(cancel(key="slow")))

    fires("test.ring")(ring)
    try:
        plan("slow")
        pump.drain(AT)
    finally:
        firing.forget("test.ring")
    assert effects[0] == 1
    assert Timer.objects.get().state == State.CANCELLED, "what the firing wrote is rolled back"


@pytest.mark.django_db(transaction=True)
def test_a_slow_handler_is_not_claimed_again_when_its_lease_has_run_out():
    calls = []

    def ring(due, *, at):
        calls.append("rung")
        if len(calls) == 1:
            elsewhere(lambda: Timer.objects.update(leased_until=AT - timedelta(days=9)))
            elsewhere(lambda: pump.run_once(AT))

    fires("test.ring")(ring)
    try:
        plan("slow")
        pump.drain(AT)
    finally:
        firing.forget("test.ring")
    assert calls == ["rung"]
    assert Timer.objects.get().state == State.DONE
