"""Interviews and offers to look at. Pay and scorecards are not here: their pages ask for the right to see them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ats.kernel.access.admin import HouseAdmin
from ats.kernel.approvals import admin as approvals
from ats.models import Interview, Offer
from ats.permissions import CorePermission

__all__ = ["InterviewAdmin", "OfferAdmin", "approvals"]


class SeenAdmin(HouseAdmin):
    """Shows the rows that the reader sees elsewhere, and no others."""

    is_read_only = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Interview)
class InterviewAdmin(SeenAdmin):
    view_permission = CorePermission.INTERVIEWS_VIEW
    list_display = ("name", "application", "starts_at", "status", "organizer")
    list_filter = ("status",)
    search_fields = ("name", "application__candidate__first_name", "application__candidate__last_name")
    list_select_related = ("application__candidate", "application__job", "organizer")
    fields = ("application", "name", "starts_at", "ends_at", "time_zone", "location", "status", "organizer", "sequence")


@admin.register(Offer)
class OfferAdmin(SeenAdmin):
    view_permission = CorePermission.OFFERS_VIEW
    list_display = ("application", "status", "version", "expires_at", "sent_at", "resolved_at")
    list_filter = ("status",)
    search_fields = ("application__candidate__first_name", "application__candidate__last_name")
    list_select_related = ("application__candidate", "application__job")
    fields = ("application", "opening", "status", "version", "approved_version", "expires_at", "sent_at", "resolved_at")
