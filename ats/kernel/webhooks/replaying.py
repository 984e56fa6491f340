"""Sending deliveries again, one or many: the same words under the same id, in the order of their events."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ats.kernel import audit, waking
from ats.kernel.errors import DomainError
from ats.kernel.webhooks import endpoints
from ats.kernel.webhooks.models import SETTLED, DeliveryStatus, WebhookDelivery

MOST = 1000


class CannotReplay(DomainError):
    """The delivery is still under way, or its endpoint is switched off."""

    code = "cannot-replay"


def replay(*, delivery: WebhookDelivery, by: Any, at: datetime) -> WebhookDelivery:
    """Raises CannotReplay for one that is under way, or whose endpoint is off."""
    if not replay_many(chosen=[delivery.pk], by=by, at=at):
        raise CannotReplay(_("It is still under way, or its endpoint is switched off."))
    delivery.refresh_from_db()
    return delivery


def replay_many(*, chosen: Collection[UUID], by: Any, at: datetime) -> int:
    """Those of `chosen` that are settled and whose endpoint is on, at most MOST of them; how many."""
    endpoints.require_manager(by)
    with transaction.atomic():
        rows = WebhookDelivery.objects.visible_to(by).filter(
            pk__in=list(chosen)[:MOST], status__in=SETTLED, endpoint__is_active=True
        )
        locked = list(rows.select_for_update(of=("self",)).order_by("sequence").values_list("pk", flat=True))
        count: int = WebhookDelivery.objects.filter(pk__in=locked).update(
            status=DeliveryStatus.WAITING, reason="", due_at=at, settled_at=None, tries=0, crashes=0, updated_at=at
        )
        _note(locked, count, by, at)
        transaction.on_commit(waking.wake)
    return count


def _note(locked: list[UUID], count: int, by: Any, at: datetime) -> None:
    audit.record(
        deed="webhook_delivery.replayed",
        actor=by,
        subject_type="webhook_delivery",
        subject_id=locked[0] if count == 1 else None,
        outcome="done",
        at=at,
        codes={"count": count},
    )
