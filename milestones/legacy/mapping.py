"""The map from legacy labels to milestones, as somebody wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
            raise FileRefused(f"{table.label}, line {row.line}: legacy_stage is empty.")
        if len(label) > LONGEST_LABEL:
            raise FileRefused(
                f"{table.label}, line {row.line}: legacy_stage is longer than {LONGEST_LABEL} characters."
            )
        if mapping.setdefault(label, target) != target:
            raise FileRefused(f"{table.label}, line {row.line}: “{label}” is mapped twice, to different targets.")
    if not mapping:
        raise FileRefused(f"{table.label} maps no stage.")
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
        raise FileRefused(
            f"{table.label}, line {line}: the outcome “{outcome}” is unknown. "
            "Leave it empty or use rejected, offer or hired."
        )
    if not values.get("milestone"):
        raise FileRefused(f"{table.label}, line {line}: milestone is empty.")
    return Target(values["milestone"], Outcome(outcome))
