"""Offers on pages."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel import access, approvals
from ats.kernel.pages import Panel, help_topic, slot
from ats.models import Application
from ats.permissions import CorePermission


def register() -> None:
    help_topic("offers", _("Offers"), "ats/help/offers.html", order=60, permission=CorePermission.OFFERS_VIEW)
    slot("application.panel").register(application_offer)


def application_offer(request: HttpRequest, *, application: Application, **context: Any) -> Panel | None:
    prefetch_related_objects([application], "offers")
    seen = (row for row in application.offers.all() if access.allows(request.user, CorePermission.OFFERS_VIEW, row))
    offer = next(seen, None)
    if offer is None:
        return None
    values = {"offer": offer, "fact": approvals.get_subject("offer").facts(offer, request.user)}
    return Panel("ats/offer/_panel.html", values, order=30)
