"""The application form of the careers site: first_name last_name email phone resume consent, and question_<id>."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.extension_points import ConsentBox, ConsentChoice
from ats.forms.contact_fields import EmailAddressField, PhoneField
from ats.forms.line_fields import NameField
from ats.forms.widgets import area, text
from ats.models import JobQuestion, QuestionKind

TICKED = {"on", "true", "yes", "1"}


class ConsentField(forms.MultipleChoiceField):
    """One box per purpose, none ticked. A plain "on" speaks for the required boxes."""

    def __init__(self, boxes: list[ConsentBox]) -> None:
        self.boxes = boxes
        super().__init__(
            label=_("Your data"),
            required=False,
            choices=[(box.purpose, box.text) for box in boxes],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self, value: Any) -> list[str]:
        wanted = set(value or [])
        if wanted & TICKED:
            wanted = (wanted - TICKED) | {box.purpose for box in self.boxes if box.is_required}
        ticked = super().clean(sorted(wanted))
        if any(box.is_required and box.purpose not in ticked for box in self.boxes):
            raise ValidationError(_("Please tick the first box. Without it we may not read your application."))
        return ticked


class ApplicationForm(forms.Form):
    first_name = NameField(label=_l("First name"), max_length=120, widget=text(autocomplete="given-name"))
    last_name = NameField(label=_l("Last name"), max_length=120, widget=text(autocomplete="family-name"))
    email = EmailAddressField(
        label=_l("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"})
    )
    resume = forms.FileField(
        label=_l("Your CV"),
        allow_empty_file=True,
        error_messages={"required": _l("Choose the file with your CV.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt"}),
    )
    website = forms.CharField(
        label=_l("Leave this empty"), required=False, widget=text(autocomplete="off", tabindex="-1")
    )

    def __init__(
        self, *args: Any, questions: list[JobQuestion], boxes: list[ConsentBox], country: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.boxes = questions, boxes
        self.fields["phone"] = PhoneField(label=_("Phone"), required=False, country=country)
        self.fields["consent"] = ConsentField(boxes)
        for question in questions:
            self.fields[f"question_{question.pk}"] = question_field(question)

    @property
    def question_fields(self) -> list[Any]:
        return [self[f"question_{question.pk}"] for question in self.questions]

    @property
    def is_from_a_machine(self) -> bool:
        """A person does not see the field `website`; who fills it in is none."""
        return bool(self.data.get("website", ""))

    def answers(self) -> dict[Any, str]:
        given = {question.pk: self.cleaned_data[f"question_{question.pk}"] for question in self.questions}
        return {pk: value for pk, value in given.items() if value}

    def consents(self) -> dict[str, ConsentChoice]:
        ticked = set(self.cleaned_data["consent"])
        return {box.purpose: ConsentChoice(box.purpose in ticked, box.text_id) for box in self.boxes}


class StartDateForm(forms.Form):
    start_date = forms.DateField(
        label=_l("Start date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"})
    )


def question_field(question: JobQuestion) -> forms.Field:
    """The form field that a question's kind asks for."""
    common: dict[str, Any] = {"label": question.text, "required": question.is_required}
    if question.kind == QuestionKind.YES_NO:
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=_radios(), **common)
    if question.kind == QuestionKind.CHOICE:
        return forms.ChoiceField(choices=[(text, text) for text in question.choices], widget=_radios(), **common)
    if question.kind == QuestionKind.LONG_TEXT:
        return forms.CharField(max_length=5000, widget=area(4), **common)
    return forms.CharField(max_length=500, widget=text(), **common)


def _radios() -> forms.RadioSelect:
    return forms.RadioSelect(attrs={"class": "radio"})
