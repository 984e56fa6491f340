"""Deciding, deciding in somebody's place, and handing on."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.forms.widgets import area, moment, text
from ats.kernel.approvals.models import Decision
from ats.models import User


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label=_l("Decision"), choices=Decision.choices)
    expected_step = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_l("Comment"),
        required=False,
        max_length=1000,
        widget=area(3),
        help_text=_l("Seen by everybody in the chain. Needed when you ask for changes or reject."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") not in (None, Decision.APPROVE) and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say what has to change, or why not."))
        return cleaned


class OverrideForm(forms.Form):
    decision = forms.ChoiceField(
        label=_l("Decision"),
        choices=[(Decision.APPROVE, _l("Approve")), (Decision.REJECT, _l("Reject"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(max_length=1000, widget=area(2), label=_l("Why you decide in their place"))


class DelegationForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(), label=_l("Who decides instead of you"), widget=forms.Select(attrs={"class": "select"})
    )
    until = forms.DateTimeField(
        required=False,
        label=_l("Until"),
        widget=moment(),
        help_text=_l("Afterwards only you can decide again."),
    )
    reason = forms.CharField(max_length=300, label=_l("Reason"), widget=text())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
