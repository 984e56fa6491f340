"""Colleagues, roles and who has which role where."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import gettext_noop

from ats.kernel import audit, clock
from ats.kernel.absences.models import Absence
from ats.kernel.access import Role, RoleAssignment, Scope, every_permission, last_administrator
from ats.kernel.access.admin import HouseAdmin, HouseInline, ReasonedForm
from ats.kernel.pages.words import sentence_case
from ats.kernel.wording import words_of
from ats.models import Department, Invitation, Region, User
from ats.queries import leaving

# What permissions are about, where no page says it.
ABOUT = [
    gettext_noop("Admin"),
    gettext_noop("Api keys"),
    gettext_noop("Audit"),
    gettext_noop("Events"),
    gettext_noop("Gate items"),
    gettext_noop("Organisation"),
    gettext_noop("Templates"),
]


class AssignmentForm(ReasonedForm):
    """The unit that a scope is confined to, by name."""

    unit_id = forms.TypedChoiceField(label=_l("Department or region"), required=False, coerce=UUID, empty_value=None)

    class Meta:
        model = RoleAssignment
        fields = ["user", "role", "scope", "unit_id"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "unit_id" in self.fields:
            self.fields["unit_id"].choices = units()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("scope") in {Scope.DEPARTMENT, Scope.REGION} and not cleaned.get("unit_id"):
            self.add_error("unit_id", _("Choose the department or region that this scope is confined to."))
        return cleaned


def units() -> list[tuple[str, str]]:
    departments = [(str(unit.pk), _("Department: {unit}").format(unit=unit.name)) for unit in Department.objects.all()]
    regions = [(str(unit.pk), _("Region: {unit}").format(unit=unit.name)) for unit in Region.objects.all()]
    return [("", _("The whole scope")), *departments, *regions]


class InlineAssignmentForm(AssignmentForm):
    change_reason = None


class AssignmentInline(HouseInline):
    model = RoleAssignment
    form = InlineAssignmentForm
    fields = ["role", "scope", "unit_id"]


class UserForm(ReasonedForm):
    """Switching somebody off here is for those who own nothing; whoever does hands it over on the page People."""

    def clean_is_active(self) -> bool:
        stays: bool = self.cleaned_data["is_active"]
        if not stays and self.instance.is_active and any(leaving.work_of(self.instance, clock.now()).values()):
            raise forms.ValidationError(
                _("Something is still theirs. Choose “Leaves” on the page People to hand it over.")
            )
        return stays


class KeepsAnAdministrator(HouseAdmin):
    """Pages whose changes decide who may change the set-up: what would leave nobody is refused and undone."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with _kept(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with _kept(request):
            return super().delete_view(request, *args, **kwargs)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with last_administrator.kept():
            super().delete_queryset(request, queryset)


def _kept(request: HttpRequest) -> AbstractContextManager[None]:
    """Looking needs no lock."""
    return last_administrator.kept() if request.method == "POST" else nullcontext()


@admin.register(User)
class UserAdmin(KeepsAnAdministrator):
    form = UserForm
    list_display = ["name", "email", "title", "department", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "is_service", "department", "role_assignments__role"]
    search_fields = ["first_name", "last_name", "email"]
    list_select_related = ["department"]
    fields = [
        "email",
        "first_name",
        "last_name",
        "title",
        "department",
        "manager",
        "time_zone",
        "is_active",
        "is_staff",
        "change_reason",
    ]
    autocomplete_fields = ["manager"]
    inlines = [AssignmentInline]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new colleague chooses the password by the link of “Forgot password”."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People leave by `is_active`; what they did stays theirs."""
        return False


class RoleForm(ReasonedForm):
    permissions = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Role
        fields = ["key", "name", "description", "default_scope", "needs_second_factor", "permissions"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "permissions" in self.fields:
            self.fields["permissions"].choices = grouped()


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every permission in its own words, by what it is about."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in every_permission():
        noun = words_of(sentence_case(str(each).split(".")[0]))
        groups.setdefault(noun, []).append((str(each), f"{each.description} ({each})"))
    return list(groups.items())


@admin.register(Role)
class RoleAdmin(KeepsAnAdministrator):
    form = RoleForm
    list_display = ["name", "key", "default_scope", "description"]
    list_filter = ["default_scope"]
    search_fields = ["name", "key", "description"]

    def save_model(self, request: HttpRequest, obj: Role, form: Any, change: bool) -> None:
        """Which permissions a role got and lost stands in the audit log; why, in its history."""
        before = set(Role.objects.get(pk=obj.pk).permissions) if change else set()
        super().save_model(request, obj, form, change)
        after = set(obj.permissions)
        audit.record(
            deed="role.changed" if change else "role.added",
            actor=request.user,
            subject_type=obj._meta.label_lower,
            subject_id=obj.pk,
            outcome="done",
            at=clock.now(),
            codes={"given": sorted(after - before), "taken": sorted(before - after)},
        )


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(KeepsAnAdministrator):
    is_whole_company = True
    form = AssignmentForm
    list_display = ["user", "role", "scope"]
    list_filter = ["role", "scope"]
    search_fields = ["user__first_name", "user__last_name", "user__email"]
    list_select_related = ["user", "role"]
    autocomplete_fields = ["user"]


@admin.register(Invitation)
class InvitationAdmin(HouseAdmin):
    """Sent, sent again and taken back on the page People, which writes the letters; here with their history."""

    is_read_only = True
    is_whole_company = True
    list_display = ["user", "invited_by", "sent_at", "expires_at", "accepted_at", "revoked_at"]
    list_filter = ["sent_at"]
    search_fields = ["user__email"]
    list_select_related = ["user", "invited_by"]


@admin.register(Absence)
class AbsenceAdmin(HouseAdmin):
    """Planned on the pages, which check who covers and ask them; here with their history."""

    is_read_only = True
    is_whole_company = True
    list_display = ["person", "starts_at", "ends_at", "deputy"]
    list_filter = ["starts_at"]
    search_fields = ["person__first_name", "person__last_name", "person__email"]
    list_select_related = ["person", "deputy"]
