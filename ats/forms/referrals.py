"""The form with which a colleague refers somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.forms.contact_fields import EmailAddressField, PhoneField
from ats.forms.line_fields import NameField
from ats.forms.widgets import area, text
from ats.models import Job
from ats.models.referral import Relation
from ats.queries import referrals

REASON_LENGTH = 4000


class JobChoice(forms.ModelChoiceField):
    def label_from_instance(self, job: Any) -> str:
        return str(job.name)


class ReferralForm(forms.Form):
    job = JobChoice(queryset=Job.objects.none(), label=_("Job"), empty_label=_("Choose a job"))
    first_name = NameField(label=_("First name"), max_length=120, widget=text(autocomplete="off"))
    last_name = NameField(label=_("Last name"), max_length=120, widget=text(autocomplete="off"))
    email = EmailAddressField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("We write to them there, say that you recommended them, and ask whether they agree."),
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    resume = forms.FileField(
        label=_("Their CV"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt"}),
    )
    relation = forms.ChoiceField(label=_("How do you know them?"), choices=[("", _("Choose")), *Relation.choices])
    reason = forms.CharField(
        label=_("Why this person for this job?"),
        max_length=REASON_LENGTH,
        help_text=_("The people who hire for the job read it; the person may ask to see it."),
        widget=area(5),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].queryset = referrals.jobs_for(user)
        self.fields["phone"] = PhoneField(label=_("Phone"), required=False)

    def facts(self) -> dict[str, Any]:
        """What the action takes, but for the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "resume"}
