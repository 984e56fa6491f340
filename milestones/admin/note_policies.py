"""Where a note must be written with a move, and how often one is."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from ats.kernel.access.admin import HouseAdmin
from milestones.models import NotePolicy
from milestones.permissions import MilestonePermission
from milestones.queries.adoption import adoption


@admin.register(NotePolicy)
class NotePolicyAdmin(HouseAdmin):
    change_permission = MilestonePermission.WORKFLOWS_EDIT
    change_list_template = "admin/milestones/notepolicy/change_list.html"
    list_display = ("name", "direction", "stage", "rejection_reason", "minimum_length", "is_active")
    list_filter = ("direction", "stage", "is_active")
    list_select_related = ("rejection_reason",)
    search_fields = ("name",)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "adoption": adoption()})
