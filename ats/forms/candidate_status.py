"""What a candidate may say by their own link."""

from django import forms

from ats.forms.contact_fields import PhoneField
from ats.forms.line_fields import NameField
from ats.forms.widgets import text


class DetailsForm(forms.Form):
    first_name = NameField(max_length=120, widget=text(autocomplete="given-name"))
    last_name = NameField(max_length=120, required=False, widget=text(autocomplete="family-name"))
    location = NameField(label="Where you live", max_length=160, required=False, widget=text(autocomplete="off"))
    phone = PhoneField(label="Another phone number", required=False)
