"""Kept answers go when their day is over: they hold what the API said, encrypted, and nobody needs it any more."""

from datetime import datetime

from ats.kernel.api.models import IdempotentRequest

BATCH = 500


def purge(at: datetime) -> int:
    """For the pump: delete a batch of the answers that are past their time; how many."""
    past = IdempotentRequest.objects.free().filter(kept_until__lte=at).order_by("kept_until").values("pk")[:BATCH]
    return IdempotentRequest.objects.filter(pk__in=past).delete()[0]


def next_due() -> datetime | None:
    return IdempotentRequest.objects.free().order_by("kept_until").values_list("kept_until", flat=True).first()
