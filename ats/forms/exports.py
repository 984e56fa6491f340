"""The form of an export: which columns, in which format, and what for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.forms.widgets import area
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.transfers.exports.models import Format
from ats.kernel.transfers.exports.registry import Column


class ExportForm(forms.Form):
    columns = forms.MultipleChoiceField(label=_("Columns"), widget=forms.CheckboxSelectMultiple)
    sensitive = forms.MultipleChoiceField(
        label=_("Sensitive columns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With one of these somebody else decides on the export."),
    )
    format = forms.ChoiceField(label=_("Format"), choices=Format.choices, widget=forms.RadioSelect, initial=Format.CSV)
    with_bom = forms.BooleanField(
        label=_("Begin a CSV file with the mark by which Excel knows its letters"), required=False
    )
    reason = forms.CharField(
        label=_("What it is for"),
        max_length=500,
        widget=area(2),
        help_text=_("Whoever decides reads it, and it stands in the record."),
    )

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = [column for column in columns if column.sensitivity == Sensitivity.PUBLIC]
        guarded = [column for column in columns if column.sensitivity != Sensitivity.PUBLIC]
        of_open: Any = self.fields["columns"]
        of_open.choices = [(column.key, column.label) for column in open_]
        of_open.initial = [column.key for column in open_]
        of_guarded: Any = self.fields["sensitive"]
        of_guarded.choices = [(column.key, column.label) for column in guarded]
        if not guarded:
            del self.fields["sensitive"]

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        chosen = [*given.pop("columns"), *given.pop("sensitive", [])]
        return {**given, "columns": chosen}
