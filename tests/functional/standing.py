"""A world that stands for all tests of a module, since to build it takes longer than most of them.

Such a module has no `django_db` mark: that one would close the connection, and the world with it, after the first test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from ats.kernel import clock
from tests.conftest import PRESENT


@contextmanager
def standing(blocker: Any, build: Callable[[], Any]) -> Iterator[Any]:
    """What `build` makes, in a transaction that is rolled back at the end; `blocker` is pytest-django's."""
    with blocker.unblock():
        with transaction.atomic():
            clock.move(PRESENT - datetime.now(UTC))
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            yield build()
            transaction.set_rollback(True)
        connection.close()


@contextmanager
def undone() -> Iterator[None]:
    """One test's share of it: whatever it writes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
