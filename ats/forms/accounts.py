"""What people say about themselves and how they sign in."""

from datetime import datetime, time
from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.actions import people
from ats.forms.widgets import styled
from ats.kernel import clock, languages
from ats.kernel.notices import reading
from ats.kernel.zones import zone_of
from ats.models import User
from ats.models.lines import name_of_a_person

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
ZONE_CHOICES = [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in ZONES)]


class ForgottenPasswordForm(ResetPasswordForm):
    """The library's form; the letter is written by a worker, so that the answer takes as long for an unknown address."""

    def clean_email(self) -> str:
        """Nobody is looked up here: that too would take its time."""
        address: str = self.cleaned_data["email"]
        return address

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        people.ask_for_password(email=self.cleaned_data["email"], at=clock.now())
        address: str = self.cleaned_data["email"]
        return address


def zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_l("Time zone"), choices=ZONE_CHOICES)


class ProfileForm(forms.Form):
    first_name = forms.CharField(
        label=_l("First name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_l("Last name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    title = forms.CharField(
        label=pgettext_lazy("of a person", "Title"),
        max_length=120,
        required=False,
        help_text=_l("Such as Senior recruiter."),
    )
    time_zone = zone_field()
    language = forms.ChoiceField(label=_l("Language"), choices=languages.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)

    def clean_first_name(self) -> str:
        return name_of_a_person(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return name_of_a_person(self.cleaned_data["last_name"])


class AbsenceForm(forms.Form):
    """Days in the reader's zone: away from the first until the end of the last."""

    person = forms.ModelChoiceField(User.objects.none(), label=_l("Who is away"), empty_label=_l("Choose a colleague"))
    first_day = forms.DateField(label=_l("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_l("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_l("Who covers"),
        required=False,
        empty_label=_l("Nobody"),
        help_text=_l("Decides on approvals meanwhile, where their own role lets them."),
    )

    def __init__(self, *args: Any, people: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person is not None:
            del self.fields["person"]
            self.fields["deputy"].queryset = people.exclude(pk=person.pk)  # type: ignore[attr-defined]
        else:
            for name in ("person", "deputy"):
                self.fields[name].queryset = people  # type: ignore[attr-defined]
        styled(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return cleaned

    def planned(self) -> dict[str, Any]:
        """What the action takes: moments instead of days."""
        given = self.cleaned_data
        person = self.person or given["person"]
        zone = zone_of(person)
        starts = datetime.combine(given["first_day"], time(0), zone)
        ends = datetime.combine(given["last_day"], time(23, 59, 59), zone)
        return {"person": person, "starts_at": starts, "ends_at": ends, "deputy": given["deputy"]}


class NoticesForm(forms.Form):
    """How to hear of each kind."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, way in reading.preferences(user):
            choices = [(each.value, each.label) for each in kind.ways]
            self.fields[kind.key] = forms.ChoiceField(
                label=kind.label,
                choices=choices,
                initial=way,
                help_text=_("A letter of its own goes out anyway.") if kind.mails_itself else "",
            )
        styled(self)
