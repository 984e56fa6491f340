"""What milestones tell on timelines: who moved whom, why, with which note; and what the clocks did."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

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
    EscalationAction.REMIND_OWNER: _l("The owner was reminded of the time limit in {milestone}"),
    EscalationAction.NOTIFY_MANAGER: _l("The hiring manager was told that the time limit in {milestone} has passed"),
}
# The kinds of reason as they stand after a colon.
BECAUSE = {
    BypassReason.EXECUTIVE: _l("executive decision"),
    BypassReason.URGENT: _l("urgent hire"),
    BypassReason.INTERNAL: _l("internal candidate"),
    BypassReason.KNOWN: _l("known to us already"),
    BypassReason.EQUIVALENT: _l("done elsewhere already"),
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
    says = (
        _("reopened the application in {milestone}")
        if visit.entered_by
        else _("Reopened the application in {milestone}")
    )
    return says.format(milestone=visit.milestone.definition.name)


def _text(visit: Visit, outcome: VisitOutcome | None, following: Visit | None, reasons: dict[str, str]) -> str:
    here = visit.milestone.definition.name
    there = following.milestone.definition.name if following else ""
    why = reasons.get(visit.exit_detail.get("reason", ""), "")
    reason = f": {why}" if why and outcome in (VisitOutcome.REJECTED, VisitOutcome.WITHDRAWN) else ""
    if outcome == VisitOutcome.BYPASSED:
        code = visit.exit_detail.get("code", "")
        reason = f": {BECAUSE[BypassReason(code)]}" if code in BypassReason.values else ""
    event = following.cause_detail.get("event", "") if following else ""
    return _sentence(visit, outcome, following).format(here=here, there=there, event=event) + reason


def _sentence(visit: Visit, outcome: VisitOutcome | None, following: Visit | None) -> str:
    """How the stay ended; after a person's name, or as a sentence of its own where nobody did it."""
    by, back = visit.exited_by is not None, outcome == VisitOutcome.REGRESSED
    if outcome == VisitOutcome.REJECTED:
        return _("rejected in {here}") if by else _("Rejected in {here}")
    if outcome == VisitOutcome.TRANSFERRED:
        return _("moved from {here} to another job") if by else _("Moved from {here} to another job")
    if outcome == VisitOutcome.WITHDRAWN:
        return _("recorded the withdrawal in {here}") if by else _("Recorded the withdrawal in {here}")
    if outcome == VisitOutcome.HIRED:
        return _("Hired out of {here}")
    if outcome == VisitOutcome.BYPASSED:
        return _("bypassed {here} and moved to {there}") if by else _("Bypassed {here} and moved to {there}")
    if following is None:
        return _("left {here}") if by else _("Left {here}")
    if following.cause == Cause.CLOCK and back:
        return _("The time limit passed: moved back from {here} to {there}")
    if following.cause == Cause.CLOCK:
        return _("The time limit passed: moved from {here} to {there}")
    if following.cause == Cause.EVENT and back:
        return _("Moved back from {here} to {there} by the event {event}")
    if following.cause == Cause.EVENT:
        return _("Moved from {here} to {there} by the event {event}")
    if back:
        return _("moved back from {here} to {there}") if by else _("Moved back from {here} to {there}")
    return _("moved from {here} to {there}") if by else _("Moved from {here} to {there}")


def _completions(visits: dict[Any, Visit]) -> Iterator[Entry]:
    rows = GateItemCompletion.objects.filter(visit__in=visits).select_related("gate_item", "completed_by")
    for row in rows:
        visit = visits[row.visit_id]
        says = _("completed “{item}” in {milestone}") if row.completed_by else _("Completed “{item}” in {milestone}")
        text = says.format(item=row.gate_item.name, milestone=visit.milestone.definition.name)
        yield _entry(
            visit, WITHIN, row.completed_at, row.completed_by, text, "square-check", body=row.note, kind="gate"
        )


def _escalations(visits: dict[Any, Visit]) -> Iterator[Entry]:
    for row in Escalation.objects.filter(visit__in=visits, state=EscalationState.ACTED):
        visit = visits[row.visit_id]
        says = TOLD.get(EscalationAction(row.action), _("Escalated in {milestone}"))
        text = says.format(milestone=visit.milestone.definition.name)
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
