"""What verbs of several nouns ask for: why, a word to the approvers, and a moment to look back at."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.forms.widgets import area, moment
from ats.models import moments


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_l("Reason"), max_length=300, widget=area(2))


class NoteForm(forms.Form):
    note = forms.CharField(label=_l("Note for the approvers"), required=False, max_length=1000, widget=area(2))


class AsOfForm(forms.Form):
    as_of = forms.DateTimeField(label=_l("As of"), required=False, widget=moment())

    def clean_as_of(self) -> datetime | None:
        then: datetime | None = self.cleaned_data["as_of"]
        if then is not None and not moments.is_plausible(then):
            raise forms.ValidationError(_("Nothing of ours is from that year."))
        return then
