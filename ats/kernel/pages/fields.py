"""How form fields are drawn: the house's classes, native date inputs, and the kind that the field partial asks for."""

from typing import Any

from django import forms

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checks"),  # a RadioSelect too, to Django
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
)
CLASSES = {
    "textarea": "textarea",
    "radios": "radio",
    "checks": "checkbox",
    "checkbox": "checkbox",
    "file": "",
    "select": "select",
    "text": "input",
}
NATIVE: tuple[tuple[type[forms.DateInput | forms.DateTimeInput | forms.TimeInput], str, str], ...] = (
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.TimeInput, "time", "%H:%M"),
)


def kind(widget: forms.Widget) -> str:
    """text, textarea, select, radios, checks, checkbox or file."""
    return next((name for of, name in KINDS if isinstance(widget, of)), "text")


def dress(bound_field: Any) -> Any:
    """`bound_field` with the house's look; a class that the form gave stays beside ours."""
    widget = bound_field.field.widget
    given = widget.attrs.get("class", "")
    ours = CLASSES[kind(widget)]
    if ours and ours not in given.split():
        widget.attrs["class"] = f"{ours} {given}".strip()
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = min(int(widget.attrs.get("rows", 4)), 6)
        widget.attrs.pop("cols", None)
    for of, native, shape in NATIVE:
        if isinstance(widget, of):
            widget.input_type, widget.format = native, shape
    return bound_field
