"""Custom fields: which there are, who sees them, in which order they are asked for."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.access.admin import HouseAdmin, ReasonedForm
from ats.models import CustomField
from ats.models.custom_field import CHOOSES
from ats.models.lines import one_line

FIXED = ["entity", "key", "type"]


class LinesField(forms.CharField):
    """A list, one entry a line, each once."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [one_line(line) for line in (super().clean(value) or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class CustomFieldForm(ReasonedForm):
    choices = LinesField(
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_l(
            "One a line, for “One of several” and “Any of several”. What you take off stays where it was chosen."
        ),
    )

    class Meta:
        model = CustomField
        fields = "__all__"

    def clean_choices(self) -> list[str]:
        choices: list[str] = self.cleaned_data["choices"]
        if any(len(choice) > 120 for choice in choices):
            raise forms.ValidationError(_("A choice has at most 120 characters."))
        return choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("type", self.instance.type)
        if kind in CHOOSES and not cleaned.get("choices") and "choices" not in self.errors:
            self.add_error("choices", _("Give at least one choice."))
        return cleaned


@admin.register(CustomField)
class CustomFieldAdmin(HouseAdmin):
    """Fields are switched off by `is_active`, not deleted: rows hold their values."""

    form = CustomFieldForm
    list_display = ["label", "entity", "key", "type", "sensitivity", "position", "is_active"]
    list_filter = ["entity", "type", "sensitivity", "is_active"]
    search_fields = ["label", "key", "help"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Rules and values name the field by these, so that they stay."""
        return FIXED if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
