"""Which fields are empty that a move asks for: the rules read once, put to many applications."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, prefetch_related_objects

from ats.kernel import catalogue, conditions, reading
from ats.kernel.access import RoleAssignment
from ats.models import Application, RequiredFieldRule
from milestones import engine

EMPTY = (None, "", [])
RULE = ("name", "fields", "stage", "milestone", "condition")


def rules_for(by: UUID | None) -> reading.Part:
    """Those that are asked of everybody, and those of the roles that the person with this id has."""
    asked = Q(role=None)
    if by is not None:
        asked |= Q(role__in=RoleAssignment.objects.filter(user=by).values("role_id"))
    return reading.Part(RequiredFieldRule.objects.filter(asked, is_active=True), {name: name for name in RULE})


def needed_fields(
    applications: Sequence[Application], asked: Iterable[Mapping[str, Any]]
) -> dict[UUID, tuple[engine.Needed, ...]]:
    """By application, the empty fields that the rules `asked` (rows of `rules_for`) ask for, whichever way it goes.

    No query where there is no rule, and as many for a hundred applications as for one.
    """
    rules = [RequiredFieldRule(**row) for row in asked]
    if not rules:
        return {}
    with catalogue.read_once():
        prefetch_related_objects(list(applications), *_ways(rules))
        return {row.pk: tuple(_empty(row, rules)) for row in applications}


def known_fields(keys: Iterable[str]) -> list[catalogue.Field]:
    """Those that the catalogue still holds: a custom field that was switched off is asked for no longer."""
    return [field for key in keys if (field := catalogue.find(key, "application")) is not None]


def _ways(rules: Sequence[RequiredFieldRule]) -> list[str]:
    """What the values are read from, besides the application's own columns."""
    named = " ".join([*(key for rule in rules for key in rule.fields), *(str(rule.condition) for rule in rules)])
    ways = {
        "candidate.": "candidate",
        "job.": "job",
        "department.": "job__department",
        "job.locations": "job__locations",
    }
    return [way for word, way in ways.items() if word in named]


def _empty(row: Application, rules: Sequence[RequiredFieldRule]) -> Iterable[engine.Needed]:
    values = catalogue.values("application", row)
    for rule in rules:
        if not _applies(rule, values):
            continue
        for field in known_fields(rule.fields):
            if values[field.key] in EMPTY:
                yield engine.Needed(key=field.key, name=str(field.label), stage=rule.stage, milestone=rule.milestone)


def _applies(rule: RequiredFieldRule, values: Mapping[str, Any]) -> bool:
    """A rule whose condition names a field that is gone holds nobody up."""
    try:
        return conditions.evaluate(rule.condition, values)
    except catalogue.UnknownField:
        return False
