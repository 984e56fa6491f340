"""Form fields for contact points, cleaned to the one form in which they are kept."""

from typing import Any

from django import forms

from ats.models.contact import normal_email, normal_phone


class EmailAddressField(forms.EmailField):
    def clean(self, value: Any) -> str:
        address = super().clean(value)
        return normal_email(address) if address else ""


class PhoneField(forms.CharField):
    """A phone number; `country` reads numbers that come without their country code."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input"})

    def __init__(self, *, country: str = "", **kwargs: Any) -> None:
        self.country = country
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        return normal_phone(number, self.country) if number else ""
