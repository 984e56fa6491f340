"""The map from legacy labels to milestones, as somebody wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from milestones.legacy.reader import FileRefused, Table

COLUMNS = ["legacy_stage", "milestone", "outcome"]
LONGEST_LABEL = 120


class Outcome(StrEnum):
    """What reaching a legacy stage says about the application."""

    NONE = ""
    REJECTED = "rejected"
    OFFER = "offer"
    HIRED = "hired"


@dataclass(frozen=True)
class Target:
    """Where a legacy label leads: a milestone definition's key, and what it decides."""

    milestone: str
    outcome: Outcome


def parse(table: Table) -> dict[str, Target]:
    """Label to target. Raises FileRefused naming the line that is wrong."""
    mapping: dict[str, Target] = {}
    for row in table.rows:
        label, target = clean(row.values.get("legacy_stage", "")), _target(table, row.line, row.values)
        if not label:
            raise FileRefused(_("{file}, line {line}: legacy_stage is empty.").format(file=table.label, line=row.line))
        if len(label) > LONGEST_LABEL:
            says = _("{file}, line {line}: legacy_stage is longer than {n} characters.")
            raise FileRefused(says.format(file=table.label, line=row.line, n=LONGEST_LABEL))
        if mapping.setdefault(label, target) != target:
            says = _("{file}, line {line}: “{stage}” is mapped twice, to different targets.")
            raise FileRefused(says.format(file=table.label, line=row.line, stage=label))
    if not mapping:
        raise FileRefused(_("{file} maps no stage.").format(file=table.label))
    return mapping


def clean(label: str) -> str:
    """A label without surrounding and doubled spaces; otherwise as it was written."""
    return " ".join(label.split())


def as_rows(mapping: Mapping[str, Target]) -> list[dict[str, str]]:
    return [
        {"legacy_stage": label, "milestone": target.milestone, "outcome": str(target.outcome)}
        for label, target in mapping.items()
    ]


def _target(table: Table, line: int, values: dict[str, str]) -> Target:
    outcome = values.get("outcome", "").lower()
    if outcome not in set(Outcome):
        says = _(
            "{file}, line {line}: the outcome “{outcome}” is unknown. Leave it empty or use rejected, offer or hired."
        )
        raise FileRefused(says.format(file=table.label, line=line, outcome=outcome))
    if not values.get("milestone"):
        raise FileRefused(_("{file}, line {line}: milestone is empty.").format(file=table.label, line=line))
    return Target(values["milestone"], Outcome(outcome))
