"""What approvals need to know of bypasses."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from ats.kernel import approvals, catalogue
from milestones.actions import bypasses
from milestones.models import Bypass


def register() -> None:
    approvals.subject(
        key="bypass",
        model=Bypass,
        title=lambda row: _("Bypass for {name}").format(name=row.application.candidate.name),
        facts=lambda row, user: _towards(row),
        url=lambda row: reverse("approval", args=[row.approval_id]),
        on_decided=bypasses.decided,
        values=lambda row: catalogue.values("bypass", row),
        visible_to=lambda user: Bypass.objects.visible_to(user),
        listed=listed,
        lock=bypasses.lock_with_application,
        label=_l("Bypass"),
        icon="chevrons-right",
        proof=proof,
    )


def listed(ids: Collection[UUID], user: Any) -> dict[UUID, tuple[Bypass, str]]:
    rows = Bypass.objects.filter(pk__in=ids).select_related("application__candidate", "to_milestone__definition")
    return {row.pk: (row, _towards(row)) for row in rows}


def _towards(row: Bypass) -> str:
    return _("To {milestone}").format(milestone=row.to_milestone.definition.name)


def proof(row: Bypass, user: Any) -> list[tuple[str, str]]:
    """What whoever decides should know: where from and to, what is left out, and why."""
    names = {
        use.definition.key: use.definition.name
        for use in row.to_milestone.version.milestones.select_related("definition")
    }
    return [
        (_("Job"), row.application.job.name),
        (pgettext("milestone", "From"), row.visit.milestone.definition.name),
        (pgettext("milestone", "To"), row.to_milestone.definition.name),
        (_("Bypassed"), ", ".join(names.get(key, key) for key in row.passed)),
        (_("Kind of reason"), row.get_code_display() if row.code else _("None given")),
        (_("Reason"), row.reason),
    ]
