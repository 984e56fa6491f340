"""What deliveries and timers share in the administration: look, and try again what was quarantined."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ats.kernel import audit, clock, leases, waking
from ats.kernel.access.admin import HouseAdmin
from ats.kernel.access.checks import allows
from ats.kernel.leases import State


class LeasedAdmin(HouseAdmin):
    """Rows are looked at; "Try again" is for the quarantined ones and stands in the audit log."""

    is_read_only = is_whole_company = True
    actions = ("try_again",)

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        return allows(request.user, self.change_permission)

    @admin.action(description=_("Try again what was quarantined"), permissions=["try_again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            count = leases.revive(queryset.filter(state=State.DEAD))
            audit.record(
                deed=f"{self.opts.model_name}.replayed",
                actor=request.user,
                outcome="done",
                at=clock.now(),
                codes={"count": count},
            )
            transaction.on_commit(waking.wake)
        text = ngettext("{number} will be tried again.", "{number} will be tried again.", count).format(number=count)
        self.message_user(request, text, messages.SUCCESS if count else messages.INFO)
