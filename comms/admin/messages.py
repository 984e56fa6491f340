"""Messages, consent and suppressions to look at: actions write them, nobody else."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ats.kernel.access.admin import HouseAdmin
from comms.models import Consent, Message, Suppression
from comms.permissions import CommsPermission


@admin.register(Message)
class MessageAdmin(HouseAdmin):
    is_read_only = True
    view_permission = CommsPermission.VIEW_MESSAGES
    list_display = ("subject", "purpose", "status", "send_at", "sent_at")
    list_filter = ("status", "purpose", "message_class")
    search_fields = ("key", "purpose")
    fields = (
        "subject",
        "text_for_colleagues",
        "purpose",
        "message_class",
        "status",
        "status_reason",
        "send_at",
        "sent_at",
        "attempt",
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Consent)
class ConsentAdmin(HouseAdmin):
    is_read_only = True
    view_permission = CommsPermission.VIEW_CONSENTS
    list_display = ("candidate", "purpose", "status", "captured_at", "jurisdiction")
    list_filter = ("purpose", "status", "jurisdiction")
    list_select_related = ("candidate",)
    search_fields = ("candidate__first_name", "candidate__last_name")
    fields = ("candidate", "purpose", "status", "text", "text_sha256", "captured_at", "captured_by", "jurisdiction")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Suppression)
class SuppressionAdmin(HouseAdmin):
    """Only fingerprints of addresses are kept; taking one out lets mail go there again."""

    change_permission = CommsPermission.MANAGE_MESSAGES
    list_display = ("reason", "since")
    list_filter = ("reason",)
    search_fields = ("reason",)
    fields = ("reason", "since")
    readonly_fields = ("reason", "since")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
