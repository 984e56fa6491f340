"""Form fields of one line, cleaned as the models want them."""

from typing import Any

from django import forms

from ats.models.lines import name_of_a_person, one_line


class LineField(forms.CharField):
    def clean(self, value: Any) -> str:
        return one_line(super().clean(value))


class NameField(forms.CharField):
    """A name from outside."""

    def clean(self, value: Any) -> str:
        return name_of_a_person(super().clean(value))
