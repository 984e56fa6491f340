"""Colleagues on pages."""

from django.utils.translation import gettext_lazy as _

from ats.kernel.access import KernelPermission
from ats.kernel.pages import Group, command, help_topic, nav
from ats.permissions import CorePermission


def register() -> None:
    nav("people", _("People"), "contact", "people", CorePermission.PEOPLE_MANAGE, Group.SETUP, order=5)
    nav("company", _("Company"), "building-2", "company", KernelPermission.ADMIN_CONFIGURE, Group.SETUP, order=8)
    help_topic("people", _("People"), "ats/help/people.html", order=60, permission=CorePermission.PEOPLE_MANAGE)
    help_topic("account", _("Your account"), "ats/help/account.html", order=70)
    command(_("Plan an absence"), "/account/#absence", "plane", None)
    command(_("Choose how you are told"), "/account/#notifications", "bell", None)
    command(_("Invite a colleague"), "people_invite", "user-plus", CorePermission.PEOPLE_MANAGE)
