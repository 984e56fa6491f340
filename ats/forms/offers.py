"""Drafting, sending and answering an offer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.forms.custom_fields import CustomFieldsMixin
from ats.forms.widgets import area, moment, text
from ats.kernel import clock
from ats.models import CustomField, DeclineKind, Offer, Opening, PayUnit


class TermsForm(forms.Form):
    salary_amount = forms.DecimalField(
        label=_l("Base salary"),
        min_value=1,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "input", "step": "0.01", "inputmode": "decimal"}),
    )
    salary_currency = forms.RegexField(
        "^[A-Z]{3}$",
        label=_l("Currency"),
        max_length=3,
        widget=text(size="3"),
        error_messages={"invalid": _l("Such as EUR.")},
    )
    salary_unit = forms.ChoiceField(
        label=pgettext_lazy("unit of pay", "Per"),
        choices=PayUnit.choices,
        widget=forms.Select(attrs={"class": "select"}),
    )
    bonus = forms.CharField(label=_l("Bonus"), required=False, max_length=120, widget=text())
    equity = forms.CharField(label=_l("Shares"), required=False, max_length=120, widget=text())
    start_date = forms.DateField(
        label=_l("Start date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"}),
    )
    expires_at = forms.DateTimeField(
        label=_l("Answer until"),
        widget=moment(),
        help_text=_l("The candidate can answer until then, in your time zone."),
    )

    def clean_expires_at(self) -> Any:
        until = self.cleaned_data["expires_at"]
        if until <= clock.now():
            raise ValidationError(_("This time has passed. Choose a later one."))
        return until


class DraftForm(CustomFieldsMixin, TermsForm):
    opening = forms.ModelChoiceField(
        label=_l("Opening"),
        queryset=Opening.objects.none(),
        required=False,
        widget=forms.Select(attrs={"class": "select"}),
    )

    def __init__(self, *args: Any, openings: Any, custom: Iterable[CustomField] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].queryset = openings  # type: ignore[attr-defined]
        self.add_custom_fields(custom)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        values = self.custom_values()
        return {**self.cleaned_data, "custom_fields": values}


class OfferFieldsForm(CustomFieldsMixin, forms.Form):
    """Custom fields of an offer, in any state."""

    def __init__(self, *args: Any, offer: Offer, custom: Iterable[CustomField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_custom_fields(custom, offer.custom_fields)


class ExtensionForm(forms.Form):
    expires_at = forms.DateTimeField(label=_l("New time"), widget=moment())
    reason = forms.CharField(label=_l("Reason"), max_length=300, widget=text())


class AcceptanceForm(forms.Form):
    """What the candidate signs: the full name, typed, and a box that nobody ticked for them."""

    signed_name = forms.CharField(
        label=_l("Type your full name"),
        max_length=200,
        widget=text(autocomplete="name"),
        error_messages={"required": _l("Type your full name to accept.")},
    )
    agree = forms.BooleanField(
        label=_l("I accept this offer and agree that my typed name counts as my signature."),
        error_messages={"required": _l("Tick the box to accept.")},
    )


class DeclineForm(forms.Form):
    kind = forms.ChoiceField(
        label=_l("Why not? It helps us to know"),
        choices=[("", _l("I’d rather not say")), *DeclineKind.choices],
        required=False,
        widget=forms.Select(attrs={"class": "select"}),
    )
    reason = forms.CharField(
        label=_l("In your words"),
        required=False,
        max_length=500,
        widget=area(3),
    )


def initial_terms(offer: Offer) -> dict[str, Any]:
    terms = offer.terms
    names = ("salary_amount", "salary_currency", "salary_unit", "bonus", "equity", "start_date")
    return {name: getattr(terms, name) for name in names} | {"expires_at": offer.expires_at}
