"""What approvals need to know of bypasses."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse

from ats.kernel import approvals, catalogue
from milestones.actions import bypasses
from milestones.models import Bypass


def register() -> None:
    approvals.subject(
        key="bypass",
        model=Bypass,
        title=lambda row: f"Bypass for {row.application.candidate.name}",
        facts=lambda row, user: f"To {row.to_milestone.definition.name}",
        url=lambda row: reverse("approval", args=[row.approval_id]),
        on_decided=bypasses.decided,
        values=lambda row: catalogue.values("bypass", row),
        visible_to=lambda user: Bypass.objects.visible_to(user),
        listed=listed,
        lock=bypasses.lock_with_application,
        label="Bypass",
        icon="chevrons-right",
        proof=proof,
    )


def listed(ids: Collection[UUID], user: Any) -> dict[UUID, tuple[Bypass, str]]:
    rows = Bypass.objects.filter(pk__in=ids).select_related("application__candidate", "to_milestone__definition")
    return {row.pk: (row, f"To {row.to_milestone.definition.name}") for row in rows}


def proof(row: Bypass, user: Any) -> list[tuple[str, str]]:
    """What whoever decides should know: where from and to, what is left out, and why."""
    names = {
        use.definition.key: use.definition.name
        for use in row.to_milestone.version.milestones.select_related("definition")
    }
    return [
        ("Job", row.application.job.name),
        ("From", row.visit.milestone.definition.name),
        ("To", row.to_milestone.definition.name),
        ("Bypassed", ", ".join(names.get(key, key) for key in row.passed)),
        ("Kind of reason", row.get_code_display() if row.code else "None given"),
        ("Reason", row.reason),
    ]
