"""Administrators hear in the product of an endpoint that was switched off."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import access, notices
from ats.kernel.notices.kinds import Line
from ats.kernel.notices.models import Notice
from ats.kernel.outbox import handles
from ats.kernel.webhooks.events import WebhookEndpointDisabled
from ats.kernel.webhooks.models import WebhookEndpoint
from ats.kernel.webhooks.permissions import WebhookPermission

DISABLED = "webhook.disabled"


def register() -> None:
    notices.kind(DISABLED, _l("A webhook endpoint is switched off"), "unplug", words)


@handles(WebhookEndpointDisabled, name="webhooks.notice_disabled")
def tell(event: WebhookEndpointDisabled, *, event_id: UUID, at: datetime) -> None:
    """Everybody who may set up webhooks."""
    people = access.assignments(WebhookPermission.MANAGE).filter(scope=access.Scope.ALL)
    notices.tell(
        kind=DISABLED,
        people=people.values_list("user", flat=True),
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        event_id=event_id,
        occurred_at=event.occurred_at,
        at=at,
    )


def words(found: Collection[Notice], reader: Any) -> Mapping[UUID, Line]:
    rows = WebhookEndpoint.objects.visible_to(reader).in_bulk({each.subject_id for each in found})
    return {each.pk: _line(rows[each.subject_id]) for each in found if each.subject_id in rows}


def _line(endpoint: WebhookEndpoint) -> Line:
    text = (
        _("The webhook endpoint {name} is switched off: {reason}.")
        if endpoint.off_reason
        else _("The webhook endpoint {name} was switched off, and is on again.")
    )
    said = text.format(name=endpoint, reason=endpoint.get_off_reason_display())
    return Line(said, reverse("admin:kernel_webhookendpoint_change", args=[endpoint.pk]))
