"""Django admin of the core: configuration is changed here, state is only looked at."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ats.admin import (
    candidates,
    choices,
    classification,
    custom_fields,
    decisions,
    interviews,
    jobs,
    organisation,
    people,
    required_fields,
)

__all__ = [
    "candidates",
    "choices",
    "classification",
    "custom_fields",
    "decisions",
    "interviews",
    "jobs",
    "organisation",
    "people",
    "required_fields",
]

admin.site.site_header = admin.site.site_title = _("Waymark set-up")
admin.site.index_title = _("Set-up")
# One way to a new password: the page of the accounts, which keeps who changed it and why.
admin.site.password_change = lambda request, extra_context=None: redirect("account_change_password")  # type: ignore[method-assign]
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
