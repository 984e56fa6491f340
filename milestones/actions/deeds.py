"""The engine's deeds applied to rows, within the transaction of the action that asked for them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ats.actions import applications as core
from ats.models import Application, RejectionReason
from comms.actions import messages
from milestones.actions import escalations, time_limits
from milestones.actions.bypass_endings import lapse_of_visit
from milestones.engine import Plan, deeds
from milestones.engine.words import Status
from milestones.models import EscalationState, GateItemCompletion, Visit, VisitSignal
from milestones.queries.standing import Standing


class Applier:
    """Applies deeds one by one; knows the application, the plan and the visit that is current while it goes along."""

    def __init__(
        self,
        application: Application,
        standing: Standing,
        *,
        by: Any,
        at: datetime,
        reason: RejectionReason | None = None,
        firing: frozenset[str] = frozenset(),
    ) -> None:
        self.application, self.visit, self.by, self.at = application, standing.visit, by, at
        self.plan: Plan = standing.state.plan
        self.milestones, self.gates = standing.milestones, standing.gates
        self.key = standing.state.stay.key if standing.state.stay else ""  # of the current visit's milestone
        self.mail_waits = self.visit is not None and self.visit.mail_waits
        self.reason, self.firing = reason, firing
        self.done: tuple[deeds.Deed, ...] = ()
        self.changed: dict[UUID, tuple[Visit, set[str]]] = {}  # visits with the columns that are to be written
        self.acts: list[escalations.Act] = []  # for escalations.carry_out, together with those of other applications

    def apply(self, done: Sequence[deeds.Deed]) -> None:
        self.done = tuple(done)
        for deed in done:
            APPLY[type(deed)](self, deed)
        self.write()

    def write(self) -> None:
        """Each visit once, whatever happened to it; in their order, since only one of an application may be open."""
        for visit, names in self.changed.values():
            if visit._state.adding:
                visit.save(force_insert=True)
            else:
                visit.save(update_fields=sorted(names))

    def note(self, visit: Visit, *names: str) -> None:
        self.changed.setdefault(visit.pk, (visit, set()))[1].update(names)

    def close_visit(self, deed: deeds.CloseVisit) -> None:
        visit = self.current()
        if visit.bypass_waits:
            lapse_of_visit(visit, by=self.by, at=self.at)
        visit.exited_at, visit.exited_by = self.at, self.by
        visit.outcome, visit.note, visit.exit_detail = deed.outcome, deed.note, deed.detail
        self.note(visit, "exited_at", "exited_by", "outcome", "note", "exit_detail")

    def open_visit(self, deed: deeds.OpenVisit) -> None:
        position = self.visit.position + 1 if self.visit else 0
        self.key = deed.key
        self.visit = Visit(
            application=self.application,
            milestone_id=self.milestones[deed.key],
            entered_at=self.at,
            entered_by=self.by,
            cause=deed.cause,
            cause_detail=deed.detail,
            entry_note=deed.note,
            position=position,
        )
        self.note(self.visit)

    def arm_timers(self, deed: deeds.ArmTimers) -> None:
        visit = self.current()
        step = self.plan.step(self.key)
        if step is not None:
            time_limits.arm(self.application, visit, step, at=self.at, skip=deed.skip)
            self.note(visit, "due_at", "level_dues", "timer_version")

    def cancel_timers(self, deed: deeds.CancelTimers) -> None:
        time_limits.cancel(self.current(), firing=self.firing)
        self.note(self.current(), "level_dues", "timer_version")

    def set_stage(self, deed: deeds.SetStage) -> None:
        core.set_stage(application=self.application, stage=deed.stage, by=self.by, at=self.at)

    def set_status(self, deed: deeds.SetStatus) -> None:
        if deed.status == Status.REJECTED:
            core.mark_rejected(application=self.application, reason=self.reason, by=self.by, at=self.at)
        elif deed.status == Status.WITHDRAWN:
            core.mark_withdrawn(application=self.application, reason=self.reason, by=self.by, at=self.at)
        elif deed.status == Status.ACTIVE:
            core.mark_active(application=self.application, by=self.by, at=self.at)

    def cancel_messages(self, deed: deeds.CancelMessages) -> None:
        if not self.mail_waits:
            return
        messages.cancel_queued(
            application=self.application, purposes=deed.purposes, at=self.at, reason="The application was moved."
        )

    def complete_gate(self, deed: deeds.CompleteGate) -> None:
        visit = self.current()
        item = self.gates[self.key, deed.key]
        GateItemCompletion.objects.create(
            visit=visit, gate_item_id=item, completed_at=self.at, completed_by=self.by, note=deed.note
        )

    def record_signal(self, deed: deeds.RecordSignal) -> None:
        VisitSignal.objects.create(visit=self.current(), code=deed.code, received_at=self.at)

    def escalate(self, deed: deeds.Escalate) -> None:
        self.acts.append(escalations.Act(self.application, self.current(), deed.level, deed.action))

    def supersede(self, deed: deeds.Supersede) -> None:
        superseded = EscalationState.SUPERSEDED
        self.acts.append(escalations.Act(self.application, self.current(), deed.level, deed.action, superseded))

    def current(self) -> Visit:
        assert self.visit is not None
        return self.visit


APPLY: dict[type[deeds.Deed], Callable[[Applier, Any], None]] = {
    deeds.CloseVisit: Applier.close_visit,
    deeds.OpenVisit: Applier.open_visit,
    deeds.ArmTimers: Applier.arm_timers,
    deeds.CancelTimers: Applier.cancel_timers,
    deeds.SetStage: Applier.set_stage,
    deeds.SetStatus: Applier.set_status,
    deeds.CancelMessages: Applier.cancel_messages,
    deeds.CompleteGate: Applier.complete_gate,
    deeds.RecordSignal: Applier.record_signal,
    deeds.Escalate: Applier.escalate,
    deeds.Supersede: Applier.supersede,
}
