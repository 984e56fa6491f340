"""The engine as a pure function: its laws over random histories, and each kind of milestone driven through."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milestones import engine, models
from milestones.engine import MoveRefused, decide, deeds, events, memory, words
from milestones.engine.state import Gate, Level, NoteRule, Plan, State, Step
from milestones.engine.words import Basis, GateKind, Kind, Status

START = datetime(2026, 11, 20, 10, tzinfo=UTC)
LEVELS = (Level(level=1, percent=50, action="remind_owner"), Level(level=2, percent=100, action="notify_manager"))
LEVELS += (Level(level=3, percent=200, action="notify_manager"),)


def step(key, order, stage="screening", kind=Kind.STAGE_GATED, **more):
    return Step(key=key, name=key.capitalize(), stage=stage, order=order, kind=kind, levels=LEVELS, **more)


READ = Gate(key="read", name="CV read", kind=GateKind.CHECKLIST_ITEM)
NOTES = Gate(key="notes", name="Call notes", kind=GateKind.NOTE)
CARDS = Gate(key="cards", name="Scorecards in", kind=GateKind.SCORECARDS, quorum=2)
PLAN = Plan(
    steps=(
        step("applied", 1, "applied", Kind.TIME_BASED, gates=(READ,), limit_minutes=540, completes_on_time=True),
        step("screen", 2, gates=(NOTES,), limit_minutes=540),
        step("task", 3, "assessment", mandatory=False),
        step("interviews", 4, "interview", Kind.ACTION_TRIGGERED, gates=(CARDS,), completed_by="scorecard.submitted"),
        step("offer", 5, "offer", Kind.ACTION_TRIGGERED, completed_by="offer.accepted", basis=Basis.OFFER_EXPIRY),
        step("pre", 6, "pre_boarding"),
        step("started", 7, "started"),
    )
)
KEYS = [s.key for s in PLAN.steps]
FRESH = State(plan=PLAN, status=Status.ACTIVE)


def arrived():
    return memory.apply(FRESH, decide(FRESH, events.Arrive(), START), START)


def do(state, event, at=START):
    return memory.apply(state, decide(state, event, at), at)


notes = st.sampled_from(["", "A sentence."])
targets = st.sampled_from([*KEYS, "nowhere"])
happenings = st.one_of(
    st.builds(events.Advance, to=targets, note=notes, expected=st.sampled_from([None, *KEYS])),
    st.builds(events.Regress, to=targets, note=notes),
    st.builds(events.Bypass, to=targets, note=notes),
    st.builds(events.Reject, reason=st.just("lacks-skill"), note=notes),
    st.builds(events.Withdraw, note=notes),
    st.builds(events.Reopen, to=st.sampled_from(["", *KEYS])),
    st.just(events.Hire()),
    st.just(events.Arrive()),
    st.builds(events.CompleteGateItem, key=st.sampled_from(["read", "notes", "cards", "none"]), note=notes),
    st.builds(events.SignalReceived, code=st.sampled_from(["scorecard.submitted", "offer.accepted", "other"])),
    st.builds(events.LevelsDue, levels=st.frozensets(st.sampled_from([1, 2, 3]))),
    st.just(events.LimitPassed()),
    st.builds(events.DateMoved, basis=st.sampled_from(list(Basis))),
    st.just(events.ClockChanged()),
)
histories = st.lists(st.tuples(happenings, st.integers(-30, 600), st.integers(0, 3)), max_size=40)


@given(histories)
@settings(max_examples=300, deadline=None)
def test_the_laws_hold_over_any_history(history):
    state, at = FRESH, START
    visits, escalated = [], []
    for event, minutes, cards in [(events.Arrive(), 0, 0), *history]:
        state = replace(state, scorecards_in=max(state.scorecards_in, cards))
        at = at + timedelta(minutes=minutes)
        before = state
        try:
            done = decide(state, event, at)
        except engine.Moved:
            assert event.expected != engine.current(before) or not before.is_open
            continue
        except MoveRefused:
            assert state == before
            continue
        for deed in done:
            if isinstance(deed, deeds.OpenVisit):
                visits.append([deed.key, at, None])
                escalated.append([])
            if isinstance(deed, deeds.CloseVisit):
                assert visits[-1][2] is None and at >= visits[-1][1]
                visits[-1][2] = at
            if isinstance(deed, deeds.Escalate | deeds.Supersede):
                assert deed.level not in escalated[-1]
                escalated[-1].append(deed.level)
            if isinstance(deed, deeds.Escalate):
                assert deed.level == max(escalated[-1])
        state = memory.apply(state, done, at)
        assert sum(end is None for _key, _start, end in visits) <= 1
        if state.status in {Status.REJECTED, Status.WITHDRAWN}:
            assert not state.is_open
        if state.is_open and state.step.follows_hire:
            assert state.status == Status.HIRED
        assert all(later[1] >= earlier[2] for earlier, later in itertools.pairwise(visits))


@given(st.frozensets(st.sampled_from([1, 2, 3]), min_size=1), st.frozensets(st.sampled_from([1, 2, 3])))
def test_of_levels_that_are_due_together_only_the_highest_acts(due, acted):
    state = arrived()
    for level in acted:
        state = memory.with_level(state, level)
    done = decide(state, events.LevelsDue(levels=due), START)
    acting = [deed.level for deed in done if isinstance(deed, deeds.Escalate)]
    expected = [max(due - acted)] if due - acted and max(due - acted) > max(acted, default=0) else []
    assert acting == expected
    assert {deed.level for deed in done} == due - acted


def test_each_kind_is_driven_through():
    state = do(arrived(), events.CompleteGateItem(key="read"))
    with pytest.raises(MoveRefused, match="Until the time limit has passed"):
        decide(state, events.Advance(to="screen"), START)
    state = do(state, events.LimitPassed())
    assert state.stay.key == "screen"
    with pytest.raises(MoveRefused, match="Call notes"):
        decide(state, events.Advance(to="interviews"), START)
    state = do(state, events.Advance(to="interviews", note="They know ports."))
    with pytest.raises(MoveRefused, match="Scorecards in"):
        decide(state, events.Advance(to="offer"), START)
    state = do(replace(state, scorecards_in=2), events.SignalReceived(code="scorecard.submitted"))
    state = do(state, events.Advance(to="offer"))
    with pytest.raises(MoveRefused, match="The candidate accepts"):
        decide(state, events.Hire(), START)
    state = do(replace(state, standing=frozenset({"offer.accepted"})), events.Hire())
    assert (state.stay.key, state.status) == ("pre", Status.HIRED)
    assert do(state, events.Advance(to="started")).stay.key == "started"


@pytest.mark.parametrize(
    ("event", "words_of_refusal"),
    [
        (events.Advance(to="applied"), "does not come after"),
        (events.Advance(to="interviews"), "can't be left out"),
        (events.Advance(to="pre"), "comes with the hire"),
        (events.Advance(to="nowhere"), "no milestone"),
        (events.Regress(to="screen"), "does not come before"),
        (events.Bypass(to="screen", note=" "), "Say why"),
        (events.Reopen(), "Only a rejected"),
        (events.Arrive(), "received already"),
        (events.CompleteGateItem(key="cards"), "no gate item"),
    ],
)
def test_wrong_moves_are_refused_with_a_reason(event, words_of_refusal):
    with pytest.raises(MoveRefused, match=words_of_refusal):
        decide(arrived(), event, START)


def test_optional_milestones_may_be_left_out():
    state = do(arrived(), events.Bypass(to="screen", note="Known"))
    assert do(state, events.Advance(to="interviews", note="Fine.")).stay.key == "interviews"


def test_a_note_rule_asks_by_direction_stage_and_reason():
    rule = NoteRule(name="Say why", direction="reject", stage="applied", reason="lacks-skill", minimum_length=10)
    state = replace(arrived(), note_rules=(rule,))
    with pytest.raises(MoveRefused) as refused:
        decide(state, events.Reject(reason="lacks-skill", note="short"), START)
    assert refused.value.details["missing"] == [{"key": "note", "name": "Say why", "kind": "note"}]
    assert decide(state, events.Reject(reason="other"), START)
    assert decide(state, events.Reject(reason="lacks-skill", note="Long enough by far."), START)


def test_a_stopped_clock_escalates_nothing():
    state = replace(arrived(), paused=True)
    assert decide(state, events.LevelsDue(levels=frozenset({1, 2})), START) == ()
    assert decide(state, events.LimitPassed(), START) == ()


def test_allowed_moves_are_those_that_are_let_through():
    assert engine.allowed_moves(arrived(), START) == []
    screen = do(arrived(), events.Bypass(to="screen", note="Known"))
    assert engine.allowed_moves(screen, START) == ["applied"]
    ready = do(screen, events.CompleteGateItem(key="notes", note="Written."))
    assert engine.allowed_moves(ready, START) == ["applied", "task", "interviews"]
    rejected = do(ready, events.Reject(reason="x"))
    assert engine.allowed_moves(rejected, START) == ["applied", "screen", "task", "interviews"]


def lets(state, event, at):
    try:
        return bool(decide(state, event, at))
    except (MoveRefused, engine.Moved):
        return False


@given(histories, st.booleans(), st.integers(-30, 30))
@settings(max_examples=200, deadline=None)
def test_allowed_moves_leave_out_nothing_that_would_be_let_through(history, over, minutes):
    state, at = replace(arrived(), over=over), START
    for event, waited, cards in history:
        state, at = replace(state, scorecards_in=max(state.scorecards_in, cards)), at + timedelta(minutes=waited)
        if lets(state, event, at):
            state = do(state, event, at)
    at = at + timedelta(minutes=minutes)
    ended = state.status in {Status.REJECTED, Status.WITHDRAWN}
    forward = () if over else (events.Reopen,) if ended else (events.Advance,)
    moves = forward if ended else (*forward, events.Regress)
    let = [key for key in KEYS if any(lets(state, move(to=key), at) for move in moves)]
    assert engine.allowed_moves(state, at) == let


def test_what_the_page_showed_is_that_they_were_active_there():
    rejected = do(arrived(), events.Reject(reason="x"))
    for move in (events.Advance(to="screen", expected="applied"), events.Regress(to="applied", expected="applied")):
        with pytest.raises(engine.Moved, match="the application was rejected in Applied"):
            decide(rejected, move, START)
    assert do(rejected, events.Reopen(expected="applied")).is_open
    with pytest.raises(engine.Moved, match="they are in Applied now"):
        decide(arrived(), events.Reopen(expected="applied"), START)


@pytest.mark.parametrize(
    "event",
    [
        events.Bypass(to="screen", note="Known"),
        events.Reject(reason="x"),
        events.Withdraw(),
        events.Regress(to="applied", note="Back"),
    ],
)
def test_whoever_leaves_a_milestone_takes_the_mail_about_it_along(event):
    """As a deed, so that a simulation sees it too."""
    state = arrived() if not isinstance(event, events.Regress) else do(arrived(), events.Bypass(to="screen", note="x"))
    assert deeds.CancelMessages(purposes=("escalation",)) in decide(state, event, START)


@pytest.mark.parametrize("kind", [GateKind.APPROVAL, GateKind.FIELD, GateKind.CHECK])
def test_nobody_ticks_off_what_is_no_checklist(kind):
    gate = Gate(key="budget", name="Budget", kind=kind)
    plan = Plan(steps=(replace(PLAN.steps[0], gates=(gate,)), *PLAN.steps[1:]))
    state = replace(arrived(), plan=plan)
    with pytest.raises(MoveRefused, match="“Budget” can't be ticked off by hand"):
        decide(state, events.CompleteGateItem(key="budget"), START)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (words.Kind, models.MilestoneKind),
        (words.GateKind, models.GateKind),
        (words.Direction, models.Direction),
        (words.Basis, models.DeadlineBasis),
    ],
)
def test_the_engines_words_are_those_of_the_models(ours, theirs):
    assert {str(word) for word in ours} == set(theirs.values)
