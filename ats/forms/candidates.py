"""Forms about candidates. They clean; actions write."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.forms.contact_fields import EmailAddressField, PhoneField
from ats.forms.custom_fields import CustomFieldsMixin
from ats.forms.line_fields import LineField
from ats.models import Application, CustomField, Job, JobStatus, Source

NOTE_LENGTH = 20_000


class CandidateForm(CustomFieldsMixin, forms.Form):
    """Adding somebody by hand, at once for a job if one is chosen."""

    first_name = LineField(label=_("First name"), max_length=120)
    last_name = LineField(label=_("Last name"), max_length=120, required=False)
    email = EmailAddressField(label=_("E-mail"), max_length=254, required=False)
    title = LineField(label=pgettext_lazy("of a person", "Title"), max_length=160, required=False)
    company = LineField(label=_("Company"), max_length=160, required=False)
    location = LineField(label=_("Location"), max_length=160, required=False)
    job = forms.ModelChoiceField(
        label=_("Job"), queryset=Job.objects.none(), required=False, empty_label=_("No job yet")
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("Unknown")
    )

    def __init__(self, *args: Any, user: Any, custom: Iterable[CustomField] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = PhoneField(label=_("Phone"), required=False)
        self.fields["job"].queryset = Job.objects.visible_to(user).filter(status=JobStatus.OPEN)
        self.fields["source"].queryset = Source.objects.filter(is_active=True)
        self.order_fields(["first_name", "last_name", "email", "phone"])
        self.add_custom_fields(custom)

    @property
    def own(self) -> list[Any]:
        """The fields that every candidate has."""
        names = {field.name for field in self.custom}
        return [field for field in self if field.name not in names]

    def facts(self) -> dict[str, Any]:
        """What the actions take."""
        values = self.custom_values()
        return {**self.cleaned_data, "custom_fields": values}


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea,
        error_messages={
            "required": _("The note is empty. Write a word or two."),
            "max_length": format_lazy(
                _("The note is too long: {most} characters fit. Shorten it, or add it as a file."),
                most=f"{NOTE_LENGTH:,}",
            ),
        },
    )
    application = forms.ModelChoiceField(label=_("Application"), queryset=Application.objects.none(), required=False)

    def __init__(self, *args: Any, applications: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = applications


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"), allow_empty_file=True)
