"""Which fields must be filled before a milestone or a stage is entered."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import catalogue, conditions
from ats.kernel.access.admin import HouseAdmin, ReasonedForm
from ats.kernel.conditions.admin_field import ConditionField
from ats.models import RequiredFieldRule

# What is never empty, or comes by itself, is nothing to ask people for.
GIVEN = {
    "candidate.first_name",
    "candidate.do_not_contact",
    "candidate.added_at",
    "application.status",
    "application.stage",
    "application.applied_at",
    "application.hired_at",
    "application.rejection_reason",
    "job.name",
    "job.requisition_id",
    "job.status",
    "job.department",
    "job.pay_currency",
    "job.pay_unit",
    "department.name",
}


class RequiredFieldRuleForm(ReasonedForm):
    fields_asked = forms.MultipleChoiceField(label=_l("Fields"), widget=forms.CheckboxSelectMultiple)
    condition = ConditionField(
        entity="application", help_text=_l("Only where this holds; ask nothing for every application.")
    )

    class Meta:
        model = RequiredFieldRule
        fields = ("name", "stage", "milestone", "role", "is_active")

    field_order = ("name", "fields_asked", "stage", "milestone", "condition", "role", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["fields_asked"]
        fields = [field for field in catalogue.reachable("application") if field.key not in GIVEN]
        choices.choices = [(field.key, f"{field.label} ({field.key})") for field in fields]
        choices.initial = list(self.instance.fields or [])
        self.fields["condition"].initial = self.instance.condition

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("stage")) == bool(cleaned.get("milestone")):
            self.add_error("stage", _("Choose a stage, or name a milestone, one of the two."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.instance.fields = self.cleaned_data["fields_asked"]
        self.instance.condition = self.cleaned_data["condition"]
        return super().save(commit)


@admin.register(RequiredFieldRule)
class RequiredFieldRuleAdmin(HouseAdmin):
    form = RequiredFieldRuleForm
    list_display = ["name", "asked", "stage", "milestone", "only_where", "role", "is_active"]
    list_filter = ["stage", "is_active"]
    list_select_related = ["role"]
    search_fields = ["name", "milestone"]
    fields = [
        "name",
        "fields_asked",
        "stage",
        "milestone",
        "condition",
        "role",
        "is_active",
        "external_id",
        "change_reason",
    ]

    @admin.display(description=_l("Fields"))
    def asked(self, rule: RequiredFieldRule) -> str:
        return ", ".join(rule.fields)

    @admin.display(description=_l("Where"))
    def only_where(self, rule: RequiredFieldRule) -> str:
        try:
            return conditions.sentence(rule.condition) if rule.condition else _("always")
        except catalogue.UnknownField as gone:
            return gone.message
