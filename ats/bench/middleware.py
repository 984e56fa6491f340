"""Tells with each answer what it cost: only under `ats.settings.bench`, and outside of everything else."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "Bench-Queries"


def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. How many statements this request sent to the database, savepoints included."""

    def answer(request: HttpRequest) -> HttpResponse:
        count = 0

        def one_more(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(one_more):
            response = get_response(request)
        response[HEADER] = str(count)
        return response

    return answer
