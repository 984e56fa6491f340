"""What milestones tell on timelines: who moved whom, why, with which note; and what the clocks did."""

from collections.abc import Iterable, Iterator
from typing import Any

from ats.kernel.pages import Entry
from ats.models import RejectionReason
from milestones.models import (
    BypassReason,
    Cause,
    Escalation,
    EscalationAction,
    EscalationState,
    GateItemCompletion,
    Visit,
    VisitOutcome,
)

TONES = {VisitOutcome.REJECTED: "bad", VisitOutcome.HIRED: "ok"}
ICONS = {
    VisitOutcome.ADVANCED: "arrow-right",
    VisitOutcome.REGRESSED: "arrow-left",
    VisitOutcome.BYPASSED: "chevrons-right",
    VisitOutcome.REJECTED: "circle-x",
    VisitOutcome.TRANSFERRED: "arrow-right-left",
    VisitOutcome.WITHDRAWN: "log-out",
    VisitOutcome.HIRED: "badge-check",
}
IN, WITHIN, OUT, PARTS = 0, 1, 2, 3  # what comes first of a visit, where all bear one time
TOLD = {
    EscalationAction.REMIND_OWNER: "The owner was reminded of the time limit in {}",
    EscalationAction.NOTIFY_MANAGER: "The hiring manager was told that the time limit in {} has passed",
}


def tell(*, user: Any, candidate: Any = None, application: Any = None, **subject: Any) -> Iterable[Entry]:
    """Moves, gate items and escalations of one application, or of all of a candidate's that `user` may see."""
    visits = Visit.objects.visible_to(user)
    visits = visits.filter(application=application) if application else visits.filter(application__candidate=candidate)
    rows = list(
        visits.select_related("milestone__definition", "entered_by", "exited_by").order_by("application_id", "position")
    )
    yield from _moves(rows)
    visits_by_id = {visit.pk: visit for visit in rows}
    yield from _completions(visits_by_id)
    yield from _escalations(visits_by_id)


def _moves(rows: list[Visit]) -> Iterator[Entry]:
    reasons = dict(RejectionReason.objects.values_list("key", "name")) if _any_reason(rows) else {}
    after = {(visit.application_id, visit.position): visit for visit in rows}
    for visit in rows:
        if "was" in visit.cause_detail:
            told = _reopened(visit)
            yield _entry(visit, IN, visit.entered_at, visit.entered_by, told, "rotate-ccw", body=visit.entry_note)
        if visit.exited_at is None:
            continue
        outcome = VisitOutcome(visit.outcome) if visit.outcome else None
        following = after.get((visit.application_id, visit.position + 1))
        text = _text(visit, outcome, following, reasons)
        icon, tone = ICONS.get(outcome, "arrow-right"), TONES.get(outcome, "")  # type: ignore[arg-type]
        yield _entry(visit, OUT, visit.exited_at, visit.exited_by, text, icon, tone=tone, body=visit.note)


def _any_reason(rows: list[Visit]) -> bool:
    return any("reason" in visit.exit_detail for visit in rows)


def _reopened(visit: Visit) -> str:
    return f"reopened the application in {visit.milestone.definition.name}"


def _text(visit: Visit, outcome: VisitOutcome | None, following: Visit | None, reasons: dict[str, str]) -> str:
    here = visit.milestone.definition.name
    there = following.milestone.definition.name if following else ""
    why = reasons.get(visit.exit_detail.get("reason", ""), "")
    if outcome == VisitOutcome.REJECTED:
        return f"rejected in {here}" + (f": {why}" if why else "")
    if outcome == VisitOutcome.TRANSFERRED:
        return f"moved from {here} to another job"
    if outcome == VisitOutcome.WITHDRAWN:
        return f"recorded the withdrawal in {here}" + (f": {why}" if why else "")
    if outcome == VisitOutcome.HIRED:
        return f"Hired out of {here}"
    if outcome == VisitOutcome.BYPASSED:
        code = visit.exit_detail.get("code", "")
        kind = f": {BypassReason(code).label.lower()}" if code in BypassReason.values else ""
        return f"bypassed {here} and moved to {there}{kind}"
    moved = "moved back" if outcome == VisitOutcome.REGRESSED else "moved"
    if following is not None and following.cause == Cause.CLOCK:
        return f"The time limit passed: {moved} from {here} to {there}"
    if following is not None and following.cause == Cause.EVENT:
        return f"{moved.capitalize()} from {here} to {there} by the event {following.cause_detail.get('event', '')}"
    return f"{moved} from {here} to {there}" if there else f"left {here}"


def _completions(visits: dict[Any, Visit]) -> Iterator[Entry]:
    rows = GateItemCompletion.objects.filter(visit__in=visits).select_related("gate_item", "completed_by")
    for row in rows:
        visit = visits[row.visit_id]
        text = f"completed “{row.gate_item.name}” in {visit.milestone.definition.name}"
        yield _entry(
            visit, WITHIN, row.completed_at, row.completed_by, text, "square-check", body=row.note, kind="gate"
        )


def _escalations(visits: dict[Any, Visit]) -> Iterator[Entry]:
    for row in Escalation.objects.filter(visit__in=visits, state=EscalationState.ACTED):
        visit = visits[row.visit_id]
        text = TOLD.get(EscalationAction(row.action), "Escalated in {}").format(visit.milestone.definition.name)
        yield _entry(visit, WITHIN, row.acted_at, None, text, "alarm-clock", tone="bad", kind="escalation")


def _entry(
    visit: Visit,
    part: int,
    at: Any,
    actor: Any,
    text: str,
    icon: str,
    *,
    tone: str = "",
    body: str = "",
    kind: str = "move",
) -> Entry:
    sentence = text if actor is not None else text[:1].upper() + text[1:]
    return Entry(
        at=at,
        actor=actor,
        text=sentence,
        icon=icon,
        tone=tone,
        body=body,
        kind=kind,
        order=PARTS * visit.position + part,
    )
