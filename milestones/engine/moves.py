"""The moves that people make: forward, back, past a gate, out and in again."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ats.kernel.wording import words_of
from milestones.engine import deeds, events
from milestones.engine.deeds import Deed
from milestones.engine.gates import missing, unfilled
from milestones.engine.refusals import Missing, Moved, MoveRefused
from milestones.engine.state import Plan, State, Stay, Step
from milestones.engine.words import ABOUT_THE_VISIT, Cause, Direction, GateKind, Outcome, Status

NOT_OPEN = {
    Status.ACTIVE: gettext_noop("This application is active. Reopen it to move it."),
    Status.HIRED: gettext_noop("This application is hired. Reopen it to move it."),
    Status.REJECTED: gettext_noop("This application is rejected. Reopen it to move it."),
    Status.WITHDRAWN: gettext_noop("This application is withdrawn. Reopen it to move it."),
}
QUICKER = gettext_noop("Somebody else was quicker: they are in {milestone} now.")
CLOSED_MEANWHILE = {
    Status.ACTIVE: gettext_noop("Somebody else was quicker: the application was active in {milestone}."),
    Status.HIRED: gettext_noop("Somebody else was quicker: the application was hired in {milestone}."),
    Status.REJECTED: gettext_noop("Somebody else was quicker: the application was rejected in {milestone}."),
    Status.WITHDRAWN: gettext_noop("Somebody else was quicker: the application was withdrawn in {milestone}."),
}


def standing_at(state: State, event: events.Move | None, at: datetime) -> tuple[Stay, Step]:
    """The open visit and its step; refuses where none is open, the page was stale, or time would run backwards."""
    if event is not None:
        refuse_stale(state, event)
    if not state.is_open or state.stay is None or state.step is None:
        raise MoveRefused(words_of(NOT_OPEN[state.status]), current=current(state))
    if at < state.stay.entered_at:
        raise MoveRefused(_("That is before they came here. Check the time of the move."), current=current(state))
    return state.stay, state.step


def refuse_stale(state: State, event: events.Move) -> None:
    """`expected` says where the person saw them, and that a visit was open there; for a reopening, that none was."""
    if event.expected is None:
        return
    saw_it_open = not isinstance(event, events.Reopen)
    if event.expected != current(state) or saw_it_open != state.is_open:
        where = state.step.name if state.step else _("no milestone")
        so_now = words_of(QUICKER) if state.is_open else words_of(CLOSED_MEANWHILE[state.status])
        raise Moved(
            so_now.format(milestone=where),
            current={"milestone": current(state), "name": where, "status": str(state.status)},
        )


def current(state: State) -> str:
    return state.stay.key if state.stay else ""


def advance(state: State, event: events.Advance, at: datetime) -> list[Deed]:
    _stay, step = standing_at(state, event, at)
    target = forward_target(state.plan, step, event.to, state)
    refuse_jump(state, step, target)
    refuse_closed(state, step, event.note)
    refuse_unfilled(state, step, target)
    refuse_missing_note(state, Direction.FORWARD, event.note)
    return notes_done(state, step, event.note) + transfer(step, target, Outcome.ADVANCED, event.note)


def bypass(state: State, event: events.Bypass, at: datetime) -> list[Deed]:
    _stay, step = standing_at(state, event, at)
    target = forward_target(state.plan, step, event.to, state)
    if not event.note.strip():
        raise MoveRefused(_("Say why the rules are bypassed."), missing=[note_item(_("Reason"))], current=step.key)
    refuse_missing_note(state, Direction.BYPASS, event.note)
    return transfer(step, target, Outcome.BYPASSED, event.note, left={"code": event.code} if event.code else None)


def passed(state: State, target: Step) -> list[Step]:
    """What a bypass to `target` leaves behind undone: this milestone where its gate is closed, and mandatory ones between."""
    step = state.step
    if step is None:
        return []
    between = [s for s in state.plan.after(step) if s.order < target.order and s.mandatory]
    return [*([step] if missing(state) or not between else []), *between]


def regress(state: State, event: events.Regress, at: datetime) -> list[Deed]:
    _stay, step = standing_at(state, event, at)
    target = known(state.plan, event.to, state)
    if target.order >= step.order:
        message = _("{target} does not come before {milestone}.").format(target=target.name, milestone=step.name)
        raise MoveRefused(message, current=step.key)
    if step.follows_hire and not target.follows_hire:
        raise MoveRefused(_("They are hired already; a hire can't be moved back."), current=step.key)
    refuse_missing_note(state, Direction.BACK, event.note)
    return transfer(step, target, Outcome.REGRESSED, event.note)


def reject(state: State, event: events.Reject, at: datetime) -> list[Deed]:
    standing_at(state, event, at)
    refuse_hired(state, _("They are hired already and can't be rejected."))
    refuse_missing_note(state, Direction.REJECT, event.note, event.reason)
    return leave(Outcome.REJECTED, Status.REJECTED, event.note, event.reason)


def leave_for_another_job(state: State, event: events.Transfer, at: datetime) -> list[Deed]:
    standing_at(state, event, at)
    refuse_hired(state, _("They are hired already and can't be moved to another job."))
    return leave(Outcome.TRANSFERRED, Status.REJECTED, event.note, event.reason)


def place(state: State, event: events.Place, at: datetime) -> list[Deed]:
    _stay, step = standing_at(state, event, at)
    return transfer(step, forward_target(state.plan, step, event.to, state), Outcome.SKIPPED, event.note)


def withdraw(state: State, event: events.Withdraw, at: datetime) -> list[Deed]:
    standing_at(state, event, at)
    refuse_hired(state, _("They are hired already and can't be withdrawn."))
    refuse_missing_note(state, Direction.WITHDRAW, event.note, event.reason)
    return leave(Outcome.WITHDRAWN, Status.WITHDRAWN, event.note, event.reason)


def reopen(state: State, event: events.Reopen, at: datetime) -> list[Deed]:
    refuse_stale(state, event)
    last = state.step
    if state.status not in {Status.REJECTED, Status.WITHDRAWN} or last is None or state.stay is None:
        message = _("Only a rejected or withdrawn application can be reopened.")
        raise MoveRefused(message, current=current(state))
    if state.stay.exited_at and at < state.stay.exited_at:
        raise MoveRefused(_("That is before the application was closed."), current=last.key)
    target = known(state.plan, event.to or last.key, state)
    if target.order > last.order:
        forward_target(state.plan, last, target.key, state)
        refuse_jump(state, last, target)
        refuse_closed(state, last, event.note)
        refuse_unfilled(state, last, target)
    refuse_missing_note(state, Direction.REOPEN, event.note)
    return [
        deeds.SetStatus(status=Status.ACTIVE),
        deeds.CancelMessages(purposes=("rejection", "withdrawal")),
        *enter(target, Cause.PERSON, {"from": last.key, "was": str(state.status)}, event.note),
    ]


# --- parts ------------------------------------------------------------------------------------------------------------
def transfer(
    step: Step,
    target: Step,
    outcome: Outcome,
    note: str = "",
    cause: Cause = Cause.PERSON,
    detail: dict[str, str] | None = None,
    left: dict[str, str] | None = None,
) -> list[Deed]:
    """Out of `step`, into `target`; `detail` and `left` are codes that stay with the new and with the old visit."""
    return [
        *close(outcome, {"to": target.key, **(left or {})}, note),
        *enter(target, cause, {"from": step.key, **(detail or {})}),
    ]


def close(outcome: Outcome, detail: dict[str, str], note: str = "") -> list[Deed]:
    """Out of the milestone: its clocks stop, and what waits to be said about it is not said any more."""
    return [
        deeds.CloseVisit(outcome=outcome, note=note, detail=detail),
        deeds.CancelTimers(),
        deeds.CancelMessages(purposes=ABOUT_THE_VISIT),
    ]


def enter(target: Step, cause: Cause, detail: dict[str, str], note: str = "") -> list[Deed]:
    return [
        deeds.OpenVisit(key=target.key, stage=target.stage, cause=cause, detail=detail, note=note),
        deeds.SetStage(stage=target.stage),
        deeds.ArmTimers(),
    ]


def leave(outcome: Outcome, status: Status, note: str, reason: str) -> list[Deed]:
    return [*close(outcome, {"reason": reason} if reason else {}, note), deeds.SetStatus(status=status)]


def known(plan: Plan, key: str, state: State) -> Step:
    target = plan.step(key)
    if target is None:
        message = _("This job's workflow has no milestone “{key}”.").format(key=key)
        raise MoveRefused(message, current=current(state))
    return target


def forward_target(plan: Plan, step: Step, key: str, state: State) -> Step:
    target = known(plan, key, state)
    if target.order <= step.order:
        message = _("{target} does not come after {milestone}.").format(target=target.name, milestone=step.name)
        raise MoveRefused(message, current=step.key)
    if target.follows_hire and not step.follows_hire:
        message = _("{target} comes with the hire: an accepted offer brings them there.").format(target=target.name)
        raise MoveRefused(message, current=step.key)
    return target


def refuse_jump(state: State, step: Step, target: Step) -> None:
    skipped = [s for s in state.plan.after(step) if s.order < target.order and s.mandatory]
    if skipped:
        names = ", ".join(s.name for s in skipped)
        message = _("{names} can't be left out. Bypassing needs a right and a reason.").format(names=names)
        raise MoveRefused(message, current=step.key)


def refuse_closed(state: State, step: Step, note: str) -> None:
    if items := missing(state, note):
        names = ", ".join(item["name"] for item in items)
        message = _("{milestone} is not complete. Missing: {names}.").format(milestone=step.name, names=names)
        raise MoveRefused(message, missing=items, current=step.key)


def refuse_unfilled(state: State, step: Step, target: Step) -> None:
    if items := unfilled(state, target):
        names = ", ".join(item["name"] for item in items)
        message = _("{milestone} needs more to be filled in: {names}.").format(milestone=target.name, names=names)
        raise MoveRefused(message, missing=items, current=step.key)


def refuse_missing_note(state: State, direction: Direction, note: str, reason: str = "") -> None:
    stage = state.step.stage if state.step else ""
    for rule in state.note_rules:
        applies = rule.direction == direction and rule.stage in ("", stage) and rule.reason in ("", reason)
        if applies and len(note.strip()) < rule.minimum_length:
            asked = _("Write a note of at least {n} characters: {rule}.")
            sentence = asked.format(n=rule.minimum_length, rule=rule.name)
            raise MoveRefused(sentence, missing=[note_item(rule.name)], current=current(state))


def note_item(name: str) -> Missing:
    return {"key": "note", "name": name, "kind": str(GateKind.NOTE)}


def refuse_hired(state: State, message: str) -> None:
    if state.status == Status.HIRED:
        raise MoveRefused(message, current=current(state))


def notes_done(state: State, step: Step, note: str) -> list[Deed]:
    """A note written with the move fulfils the required notes that are still open, and is recorded as such."""
    assert state.stay is not None
    if not note.strip():
        return []
    open_notes = [g for g in step.gates if g.kind == GateKind.NOTE and g.key not in state.stay.completed]
    return [deeds.CompleteGate(key=gate.key, note=note) for gate in open_notes]
