"""What narrows the reports of this app."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.models import moments
from milestones.queries.bypasses import Filters


class BypassReportForm(forms.Form):
    job = forms.ModelChoiceField(label=_("Job"), queryset=None, required=False, empty_label=_("Any job"))
    person = forms.ModelChoiceField(label=_("Who"), queryset=None, required=False, empty_label=_("Anyone"))
    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "condval"}),
    )
    until = forms.DateField(
        label=pgettext_lazy("day", "To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "condval"}),
    )

    def __init__(self, *args: Any, jobs: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("job", jobs), ("person", people)):
            field: Any = self.fields[name]
            field.queryset = rows
            field.widget.attrs["class"] = "chip"

    def filters(self) -> Filters:
        """The days are the reader's, and both count. A day at the end of the calendar bounds nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        given = {
            name: value for name, value in given.items() if not isinstance(value, date) or moments.is_plausible(value)
        }
        job, person, since, until = (given.get(name) for name in ("job", "person", "since", "until"))
        return Filters(
            job=job.pk if job else None,
            person=person.pk if person else None,
            since=_start(since) if since else None,
            until=_start(until + timedelta(days=1)) if until else None,
        )


def _start(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
