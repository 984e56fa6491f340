"""Controls that look as the house's do."""

from typing import Any

from django import forms

LOOKS = {
    forms.Textarea: "textarea",
    forms.Select: "select",
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
