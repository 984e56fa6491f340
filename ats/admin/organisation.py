"""Departments, regions, places, calendars and freezes."""

from django.contrib import admin

from ats.kernel.access.admin import HouseAdmin
from ats.kernel.business_time.admin import WorkingTimeAdmin
from ats.kernel.models import Calendar, Freeze
from ats.models import Company, Department, Location, Region


@admin.register(Department)
class DepartmentAdmin(HouseAdmin):
    list_display = ["name", "external_id"]
    search_fields = ["name", "external_id"]


@admin.register(Region)
class RegionAdmin(HouseAdmin):
    list_display = ["name", "key"]
    search_fields = ["name", "key"]


@admin.register(Location)
class LocationAdmin(HouseAdmin):
    list_display = ["name", "city", "country", "region", "calendar", "is_remote"]
    list_filter = ["region", "is_remote", "calendar"]
    search_fields = ["name", "city", "country"]
    list_select_related = ["region", "calendar"]


@admin.register(Calendar)
class CalendarAdmin(WorkingTimeAdmin):
    readonly_fields = ["version"]
    list_display = ["name", "time_zone", "holiday_country", "holiday_subdivision", "is_default"]
    list_filter = ["holiday_country", "is_default"]
    search_fields = ["name", "key", "time_zone"]


@admin.register(Freeze)
class FreezeAdmin(WorkingTimeAdmin):
    list_display = ["name", "starts_at", "ends_at"]
    list_filter = ["starts_at"]
    search_fields = ["name"]


@admin.register(Company)
class CompanyAdmin(HouseAdmin):
    """Changed on its own page, which checks colours and takes the logo; here it is only looked at, with its history."""

    is_read_only = True
    list_display = ["name", "time_zone", "language", "accent", "set_up_at"]
