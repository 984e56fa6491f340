"""What a milestone of a draft asks of whoever brings somebody past it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import conditions
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.errors import DomainError
from ats.kernel.models import ApprovalFlow, Role
from milestones.models import BypassPolicy, BypassReason

OPEN = {Sensitivity.PUBLIC, Sensitivity.PERSONAL}


class BypassPolicyForm(forms.ModelForm):
    """Offers roles and kinds of reason to tick, and refuses a condition that is none."""

    roles = forms.MultipleChoiceField(
        label=_l("Only these roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("None ticked: everybody with the right to bypass"),
    )
    reasons = forms.MultipleChoiceField(
        label=_l("Kinds of reason"),
        required=False,
        choices=BypassReason.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("One of these must be given; none ticked: only a sentence is asked for"),
    )

    class Meta:
        model = BypassPolicy
        fields = ("is_allowed", "roles", "condition", "reasons", "approval_flow")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = list(Role.objects.order_by("name").values_list("key", "name"))  # type: ignore[attr-defined]
        self.fields["approval_flow"].queryset = ApprovalFlow.objects.filter(subject_type="bypass", is_active=True)  # type: ignore[attr-defined]
        self.fields["approval_flow"].empty_label = _("No approval")  # type: ignore[attr-defined]

    def clean_condition(self) -> dict[str, Any]:
        """A condition on the application. Its sentence is shown to recruiters, so it may name nothing confidential."""
        condition: dict[str, Any] = self.cleaned_data["condition"] or {}
        try:
            conditions.check(condition, "application")
        except DomainError as refusal:
            raise ValidationError(refusal.message) from refusal
        if hidden := [str(found.label) for found in conditions.fields(condition) if found.sensitivity not in OPEN]:
            says = _("“{field}” is confidential, and everybody who may bypass reads this condition.")
            raise ValidationError(says.format(field=hidden[0]))
        return condition
