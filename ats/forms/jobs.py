"""Forms about jobs. They clean; actions write."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.forms.custom_fields import CustomFieldsMixin
from ats.forms.job_people import PickBox, TeamFields
from ats.forms.widgets import styled
from ats.forms.words import ReasonForm
from ats.models import (
    CLASSIFICATION,
    JOB_TERMS,
    CustomField,
    HiringReason,
    Job,
    JobFamily,
    JobGroup,
    JobQuestion,
    JobStatus,
    Location,
    Priority,
    QuestionKind,
)

PAY = ["pay_min", "pay_max", "pay_currency", "pay_unit"]
WHY = ["hiring_reason", "backfill_of", "priority", "target_date"]
LABELS = {
    "department": _l("Department"),
    "level": _l("Level"),
    "pay_min": _l("Pay from"),
    "pay_max": _l("Pay to"),
    "pay_currency": _l("Currency"),
    "pay_unit": pgettext_lazy("unit of pay", "Per"),
}


class PayForm(forms.ModelForm):
    """What forms with a pay range share; the range is left out for those who may not see it."""

    def leave_out(self, names: Iterable[str]) -> None:
        for name in names:
            self.fields.pop(name, None)

    @property
    def pay_fields(self) -> list[Any]:
        return [self[name] for name in PAY if name in self.fields]

    def clean_pay_currency(self) -> str:
        return self.cleaned_data["pay_currency"].upper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        low, high = cleaned.get("pay_min"), cleaned.get("pay_max")
        if low is not None and high is None:
            self.add_error("pay_max", _("Give the upper end of the range too."))
        elif low is not None and high is not None and low > high:
            self.add_error("pay_max", _("The upper end lies below the lower one."))
        return cleaned


class TermsForm(PayForm):
    """Other terms of a job that was approved, for a new approval."""

    openings = forms.IntegerField(label=_l("Openings in all"), min_value=1, max_value=999)
    note = forms.CharField(
        label=_l("Note for the approvers"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Job
        fields = ["department", "level", *PAY]
        labels = LABELS

    field_order = ["openings", "level", "department", *PAY, "note"]

    def __init__(self, *args: Any, sees_pay: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openings"].initial = self.instance.openings.count()
        if not sees_pay:
            self.leave_out(PAY)
        styled(self)


class JobForm(TeamFields, CustomFieldsMixin, PayForm):
    """A job's facts and team. What approvers look at is there for a draft only: later it has its own way (TermsForm)."""

    openings = forms.IntegerField(
        label=_l("Openings"), min_value=1, max_value=99, initial=1, help_text=_l("How many people this job is for")
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    override_reason = forms.CharField(
        required=False,
        max_length=300,
        label=_l("Why it is right as it is"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Stands in the history of the job and on its page."),
    )

    class Meta:
        model = Job
        fields = [
            "name",
            "requisition_id",
            "department",
            "locations",
            "level",
            "description",
            "keywords",
            *CLASSIFICATION,
            *WHY,
            *PAY,
            "shows_pay",
            "opens_when_approved",
        ]
        widgets = {
            "target_date": forms.DateInput(attrs={"type": "date"}),
            "description": forms.Textarea(attrs={"rows": 8}),
            "keywords": forms.TextInput(attrs={"placeholder": _l("Go, PostgreSQL, PCI DSS")}),
            "locations": PickBox,
        }
        labels = {
            "name": pgettext_lazy("of a job", "Title"),
            "requisition_id": _l("Requisition"),
            **LABELS,
            "description": _l("Description"),
            "keywords": _l("Keywords"),
            "employment_type": _l("Employment type"),
            "remote_policy": _l("Remote policy"),
            "job_family": _l("Job family"),
            "flsa_status": _l("FLSA status"),
            "eeo_category": _l("EEO-1 job category"),
            "job_group": _l("AAP job group"),
            "hiring_reason": _l("Reason for hiring"),
            "priority": _l("Priority"),
            "target_date": _l("Filled by"),
            "is_technical": _l("Technical job"),
            "backfill_of": _l("Backfill of"),
            "locations": _l("Places"),
            "shows_pay": _l("Show the pay range on the post"),
            "opens_when_approved": _l("Open and publish at once after the last approval"),
        }
        help_texts = {
            "requisition_id": _l("A label such as REQ-2417, never an address"),
            "keywords": _l("Separated by commas; they are marked in the CVs of this job."),
            "backfill_of": _l("Who leaves, where the reason is a backfill"),
            "shows_pay": _l("Everybody reads it there"),
            "opens_when_approved": _l("Otherwise you open it yourself after the approval."),
        }

    def __init__(self, *args: Any, sees_pay: bool, custom: Iterable[CustomField] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance._state.adding
        self.add_team(None if is_new else self.instance, self.data or None)
        self.fields["locations"].queryset = Location.objects.all()
        for name, rows in (("job_family", JobFamily.objects), ("job_group", JobGroup.objects)):
            self.fields[name].queryset = rows.filter(Q(is_active=True) | Q(pk=getattr(self.instance, f"{name}_id")))
        self.fields["priority"].required = False
        if not sees_pay:
            self.leave_out([*PAY, "shows_pay"])
        if is_new:
            self.leave_out(["seen"])
        else:
            self.leave_out(["openings", *([] if self.instance.is_draft else JOB_TERMS)])
            self.fields["seen"].initial = self.instance.updated_at.isoformat()
        self.add_custom_fields(custom, self.instance.custom_fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.clean_more()
        if cleaned.get("backfill_of") and cleaned.get("hiring_reason") != HiringReason.BACKFILL:
            self.add_error("backfill_of", _("Choose “Backfill” as the reason for hiring, or leave this empty."))
        return cleaned

    def clean_priority(self) -> str:
        """Left out it stays as it is."""
        return self.cleaned_data["priority"] or self.initial.get("priority", Priority.NORMAL)

    @property
    def kind_fields(self) -> list[Any]:
        return [self[name] for name in CLASSIFICATION if name != "is_technical"]

    @property
    def why_fields(self) -> list[Any]:
        return [self[name] for name in WHY]

    def facts(self) -> dict[str, Any]:
        """What the actions take."""
        values = self.custom_values()
        cleaned = {**self.cleaned_data, "custom_fields": values}
        team = self.pop_team(cleaned)
        return {**cleaned, "team": team}


class QuestionForm(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(max_length=300, required=False, label=_l("Question"))
    kind = forms.ChoiceField(choices=QuestionKind.choices, required=False, label=_l("Answer"))
    choices = forms.CharField(
        label=_l("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("One a line, for “One of several”"),
    )
    is_required = forms.BooleanField(required=False, label=_l("Must be answered"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["choices"] = [line.strip() for line in cleaned.get("choices", "").splitlines() if line.strip()]
        if cleaned.get("text") and cleaned.get("kind") == QuestionKind.CHOICE and len(cleaned["choices"]) < 2:
            self.add_error("choices", _("Give at least two choices, one a line."))
        return cleaned


class BaseQuestionFormSet(forms.BaseFormSet):
    def questions(self) -> list[dict[str, Any]]:
        """The questions with a text; an emptied one is taken away."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return [{**data, "kind": data["kind"] or QuestionKind.TEXT} for data in filled]


QuestionFormSet = forms.formset_factory(QuestionForm, formset=BaseQuestionFormSet, extra=2, max_num=20)


def known_questions(job: Job | None) -> list[dict[str, Any]]:
    """The job's questions as the form set starts with them."""
    if job is None:
        return []
    return [_known(question) for question in job.questions.filter(is_active=True)]


def _known(question: JobQuestion) -> dict[str, Any]:
    names = ("id", "text", "kind", "is_required")
    return {name: getattr(question, name) for name in names} | {"choices": "\n".join(question.choices)}


class CloseForm(ReasonForm):
    outcome = forms.ChoiceField(
        label=_l("Outcome"),
        choices=[(s, s.label) for s in (JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED)],
        widget=forms.RadioSelect(attrs={"class": "radio"}),
    )
    field_order = ["outcome", "reason"]


def copied_questions(questions: Iterable[Any]) -> list[dict[str, Any]]:
    """Questions of another job, or of a template, as the form set of a new job starts with them."""
    return [{**_known(question), "id": None} for question in questions]


class OpeningForm(forms.Form):
    target_start_date = forms.DateField(
        required=False, label=_l("Wanted by"), widget=forms.DateInput(attrs={"type": "date", "class": "input"})
    )
