"""The verbs of the bar over what is picked, as far as this person has them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ats.kernel import access
from comms.permissions import CommsPermission
from milestones.permissions import MilestonePermission as M

VERBS: list[tuple[Any, str, str, str, bool]] = [
    (CommsPermission.WRITE_MESSAGES, _("Write…"), "mail", "bulk_mail", False),
    (M.REJECT, _("Reject…"), "circle-x", "bulk_rejection", True),
]
MOVE: tuple[Any, str, str, str, bool] = (M.ADVANCE, _("Move…"), "arrow-right-left", "bulk_moves", False)


def bulk_verbs(user: Any, *, moves: bool = False) -> list[dict[str, Any]]:
    """`moves`: where the page has no dialog of its own for that."""
    return [
        {"label": label, "icon": icon, "url": reverse(name), "danger": danger}
        for permission, label, icon, name, danger in ([MOVE, *VERBS] if moves else VERBS)
        if access.allows(user, permission)
    ]
