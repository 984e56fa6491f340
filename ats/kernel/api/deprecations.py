"""What the API will stop to serve: told in headers, in the schema and on the human page, twelve months ahead.

An app declares it once, beside its REST views:
    declare(Deprecation(noun="jobs", field="pay", since=date(2027, 1, 1), sunset=date(2028, 1, 1), instead="pay_range"))
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.http import http_date
from rest_framework.response import Response

PAGE = "/api/v1/docs/#deprecations"


@dataclass(frozen=True, kw_only=True)
class Deprecation:
    """An operation of a noun (the name of its method: list, retrieve, hold …), or a field of its answers and bodies.

    `noun` is the first part of the address, `instead` one sentence or name of what to use.
    """

    noun: str
    operation: str = ""
    field: str = ""
    since: date
    sunset: date
    instead: str

    @property
    def what(self) -> str:
        return f"{self.noun}: field {self.field}" if self.field else f"{self.noun}: {self.operation}"

    def concerns(self, noun: str, operation: str) -> bool:
        """A field concerns every operation of its noun."""
        return self.noun == noun and (bool(self.field) or self.operation == operation)


_declared: list[Deprecation] = []


def declare(deprecation: Deprecation) -> None:
    """Raises ImproperlyConfigured unless it names one thing and gives integrators twelve months."""
    if bool(deprecation.operation) == bool(deprecation.field):
        raise ImproperlyConfigured(f"{deprecation.noun}: name an operation or a field.")
    if deprecation.sunset < a_year_after(deprecation.since):
        raise ImproperlyConfigured(f"{deprecation.what} ends within twelve months of its announcement.")
    _declared.append(deprecation)


def declared() -> list[Deprecation]:
    return list(_declared)


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 3, 1)


def of_operation(noun: str, operation: str) -> list[Deprecation]:
    return [each for each in _declared if each.concerns(noun, operation)]


def is_field(noun: str, name: str) -> bool:
    return any(each.noun == noun and each.field == name for each in _declared)


class AnnouncesDeprecations:
    """A view whose answers say what of them will end: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a `Link`."""

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        found = of_operation(getattr(self, "basename", ""), getattr(self, "action", None) or "")
        if found:
            answer["Deprecation"] = f"@{int(_midnight(min(each.since for each in found)))}"
            answer["Sunset"] = http_date(_midnight(min(each.sunset for each in found)))
            link = f'<{PAGE}>; rel="deprecation"; type="text/html"'
            answer["Link"] = f"{answer['Link']}, {link}" if "Link" in answer else link
        return answer


def _midnight(day: date) -> float:
    return datetime.combine(day, time(), UTC).timestamp()
