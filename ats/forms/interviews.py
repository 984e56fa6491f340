"""Scheduling an interview: day and times in the interview's own zone."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.forms.widgets import area, moment, text
from ats.models import Interview, InterviewKit, User
from ats.models.moments import ZONES


def zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(ZONES)]


class LocalTimeField(forms.Field):
    """A wall time without zone; the form joins it with the chosen zone."""

    def to_python(self, value: Any) -> datetime | None:
        if value in (None, ""):
            return None
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None)
        except ValueError as error:
            raise ValidationError(_("Give day and time, such as 2026-12-01 15:00.")) from error


class InterviewersField(forms.ModelMultipleChoiceField):
    """People as `ats.queries.interviewers.choices` orders them, with what they are on the job's team."""

    NEARNESS: ClassVar[dict[int, Any]] = {
        0: _l("{name}, interviewer for this job"),
        1: _l("{name}, on this job’s team"),
    }

    def label_from_instance(self, obj: Any) -> str:
        return str(self.NEARNESS.get(obj.place, "{name}")).format(name=obj.name)


class TimesField(forms.Field):
    """Times that the page found, each as `start/end` in ISO 8601."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[tuple[datetime, datetime]]:
        try:
            pairs = [tuple(map(datetime.fromisoformat, each.split("/"))) for each in value or ()]
        except ValueError as error:
            raise ValidationError(_("Choose times that the page shows.")) from error
        if any(len(pair) != 2 or any(moment.tzinfo is None for moment in pair) for pair in pairs):
            raise ValidationError(_("Choose times that the page shows."))
        return pairs  # type: ignore[return-value]


class KitField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return _("{name}, {minutes} minutes").format(name=obj.name, minutes=obj.minutes)


class PlanForm(forms.Form):
    """Who meets the candidate, for what and how long: enough to look for times, and to send a booking link."""

    kit = KitField(
        InterviewKit.objects.none(),
        label=_l("Kit"),
        required=False,
        empty_label=_l("None: ask what you like"),
        widget=forms.Select(attrs={"class": "select"}),
        help_text=_l("Its questions and what it rates are shown to the interviewers."),
    )
    name = forms.CharField(
        label=_l("Name"), required=False, max_length=160, widget=text(placeholder=_l("As the kit is called"))
    )
    minutes = forms.IntegerField(
        label=_l("Length in minutes"),
        required=False,
        min_value=5,
        max_value=480,
        widget=forms.NumberInput(
            attrs={"class": "input", "inputmode": "numeric", "step": "5", "placeholder": _l("60, or what the kit says")}
        ),
    )
    location = forms.CharField(
        label=_l("Place"),
        required=False,
        max_length=300,
        widget=text(),
        help_text=_l("A room or the link of the video call; it stands in the invitation."),
    )
    day = forms.DateField(
        label=_l("From day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"}),
    )
    interviewers = InterviewersField(
        User.objects.none(),
        label=_l("Interviewers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _l("Choose who interviews.")},
    )
    who = forms.CharField(label=_l("Find somebody else"), required=False, max_length=80, widget=text(type="search"))
    times = TimesField(label=_l("Times"), required=False)

    def __init__(self, *args: Any, people: Any, kits: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interviewers"].queryset = people  # type: ignore[attr-defined]
        self.fields["kit"].queryset = kits  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.is_needed = True  # type: ignore[attr-defined]  # empty has a meaning, so "optional" would say little

    def clean(self) -> dict[str, Any]:
        """What is left empty follows the kit."""
        cleaned = super().clean() or {}
        kit = cleaned.get("kit")
        cleaned["name"] = cleaned.get("name") or (kit.name if kit else "Interview")
        cleaned["minutes"] = cleaned.get("minutes") or (kit.minutes if kit else 60)
        return cleaned


class InterviewForm(forms.Form):
    kit = KitField(
        InterviewKit.objects.none(), label=_l("Kit"), required=False, widget=forms.Select(attrs={"class": "select"})
    )
    name = forms.CharField(label=_l("Name"), required=False, max_length=160, widget=text())
    slot = forms.CharField(required=False, widget=forms.HiddenInput)
    starts_at = LocalTimeField(label=_l("Begins"), widget=moment())
    ends_at = LocalTimeField(label=_l("Ends"), widget=moment())
    despite_conflicts = forms.BooleanField(required=False, label=_l("Book it all the same"), widget=forms.HiddenInput)
    time_zone = forms.ChoiceField(label=_l("Time zone"), choices=zones, widget=forms.Select(attrs={"class": "select"}))
    location = forms.CharField(
        label=_l("Place"),
        required=False,
        max_length=300,
        widget=text(),
        help_text=_l("A room or the link of the video call; it stands in the invitation."),
    )
    interviewers = InterviewersField(
        User.objects.none(),
        label=_l("Interviewers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("Colleagues who can fill in a scorecard; each gets an invitation of their own."),
    )
    attributes = forms.CharField(
        label=_l("The scorecard asks about"),
        required=False,
        widget=area(4),
        help_text=_l("One per line. Each interviewer rates them and says what they saw."),
    )

    def __init__(self, *args: Any, people: Any, kits: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interviewers"].queryset = people  # type: ignore[attr-defined]
        if kits is not None:
            self.fields["kit"].queryset = kits  # type: ignore[attr-defined]
        if self.data.get("slot"):
            for name in ("starts_at", "ends_at"):
                self.fields[name].required = False

    def clean_attributes(self) -> list[str]:
        return [line.strip()[:120] for line in self.cleaned_data["attributes"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "name" in self.fields:
            cleaned["name"] = cleaned.get("name") or (cleaned["kit"].name if cleaned.get("kit") else "Interview")
        if slot := cleaned.pop("slot", ""):
            return self._in_slot(cleaned, slot)
        if zone := cleaned.get("time_zone"):
            for name in ("starts_at", "ends_at"):
                if cleaned.get(name):
                    cleaned[name] = cleaned[name].replace(tzinfo=ZoneInfo(zone))
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("ends_at", _("The interview ends before it begins. Choose a later end."))
        return cleaned

    def warn(self, sentences: list[str]) -> None:
        """Refuse once, and offer the box that says it is meant."""
        self.add_error(None, " ".join([*sentences, _("Choose another time, or tick the box and send it again.")]))
        self.fields["despite_conflicts"].widget = forms.CheckboxInput(attrs={"class": "checkbox"})

    def _in_slot(self, cleaned: dict[str, Any], slot: str) -> dict[str, Any]:
        """One of the times that the page found, instead of typed ones."""
        try:
            [(cleaned["starts_at"], cleaned["ends_at"])] = TimesField(required=False).to_python([slot])
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned


class ChangeForm(InterviewForm):
    """Moving an interview; its name, its kit and what the scorecard asks stay."""

    kit = None  # type: ignore[assignment]
    name = None  # type: ignore[assignment]
    slot = None  # type: ignore[assignment]
    attributes = None  # type: ignore[assignment]


def initial(interview: Interview) -> dict[str, Any]:
    zone = ZoneInfo(interview.time_zone)
    return {
        "starts_at": interview.starts_at.astimezone(zone).replace(tzinfo=None),
        "ends_at": interview.ends_at.astimezone(zone).replace(tzinfo=None),
        "time_zone": interview.time_zone,
        "location": interview.location,
        "interviewers": list(interview.interviewers.all()),
    }
