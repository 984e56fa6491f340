"""What the engine looks at: the plan of a workflow version, and where one application stands in it."""

from dataclasses import dataclass, field
from datetime import datetime

from milestones.engine.words import HIRED_STAGES, Basis, GateKind, Kind, Status


@dataclass(frozen=True, kw_only=True)
class Gate:
    key: str
    name: str
    kind: GateKind
    required: bool = True
    quorum: int = 1


@dataclass(frozen=True, kw_only=True)
class Level:
    """One escalation: at `percent` of the time limit, do `action`."""

    level: int
    percent: int
    action: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A milestone in one version. Limits are in business minutes, offsets in minutes of wall time."""

    key: str
    name: str
    stage: str
    order: int
    kind: Kind
    mandatory: bool = True
    gates: tuple[Gate, ...] = ()
    limit_minutes: int | None = None
    basis: Basis = Basis.ENTERED
    offset_minutes: int = 0
    completes_on_time: bool = False
    completed_by: str = ""
    advances_when_complete: bool = False
    levels: tuple[Level, ...] = ()

    @property
    def follows_hire(self) -> bool:
        return self.stage in HIRED_STAGES


@dataclass(frozen=True, kw_only=True)
class Plan:
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def after(self, step: Step) -> tuple[Step, ...]:
        return tuple(other for other in self.steps if other.order > step.order)

    def before(self, step: Step) -> tuple[Step, ...]:
        return tuple(other for other in self.steps if other.order < step.order)

    def next(self, step: Step) -> Step | None:
        return next(iter(self.after(step)), None)


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One visit: where, since when, and what has been seen there. Closed once `exited_at` is set."""

    key: str
    entered_at: datetime
    exited_at: datetime | None = None
    completed: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    escalated: frozenset[int] = frozenset()
    limit_passed: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteRule:
    """Where a note must be written with a move; empty stage or reason: any."""

    name: str
    direction: str
    stage: str = ""
    reason: str = ""
    minimum_length: int = 1


@dataclass(frozen=True, kw_only=True)
class Needed:
    """A field that is empty and must be filled before they enter `stage`, or the milestone `milestone`."""

    key: str
    name: str
    stage: str = ""
    milestone: str = ""


@dataclass(frozen=True, kw_only=True)
class State:
    """One application. `stay` is the open visit, or the last one where none is open.

    `paused`: no clock runs; `over`: the job is filled, closed or cancelled, so nobody goes forward by themselves. `standing`
    holds the facts that are true whenever they came about (an accepted offer, a scorecard in), so that an early event is
    not waited for in vain.
    """

    plan: Plan
    status: Status
    stay: Stay | None = None
    scorecards_in: int = 0
    standing: frozenset[str] = frozenset()
    paused: bool = False
    over: bool = False
    note_rules: tuple[NoteRule, ...] = field(default=())
    needed: tuple[Needed, ...] = field(default=())

    @property
    def step(self) -> Step | None:
        return self.plan.step(self.stay.key) if self.stay else None

    @property
    def is_open(self) -> bool:
        return self.stay is not None and self.stay.exited_at is None
