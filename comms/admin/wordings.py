"""Templates and consent texts. A changed wording is a new version; consent texts are never rewritten, since people agreed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from ats.kernel import access
from ats.kernel.access.admin import HouseAdmin, ReasonedForm
from ats.kernel.errors import DomainError
from comms import merge_fields
from comms.admin.preview import context_of
from comms.models import ConsentText, Template
from comms.needs import NEEDS, Need
from comms.permissions import CommsPermission

WORDING = {"subject", "body"}
KEPT = {"key", "message_class", "is_active"}


class TemplateForm(ReasonedForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        need = NEEDS.get(self.instance.key) if self.instance.pk else None
        for name in WORDING & cleaned.keys():
            self._check(name, cleaned[name], need)
        if need:
            self._keep(need)
        return cleaned

    def _keep(self, need: Need) -> None:
        """What the product writes with stays in use, under its key and for its readers."""
        for name in KEPT & set(self.changed_data):
            self.add_error(name, _("This can't change: the wording is needed for {purpose}.").format(purpose=need.what))

    def _check(self, name: str, text: str, need: Need | None) -> None:
        try:
            merge_fields.check(text)
        except DomainError as refused:
            self.add_error(name, refused.message)
        else:
            self._check_values(name, text, need)
        if name == "subject" and text != merge_fields.one_line(text):
            self.add_error(name, _("The subject must be one line of text."))

    def _check_values(self, name: str, text: str, need: Need | None) -> None:
        if need and (foreign := sorted(merge_fields.used(text) - need.fields)):
            usable = ", ".join(sorted(need.fields))
            refusal = _("{field} has no value in {purpose}. Use one of: {fields}.")
            field = merge_fields.written(foreign[0])
            self.add_error(name, refusal.format(field=field, purpose=need.what, fields=usable))


@admin.register(Template)
class TemplateAdmin(HouseAdmin):
    form = TemplateForm
    view_permission = CommsPermission.VIEW_TEMPLATES
    change_permission = CommsPermission.EDIT_TEMPLATES
    list_display = ("name", "key", "message_class", "version", "is_active")
    list_filter = ("message_class", "is_active")
    search_fields = ("name", "key", "subject")
    fields = ("key", "name", "message_class", "subject", "body", "is_active", "version", "change_reason")
    readonly_fields = ("version",)
    change_form_template = "admin/comms/template/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        return [path("<uuid:pk>/preview/", preview, name="comms_template_preview"), *super().get_urls()]

    def preview(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """GET: the wording as a real candidate would read it, and which value they lack."""
        access.require(request.user, CommsPermission.VIEW_TEMPLATES)
        wording = get_object_or_404(Template.objects.visible_to(request.user), pk=pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview of {wording}").format(wording=wording),
            "wording": wording,
            "back": reverse("admin:comms_template_change", args=[wording.pk]),
            **context_of(request, wording),
        }
        return render(request, "admin/comms/template/preview.html", context)

    def save_model(self, request: HttpRequest, obj: Template, form: forms.ModelForm, change: bool) -> None:
        if change and WORDING & set(form.changed_data):
            obj.version += 1
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Wordings that the product writes with are protected, each with what it is needed for."""
        deleted, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        needed = [
            _("{wording}: needed for {purpose}").format(wording=row.name, purpose=NEEDS[row.key].what)
            for row in objs
            if row.key in NEEDS
        ]
        return deleted, counts, forbidden, [*protected, *needed]


@admin.register(ConsentText)
class ConsentTextAdmin(HouseAdmin):
    """A new wording is a new row with the next version; an old one can only be taken out of use."""

    view_permission = CommsPermission.VIEW_TEMPLATES
    change_permission = CommsPermission.EDIT_TEMPLATES
    list_display = ("purpose", "region", "version", "is_required", "keep_days", "is_active")
    list_filter = ("purpose", "region", "is_active")
    search_fields = ("text",)
    fields = ("purpose", "region", "version", "text", "keep_days", "is_required", "is_active", "change_reason")

    def get_readonly_fields(self, request: HttpRequest, obj: ConsentText | None = None) -> tuple[str, ...]:
        return ("purpose", "region", "version", "text", "keep_days", "is_required") if obj else ("version",)

    def has_delete_permission(self, request: HttpRequest, obj: ConsentText | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ConsentText, form: forms.ModelForm, change: bool) -> None:
        if not change:
            same = ConsentText.objects.filter(purpose=obj.purpose, region=obj.region).order_by("-version").first()
            obj.version = same.version + 1 if same else 1
        super().save_model(request, obj, form, change)
