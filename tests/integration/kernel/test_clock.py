"""`manage.py clock`: what falls due on the way happens in its order, at its time."""

import io
import threading
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from ats.kernel import advancing, clock, leases
from ats.kernel.management.commands.clock import duration
from ats.kernel.timers import Timer, arm, fires, firing

HOUR = timedelta(hours=1)


@pytest.fixture
def reset_clock():
    yield
    clock.move(timedelta(0))


@pytest.fixture
def start(reset_clock):
    return clock.now()


@pytest.fixture
def rung(start):
    """Hours since the start at which timers rang; "again" plans itself anew twice, half an hour later each time."""
    hours = []

    def ring(due, *, at):
        for timer in due:
            hours.append((timer.key, round((at - start) / HOUR, 2)))
            if timer.version < 3 and timer.key.startswith("again"):
                plan(f"again {timer.version}", timer.due_at + HOUR / 2, timer.version + 1)

    fires("test.ring")(ring)
    yield hours
    firing.forget("test.ring")


def plan(key, due_at, version=1):
    arm(kind="test.ring", key=key, due_at=due_at, subject_id=uuid.uuid4(), version=version)


def run(*arguments):
    out = io.StringIO()
    call_command("clock", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_stops_at_every_time_at_which_something_falls_due(rung, start):
    plan("last", start + 2 * HOUR)
    plan("again", start + HOUR)
    plan("too late", start + 4 * HOUR)
    shown = run("advance", "3h")
    assert rung == [("again", 1.0), ("again 1", 1.5), ("last", 2.0), ("again 2", 2.0)]
    assert shown.count("test.ring") == 3
    assert "test.ring (2 times)" in shown
    assert timedelta(0) <= clock.now() - start - 3 * HOUR < timedelta(seconds=30)


@pytest.mark.django_db
def test_reset_and_show(start):
    run("advance", "reset")
    run("advance", "1d12h")
    assert "1 day, 12:00:00 ahead" in run("show")
    assert "the machine's time" in run("advance", "reset")
    assert clock.offset() == timedelta(0)


@pytest.mark.django_db
def test_what_another_worker_holds_is_waited_for(rung, start, monkeypatch):
    monkeypatch.setattr(leases, "LEASE", timedelta(milliseconds=300))
    plan("held", start)
    assert len(leases.claim(Timer.objects.order_by("id"), 1)) == 1
    run("advance", "1h")
    assert [key for key, _ in rung] == ["held"]


@pytest.mark.django_db
def test_it_says_so_when_what_is_held_never_gets_done(rung, start):
    plan("held", start)
    leases.claim(Timer.objects.order_by("id"), 1)
    with pytest.raises(advancing.Stuck, match="Work of timers is due and does not get done"):
        list(advancing.advance(HOUR, patience=0.2))


@pytest.mark.django_db
def test_a_failure_is_shown_and_holds_up_nothing(rung, start):
    def fail(due, *, at):
        raise RuntimeError("broken")

    fires("test.fail")(fail)
    try:
        arm(kind="test.fail", key="x", due_at=start, subject_id=uuid.uuid4())
        plan("fine", start + HOUR)
        assert "failed, will be tried again: RuntimeError" in run("advance", "2h")
    finally:
        firing.forget("test.fail")
    assert rung == [("fine", 1.0)]


def test_it_is_refused_where_the_clock_is_the_machines(settings):
    settings.CLOCK_FILE = ""
    with pytest.raises(CommandError, match="in the demo and in tests only"):
        call_command("clock", "advance", "1d")


@pytest.mark.parametrize("text", ["", "3", "d", "-1d", "1y", "12h1d", "1.5d", "１d"])
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(ValueError, match="is no length of time"):
        duration(text)
    with pytest.raises(CommandError, match="is no length of time"):
        call_command("clock", "advance", "--", text)


def test_who_tells_a_past_lets_the_clock_stand_in_their_thread_only(start):
    told = start - timedelta(days=30)
    seen = []
    with clock.standing_at(told):
        assert clock.now() == told
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
        with clock.standing_at(told + HOUR):
            assert clock.now() == told + HOUR
        assert clock.now() == told
    assert seen[0] >= start and clock.now() >= start


def test_in_production_no_past_is_told(settings):
    settings.CLOCK_FILE = ""
    with pytest.raises(RuntimeError, match="demo and in tests only"), clock.standing_at(clock.now()):
        pass


@pytest.mark.parametrize("text", ["99999999d", "99999999999999999999w", "3654d"])
def test_it_goes_ten_years_and_no_further(reset_clock, text):
    with pytest.raises(CommandError, match="ten years"):
        run("advance", text)
    assert abs(clock.offset()) < clock.FARTHEST


@pytest.mark.django_db
def test_several_steps_together_go_no_further_either(start):
    clock.move(clock.FARTHEST - HOUR)
    with pytest.raises(CommandError, match="ten years"):
        run("advance", "2h")


@pytest.mark.parametrize(
    "said",
    ['{"offset_seconds": 8639999913600.0}', '{"offset_seconds": 1e300}', '{"offset_seconds": "x"}', "[]", "", "{"],
)
def test_a_file_that_says_nonsense_counts_as_none_and_reset_mends_it(start, settings, said, caplog):
    with open(settings.CLOCK_FILE, "w", encoding="utf-8") as file:
        file.write(said)
    with caplog.at_level("WARNING", logger="ats.kernel.clock"):
        assert clock.offset() == timedelta(0)
    assert "clock's file" in caplog.text
    clock.now()
    assert "the machine's time" in run("reset")
