"""Company-wide milestones."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.admin import HouseAdmin, HouseInline
from milestones.models import MilestoneDefinition, MilestoneDefinitionUserObjectPermission
from milestones.models.workflow import DECIDE
from milestones.permissions import MilestonePermission


class NamedPeople(HouseInline):
    """Once anybody is named for a milestone, only they decide there."""

    model = MilestoneDefinitionUserObjectPermission
    verbose_name, verbose_name_plural = _("Person who may decide here"), _("People who may decide here")
    change_permission = MilestonePermission.WORKFLOWS_EDIT

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The right to decide is the one that means something here, so no other is offered."""
        if db_field.name == "permission":
            model = {"content_type__app_label": "milestones", "content_type__model": "milestonedefinition"}
            kwargs["queryset"] = Permission.objects.filter(codename=DECIDE, **model)
            kwargs["empty_label"] = None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(MilestoneDefinition)
class MilestoneDefinitionAdmin(HouseAdmin):
    change_permission = MilestonePermission.WORKFLOWS_EDIT
    list_display = ("name", "key", "stage", "candidate_label", "is_sensitive")
    list_filter = ("stage", "is_sensitive")
    search_fields = ("name", "key", "candidate_label")
    inlines = (NamedPeople,)

    def get_readonly_fields(self, request: HttpRequest, obj: MilestoneDefinition | None = None) -> Any:
        """Versions that people work in read key and stage live, and what is active never changes."""
        fixed = ("key", "stage") if obj is not None and obj.is_in_use else ()
        return (*super().get_readonly_fields(request, obj), *fixed)
