"""What is asked for by deeds on a candidate: why, whose, when to remind, and which record to merge with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.forms.widgets import area, styled
from ats.kernel import access
from ats.models import Job, JobStatus, Source, User
from ats.permissions import CorePermission
from ats.policies import merges as policy

IN = [
    ("1", _("Tomorrow")),
    ("3", _("In 3 days")),
    ("7", _("In a week")),
    ("14", _("In two weeks")),
    ("30", _("In a month")),
]


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=area(2))


class MaybeWhyForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False, widget=area(2))


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, empty_label=_("Nobody"), label=_("New owner")
    )
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False, widget=area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        works_with = access.assignments(CorePermission.CANDIDATES_EDIT)
        people = User.objects.filter(pk__in=works_with.values("user"), is_active=True, is_service=False)
        self.fields["owner"].queryset = people.order_by("first_name", "last_name")  # type: ignore[attr-defined]
        styled(self)


class PutForwardForm(forms.Form):
    job = forms.ModelChoiceField(label=_("Job"), queryset=Job.objects.none(), empty_label=_("Choose a job"))
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("Unknown")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jobs = Job.objects.permitted(user, CorePermission.APPLICATIONS_CREATE).filter(status=JobStatus.OPEN)
        self.fields["job"].queryset = jobs  # type: ignore[attr-defined]
        self.fields["source"].queryset = Source.objects.filter(is_active=True)  # type: ignore[attr-defined]
        styled(self)


class ReminderForm(forms.Form):
    days = forms.ChoiceField(choices=IN, initial="3", label=_("Remind me"))
    title = forms.CharField(label=pgettext_lazy("of a reminder", "About"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)


class MergeForm(forms.Form):
    """`take_<fact>` is "theirs" where the value comes from the record that goes."""

    reason = forms.CharField(label=_("Why is this one person?"), max_length=300, required=False, widget=area(2))

    def take(self) -> set[str]:
        return {fact for fact in policy.FACTS if self.data.get(f"take_{fact}") == "theirs"}
