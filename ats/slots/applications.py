"""The deeds of the application page on pages."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from ats.kernel import access
from ats.kernel.pages import Panel, slot
from ats.models import Application, ApplicationStatus
from ats.permissions import CorePermission


def register() -> None:
    slot("application.actions").register(application_actions)


def application_actions(request: HttpRequest, *, application: Application, **context: Any) -> Panel | None:
    user = request.user
    if application.status == ApplicationStatus.HIRED:
        may = access.allows(user, CorePermission.APPLICATIONS_HIRE, application)
        values = {"application": application, "can_change_start": True}
        return Panel("ats/interview/_actions.html", values, order=20) if may else None
    if not application.is_active:
        return None
    prefetch_related_objects([application], "offers")
    live = any(offer.is_live for offer in application.offers.all())
    values = {
        "application": application,
        "can_schedule": access.allows(user, CorePermission.INTERVIEWS_SCHEDULE, application),
        "can_offer": not live and access.allows(user, CorePermission.OFFERS_DRAFT, application),
    }
    return Panel("ats/interview/_actions.html", values, order=20)
