"""The rules that choose a job's workflow: their order, their conditions, and a preview for any job."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access, catalogue, clock, conditions
from ats.kernel.access import Sensitivity
from ats.kernel.access.admin import HouseAdmin, ReasonedForm
from ats.kernel.errors import DomainError
from ats.models import Job
from milestones.actions import selection_rules
from milestones.models import WorkflowSelectionRule
from milestones.models.selection_rule import ENTITY
from milestones.permissions import MilestonePermission
from milestones.queries.workflow_choice import Choice, choose, rules

EXAMPLE = '{"all": [{"field": "job.employment_type", "op": "eq", "value": "internship"}]}'


class RuleForm(ReasonedForm):
    condition = forms.JSONField(
        label=_l("Condition"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=format_lazy(_l("Such as {example}. Below is what may be named."), example=EXAMPLE),
    )

    class Meta:
        model = WorkflowSelectionRule
        fields = ["name", "workflow", "condition", "is_active"]

    def clean_condition(self) -> dict[str, Any]:
        """A condition on a job at a place, over fields that everybody who sees the job may read."""
        condition: dict[str, Any] = self.cleaned_data["condition"]
        if not condition:
            says = _("Say when the rule fits. What no rule fits takes the default workflow anyway.")
            raise forms.ValidationError(says)
        try:
            conditions.check(condition, ENTITY)
            named = conditions.fields(condition)
        except DomainError as refused:
            raise forms.ValidationError(refused.message) from refused
        if hidden := [str(field.label) for field in named if field.sensitivity != Sensitivity.PUBLIC]:
            says = _("A rule can't ask for {fields}: not everybody may see that.")
            raise forms.ValidationError(says.format(fields=", ".join(str(label) for label in hidden)))
        return condition


class PreviewForm(forms.Form):
    job = forms.CharField(label=_l("Requisition"), max_length=30, help_text=_l("Such as REQ-2417"))


@admin.register(WorkflowSelectionRule)
class WorkflowSelectionRuleAdmin(HouseAdmin):
    form = RuleForm
    view_permission = MilestonePermission.WORKFLOWS_VIEW
    change_permission = MilestonePermission.WORKFLOWS_EDIT
    change_list_template = "admin/milestones/workflowselectionrule/change_list.html"
    list_display = ("position", "name", "says", "workflow", "is_active")
    list_display_links = ("name",)
    list_filter = ("is_active", "workflow")
    list_select_related = ("workflow",)
    search_fields = ("name",)
    fields = ("name", "workflow", "condition", "says", "fields_to_name", "is_active")
    readonly_fields = ("says", "fields_to_name")
    actions = ("move_up", "move_down")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview)
        return [path("preview/", view, name="milestones_workflowselectionrule_preview"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: WorkflowSelectionRule, form: Any, change: bool) -> None:
        if not change:
            obj.position = selection_rules.next_position()
        super().save_model(request, obj, form, change)

    @admin.display(description=_l("Fits where"))
    def says(self, row: WorkflowSelectionRule) -> str:
        return conditions.sentence(row.condition) if row.condition else "–"

    @admin.display(description=_l("May be named"))
    def fields_to_name(self, row: WorkflowSelectionRule) -> str:
        named = [field for field in catalogue.reachable(ENTITY) if field.sensitivity == Sensitivity.PUBLIC]
        return "; ".join(f"{field.label}: {field.key} ({field.type})" for field in named)

    @admin.action(description=_l("Move up"), permissions=["change"])
    def move_up(self, request: HttpRequest, queryset: QuerySet[WorkflowSelectionRule]) -> None:
        for rule in queryset.order_by("position"):
            selection_rules.move(rule=rule, up=True, by=request.user, at=clock.now())

    @admin.action(description=_l("Move down"), permissions=["change"])
    def move_down(self, request: HttpRequest, queryset: QuerySet[WorkflowSelectionRule]) -> None:
        for rule in queryset.order_by("-position"):
            selection_rules.move(rule=rule, up=False, by=request.user, at=clock.now())

    def preview(self, request: HttpRequest) -> HttpResponse:
        """Which workflow a job takes under the rules as they are now, and why."""
        access.require(request.user, MilestonePermission.WORKFLOWS_VIEW)
        form = PreviewForm(request.GET or None)
        job, choice = None, None
        if form.is_valid():
            job = _jobs(request).filter(requisition_id__iexact=form.cleaned_data["job"].strip()).first()
            choice = _choice(job)
            if job is None:
                form.add_error("job", _("There is no such job, or none that you may see."))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Which workflow, and why"),
            "form": form,
            "job": job,
            "choice": choice,
            "pinned": getattr(job, "pinned_workflow", None),
        }
        return render(request, "admin/milestones/workflowselectionrule/preview.html", context)


def _jobs(request: HttpRequest) -> QuerySet[Job]:
    rows: QuerySet[Job] = Job.objects.visible_to(request.user)
    return rows.select_related("department", "job_family", "job_group", "pinned_workflow__version__workflow")


def _choice(job: Job | None) -> Choice | None:
    return choose(job, job.locations.select_related("region"), rules()) if job else None
