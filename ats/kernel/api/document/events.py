"""Each public event as an OpenAPI 3.1 webhook: its payload's shape, read off the event's class, with an example."""

import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from ats.kernel.api.document.samples import Samples
from ats.kernel.api.event_catalogue import event_catalogue
from ats.kernel.outbox.events import CODE, LIVE, Event, registry

ID = {"type": "string", "format": "uuid"}
MOMENT = {"type": "string", "format": "date-time"}
# Standard Webhooks' three headers.
HEADERS = (
    ("webhook-id", "The same for every attempt: what you have taken already, you know by it"),
    ("webhook-timestamp", "Unix time of this attempt in seconds; refuse what is older than five minutes"),
    (
        "webhook-signature",
        "`v1,` and base64 of HMAC-SHA256 over id, timestamp and body; several while a secret is rotated",
    ),
)
ANSWERS = {
    "2XX": {"description": "Taken; it isn't sent again"},
    "410": {"description": "Gone: this endpoint is switched off for good"},
    "default": {"description": "Not taken; it is sent again over three days"},
}


def webhooks() -> dict[str, Any]:
    """By type: what is sent where an endpoint asks for it."""
    parameters = [
        {"name": name, "in": "header", "required": True, "description": meaning, "schema": {"type": "string"}}
        for name, meaning in HEADERS
    ]
    return {one["type"]: {"post": _operation(one, parameters)} for one in event_catalogue()}


def _operation(told: dict[str, Any], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    shape = payload_shape(registry[told["type"]])
    return {
        "operationId": f"on_{told['type'].replace('.', '_')}",
        "summary": told["type"],
        "description": told["description"],
        "tags": ["events"],
        "parameters": parameters,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": shape, "example": Samples({}).of(shape)}},
        },
        "responses": ANSWERS,
    }


def payload_shape(kind: type[Event]) -> dict[str, Any]:
    """The body that goes out: `type`, `timestamp` and `data`."""
    data = {
        **dict(_own(kind)),
        "event_id": {**ID, "description": "The event's id in the event log"},
        "schema": {"type": "integer", "const": kind.schema, "description": "Grows when the meaning of a field changes"},
        "subject_type": {"type": "string", "const": kind.subject_type},
        "subject_id": {**ID, "description": "Whom or what it is about; one subject's events come in order"},
        "actor_id": {
            "type": ["string", "null"],
            "format": "uuid",
            "description": "Who did it; null: a candidate or a rule",
        },
        "origin": {"type": "string", "enum": [LIVE], "description": "Imports aren't told"},
    }
    members = {
        "type": {"type": "string", "const": kind.type},
        "timestamp": {**MOMENT, "description": "When it happened, by the product's clock"},
        "data": {"type": "object", "required": list(data), "properties": data},
    }
    return {"type": "object", "required": list(members), "properties": members}


def _own(kind: type[Event]) -> Iterator[tuple[str, dict[str, Any]]]:
    hints = typing.get_type_hints(kind)
    shared = typing.get_type_hints(Event)
    for name, hint in hints.items():
        if name not in shared:
            yield name, shape_of(hint)


def shape_of(hint: Any) -> dict[str, Any]:
    """The JSON that `outbox.events.encode` makes of a value of this type."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = shape_of(next(part for part in parts if part is not type(None)))
        return {**inner, "type": [inner["type"], "null"]} if "type" in inner else inner
    if origin in (tuple, list):
        return {"type": "array", "items": shape_of(parts[0])}
    if origin is typing.Literal:
        return {"type": "string", "enum": list(parts)}
    return _scalar(hint)


def _scalar(hint: type[Any]) -> dict[str, Any]:
    if issubclass(hint, Enum):
        return {"type": "string", "enum": [each.value for each in hint]}
    if issubclass(hint, UUID):
        return ID
    if issubclass(hint, date):
        return MOMENT if issubclass(hint, datetime) else {"type": "string", "format": "date"}
    if issubclass(hint, bool):
        return {"type": "boolean"}
    if issubclass(hint, int | float):
        return {"type": "integer" if issubclass(hint, int) else "number"}
    return {"type": "string", "pattern": f"^({CODE.pattern})?$"} if hint is str else {"type": "string"}
