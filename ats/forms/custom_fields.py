"""Custom fields in any form: candidates, jobs, applications, offers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.forms.line_fields import LineField
from ats.forms.widgets import styled
from ats.models import CustomField, CustomType

YES_NO = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
Built = Callable[[CustomField, Any], forms.Field]


class CustomFieldsMixin:
    """Call `add_custom_fields` after `super().__init__`, show `custom`, hand `custom_values()` to the action.

    The form checks what a browser can send; the policy that the action asks (ats.policies.custom_fields) has the last word.
    """

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    custom_fields: list[CustomField]

    def add_custom_fields(
        self, fields: Iterable[CustomField], values: Mapping[str, Any] | None = None, needed: Iterable[str] = ()
    ) -> None:
        """Ask for `fields` (those that the person may write), filled with `values` by key; `needed` (keys of the catalogue)
        must be filled. May be called once for each entity."""
        added, known, must = list(fields), values or {}, set(needed)
        self.custom_fields = [*getattr(self, "custom_fields", []), *added]
        for field in added:
            asked = BUILD[CustomType(field.type)](field, known.get(field.key))
            asked.label, asked.help_text, asked.required = field.label, field.help, field.catalogue_key in must
            self.fields[_name(field)] = asked
        styled(self)

    @property
    def custom(self) -> list[Any]:
        """The bound fields, in their order."""
        return [self[_name(field)] for field in self.custom_fields]  # type: ignore[index]

    def custom_values(self, entity: str = "") -> dict[str, Any]:
        """Key to value as the actions take them, of one entity where several were added; None where nothing was given.
        Takes them out of `cleaned_data`."""
        wanted = [field for field in self.custom_fields if entity in ("", field.entity)]
        said = {field.key: self.cleaned_data.pop(_name(field), None) for field in wanted}
        return {key: None if value in ("", []) else value for key, value in said.items()}


def _name(field: CustomField) -> str:
    return f"custom_{field.entity}_{field.key}"


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not said."""

    def __init__(self, initial: Any) -> None:
        words = {True: "yes", False: "no"}.get(initial, "") if isinstance(initial, bool) else ""
        super().__init__(choices=YES_NO, initial=words, coerce=lambda word: word == "yes", empty_value=None)


def _choices(field: CustomField, kept: Any) -> list[tuple[str, str]]:
    """The list, and what is kept of an older one."""
    old = [each for each in (kept if isinstance(kept, list) else [kept]) if each and each not in field.choices]
    return [(each, each) for each in [*field.choices, *old]]


def _line(field: CustomField, kept: Any) -> forms.Field:
    return LineField(max_length=500, initial=kept)


def _text(field: CustomField, kept: Any) -> forms.Field:
    return forms.CharField(max_length=10_000, initial=kept, widget=forms.Textarea(attrs={"rows": 3}))


def _number(field: CustomField, kept: Any) -> forms.Field:
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    return forms.DecimalField(max_digits=15, initial=kept, widget=widget)


def _date(field: CustomField, kept: Any) -> forms.Field:
    return forms.DateField(initial=kept, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _boolean(field: CustomField, kept: Any) -> forms.Field:
    return YesNoField(kept)


def _choice(field: CustomField, kept: Any) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Not said")), *_choices(field, kept)], initial=kept)


def _several(field: CustomField, kept: Any) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple(attrs={"class": "checkbox"})
    return forms.MultipleChoiceField(choices=_choices(field, kept), initial=kept, widget=boxes)


def _url(field: CustomField, kept: Any) -> forms.Field:
    return forms.URLField(max_length=500, initial=kept, assume_scheme="https")


BUILD: dict[CustomType, Built] = {
    CustomType.TEXT: _line,
    CustomType.LONG_TEXT: _text,
    CustomType.NUMBER: _number,
    CustomType.DATE: _date,
    CustomType.BOOLEAN: _boolean,
    CustomType.CHOICE: _choice,
    CustomType.MULTI_CHOICE: _several,
    CustomType.URL: _url,
}
