"""Jobs, to look at: people change them on their pages, where actions see to the rules. Pay is not shown here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.admin import HouseAdmin, HouseInline
from ats.models import CLASSIFICATION, HiringTeamMember, Job, JobOverride, JobPost, JobQuestion, Opening
from ats.permissions import CorePermission


class ReadInline(HouseInline):
    is_read_only = True
    view_permission = CorePermission.JOBS_VIEW


class OpeningInline(ReadInline):
    model = Opening
    fields = ["opening_id", "target_start_date", "opened_at", "closed_at"]


class TeamInline(ReadInline):
    model = HiringTeamMember
    fields = ["user", "role"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")


class PostInline(ReadInline):
    model = JobPost
    fields = ["title", "slug", "is_live", "published_at"]


class QuestionInline(ReadInline):
    model = JobQuestion
    fields = ["text", "kind", "is_required", "is_active"]


class OverrideInline(ReadInline):
    model = JobOverride
    verbose_name_plural = _("saved despite warnings")
    fields = ["reason", "created_by", "created_at"]
    readonly_fields = ["created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("created_by")


@admin.register(Job)
class JobAdmin(HouseAdmin):
    is_read_only = True
    view_permission = CorePermission.JOBS_VIEW
    list_display = ["requisition_id", "name", "status", "department", "opened_at"]
    list_filter = ["status", "department", "locations", "job_family", "employment_type", "priority"]
    search_fields = ["requisition_id", "name"]
    list_select_related = ["department"]
    fields = [
        "requisition_id",
        "name",
        "status",
        "department",
        "level",
        "description",
        *CLASSIFICATION,
        "priority",
        "hiring_reason",
        "backfill_of",
        "target_date",
        "opened_at",
        "closed_at",
        "reason",
    ]
    inlines = [OpeningInline, TeamInline, PostInline, QuestionInline, OverrideInline]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)
