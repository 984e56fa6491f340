"""What a candidate may say by their own link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.forms.contact_fields import PhoneField
from ats.forms.line_fields import NameField
from ats.forms.widgets import text


class DetailsForm(forms.Form):
    first_name = NameField(label=_("First name"), max_length=120, widget=text(autocomplete="given-name"))
    last_name = NameField(label=_("Last name"), max_length=120, required=False, widget=text(autocomplete="family-name"))
    location = NameField(label=_("Where you live"), max_length=160, required=False, widget=text(autocomplete="off"))
    phone = PhoneField(label=_("Another phone number"), required=False)
