"""Controls that look as the house's do."""

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from ats.kernel.prepared import as_text
from ats.models.user import name_of


class SelectOfMany(forms.Select):
    """Choices without groups, drawn as Django draws them but without templates for each option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, attrs)
        looks = format_html_join("", ' {}="{}"', ((key, said) for key, said in given.items() if type(said) is not bool))
        flags = format_html_join("", " {}", ((key,) for key, said in given.items() if said is True))
        chosen = self.format_value(value)
        options = SafeString("".join(_option(key, label, str(key) in chosen) for key, label in self.choices))
        return format_html('<select name="{}"{}{}>{}\n</select>', name, looks, flags, options)


def _option(key: Any, label: Any, is_chosen: bool) -> str:
    selected = " selected" if is_chosen else ""
    return f'\n  <option value="{conditional_escape(key)}"{selected}>{conditional_escape(label)}</option>\n'


class Names(ModelChoiceIterator):
    """People by name, read without a cursor on the server, and of each no more than the name takes."""

    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for pk, *name in self.queryset.values_list(as_text("pk"), "first_name", "last_name", "email"):
            yield pk, name_of(*name)


class ColleagueField(forms.ModelChoiceField):
    """One of so many people that reading and drawing them counts."""

    widget = SelectOfMany
    iterator = Names


LOOKS = {
    forms.Textarea: "textarea",
    forms.Select: "select",
    SelectOfMany: "select",
    forms.SelectMultiple: "select",
    forms.CheckboxInput: "checkbox",
}


def text(**attributes: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attributes})


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "textarea", "rows": rows})


def moment() -> forms.DateTimeInput:
    """Day and time in the reader's zone."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"class": "input", "type": "datetime-local"})


def styled(form: Any) -> None:
    """Give the controls that a form has from Django the same looks."""
    for field in form.fields.values():
        look = LOOKS.get(type(field.widget), "input")
        if not isinstance(field.widget, forms.CheckboxSelectMultiple | forms.HiddenInput):
            field.widget.attrs.setdefault("class", look)
