"""Versions of a workflow: edited while a draft, checked, activated; read-only ever after."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from ats.kernel import access, clock, conditions
from ats.kernel.access.admin import HouseAdmin, HouseInline
from ats.kernel.errors import DomainError
from ats.kernel.wording import words_of
from milestones.actions import workflow_versions
from milestones.admin.bypass_policies import BypassPolicyForm
from milestones.engine.words import SIGNALS, WORKING_GATES
from milestones.models import (
    BypassPolicy,
    EscalationLevel,
    GateItem,
    GateKind,
    Milestone,
    VersionStatus,
    WorkflowVersion,
)
from milestones.permissions import MilestonePermission
from milestones.queries.workflow_checks import problems


def version_of(row: Any) -> WorkflowVersion | None:
    """The version that a row of the design belongs to."""
    if isinstance(row, WorkflowVersion):
        return row
    milestone = row if isinstance(row, Milestone) else getattr(row, "milestone", None)
    return milestone.version if milestone is not None else None


class OnlyInDraft:
    """Adding, changing and deleting stop when the version is no draft any more."""

    view_permission = MilestonePermission.WORKFLOWS_VIEW
    change_permission = MilestonePermission.WORKFLOWS_EDIT

    def _drafting(self, request: HttpRequest, obj: Any) -> bool:
        version = version_of(obj) if obj is not None else None
        is_draft = version is None or version.status == VersionStatus.DRAFT
        return is_draft and access.allows(request.user, MilestonePermission.WORKFLOWS_EDIT)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._drafting(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._drafting(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._drafting(request, obj)


class OffersSignals:
    """What a milestone waits for is chosen among the events that are listened for; anything else never comes."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "completed_by":
            return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        offered = [("", _("No event")), *((code, f"{code}: {words_of(happens)}") for code, happens in SIGNALS.items())]
        return forms.ChoiceField(
            label=_("Completed by"), choices=offered, required=False, help_text=str(db_field.help_text)
        )


class MilestoneInline(OffersSignals, OnlyInDraft, HouseInline):
    model = Milestone
    fields = ("order", "definition", "kind", "is_mandatory", "limit_minutes", "completed_by")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("definition", "version")


class GateItemInline(OnlyInDraft, HouseInline):
    model = GateItem
    fields = ("order", "key", "name", "kind", "is_required", "quorum")

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only the kinds that hold somebody back by more than a box to tick."""
        if db_field.name == "kind":
            kwargs["choices"] = [("", "---------"), *(pair for pair in GateKind.choices if pair[0] in WORKING_GATES)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class BypassPolicyInline(OnlyInDraft, HouseInline):
    model = BypassPolicy
    form = BypassPolicyForm
    template = "admin/edit_inline/stacked.html"
    readonly_fields = ("only_when",)

    @admin.display(description=_l("That is"))
    def only_when(self, policy: BypassPolicy) -> str:
        return conditions.sentence(policy.condition) if policy.condition else pgettext("condition", "always")


class EscalationLevelInline(OnlyInDraft, HouseInline):
    model = EscalationLevel
    fields = ("level", "percent", "action")


@admin.register(Milestone)
class MilestoneAdmin(OffersSignals, OnlyInDraft, HouseAdmin):
    """One milestone of a draft, with its gate and its escalations."""

    list_display = ("definition", "version", "order", "kind", "limit_minutes")
    list_filter = ("version__workflow", "version__status", "kind")
    list_select_related = ("definition", "version__workflow")
    search_fields = ("definition__name", "definition__key")
    inlines = (GateItemInline, EscalationLevelInline, BypassPolicyInline)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "version":
            kwargs["queryset"] = WorkflowVersion.objects.filter(status=VersionStatus.DRAFT).select_related("workflow")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(WorkflowVersion)
class WorkflowVersionAdmin(OnlyInDraft, HouseAdmin):
    change_form_template = "admin/milestones/workflowversion/change_form.html"
    list_display = ("workflow", "number", "status", "change_note", "activated_at", "activated_by")
    list_filter = ("workflow", "status")
    list_select_related = ("workflow", "activated_by")
    search_fields = ("workflow__name", "change_note")
    readonly_fields = ("status", "activated_at", "activated_by", "retired_at")
    inlines = (MilestoneInline,)

    def get_urls(self) -> list[URLPattern]:
        return [
            path("<uuid:pk>/draft/", self.admin_site.admin_view(self.draft), name="workflow_version_draft"),
            path("<uuid:pk>/check/", self.admin_site.admin_view(self.check_page), name="workflow_version_check"),
            path("<uuid:pk>/activate/", self.admin_site.admin_view(self.activate), name="workflow_version_activate"),
            *super().get_urls(),
        ]

    def draft(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: a new draft from this version."""

        def deed(version: WorkflowVersion) -> WorkflowVersion:
            return workflow_versions.draft_from(version=version, by=request.user, at=clock.now())

        done = _("A new draft. Change its milestones, check it, activate it.")
        return self._do(request, pk, MilestonePermission.WORKFLOWS_EDIT, deed, done)

    def activate(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: make this draft the active version."""
        reason = request.POST.get("reason", "").strip() or "Activated in the administration"

        def deed(version: WorkflowVersion) -> WorkflowVersion:
            return workflow_versions.activate(version=version, by=request.user, at=clock.now(), reason=reason)

        done = _("Active. Jobs that open from now on take this version.")
        return self._do(request, pk, MilestonePermission.WORKFLOWS_ACTIVATE, deed, done)

    def check_page(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """The list of what is wrong with the version."""
        access.require(request.user, MilestonePermission.WORKFLOWS_VIEW)
        version = get_object_or_404(WorkflowVersion.objects.select_related("workflow"), pk=pk)
        found = problems(version)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Check of {version}").format(version=version),
            "version": version,
            "problems": found,
            "is_grave": any(problem.is_grave for problem in found),
            "back": self._address(version),
        }
        return render(request, "admin/milestones/workflowversion/check.html", context)

    def _do(
        self,
        request: HttpRequest,
        pk: Any,
        permission: MilestonePermission,
        deed: Callable[[WorkflowVersion], WorkflowVersion],
        done: str,
    ) -> HttpResponse:
        access.require(request.user, permission)
        version = get_object_or_404(WorkflowVersion, pk=pk)
        if request.method != "POST":
            return HttpResponseRedirect(self._address(version))
        try:
            version = deed(version)
        except DomainError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, done)
        return HttpResponseRedirect(self._address(version))

    def _address(self, version: WorkflowVersion) -> str:
        return reverse("admin:milestones_workflowversion_change", args=[version.pk])
