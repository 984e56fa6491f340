"""The filters of an export as an approver reads them: comparisons as sentences, the list's other filters by their names."""

import json
import re

from django.http import QueryDict

from ats.kernel import catalogue, conditions
from ats.kernel.catalogue import Field
from ats.kernel.conditions.forms import Builder
from ats.kernel.errors import DomainError

ROW = re.compile(r"c\d+(op|v)?|match")


def in_words(query: str) -> str:
    """Empty where nothing is filtered."""
    data = QueryDict(query)
    with catalogue.read_once():
        said = [_built(data), _condition(data.get("condition", ""))]
    others = (f"{name}: {', '.join(values)}" for name, values in data.lists() if not _is_said(name))
    return "; ".join(part for part in [*others, *said] if part)


def _is_said(name: str) -> bool:
    return name == "condition" or ROW.fullmatch(name) is not None


def _built(data: QueryDict) -> str:
    """What somebody built row by row, each comparison on the entity of its own field."""
    fields = [found for name in data if re.fullmatch(r"c\d+", name) for found in _field(str(data[name]))]
    builder = Builder(data, fields, "", entity_of={field.entity: field.entity for field in fields})
    return conditions.sentence(builder.tree) if builder.tree else ""


def _field(key: str) -> list[Field]:
    try:
        return [catalogue.get(key)]
    except DomainError:
        return []


def _condition(text: str) -> str:
    try:
        return conditions.sentence(json.loads(text)) if text else ""
    except (DomainError, ValueError, KeyError):
        return text
