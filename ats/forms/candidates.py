"""Forms about candidates. They clean; actions write."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ats.forms.contact_fields import EmailAddressField, PhoneField
from ats.forms.custom_fields import CustomFieldsMixin
from ats.forms.line_fields import LineField
from ats.models import Application, CustomField, Job, JobStatus, Source

NOTE_LENGTH = 20_000


class CandidateForm(CustomFieldsMixin, forms.Form):
    """Adding somebody by hand, at once for a job if one is chosen."""

    first_name = LineField(max_length=120)
    last_name = LineField(max_length=120, required=False)
    email = EmailAddressField(label="E-mail", max_length=254, required=False)
    title = LineField(max_length=160, required=False)
    company = LineField(max_length=160, required=False)
    location = LineField(max_length=160, required=False)
    job = forms.ModelChoiceField(queryset=Job.objects.none(), required=False, empty_label="No job yet")
    source = forms.ModelChoiceField(queryset=Source.objects.none(), required=False, empty_label="Unknown")

    def __init__(self, *args: Any, user: Any, custom: Iterable[CustomField] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = PhoneField(label="Phone", required=False)
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
        max_length=NOTE_LENGTH,
        widget=forms.Textarea,
        error_messages={
            "required": "The note is empty. Write a word or two.",
            "max_length": f"The note is too long: {NOTE_LENGTH:,} characters fit. Shorten it, or add it as a file.",
        },
    )
    application = forms.ModelChoiceField(queryset=Application.objects.none(), required=False)

    def __init__(self, *args: Any, applications: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = applications


class FileForm(forms.Form):
    file = forms.FileField(allow_empty_file=True)
