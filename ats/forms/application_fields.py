"""What is kept on an application and, on the way into a milestone, on its candidate too."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ats.forms.custom_fields import CustomFieldsMixin
from ats.forms.line_fields import LineField
from ats.models import Application, CustomField, Source, User

LINES = {"title": _("Current title"), "company": _("Current company"), "location": _("Place")}


class ApplicationFieldsForm(CustomFieldsMixin, forms.Form):
    """`custom` are the fields that the person may write; the keys of the catalogue in `needed` must be filled."""

    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), required=False, empty_label=_("Nobody")
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("Not known")
    )

    def __init__(
        self,
        *args: Any,
        application: Application,
        custom: Iterable[CustomField],
        needed: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.needed = application, set(needed)
        people: Any = self.fields["owner"]
        current = Q(pk=application.owner_id)
        people.queryset = User.objects.filter(Q(is_active=True, is_service=False) | current)
        sources: Any = self.fields["source"]
        sources.queryset = Source.objects.filter(Q(is_active=True) | Q(pk=application.source_id))
        for name in ("owner", "source"):
            self.fields[name].initial = getattr(application, f"{name}_id")
            self.fields[name].required = f"application.{name}" in self.needed
        self._ask_of_candidate()
        both = list(custom)
        for entity, row in (("application", application), ("candidate", application.candidate)):
            self.add_custom_fields([each for each in both if each.entity == entity], row.custom_fields, self.needed)

    def _ask_of_candidate(self) -> None:
        """The candidate's own fields stand here only when a move needs them."""
        for name, label in LINES.items():
            if f"candidate.{name}" in self.needed:
                initial = getattr(self.application.candidate, name)
                self.fields[f"candidate_{name}"] = LineField(label=label, max_length=160, initial=initial)

    def group(self, entity: str) -> list[Any]:
        """The bound fields of `application` or `candidate`."""
        ours = [name for name in self.fields if name.startswith((f"{entity}_", f"custom_{entity}_"))]
        return [self[name] for name in [*(("owner", "source") if entity == "application" else ()), *ours]]

    def of_application(self) -> dict[str, Any]:
        """What the application's action takes."""
        cleaned = self.cleaned_data
        facts = {"owner": cleaned["owner"], "source": cleaned["source"]}
        return {**facts, "custom_fields": self.custom_values("application")}

    def of_candidate(self) -> dict[str, Any]:
        """What the candidate's action takes; empty where nothing of theirs was asked."""
        facts = {name: self.cleaned_data[f"candidate_{name}"] for name in LINES if f"candidate_{name}" in self.fields}
        values = self.custom_values("candidate")
        return {**facts, "custom_fields": values} if values else facts
