"""One interviewer's scorecard: for each attribute four words, none chosen beforehand, and what was seen or heard."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ats.forms.widgets import area
from ats.models import Interview, Recommendation, Scorecard
from ats.models.interview import Rating


class ScorecardForm(forms.Form):
    overall_recommendation = forms.ChoiceField(
        label=_("Should we hire this person for this job?"),
        choices=Recommendation.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Why, in two sentences"), required=False, widget=area(3), max_length=4000)
    unrated_is_meant = forms.BooleanField(required=False, label=_("I leave them out on purpose"))

    def __init__(self, *args: Any, interview: Interview, scorecard: Scorecard | None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(scorecard), **kwargs)
        self.names = list(interview.attributes)
        meanings = interview.kit.meanings if interview.kit else {}
        for number, name in enumerate(self.names):
            self.fields[f"rating_{number}"] = forms.TypedChoiceField(
                label=name,
                choices=Rating.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"rating_{number}"].meaning = meanings.get(name, "")  # type: ignore[attr-defined]
            self.fields[f"note_{number}"] = forms.CharField(
                label=_("What did you see or hear?"), required=False, widget=area(2), max_length=4000
            )

    def lines(self) -> list[tuple[str, BoundField, BoundField]]:
        """Name, rating and evidence field of each attribute, in order."""
        return [(name, self[f"rating_{n}"], self[f"note_{n}"]) for n, name in enumerate(self.names)]

    def attributes(self) -> list[dict[str, Any]]:
        """What was filled in, as the action takes it."""
        cleaned = self.cleaned_data
        return [
            {"name": name, "rating": cleaned[f"rating_{n}"], "note": cleaned[f"note_{n}"]}
            for n, name in enumerate(self.names)
        ]


def _initial(scorecard: Scorecard | None) -> dict[str, Any]:
    if scorecard is None:
        return {}
    initial: dict[str, Any] = {
        "overall_recommendation": scorecard.overall_recommendation,
        "note": scorecard.note,
    }
    for number, entry in enumerate(scorecard.attributes):
        initial[f"rating_{number}"], initial[f"note_{number}"] = entry["rating"], entry["note"]
    return initial
