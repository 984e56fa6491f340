"""Workflows and which version is active."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from ats.kernel.access.admin import HouseAdmin
from ats.models import Job
from milestones.models import JobWorkflow, VersionStatus, Workflow
from milestones.permissions import MilestonePermission


@admin.register(Workflow)
class WorkflowAdmin(HouseAdmin):
    view_permission = MilestonePermission.WORKFLOWS_VIEW
    change_permission = MilestonePermission.WORKFLOWS_EDIT
    list_display = ("name", "key", "is_default", "active_version")
    list_filter = ("is_default",)
    search_fields = ("name", "key")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("versions")

    @admin.display(description=_l("Active version"))
    def active_version(self, row: Workflow) -> str:
        active = [version.number for version in row.versions.all() if version.status == VersionStatus.ACTIVE]
        return _("Version {number}").format(number=active[0]) if active else pgettext("active version", "None")


@admin.register(JobWorkflow)
class JobWorkflowAdmin(HouseAdmin):
    """Which version each job that the reader sees has pinned; jobs pin when they open."""

    is_read_only = True
    view_permission = MilestonePermission.WORKFLOWS_VIEW
    list_display = ("job", "version", "rule")
    list_filter = ("version__workflow", "version__status")
    list_select_related = ("job", "version__workflow")
    search_fields = ("job__name", "job__requisition_id")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(job__in=Job.objects.visible_to(request.user))
