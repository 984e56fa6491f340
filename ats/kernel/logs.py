"""Log lines without personal data: request id, route, status and user id; never an address, a name or a person's words.

Addresses may hold tokens and typed text, exceptions quote values (Postgres names the row that broke a constraint), and
local variables hold whole people. So requests are named by route, exceptions by type and place, and nothing else is shown.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import Processor

PERSONAL = {"ip", "user_agent", "email", "path", "correlation_id"}
NAME_ADDRESSES = ("django.request", "django.server", "django.security", "django.db", "django.template", "axes")
FRAMES = 12
Line = MutableMapping[str, Any]


def formatter(*, as_json: bool) -> structlog.stdlib.ProcessorFormatter:
    """Configures structlog and returns the formatter of LOGGING's handlers; `as_json` for machines, else for people."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_personal_data,
        exception_by_place,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[without_addresses, *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def without_addresses(logger: Any, method: str, line: Line) -> Line:
    """Django's own lines name the address that was asked for: keep their kind and status only."""
    record: logging.LogRecord = line["_record"]
    if record.name.startswith(NAME_ADDRESSES):
        line["event"] = record.name
        if status := getattr(record, "status_code", None):
            line["status"] = status
    return line


def without_personal_data(logger: Any, method: str, line: Line) -> Line:
    """Drop what libraries add about the person behind a request."""
    for key in PERSONAL & set(line):
        del line[key]
    return line


def exception_by_place(logger: Any, method: str, line: Line) -> Line:
    """Type and stack of an exception instead of its text; of a database error also code and constraint."""
    info = line.pop("exc_info", None)
    if not info:
        return line
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else sys.exc_info()[1]
    if error is None:
        return line
    line["error"] = type(error).__qualname__
    line["stack"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)[-FRAMES:]]
    if isinstance(error, DatabaseError):
        line.update(_database(error))
    return line


def _database(error: BaseException) -> dict[str, str]:
    cause = error.__cause__
    found = {"sqlstate": getattr(cause, "pgcode", None), "constraint": _constraint(cause)}
    return {name: value for name, value in found.items() if value}


def _constraint(cause: BaseException | None) -> str | None:
    name: str | None = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return name


class RequestLog(RequestMiddleware):
    """One line a request, with method and route in place of the address."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        return f"{request.method} {match.route if match else '-'}"

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """Addresses of machines are personal data too."""
