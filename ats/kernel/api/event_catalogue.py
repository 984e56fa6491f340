"""The event catalogue, told by the event classes themselves."""

import dataclasses
import inspect
from typing import Any

from ats.kernel.outbox.events import BASE_FIELDS, registry


def event_catalogue() -> list[dict[str, Any]]:
    """Every public event type: its name, what it means, and the fields of its data."""
    return [
        {
            "type": name,
            "description": inspect.getdoc(kind) or "",
            "data": [field.name for field in dataclasses.fields(kind) if field.name not in BASE_FIELDS],
        }
        for name, kind in sorted(registry.items())
    ]
