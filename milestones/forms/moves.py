"""What the moves ask people for. Each form cleans what its action takes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from ats.kernel.prepared import Prepared
from ats.models import Application, Job, Opening, ReasonType, RejectionReason
from comms.models import MessageClass, Template
from milestones.actions.sending_times import NEVER, TOMORROW, WHEN, send_at
from milestones.models import BypassReason, Direction, NotePolicy

POLICIES = Prepared(
    lambda direction: NotePolicy.objects.filter(is_active=True, direction=direction).select_related("rejection_reason"),
    str,
)


class OfferedField(forms.ChoiceField):
    """What it offers is read when it is shown; whether what came back will do is the engine's to say."""

    def valid_value(self, value: Any) -> bool:
        return True


class DeedForm(forms.Form):
    """Base: `expected` is the milestone that the page was showing; a quick phrase goes before the note."""

    direction = ""
    expected = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.at = application, at

    def offer(self) -> None:
        """Read what the page that shows the form offers and explains; what is sent needs none of it."""
        if "phrase" in self.fields:
            self._offer_phrases()

    def _offer_phrases(self) -> None:
        fitting = [policy for policy in POLICIES(str(self.direction)) if policy.stage in ("", self.application.stage)]
        phrases = list(dict.fromkeys(phrase for policy in fitting for phrase in policy.quick_phrases))
        field: Any = self.fields["phrase"]
        field.choices = [("", pgettext("quick phrase", "None")), *((phrase, phrase) for phrase in phrases)]
        if not phrases:
            del self.fields["phrase"]
        self._ask_for_note(fitting, has_phrases=bool(phrases))

    def _ask_for_note(self, fitting: list[NotePolicy], *, has_phrases: bool) -> None:
        """Say before the deed what will be asked. A phrase fulfils it too, so that the field alone is needed only where
        there are none; the rules themselves are the engine's."""
        note: Any = self.fields["note"]
        always = [policy for policy in fitting if policy.rejection_reason is None]
        note.is_needed = bool(always)
        note.required = bool(always) and not has_phrases
        hints = [_("Needed, at least {n} characters.").format(n=_longest(always))] if always else []
        for_reason = _("Needed for “{reason}”, at least {n} characters.")
        hints += [for_reason.format(reason=p.rejection_reason, n=_longest([p])) for p in fitting if p not in always]
        note.help_text = " ".join([*hints, _("A quick phrase counts.")] if hints and has_phrases else hints)

    def arguments(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        phrase = given.pop("phrase", "")
        if "note" in given:
            given["note"] = " ".join(filter(None, [phrase, given["note"].strip()]))
        given["expected"] = given.get("expected") or None
        return given


def _longest(policies: list[NotePolicy]) -> int:
    return max(1, *(policy.minimum_length for policy in policies))


class NoteFields(DeedForm):
    phrase = OfferedField(label=_l("Quick phrase"), required=False)
    note = forms.CharField(label=_l("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AdvanceForm(NoteFields):
    direction = Direction.FORWARD
    to = OfferedField(label=_l("Move to"))

    def __init__(self, *args: Any, targets: Callable[[], list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = targets
        self.order_fields(["to", "phrase", "note"])


class RegressForm(AdvanceForm):
    direction = Direction.BACK


class ReopenForm(AdvanceForm):
    direction = Direction.REOPEN


class BypassForm(DeedForm):
    to = OfferedField(label=_l("Move to"))
    code = forms.ChoiceField(
        label=_l("Kind of reason"),
        required=False,
        choices=[("", pgettext_lazy("kind of reason", "None")), *BypassReason.choices],
    )
    reason = forms.CharField(label=_l("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, targets: Callable[[], list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = targets


class RejectForm(NoteFields):
    direction = Direction.REJECT
    rejection_reason = forms.ModelChoiceField(
        label=_l("Reason"),
        queryset=RejectionReason.objects.filter(is_active=True, type=ReasonType.WE_DECLINED),
        empty_label=_l("Choose a reason"),
    )
    template = forms.ModelChoiceField(
        label=_l("E-mail"),
        required=False,
        empty_label=_l("No e-mail"),
        queryset=Template.objects.filter(is_active=True, message_class=MessageClass.TRANSACTIONAL),
    )
    send = forms.ChoiceField(label=_l("The e-mail goes out"), choices=WHEN, required=False, initial=TOMORROW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["rejection_reason", "phrase", "note", "template", "send"])
        field: Any = self.fields["template"]
        field.queryset = field.queryset.filter(key__contains="reject")

    def offer(self) -> None:
        super().offer()
        template: Any = self.fields["template"]
        template.initial = template.queryset.first()

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        template, send = given.pop("template"), given.pop("send") or TOMORROW
        given["reason"] = given.pop("rejection_reason")
        if template and send != NEVER:
            given["message"] = {"template": template, "send_at": send_at(send, self.application.candidate, self.at)}
        return given


class TransferForm(DeedForm):
    job = forms.ModelChoiceField(label=_l("To the job"), queryset=Job.objects.none(), empty_label=_l("Choose a job"))
    to = forms.ChoiceField(label=_l("Into the milestone"), required=False)
    note = forms.CharField(label=_l("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, jobs: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        job, to = cast("Any", self.fields["job"]), cast("Any", self.fields["to"])
        job.queryset, to.choices = jobs, [("", _("The first one")), *places]


class WithdrawForm(NoteFields):
    direction = Direction.WITHDRAW
    rejection_reason = forms.ModelChoiceField(
        label=_l("Reason"),
        required=False,
        queryset=RejectionReason.objects.filter(is_active=True, type=ReasonType.THEY_WITHDREW),
        empty_label=pgettext_lazy("reason", "Not known"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["rejection_reason", "phrase", "note"])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return {"reason": given.pop("rejection_reason"), **given}


class HireForm(DeedForm):
    opening = forms.ModelChoiceField(label=_l("Opening"), required=False, queryset=Opening.objects.none())
    start_date = forms.DateField(label=_l("Start date"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["opening"]
        field.queryset = self.application.job.openings.free()


class GateForm(DeedForm):
    note = forms.CharField(label=_l("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def arguments(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"]}


class BoardFilter(forms.Form):
    """The chips above the board."""

    owner = forms.ChoiceField(label=_l("Owner:"), required=False)
    source = forms.ChoiceField(label=_l("Source:"), required=False)
    limit = forms.ChoiceField(
        label=_l("Time limit:"),
        required=False,
        choices=[
            ("", pgettext_lazy("time limit", "Any")),
            ("over", pgettext_lazy("time limit", "Past it")),
            ("soon", _l("Due soon")),
            ("late", pgettext_lazy("time limit", "Past it or due soon")),
        ],
    )

    def __init__(self, *args: Any, owners: list[Any], sources: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("owner", owners), ("source", sources)):
            field: Any = self.fields[name]
            field.choices = [("", _("Anyone") if name == "owner" else pgettext("source", "Any")), *offered]
