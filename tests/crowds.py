"""Several people who act in the same moment, as real threads on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import OperationalError, connections

from ats.kernel.crowding import as_refusal
from ats.kernel.errors import DomainError


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run all deeds in the same moment; what each gave back, or the refusal that it met."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=60)
            return deed()
        except (DomainError, OperationalError) as error:
            if (refusal := as_refusal(error)) is None:
                raise
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))
