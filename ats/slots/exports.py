"""Exports on pages: in the navigation, the command palette and the help."""

from django.utils.translation import gettext_lazy as _

from ats.kernel.access import KernelPermission
from ats.kernel.pages import Group, command, help_topic, nav
from ats.queries.export_page import may_see


def register() -> None:
    run = KernelPermission.EXPORTS_RUN
    nav("exports", _("Exports"), "file-down", "exports", group=Group.INSIGHT, order=90, only_for=may_see)
    command(_("Export records to a file"), "exports", "file-down", run)
    help_topic("exports", _("Export to a file"), "ats/help/exports.html", order=26, permission=run)
