"""What a deed for many asks for. Above a number of people, how many they are must be typed."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.forms.widgets import styled
from ats.kernel.errors import DomainError
from ats.models import ReasonType, RejectionReason
from comms import merge_fields
from comms.models import MessageClass, Template
from comms.needs import NEEDS, TO_CANDIDATE
from milestones.actions.sending_times import NEVER, NOW, TOMORROW, WHEN

TYPED_ABOVE = 30


class BulkForm(forms.Form):
    """Base: `picked` is how many there are."""

    count = forms.IntegerField(label=_l("How many"), required=False)

    def __init__(self, *args: Any, picked: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picked = picked
        if picked > TYPED_ABOVE:
            self.fields["count"].label = _("Type {n} to go on").format(n=picked)
            self.fields["count"].required = True
        else:
            del self.fields["count"]
        styled(self)

    def clean_count(self) -> int | None:
        count: int | None = self.cleaned_data["count"]
        if count != self.picked:
            says = _("You picked {n}. Type that number if you mean all of them.")
            raise forms.ValidationError(says.format(n=self.picked))
        return count

    def what(self) -> dict[str, Any]:
        """The fields of the run."""
        return {name: value for name, value in self.cleaned_data.items() if name != "count"}


class MoveManyForm(BulkForm):
    to = forms.ChoiceField(label=_l("Move to"))
    note = forms.CharField(label=_l("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("to", "note", "count")

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = targets  # type: ignore[attr-defined]


class RejectManyForm(BulkForm):
    rejection_reason = forms.ModelChoiceField(
        label=_l("Reason"),
        queryset=RejectionReason.objects.filter(is_active=True, type=ReasonType.WE_DECLINED),
        empty_label=_l("Choose a reason"),
    )
    note = forms.CharField(label=_l("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    template = forms.ModelChoiceField(
        label=_l("E-mail"),
        required=False,
        empty_label=_l("No e-mail"),
        queryset=Template.objects.filter(
            is_active=True, message_class=MessageClass.TRANSACTIONAL, key__contains="reject"
        ),
    )
    send = forms.ChoiceField(label=_l("The e-mail goes out"), choices=WHEN, required=False, initial=TOMORROW)
    field_order = ("rejection_reason", "note", "template", "send", "count")

    def what(self) -> dict[str, Any]:
        given = super().what()
        silent = given["send"] == NEVER or given["template"] is None
        return given | ({"template": None, "send": ""} if silent else {"send": given["send"] or TOMORROW})


def own_words() -> Any:
    """Wordings to candidates that the product doesn't need for something of its own."""
    rows = Template.objects.filter(is_active=True, message_class=MessageClass.TRANSACTIONAL)
    return rows.exclude(key__in=NEEDS).exclude(key__contains="reject")


class MailManyForm(BulkForm):
    template = forms.ModelChoiceField(
        label=_l("Wording"), required=False, empty_label=_l("My own words"), queryset=Template.objects.none()
    )
    subject = forms.CharField(label=_l("Subject"), required=False, max_length=200)
    body = forms.CharField(
        label=_l("Text"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=format_lazy(
            _l("These are filled in for each person: {fields}"),
            fields=", ".join(f"{{{{{name}}}}}" for name in sorted(TO_CANDIDATE)),
        ),
    )
    send = forms.ChoiceField(
        label=_l("It goes out"), choices=[pair for pair in WHEN if pair[0] != NEVER], required=False, initial=NOW
    )
    field_order = ("template", "subject", "body", "send", "count")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = own_words()  # type: ignore[attr-defined]
        for name in ("subject", "body"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]  # unless a wording is chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("template"):
            cleaned["subject"] = cleaned["body"] = ""
            return cleaned
        for name in ("subject", "body"):
            self._check(name, cleaned.get(name, ""))
        return cleaned

    def _check(self, name: str, text: str) -> None:
        if not text.strip():
            self.add_error(name, _("Choose a wording, or write subject and text."))
            return
        try:
            merge_fields.check(text)
        except DomainError as refused:
            self.add_error(name, refused.message)
            return
        if foreign := sorted(merge_fields.used(text) - TO_CANDIDATE):
            self.add_error(name, _("{field} has no value here.").format(field=f"{{{{{foreign[0]}}}}}"))
        if name == "subject" and text != merge_fields.one_line(text):
            self.add_error(name, _("The subject must be one line of text."))

    def wording(self) -> tuple[str, str]:
        """Subject and text as they are written, before any value is filled in."""
        template = self.cleaned_data.get("template")
        if template:
            return template.subject, template.body
        return self.cleaned_data.get("subject", ""), self.cleaned_data.get("body", "")

    def what(self) -> dict[str, Any]:
        given = super().what()
        return {**given, "send": given["send"] or NOW}
