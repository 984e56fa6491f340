"""What the admin pages of calendars and freezes have in common: they change through the actions that tell of it."""

from typing import Any

from django.http import HttpRequest

from ats.kernel import clock
from ats.kernel.access.admin import HouseAdmin
from ats.kernel.business_time import changing
from ats.kernel.business_time.models import Calendar, Freeze


class WorkingTimeAdmin(HouseAdmin):
    def save_model(self, request: HttpRequest, obj: Calendar | Freeze, form: Any, change: bool) -> None:
        changing.save(obj, by=request.user, at=clock.now())

    def delete_model(self, request: HttpRequest, obj: Calendar | Freeze) -> None:
        changing.delete(obj, by=request.user, at=clock.now())
