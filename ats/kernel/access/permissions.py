"""Permissions are code: each names one thing that a person may do and says what it means.

An app declares its own as members of a subclass in `<app>/permissions.py`; roles hold their values as rows.
"""

from enum import StrEnum
from typing import Self

from django.utils.translation import gettext_lazy as _

from ats.kernel.languages import Text


class Permission(StrEnum):
    """One thing that a person may do: the value is `noun.verb`, `description` what an administrator reads."""

    description: Text

    def __new__(cls, value: str, description: Text) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member


class Gate(StrEnum):
    """What a page asks for when it asks for no permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC = Gate.PUBLIC
SIGNED_IN = Gate.SIGNED_IN


class KernelPermission(Permission):
    ADMIN_VIEW = "admin.view", _("Look at the set-up (Django admin) without changing it")
    ADMIN_CONFIGURE = "admin.configure", _("Change the set-up: roles, calendars, workflows, texts and choice lists")
    CONTACT_VIEW = "contact.view", _("See e-mail addresses and phone numbers of candidates")
    PAY_VIEW = "pay.view", _("See pay: ranges of jobs and amounts of offers")
    VIEWS_SHARE = "views.share", _("Share saved views of lists with a role or with everybody")
    APPROVALS_VIEW = "approvals.view", _("See approval requests, also those that wait for somebody else")
    APPROVALS_OVERRIDE = "approvals.override", _("Decide in place of an approver, with a reason")
    AUDIT_VIEW = "audit.view", _("Read the audit log")
    IMPORTS_RUN = "imports.run", _("Import records from files, and take imports back")
    EXPORTS_RUN = "exports.run", _("Export records that they see to files")
    EXPORTS_APPROVE = "exports.approve", _("Decide on exports of many rows, or with contact points or pay")
    EXPORTS_OVERSEE = "exports.oversee", _("See who exported what, and withdraw anybody’s export")


def every_permission() -> list[Permission]:
    """All permissions of all apps that are loaded, in the order of their declaration."""
    return [member for declared in Permission.__subclasses__() for member in declared]
