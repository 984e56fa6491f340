"""Queries that are put together once per process and asked often.

Django builds the SQL of a query anew each time it is asked; for a wide one that takes longer than Postgres takes to answer.
A prepared query is built once, with stand-ins for its arguments; each call puts the arguments in their place. What was read
is never kept: every call asks the database.
"""

import copy
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Field, ForeignObject, Lookup, QuerySet
from django.db.transaction import TransactionManagementError

from ats.kernel.statements import Statement

STAND_INS: Mapping[type, Callable[[], Any]] = {
    uuid.UUID: uuid.uuid4,
    str: lambda: uuid.uuid4().hex,
    list: lambda: [uuid.uuid4()],
    datetime: lambda: datetime(2, 1, 1, tzinfo=UTC) + timedelta(microseconds=secrets.randbelow(10**16)),
    date: lambda: date(2, 1, 1) + timedelta(days=secrets.randbelow(10**5)),
}
"""Values that no query holds otherwise, by the type of the argument that they stand for."""


@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """`id__any_of=ids` finds what `id__in` finds, with the same SQL for however many ids. For columns of UUIDs."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> Any:
        return list(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s::uuid[])", [*params, self.rhs]


def stand_ins(kinds: Sequence[type]) -> tuple[Any, ...]:
    """One for each argument of these types."""
    return tuple(STAND_INS[kind]() for kind in kinds)


@dataclass(frozen=True)
class Parameters:
    """Those of a statement, with the stand-ins `blanks` among them."""

    params: tuple[Any, ...]
    blanks: tuple[Any, ...]

    def filled(self, given: Sequence[Any]) -> tuple[Any, ...]:
        """The parameters with the arguments `given` in their places, in the order of `blanks`."""
        return self.put(self.arguments(given))

    def arguments(self, given: Sequence[Any]) -> tuple[Any, ...]:
        """`given` as the database takes them."""
        pairs = zip(self.blanks, given, strict=True)
        return tuple(list(value) if isinstance(blank, list) else value for blank, value in pairs)

    def put(self, given: Sequence[Any]) -> tuple[Any, ...]:
        """The parameters with `given` in the places of the stand-ins, as they are."""
        pairs = list(zip(self.blanks, given, strict=True))
        values = {blank: value for blank, value in pairs if not isinstance(blank, list)}
        several = {blank[0]: value for blank, value in pairs if isinstance(blank, list)}
        return tuple(_put(param, values, several) for param in self.params)


def _put(param: Any, values: Mapping[Any, Any], several: Mapping[Any, Any]) -> Any:
    if isinstance(param, list):
        first = param[0] if len(param) == 1 else None
        if isinstance(first, uuid.UUID) and first in several:
            return several[first]
        return [_put(each, values, several) for each in param]
    return values.get(param, param) if isinstance(param, uuid.UUID | str | date) else param


class Prepared:
    """`build(*arguments)` gives a QuerySet whose SQL has the same shape whatever the arguments are: values of the types
    `kinds` (UUID, str, datetime, date, or list for the ids of an `any_of`), never None. Calling it gives the rows. Rows that
    are locked are asked for within a transaction; rows that are prefetched are for ordinary queries.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], *kinds: type) -> None:
        self._build, self._kinds = build, kinds

    @cached_property
    def _shape(self) -> tuple[QuerySet[Any], Any, str, Parameters] | None:
        """None where Django knows that there is no row, whatever the arguments."""
        blanks = stand_ins(self._kinds)
        rows = self._build(*blanks)
        if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError("A prepared query doesn't prefetch.")
        rows._result_cache = []  # a QuerySet that is copied reads its rows first: those of the stand-ins, otherwise
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        return rows, compiler, sql, Parameters(tuple(params), blanks)

    @cached_property
    def _statement(self) -> Statement:
        assert self._shape is not None
        shape, _built, sql, parameters = self._shape
        return Statement(connections[shape.db], sql, parameters.put, self._kinds)

    def __call__(self, *given: Any) -> list[Any]:
        """The rows for these arguments."""
        if self._shape is None:
            return []
        shape, _built, _sql, parameters = self._shape
        connection, arguments = connections[shape.db], parameters.arguments(given)
        if shape.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked within a transaction.")
        return self._statement.ask(connection, lambda sql: self._rows(sql, arguments))

    def _rows(self, sql: str, arguments: tuple[Any, ...]) -> list[Any]:
        assert self._shape is not None
        shape, built, _sql, _parameters = self._shape
        compiler = copy.copy(built)
        compiler.connection = connections[shape.db]
        compiler.as_sql = lambda *args, **kwargs: (sql, arguments)
        query = copy.copy(shape.query)
        query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        # Copied as a plain object: a QuerySet reads its rows to be copied, and takes tuples for dicts with a new query.
        rows: Any = object.__new__(type(shape))
        rows.__dict__.update(shape.__dict__, _query=query)
        return list(rows._iterable_class(rows))

    def first(self, *given: Any) -> Any:
        """The first row for these arguments, or None."""
        return next(iter(self(*given)), None)
