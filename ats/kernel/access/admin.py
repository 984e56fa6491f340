"""The base of every admin page of the house: access decides who may, and each change keeps who made it and why."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from guardian.models import BaseObjectPermission

from ats.kernel import clock
from ats.kernel.access import single_grants
from ats.kernel.access.checks import allows
from ats.kernel.access.held import grants
from ats.kernel.access.models import Scope
from ats.kernel.access.permissions import KernelPermission, Permission
from ats.kernel.history import acting

REASON = "change_reason"
LAST = ["external_id", REASON]
# What a list's own filters ask of a field. Anything longer could read out a field that nobody is shown.
ASKED_OF_A_FILTER = {
    "",
    "exact",
    "id__exact",
    "pk__exact",
    "in",
    "isnull",
    "gte",
    "gt",
    "lte",
    "lt",
    "year",
    "month",
    "day",
}


class ReasonedForm(forms.ModelForm):
    """Asks why; the sentence stands in the history of the row."""

    change_reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        help_text=_("Stands in the history of this entry."),
    )


class AsksAccess:
    """Permissions of an admin page or inline from roles; Django's own permission tables are never asked."""

    view_permission: Permission = KernelPermission.ADMIN_VIEW
    change_permission: Permission = KernelPermission.ADMIN_CONFIGURE
    is_read_only = False
    is_whole_company = False
    """Rows of all departments, without scopes of their own: only for those who may look everywhere."""

    def _may_change(self, request: HttpRequest) -> bool:
        return not self.is_read_only and allows(request.user, self.change_permission)

    def _may_view(self, request: HttpRequest) -> bool:
        if not self.is_whole_company:
            return allows(request.user, self.view_permission)
        return any(grant.scope == Scope.ALL for grant in grants(request.user, self.view_permission))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_view(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may_view(request)


class HouseInline(AsksAccess, admin.TabularInline):
    extra = 0


class HouseAdmin(AsksAccess, admin.ModelAdmin):
    """Give lists `search_fields` and `list_filter`; set `is_read_only` for what only actions may change."""

    form = ReasonedForm
    list_per_page = 50
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the list offers as a filter: `?password__startswith=` would give a secret away letter by letter."""
        offered = [name for name in self.get_list_filter(request) if isinstance(name, str)]
        return any(
            (lookup + "__").startswith(name + "__") and lookup[len(name) + 2 :] in ASKED_OF_A_FILTER for name in offered
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only looks is not asked why. What other systems call it stands last, before the reason."""
        fields = list(super().get_fields(request, obj))
        fields.sort(key=lambda name: LAST.index(name) if name in LAST else -1)
        writes = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return fields if writes else [name for name in fields if name != REASON]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whatever the form writes, related rows included, carries the person and the reason."""
        with acting(request.user, request.POST.get(REASON, "") or "Changed in the administration"):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with acting(request.user, "Deleted in the administration"):
            return super().delete_view(request, *args, **kwargs)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """One by one, so that each row leaves its history."""
        with acting(request.user, "Deleted in the administration"):
            for row in queryset:
                self.delete_model(request, row)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Who is named on a single row, and who no longer is, stands in the audit log; why, in the row's history."""
        if not issubclass(formset.model, BaseObjectPermission):
            return super().save_formset(request, form, formset, change)
        with single_grants.noted(formset.model, form.instance, by=request.user, at=clock.now()):
            return super().save_formset(request, form, formset, change)
