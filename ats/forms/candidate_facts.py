"""The form of what a colleague changes about a candidate: facts, lists and contact points."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.forms.contact_fields import EmailAddressField, PhoneField
from ats.forms.custom_fields import CustomFieldsMixin
from ats.forms.line_fields import LineField
from ats.forms.widgets import styled, text
from ats.models import Candidate, ContactType, CustomField, Source
from ats.models.lines import one_line
from ats.models.moments import ZONES

FACTS = ("first_name", "last_name", "title", "company", "location", "time_zone", "tags", "skills")
LIST_LENGTHS = {"tags": 50, "skills": 100}
ITEM = 40


class ListField(forms.CharField):
    """Short words, separated by commas; each stands once, however often it was typed."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(required=False, widget=text(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        found: dict[str, str] = {}
        for item in typed.split(","):
            if word := one_line(item):
                found.setdefault(word.lower(), word)
        if too_long := [word for word in found.values() if len(word) > ITEM]:
            raise forms.ValidationError(
                _("“{word}” is too long: {most} characters fit. Separate words by commas.").format(
                    word=too_long[0], most=ITEM
                )
            )
        if len(found) > self.most:
            raise forms.ValidationError(_("{most} fit, these are {n}.").format(most=self.most, n=len(found)))
        return list(found.values())


def zones() -> list[tuple[str, str]]:
    return [("", _("Unknown")), *((name, name) for name in sorted(ZONES))]


class FactsForm(CustomFieldsMixin, forms.Form):
    first_name = LineField(label=_l("First name"), max_length=120)
    last_name = LineField(label=_l("Last name"), max_length=120, required=False)
    title = LineField(label=pgettext_lazy("of a person", "Title"), max_length=160, required=False)
    company = LineField(label=_l("Company"), max_length=160, required=False)
    location = LineField(max_length=160, required=False, label=_l("Place"))
    time_zone = forms.ChoiceField(label=_l("Time zone"), choices=zones, required=False)
    tags = ListField(
        label=_l("Tags"), most=LIST_LENGTHS["tags"], help_text=_l("Separated by commas, such as: shortlisted, referral")
    )
    skills = ListField(
        label=_l("Skills"), most=LIST_LENGTHS["skills"], help_text=_l("Separated by commas, such as: Go, PostgreSQL")
    )
    source = forms.ModelChoiceField(
        queryset=Source.objects.none(),
        required=False,
        empty_label=_l("Nothing new"),
        label=_l("One more source"),
        help_text=_l("Every source is kept; the first stays the first."),
    )

    def __init__(self, *args: Any, candidate: Candidate, custom: Iterable[CustomField] = (), **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(candidate, name) for name in FACTS})
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.add_custom_fields(custom, candidate.custom_fields)

    def facts(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in FACTS}
        return {**facts, "custom_fields": self.custom_values()}


class ContactForm(forms.Form):
    """One contact point; an emptied one is taken away."""

    type = forms.ChoiceField(label=_l("Type"), choices=ContactType.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["value", "type"])
        styled(self)


class EmailForm(ContactForm):
    value = EmailAddressField(label=_l("E-mail"), max_length=254, required=False)


class PhoneForm(ContactForm):
    value = PhoneField(label=_l("Phone"), required=False)


class ContactFormSet(forms.BaseFormSet):
    def points(self) -> list[dict[str, str]]:
        """{value, type} of each that is filled in."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("value")]
        return [{"value": row["value"], "type": row["type"] or ContactType.PERSONAL} for row in filled]


EmailFormSet = forms.formset_factory(EmailForm, formset=ContactFormSet, extra=1, max_num=20)
PhoneFormSet = forms.formset_factory(PhoneForm, formset=ContactFormSet, extra=1, max_num=20)


class ContactPoints:
    """Both lists of contact points of `candidate`, as one thing that is valid or isn't."""

    def __init__(self, data: Any, candidate: Candidate) -> None:
        known = {
            "emails": [{"value": row.value, "type": row.type} for row in candidate.email_addresses.all()],
            "phones": [{"value": row.value, "type": row.type} for row in candidate.phone_numbers.all()],
        }
        self.emails = EmailFormSet(data, prefix="emails", initial=known["emails"])
        self.phones = PhoneFormSet(data, prefix="phones", initial=known["phones"])
        self._known = known

    def is_valid(self) -> bool:
        return all([self.emails.is_valid(), self.phones.is_valid()])

    def changes(self) -> dict[str, Any]:
        """What `candidates.replace_contacts` takes; empty when nothing is another than before."""
        given = {"emails": self.emails.points(), "phones": self.phones.points()}
        return {name: points for name, points in given.items() if points != self._known[name]}
