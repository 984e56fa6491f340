"""What an event is: a frozen record of ids, numbers, booleans, times and codes, registered under its public type."""

import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Literal, TypeVar, dataclass_transform
from uuid import UUID

CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,59}")
SCALARS = (UUID, bool, int, float, Decimal, datetime, date, str)
LIVE, IMPORT = "live", "import"


class NotPermitted(TypeError):
    """An event would carry something other than ids, numbers, booleans, times and short codes."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. `subject_id` is whom it is about: handlers see one subject's events in order."""

    type: ClassVar[str] = ""
    schema: ClassVar[int] = 1
    subject_type: ClassVar[str] = ""

    subject_id: UUID
    occurred_at: datetime
    actor_id: UUID | None = None
    origin: str = LIVE

    def data(self) -> dict[str, Any]:
        """The fields that the event adds to the base ones, as JSON values."""
        own = [f.name for f in fields(self) if f.name not in BASE_FIELDS]
        return {name: encode(name, getattr(self, name)) for name in own}


BASE_FIELDS = {f.name for f in fields(Event)}
registry: dict[str, type[Event]] = {}
E = TypeVar("E", bound=Event)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(public_type: str, *, schema: int = 1, subject_type: str = "") -> Callable[[type[E]], type[E]]:
    """Register a class under its public type, such as "application.received", and freeze it.

    `schema` grows when the meaning of its fields changes; `subject_type` is the type's first word where not given.
    Raises NotPermitted for a field that could carry personal data.
    """

    def register(cls: type[E]) -> type[E]:
        frozen = cls if "__dataclass_params__" in vars(cls) else dataclass(frozen=True, kw_only=True)(cls)
        frozen.type, frozen.schema = public_type, schema
        frozen.subject_type = subject_type or public_type.split(".")[0]
        for name, hint in typing.get_type_hints(frozen).items():
            if name not in BASE_FIELDS and typing.get_origin(hint) is not ClassVar:
                _check(f"{cls.__name__}.{name}", hint)
        known = registry.setdefault(public_type, frozen)
        if (known.__module__, known.__qualname__) != (frozen.__module__, frozen.__qualname__):
            raise ValueError(
                f"The event type {public_type} is already taken by {known.__module__}.{known.__qualname__}."
            )
        registry[public_type] = frozen
        return frozen

    return register


def _check(where: str, hint: Any) -> None:
    """Refuse a declared type whose values could be anything but ids, numbers, booleans, times and codes."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType, tuple, list):
        for part in typing.get_args(hint):
            if part is not type(None) and part is not Ellipsis:
                _check(where, part)
    elif origin is Literal or (isinstance(hint, type) and issubclass(hint, (Enum, *SCALARS))):
        return
    else:
        raise NotPermitted(
            f"{where} is declared as {hint}. An event carries ids, numbers, booleans, times and codes only."
        )


def encode(name: str, value: Any) -> Any:
    """One value as JSON, moments in UTC. Raises NotPermitted for text that is no short code: it could be personal data."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(name, item) for item in value]
    if isinstance(value, str) and (not value or CODE.fullmatch(value)):
        return value
    raise NotPermitted(f"The event field {name} holds something that is no id, number, boolean, time or short code.")


def decode(cls: type[E], subject_id: UUID, data: dict[str, Any], **base: Any) -> E:
    """The event as it was emitted. Fields that the class no longer has are left out, new ones take their defaults."""
    hints = typing.get_type_hints(cls)
    known = {name: _decode(hints[name], value) for name, value in data.items() if name in hints}
    return cls(subject_id=subject_id, **base, **known)


def _decode(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, parts = typing.get_origin(hint), [part for part in typing.get_args(hint) if part is not type(None)]
    if origin in (typing.Union, types.UnionType):
        return _decode(parts[0], value)
    if origin in (tuple, list):
        return origin(_decode(parts[0], item) for item in value)
    if isinstance(hint, type) and issubclass(hint, date):
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, (UUID, Decimal, Enum)):
        return hint(value)
    return value
