"""Imports of hiring history in the administration: three files, a dry run's report, then commit, or roll back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.kernel import access, clock
from ats.kernel.access import KernelPermission
from ats.kernel.access.admin import HouseAdmin
from ats.kernel.errors import DomainError
from ats.kernel.wording import words_of
from milestones.legacy import dry_runs, report
from milestones.legacy.files import Files
from milestones.legacy.rollback import roll_back, would_remove
from milestones.models import HistoryImport, ImportStatus

SHOWN = 500


class UploadForm(forms.Form):
    applications = forms.FileField(
        label=_l("Applications"), help_text=_l("CSV with the column case_id."), allow_empty_file=True
    )
    stages = forms.FileField(
        label=pgettext_lazy("file of an import", "Stages"),
        help_text=_l("CSV with case_id, stage, entered_at and perhaps position."),
        allow_empty_file=True,
    )
    map = forms.FileField(
        label=pgettext_lazy("file of an import", "Map"),
        help_text=_l("CSV with legacy_stage, milestone, outcome."),
        allow_empty_file=True,
    )

    def bundle(self) -> Files:
        return Files(*(_content(self.cleaned_data[name]) for name in ("applications", "stages", "map")))


def _content(upload: UploadedFile) -> tuple[str, bytes]:
    return upload.name or "file", upload.read()


@admin.register(HistoryImport)
class HistoryImportAdmin(HouseAdmin):
    is_read_only = is_whole_company = True
    change_list_template = "admin/milestones/historyimport/change_list.html"
    list_display = ("created_at", "status", "job", "created_by", "committed_at", "rolled_back_at")
    list_filter = ("status", "created_at")
    list_select_related = ("job", "created_by")
    search_fields = ("created_by__email", "job__requisition_id")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload), name="milestones_historyimport_upload"),
            path("<uuid:pk>/report/", view(self.report), name="milestones_historyimport_report"),
            path("<uuid:pk>/commit/", view(self.commit), name="milestones_historyimport_commit"),
            path("<uuid:pk>/rollback/", view(self.rollback), name="milestones_historyimport_rollback"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(_report_address(object_id))

    def upload(self, request: HttpRequest) -> HttpResponse:
        """GET the form; POST the files for a dry run."""
        access.require(request.user, KernelPermission.ADMIN_CONFIGURE)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                row = dry_runs.save(files=form.bundle(), by=request.user, at=clock.now())
            except DomainError as refused:
                form.add_error(None, refused.message)
            else:
                return HttpResponseRedirect(_report_address(row.pk))
        context = {**self.admin_site.each_context(request), "title": _("Import hiring history"), "form": form}
        return render(request, "admin/milestones/historyimport/upload.html", context)

    def report(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """What the files hold, each difference with its reason, and what can be done now."""
        access.require(request.user, KernelPermission.ADMIN_VIEW)
        row = get_object_or_404(HistoryImport.objects.select_related("job"), pk=pk)
        unmapped = dry_runs.planned(row, at=clock.now()).plan.unmapped if row.source else {}
        may = access.allows(request.user, KernelPermission.ADMIN_CONFIGURE)
        context = {
            **self.admin_site.each_context(request),
            "title": str(row),
            "row": row,
            "totals": list(report.totals(row.counts)),
            "differences": [_told(difference) for difference in row.differences[:SHOWN]],
            "more": max(0, len(row.differences) - SHOWN),
            "unmapped": sorted(unmapped.items()),
            "can_commit": may and row.status == ImportStatus.DRY_RUN and not unmapped,
            "can_roll_back": may and row.status == ImportStatus.COMMITTED,
        }
        return render(request, "admin/milestones/historyimport/report.html", context)

    def commit(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """POST: import what the dry run showed."""
        return self._do(
            request, pk, _("Imported."), lambda row: dry_runs.commit(dry_run=row, by=request.user, at=clock.now())
        )

    def rollback(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """GET: ask, with what would go; POST: take the import back."""
        if request.method == "GET":
            return self._ask_before_rollback(request, pk)

        def deed(row: HistoryImport) -> HistoryImport:
            return roll_back(history_import=row, by=request.user, at=clock.now())

        return self._do(request, pk, _("Rolled back; everything it brought is gone."), deed)

    def _ask_before_rollback(self, request: HttpRequest, pk: Any) -> HttpResponse:
        access.require(request.user, KernelPermission.ADMIN_CONFIGURE)
        row = get_object_or_404(HistoryImport.objects.select_related("job"), pk=pk)
        if row.status != ImportStatus.COMMITTED:
            return HttpResponseRedirect(_report_address(pk))
        context = {**self.admin_site.each_context(request), "title": _("Roll back this import?"), "row": row}
        return render(request, "admin/milestones/historyimport/rollback.html", context | would_remove(row))

    def _do(
        self, request: HttpRequest, pk: Any, done: str, deed: Callable[[HistoryImport], HistoryImport]
    ) -> HttpResponse:
        access.require(request.user, KernelPermission.ADMIN_CONFIGURE)
        row = get_object_or_404(HistoryImport, pk=pk)
        if request.method == "POST":
            try:
                deed(row)
            except DomainError as refused:
                messages.error(request, refused.message)
            else:
                messages.success(request, done)
        return HttpResponseRedirect(_report_address(pk))


def _told(difference: dict[str, Any]) -> dict[str, Any]:
    """Deed and reason are kept in English; those that are always the same words are shown in the reader's."""
    return difference | {name: words_of(difference[name]) for name in ("deed", "reason") if difference[name]}


def _report_address(pk: Any) -> str:
    return reverse("admin:milestones_historyimport_report", args=[pk])
