"""Job families, job groups, templates of jobs, and the table of what titles let expect."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.access.admin import HouseAdmin, ReasonedForm
from ats.models import ClassificationRule, EeoCategory, JobFamily, JobGroup, JobTemplate, QuestionKind


class ListedAdmin(HouseAdmin):
    """Entries that jobs name are switched off by `is_active`, not deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(JobFamily)
class JobFamilyAdmin(ListedAdmin):
    list_display = ["name", "key", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "key"]


@admin.register(JobGroup)
class JobGroupAdmin(ListedAdmin):
    list_display = ["name", "key", "eeo_category", "is_active"]
    list_filter = ["eeo_category", "is_active"]
    search_fields = ["name", "key"]


class RuleForm(ReasonedForm):
    """Word lists by commas, categories as boxes; a rule must expect something."""

    title_words = SimpleArrayField(forms.CharField(max_length=60), help_text=_l("Separated by commas; one is enough"))
    except_words = SimpleArrayField(
        forms.CharField(max_length=60), required=False, help_text=_l("Titles with one of these are left alone")
    )
    expected_levels = SimpleArrayField(
        forms.CharField(max_length=20), required=False, help_text=_l("How a fitting level begins, such as M, E")
    )
    expected_eeo_categories = forms.MultipleChoiceField(
        required=False,
        choices=EeoCategory.choices,
        widget=forms.CheckboxSelectMultiple,
        label=_l("Expected EEO-1 categories"),
    )

    class Meta:
        model = ClassificationRule
        fields = [
            "name",
            "title_words",
            "except_words",
            "expected_family",
            "expected_levels",
            "expected_flsa_status",
            "expected_eeo_categories",
            "is_active",
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(value for name, value in cleaned.items() if name.startswith("expected_")):
            self.add_error(
                "expected_family", _("Say what such a title lets expect: a family, a level, a status or a category.")
            )
        return cleaned


@admin.register(ClassificationRule)
class ClassificationRuleAdmin(HouseAdmin):
    form = RuleForm
    list_display = ["name", "words", "expected_family", "expected_flsa_status", "is_active"]
    list_filter = ["is_active", "expected_flsa_status", "expected_family"]
    list_select_related = ["expected_family"]
    search_fields = ["name"]

    @admin.display(description=_l("Words of a title"))
    def words(self, row: ClassificationRule) -> str:
        return ", ".join(row.title_words)


class TemplateForm(ReasonedForm):
    class Meta:
        model = JobTemplate
        exclude: tuple[str, ...] = ()

    def clean_questions(self) -> list[dict[str, Any]]:
        """A list of questions as the job form knows them."""
        said = self.cleaned_data["questions"] or []
        if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
            raise ValidationError(_("Give a list of questions, each in curly brackets."))
        return [_question(each) for each in said]


def _question(said: dict[str, Any]) -> dict[str, Any]:
    """The question with all that it needs. Raises ValidationError where something is wrong."""
    text, kind, choices = said.get("text"), said.get("kind", QuestionKind.TEXT), said.get("choices", [])
    if not isinstance(text, str) or not 0 < len(text) <= 300:
        raise ValidationError(_("Each question needs a “text” of at most 300 characters."))
    if kind not in QuestionKind.values:
        raise ValidationError(_("“kind” is one of {kinds}.").format(kinds=", ".join(QuestionKind.values)))
    if not isinstance(choices, list) or not all(isinstance(each, str) for each in choices):
        raise ValidationError(_("“choices” is a list of texts."))
    if kind == QuestionKind.CHOICE and len(choices) < 2:
        raise ValidationError(_("“One of several” needs at least two choices."))
    return {"text": text, "kind": kind, "choices": choices, "is_required": bool(said.get("is_required"))}


@admin.register(JobTemplate)
class JobTemplateAdmin(HouseAdmin):
    form = TemplateForm
    list_display = ["name", "title", "department", "job_family", "is_active"]
    list_filter = ["is_active", "department", "job_family"]
    list_select_related = ["department", "job_family"]
    search_fields = ["name", "title"]
