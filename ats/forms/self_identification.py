"""The voluntary questions. Each may be left open, and each has an answer that declines."""

from typing import Any

from django import forms

from ats.models import SelfIdentificationQuestion


class SelfIdentificationForm(forms.Form):
    def __init__(self, *args: Any, questions: list[SelfIdentificationQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = _field(question)

    def rows(self) -> list[tuple[SelfIdentificationQuestion, Any]]:
        """Each question with its bound field."""
        return [(question, self[question.key]) for question in self.questions]

    def answers(self) -> dict[str, Any]:
        """Question to code (a list of codes where several may be ticked), with the version that was asked."""
        return {
            question.key: {"answer": self.cleaned_data[question.key], "version": question.version}
            for question in self.questions
            if self.cleaned_data[question.key]
        }


def _field(question: SelfIdentificationQuestion) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.text,
        "required": False,
        "choices": [tuple(pair) for pair in question.options],
    }
    if question.takes_several:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple(attrs={"class": "checkbox"}), **common)
    return forms.ChoiceField(widget=forms.RadioSelect(attrs={"class": "radio"}), **common)
