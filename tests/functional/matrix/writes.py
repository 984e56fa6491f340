"""Whether a request left anything behind: the tables that it wrote to, as far as its transaction kept them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
MARK = re.compile(r'^(SAVEPOINT|ROLLBACK TO SAVEPOINT) "(\w+)"')
# Written by asking, whether or not it is let in: what was tried, and who is signed in.
OF_ASKING = {"kernel_auditentry", "kernel_idempotentrequest", "django_session"}
# allauth keeps the address of whoever looks at their own account.
OF_ASKING |= {"account_emailaddress"}
OF_ASKING |= {"axes_accessattempt", "axes_accesslog", "axes_accessfailurelog", "axes_accessattemptexpiration"}


class Writes:
    """Collects tables; what a view rolls back to a savepoint of its own is forgotten again."""

    def __init__(self) -> None:
        self.tables: list[str] = []
        self._marks: dict[str, int] = {}

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if (found := WRITE.match(sql)) and found[1] not in OF_ASKING:
            self.tables.append(found[1])
        elif mark := MARK.match(sql):
            self._at(mark[1], mark[2])
        return done

    def _at(self, word: str, name: str) -> None:
        if word == "SAVEPOINT":
            self._marks[name] = len(self.tables)
        else:
            del self.tables[self._marks.get(name, 0) :]


@contextmanager
def writes() -> Iterator[Writes]:
    """`with writes() as seen: …`, then `seen.tables`."""
    seen = Writes()
    with connection.execute_wrapper(seen):
        yield seen
