"""What is to be done. Live actions apply deeds to rows, a simulation to states in memory."""

from dataclasses import dataclass, field

from milestones.engine.words import Cause, Outcome, Status


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Base of all."""


@dataclass(frozen=True, kw_only=True)
class CloseVisit(Deed):
    outcome: Outcome
    note: str = ""
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OpenVisit(Deed):
    key: str
    stage: str
    cause: Cause
    note: str = ""
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ArmTimers(Deed):
    """Plan the open visit's limit and its levels, those in `skip` excepted: they have acted already."""

    skip: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class CancelTimers(Deed):
    pass


@dataclass(frozen=True, kw_only=True)
class SetStatus(Deed):
    status: Status


@dataclass(frozen=True, kw_only=True)
class SetStage(Deed):
    stage: str


@dataclass(frozen=True, kw_only=True)
class CancelMessages(Deed):
    purposes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CompleteGate(Deed):
    key: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordSignal(Deed):
    code: str


@dataclass(frozen=True, kw_only=True)
class Escalate(Deed):
    level: int
    action: str


@dataclass(frozen=True, kw_only=True)
class Supersede(Deed):
    """A lower level whose time came together with a higher one's: recorded, nobody told."""

    level: int
    action: str
