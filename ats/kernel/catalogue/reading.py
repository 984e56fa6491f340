"""What a row says for a field. JSON holds what old systems once wrote: a value of another type counts as missing."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from ats.kernel.catalogue.kinds import Field, FieldType, Kept

ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


def value(field: Field, row: Any, way: str) -> Any:
    """The value of `field` on `row`, reached by `way`; None where there is none, a list where it has several."""
    found = follow(row, way.split("__"))
    if field.kept == Kept.JSON:
        return FROM_JSON[field.type](found)
    return found or [] if field.type == FieldType.SEVERAL else found


def follow(row: Any, steps: list[str]) -> Any:
    """Along attributes, keys of JSON, and all rows of a relation."""
    if not steps or row is None:
        return row
    step, *rest = steps
    if isinstance(row, dict):
        return follow(row.get(step), rest)
    found = getattr(row, step)
    if hasattr(found, "all") and rest:
        return [follow(each, rest) for each in found.all()]
    return follow(found, rest)


def _number(raw: Any) -> Decimal | None:
    return Decimal(str(raw)) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) else None


def _date(raw: Any) -> date | None:
    if not isinstance(raw, str) or not re.match(ISO_DATE, raw):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _boolean(raw: Any) -> bool | None:
    return raw if isinstance(raw, bool) else None


def _several(raw: Any) -> list[str]:
    return [each for each in raw if isinstance(each, str)] if isinstance(raw, list) else []


FROM_JSON = {
    FieldType.NUMBER: _number,
    FieldType.TEXT: _text,
    FieldType.CHOICE: _text,
    FieldType.DATE: _date,
    FieldType.BOOLEAN: _boolean,
    FieldType.SEVERAL: _several,
}
