"""Who works on an Idempotency-Key: taking it, answering it, giving it back. Each is a short transaction of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.db.models.functions import Now
from django.http import Http404
from rest_framework.exceptions import APIException

from ats.kernel import clock
from ats.kernel.api.models import IdempotentRequest
from ats.kernel.crowding import is_crowded
from ats.kernel.errors import DomainError, Stale

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=90)
"""Longer than any request works; a crash leaves its key claimed for so long."""
REFUSALS = (DomainError, APIException, ValidationError, PermissionDenied, Http404)


class InFlight(Stale):
    """The same key is being worked on."""

    code = "idempotency-key-in-flight"

    def __init__(self) -> None:
        super().__init__("The same Idempotency-Key is being worked on. Ask again shortly.")


class AnswerLost(Stale):
    """The first request took effect, and its answer went with the server that worked on it."""

    code = "idempotency-answer-lost"


class KeyReused(DomainError):
    """The key came with another body before."""

    code = "idempotency-key-reused"


@dataclass(frozen=True)
class Claim:
    """The row of a key: ours to work on, or with the answer that is kept."""

    row: IdempotentRequest
    is_ours: bool


def take(names: dict[str, str], body_hash: str) -> Claim:
    """Claim the key `names`, or give its kept answer. Raises InFlight, AnswerLost or KeyReused."""
    fresh = IdempotentRequest(**names, body_hash=body_hash, kept_until=clock.now() + KEPT)
    try:
        with transaction.atomic():
            IdempotentRequest.objects.bulk_create([fresh], ignore_conflicts=True)
            row = IdempotentRequest.objects.free().select_for_update(nowait=True).filter(**names).first()
            if row is None:  # leased, or given back this instant
                raise InFlight
            if _is_answered(row, body_hash):
                return Claim(row, is_ours=False)
            return Claim(_begin(row, body_hash), is_ours=True)
    except OperationalError as error:  # whoever works on it holds the row, or takes it at this moment
        if is_crowded(error):
            raise InFlight from error
        raise


def is_kept(names: dict[str, str]) -> bool:
    """Whether the answer under the key `names` is there to be given again."""
    return IdempotentRequest.objects.filter(**names, status__isnull=False, kept_until__gt=clock.now()).exists()


def _is_answered(row: IdempotentRequest, body_hash: str) -> bool:
    """Whether the row's answer is to be given; False when there is nothing of it that counts any more."""
    is_done = row.status is not None or row.has_effect
    if not is_done or row.kept_until <= clock.now():
        return False
    if row.body_hash != body_hash:
        raise KeyReused("This Idempotency-Key came with another body before. Use a new key.")
    if row.status is None:
        raise AnswerLost(
            "A request with this Idempotency-Key was carried out, but its answer was lost. Look at what stands there "
            "now, and use a new key for anything more."
        )
    return True


def _begin(row: IdempotentRequest, body_hash: str) -> IdempotentRequest:
    row.attempt += 1
    row.body_hash, row.kept_until = body_hash, clock.now() + KEPT
    row.status, row.body, row.has_effect, row.leased_until = None, "", False, Now() + LEASE
    row.save()
    return row


def mine(row: IdempotentRequest) -> Any:
    """The row as far as it is still claimed by the attempt that we hold."""
    return IdempotentRequest.objects.filter(pk=row.pk, attempt=row.attempt, status=None)


def answer(row: IdempotentRequest, status: int, headers: dict[str, str], body: str) -> None:
    """Keep the answer of the attempt that we hold."""
    mine(row).update(status=status, headers=headers, body=body, leased_until=None)


@contextmanager
def given_back_unless_answered(row: IdempotentRequest) -> Iterator[None]:
    """Give the key back at once where the handler ends with an error.

    A refusal, and what had no effect, may be repeated under the same key; a defect that came after an effect may not.
    """
    try:
        yield
    except REFUSALS:
        mine(row).delete()
        raise
    except BaseException:
        mine(row).filter(has_effect=False).delete()
        mine(row).update(leased_until=None)
        raise
