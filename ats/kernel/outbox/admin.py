"""The event log and its deliveries, to look at; quarantined deliveries can be tried again."""

from django.contrib import admin

from ats.kernel.access.admin import HouseAdmin
from ats.kernel.leases_admin import LeasedAdmin
from ats.kernel.outbox.models import Delivery, Event


@admin.register(Event)
class EventAdmin(HouseAdmin):
    is_read_only = is_whole_company = True
    list_display = ("sequence", "type", "subject_type", "subject_id", "occurred_at", "origin")
    search_fields = ("=subject_id", "type")
    list_filter = ("origin", "subject_type")


@admin.register(Delivery)
class DeliveryAdmin(LeasedAdmin):
    list_display = ("event", "handler", "state", "attempt", "failures", "crashes", "reason")
    list_select_related = ("event",)
    search_fields = ("=subject_id", "handler")
    list_filter = ("state", "handler")
