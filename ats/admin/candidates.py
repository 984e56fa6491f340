"""Candidates, to look at. Contact points are on the candidate's page, for those who may see them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ats.kernel.access.admin import HouseAdmin, HouseInline
from ats.models import Application, Candidate, CandidateMerge, DuplicateRule, OwnershipPolicy
from ats.permissions import CorePermission


class ApplicationInline(HouseInline):
    is_read_only = True
    view_permission = CorePermission.APPLICATIONS_VIEW
    model = Application
    fields = ["job", "status", "stage", "source", "applied_at"]
    show_change_link = False

    def get_queryset(self, request):
        rows = Application.objects.visible_to(request.user)
        return rows.select_related("candidate", "job", "source")


@admin.register(Candidate)
class CandidateAdmin(HouseAdmin):
    is_read_only = True
    view_permission = CorePermission.CANDIDATES_VIEW
    list_display = ["name", "title", "company", "owner", "do_not_contact", "created_at"]
    list_filter = ["do_not_contact", "is_imported", "created_at"]
    search_fields = ["first_name", "last_name", "company", "title"]
    list_select_related = ["owner"]
    fields = [
        "first_name",
        "last_name",
        "title",
        "company",
        "location",
        "time_zone",
        "tags",
        "skills",
        "owner",
        "owner_since",
        "do_not_contact",
        "do_not_contact_reason",
    ]
    inlines = [ApplicationInline]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(DuplicateRule)
class DuplicateRuleAdmin(HouseAdmin):
    """By which signals records are taken for the same person, and from which likeness on."""

    list_display = ["signal", "threshold", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["signal"]


@admin.register(OwnershipPolicy)
class OwnershipPolicyAdmin(HouseAdmin):
    list_display = ["__str__", "lock_days"]
    list_filter = ["lock_days"]
    search_fields = ["lock_days"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is one."""
        return super().has_add_permission(request, obj) and not OwnershipPolicy.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CandidateMerge)
class CandidateMergeAdmin(HouseAdmin):
    """Which records became one, to look at; undoing is on the candidate's page."""

    is_read_only = True
    view_permission = CorePermission.CANDIDATES_VIEW
    list_display = ["survivor", "absorbed", "merged_at", "merged_by", "unmerged_at"]
    list_filter = ["merged_at", "unmerged_at"]
    search_fields = ["survivor__first_name", "survivor__last_name", "absorbed__first_name", "absorbed__last_name"]
    list_select_related = ["survivor", "absorbed", "merged_by"]
    fields = [
        "survivor",
        "absorbed",
        "reason",
        "merged_at",
        "merged_by",
        "unmerged_at",
        "unmerged_by",
        "unmerge_reason",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)
