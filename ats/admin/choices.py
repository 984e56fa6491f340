"""Choice lists: where people come from, why they are declined, what they may say of themselves."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ats.kernel.access.admin import HouseAdmin
from ats.models import RejectionReason, SelfIdentificationQuestion, Source


class ChoiceAdmin(HouseAdmin):
    """Entries are switched off by `is_active`, not deleted: old applications name them."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(ChoiceAdmin):
    list_display = ["name", "key", "kind", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "key"]


@admin.register(RejectionReason)
class RejectionReasonAdmin(ChoiceAdmin):
    list_display = ["name", "key", "type", "is_active"]
    list_filter = ["type", "is_active"]
    search_fields = ["name", "key"]


@admin.register(SelfIdentificationQuestion)
class SelfIdentificationQuestionAdmin(ChoiceAdmin):
    """The law's words: change them by a new version, so that it stays known what somebody was asked."""

    list_display = ["text", "region", "version", "form_number", "form_expires_date", "is_active"]
    list_filter = ["region", "is_active"]
    search_fields = ["text", "key"]
