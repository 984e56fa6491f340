"""People in each other's way: the database gives up waiting, and that is no defect but a reason to try again."""

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError
from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError, Stale
from ats.kernel.taken import as_taken

CROWDED = {"55P03", "40P01", "40001"}  # Postgres: lock not available in time, deadlock, serialization failure
TRIES = 4
"""The first one and three more: a transaction that was crowded out was sound, and is simply done again."""
T = TypeVar("T")


class Busy(Stale):
    """Somebody else is changing the same thing at this moment; nothing was written."""

    code = "busy"


def is_crowded(error: BaseException) -> bool:
    """Whether the database gave up because somebody else was in the way. The one rule of the house for it."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) in CROWDED


def as_refusal(error: Exception) -> DomainError | None:
    """The refusal that `error` is, or stands for where two were in each other's way; None for a defect of ours."""
    if isinstance(error, DomainError):
        return error
    if refusal := as_taken(error):
        return refusal
    if is_crowded(error):
        return Busy(_("Somebody else is changing this at the same moment. Wait a moment, look again and repeat it."))
    return None


def insist(deed: Callable[[], T]) -> T:
    """Do `deed`, which is a transaction of its own, again while it is crowded out: for those who can't be asked to."""
    for _again in range(TRIES - 1):
        try:
            return deed()
        except OperationalError as error:
            if not is_crowded(error):
                raise
    return deed()
