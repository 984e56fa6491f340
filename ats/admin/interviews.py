"""Interview kits, of every job or of one, and the wording of offer letters."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ats import letters
from ats.forms.kits import AttributesField
from ats.kernel.access.admin import HouseAdmin, ReasonedForm
from ats.models import InterviewKit, OfferLetterTemplate


class KitAdminForm(ReasonedForm):
    attributes = AttributesField(label=_("The scorecard asks about"))


@admin.register(InterviewKit)
class InterviewKitAdmin(HouseAdmin):
    form = KitAdminForm
    list_display = ["name", "job", "minutes", "is_active"]
    list_filter = ["is_active", "job__department"]
    search_fields = ["name", "purpose", "job__name"]
    list_select_related = ["job"]
    autocomplete_fields = ["job"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)


class LetterForm(ReasonedForm):
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField"}),
        help_text=format_lazy(
            "{rules} {fields}",
            rules=_(
                "Blank lines part paragraphs; # begins a heading; a line whose fields are all empty is left out. Fields:"
            ),
            fields=", ".join(f"{{{{{name}}}}}" for name in letters.FIELDS),
        ),
    )

    def clean_body(self) -> str:
        """Refuses a field that does not exist, before an offer depends on it."""
        body: str = self.cleaned_data["body"]
        try:
            letters.check(body)
        except letters.UnknownLetterField as refusal:
            raise ValidationError(refusal.message) from refusal
        return body


@admin.register(OfferLetterTemplate)
class OfferLetterTemplateAdmin(HouseAdmin):
    form = LetterForm
    list_display = ["name", "region", "version", "is_active"]
    list_filter = ["is_active", "region"]
    search_fields = ["name", "body"]
    list_select_related = ["region"]
    readonly_fields = ["version"]

    def save_model(self, request: HttpRequest, obj: OfferLetterTemplate, form: Any, change: bool) -> None:
        """Each change of the text is a version of its own; letters say which they were written with."""
        if change and "body" in form.changed_data:
            obj.version += 1
        super().save_model(request, obj, form, change)
