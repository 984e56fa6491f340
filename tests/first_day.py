"""The first day, with which most tests begin: it takes a fifth of a second, and a tenth of that to put its rows back."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from tests.emptying import filled_tables
from tests.kept import Kept, keep


def once(prepare: Callable[..., None]) -> Callable[..., None]:
    """`prepare(at=…)` of `ats.actions.first_day`, whose rows are kept, in each test process, once for each moment.

    Where there are rows already, what is missing is for the product to find out; and a moment to the microsecond is the
    clock's own, which doesn't come again.
    """
    kept: dict[datetime, Kept] = {}

    def prepared(*, at: datetime) -> None:
        with transaction.atomic():
            known = kept.get(at)
            if known and known.is_of_now and not _any_in(list(known.rows)):
                known.put_back()
                return
            alone = not at.microsecond and not _any_in(None)
            prepare(at=at)
            if alone:
                kept[at] = keep()

    return prepared


def _any_in(tables: list[str] | None) -> bool:
    with connection.cursor() as cursor:
        return bool(filled_tables(cursor, tables))
