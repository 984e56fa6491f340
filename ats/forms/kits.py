"""Writing an interview kit: attributes one per line, with their meaning after a colon."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.forms.widgets import area, text
from ats.models import InterviewKit
from ats.models.interview_kit import LONGEST_KIT


class AttributesField(forms.CharField):
    """Lines such as "Coding: writes code that others can change" as the kit keeps them."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("One per line; after a colon, what it means. Interviewers rate them with four words.")
        super().__init__(required=False, widget=area(5), help_text=help_text, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            lines = (f"{entry['name']}: {entry.get('meaning', '')}".rstrip(": ") for entry in value)
            return "\n".join(lines)
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        parts = [line.partition(":") for line in super().to_python(value).splitlines() if line.strip()]
        return [{"name": name.strip(), "meaning": meaning.strip()} for name, _, meaning in parts if name.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial or []) != self.to_python(data or ""))


class KitForm(forms.ModelForm):
    attributes = AttributesField(label=_("The scorecard asks about"))

    class Meta:
        model = InterviewKit
        fields = ("name", "minutes", "purpose", "questions", "attributes", "guidance", "is_active")
        labels = {
            "name": _("Name"),
            "minutes": _("Minutes"),
            "purpose": _("Purpose"),
            "questions": _("Questions"),
            "guidance": _("Guidance"),
            "is_active": _("Is active"),
        }
        help_texts = {
            "minutes": _("How long it takes"),
            "purpose": _("What this interview is to find out"),
            "questions": _("What to ask, one per line"),
            "guidance": _("How to hold it: times, tone, what not to ask"),
            "is_active": _("Can be chosen for new interviews"),
        }
        widgets = {
            "name": text(),
            "minutes": forms.NumberInput(
                attrs={"class": "input", "min": 5, "max": LONGEST_KIT, "step": 5, "inputmode": "numeric"}
            ),
            "purpose": area(2),
            "questions": area(6),
            "guidance": area(3),
            "is_active": forms.CheckboxInput(attrs={"class": "checkbox"}),
        }

    def _post_clean(self) -> None:
        """The action writes the row and refuses what can't be."""
