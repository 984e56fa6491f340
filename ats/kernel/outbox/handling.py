"""Which functions react to which events."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ats.kernel.outbox.events import IMPORT, Event, decode, registry


@dataclass(frozen=True)
class Handler:
    name: str
    event: type[Event]
    run: Callable[..., None]
    imports: bool
    wanted: Callable[[str], bool]


EVERY = Event.type
"""What the base class of events says its type is: whoever handles it handles all."""
_handlers: dict[str, Handler] = {}
F = TypeVar("F", bound=Callable[..., None])


def always(event_type: str) -> bool:
    return True


def handles(
    event: type[Event], *, name: str, imports: bool = False, wanted: Callable[[str], bool] = always
) -> Callable[[F], F]:
    """Register a function for `event` under a lasting `name` (it stands in rows), such as "comms.acknowledge".

    It is called as `f(event, event_id=…, at=…)` in a transaction of its own, once in effect, and for one subject in the
    order of the log. It writes to the database only: a network call belongs into work of its own. Events that an import
    made reach it only with `imports=True`. With the base class Event it sees every type of event; `wanted(type)`, asked in the
    transaction of the event, says whether there is anything to do at all.
    """

    def register(function: F) -> F:
        known = _handlers.get(name)
        if known is not None and known.run.__qualname__ != function.__qualname__:
            raise ValueError(f"The handler name {name} is already taken by {known.run.__qualname__}.")
        _handlers[name] = Handler(name, event, function, imports, wanted)
        return function

    return register


def handlers_of(event: type[Event], origin: str) -> list[Handler]:
    """Who is to see an event of this class and origin."""
    fitting = [handler for handler in _handlers.values() if handler.event.type in (EVERY, event.type)]
    reached = [handler for handler in fitting if handler.imports or origin != IMPORT]
    return [handler for handler in reached if handler.wanted(event.type)]


def handler(name: str) -> Handler | None:
    return _handlers.get(name)


def names() -> list[str]:
    return list(_handlers)


def forget(name: str) -> None:
    """Take a handler out again (tests, and chaos runs that end)."""
    _handlers.pop(name, None)


def event_of(stored: Any) -> Event:
    """The event of a row of the log as its class."""
    return decode(
        registry[stored.type],
        stored.subject_id,
        stored.data,
        occurred_at=stored.occurred_at,
        actor_id=stored.actor_id,
        origin=stored.origin,
    )
