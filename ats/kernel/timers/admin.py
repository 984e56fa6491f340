"""Timers, to look at; quarantined ones can be tried again."""

from django.contrib import admin

from ats.kernel.leases_admin import LeasedAdmin
from ats.kernel.timers.models import Timer


@admin.register(Timer)
class TimerAdmin(LeasedAdmin):
    list_display = ("kind", "key", "due_at", "state", "attempt", "failures", "crashes", "reason")
    search_fields = ("key", "=subject_id", "kind")
    list_filter = ("state", "kind")
