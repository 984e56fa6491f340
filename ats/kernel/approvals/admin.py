"""Flows and their steps are configured here; requests are only looked at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import conditions
from ats.kernel.access import KernelPermission
from ats.kernel.access.admin import HouseAdmin, HouseInline
from ats.kernel.approvals.models import ApprovalFlow, ApprovalFlowStep, ApprovalRequest, ApprovalStep
from ats.kernel.approvals.registry import resolvers
from ats.kernel.errors import DomainError


class FlowStepForm(forms.ModelForm):
    """Offers the resolvers that apps registered, and refuses a condition that is none."""

    resolver = forms.ChoiceField(label=_l("Who decides"))

    class Meta:
        model = ApprovalFlowStep
        fields = ("order", "name", "resolver", "quorum", "condition", "due_minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolver"].choices = [(found.key, found.label) for found in resolvers()]  # type: ignore[attr-defined]

    def clean_condition(self) -> dict[str, Any]:
        """The condition speaks of the flow's subject, which is the entity of the same name in the catalogue."""
        condition: dict[str, Any] = self.cleaned_data["condition"] or {}
        try:
            conditions.check(condition, self.instance.flow.subject_type)
        except DomainError as refusal:
            raise ValidationError(refusal.message) from refusal
        return condition


class FlowStepInline(HouseInline):
    model = ApprovalFlowStep
    form = FlowStepForm
    readonly_fields = ("asked_when",)

    @admin.display(description=_l("Asked when"))
    def asked_when(self, step: ApprovalFlowStep) -> str:
        return conditions.sentence(step.condition) if step.condition else _("always")


@admin.register(ApprovalFlow)
class ApprovalFlowAdmin(HouseAdmin):
    list_display = ("name", "key", "subject_type", "is_active")
    list_filter = ("is_active", "subject_type")
    search_fields = ("name", "key")
    inlines = (FlowStepInline,)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Apps ask for flows by key, so new ones come with the apps."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Requests keep the flow that they ran through; a flow is switched off instead."""
        return False


class StepInline(HouseInline):
    model = ApprovalStep
    is_read_only = True
    fields = ("order", "name", "quorum", "status", "due_at", "decided_at", "problem")


@admin.register(ApprovalRequest)
class ApprovalRequestAdmin(HouseAdmin):
    """Shows the requests that the reader sees elsewhere, and no others."""

    is_read_only = True
    view_permission = KernelPermission.APPROVALS_VIEW
    list_display = ("flow", "subject_type", "status", "decision", "requested_by", "requested_at", "overridden_by")
    list_filter = ("status", "flow", "decision")
    search_fields = ("subject_id", "requested_by__email")
    list_select_related = ("flow", "requested_by", "overridden_by")
    inlines = (StepInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)
