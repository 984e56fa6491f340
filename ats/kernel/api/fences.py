"""The fence of a claim: whatever a handler commits says so in the claim's row, in the same transaction."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from ats.kernel.api.claims import InFlight, mine
from ats.kernel.api.models import IdempotentRequest

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|MERGE|WITH)\b", re.IGNORECASE)


class Fence:
    """A wrapper of the connection's statements: before the first write of each transaction it marks the claim.

    The mark locks the claim's row until that transaction ends, so nobody takes the key meanwhile, however long it lasts.
    Raises InFlight, which undoes the transaction, when another request has taken the key over from us.
    """

    def __init__(self, claim: IdempotentRequest) -> None:
        self._claim = claim

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if connection.in_atomic_block and not self._is_marked() and WRITES.match(str(sql)):
            self._mark()
        return execute(sql, params, many, context)

    def _mark(self) -> None:
        transaction.on_commit(self._committed)
        if not mine(self._claim).update(has_effect=True):
            raise InFlight

    def _is_marked(self) -> bool:
        """Django drops the callback where the transaction, or the savepoint that the mark lies in, is rolled back."""
        return any(entry[1] == self._committed for entry in connection.run_on_commit)

    def _committed(self) -> None:
        """Nothing is left to do: the mark is committed with what it tells of."""
