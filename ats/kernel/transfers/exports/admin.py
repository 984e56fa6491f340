"""Exports to look at in the administration; their pages hold the deeds."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ats.kernel.access import KernelPermission
from ats.kernel.access.admin import HouseAdmin
from ats.kernel.transfers.exports.models import ExportRun


@admin.register(ExportRun)
class ExportRunAdmin(HouseAdmin):
    """Who took what out, when, and how often it was downloaded."""

    is_read_only = True
    view_permission = KernelPermission.EXPORTS_OVERSEE
    list_display = ("noun", "format", "status", "expected_rows", "requested_by", "created_at", "downloads")
    list_filter = ("status", "noun", "format")
    search_fields = ("=id", "requested_by__email", "reason")
    list_select_related = ("requested_by",)
    exclude = ("file", "rights")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user).select_related("requested_by", "approval__flow")
