"""What may happen to an application. `note` is what the person wrote with it; `expected` the milestone they saw."""

from dataclasses import dataclass

from milestones.engine.words import Basis


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all."""


@dataclass(frozen=True, kw_only=True)
class Arrive(Event):
    """The application came in; its first visit opens."""

    manual: bool = False


@dataclass(frozen=True, kw_only=True)
class Move(Event):
    """`expected` None: the person saw nothing that could be stale, as an automation doesn't."""

    expected: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Advance(Move):
    to: str


@dataclass(frozen=True, kw_only=True)
class Regress(Move):
    to: str


@dataclass(frozen=True, kw_only=True)
class Bypass(Move):
    """Past a closed gate or a mandatory milestone; `note` is the reason and is always required, `code` its kind."""

    to: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Reject(Move):
    reason: str


@dataclass(frozen=True, kw_only=True)
class Withdraw(Move):
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Transfer(Move):
    """On in another job; here it ends."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Place(Move):
    """Straight into a milestone, because the gates before it were passed in another job."""

    to: str


@dataclass(frozen=True, kw_only=True)
class Reopen(Move):
    """After a rejection or withdrawal; empty `to`: where they stood. `expected` is where they were seen closed."""

    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Hire(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class CompleteGateItem(Event):
    key: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SignalReceived(Event):
    """A domain event of the application, such as offer.accepted."""

    code: str


@dataclass(frozen=True, kw_only=True)
class LevelsDue(Event):
    """The escalation levels of the open visit whose time has come."""

    levels: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class LimitPassed(Event):
    """The time limit of the open visit has passed."""


@dataclass(frozen=True, kw_only=True)
class DateMoved(Event):
    """A date that a deadline is counted from has moved, or has become known."""

    basis: Basis


@dataclass(frozen=True, kw_only=True)
class ClockChanged(Event):
    """Working time itself has changed: a hold ended, a calendar or a freeze was edited."""
