"""JSON bodies that the house can hold: Python reads more than Postgres keeps, and deeper than it can go."""

import math
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 32
UUID_PATTERN = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
"""How an identifier looks in an address."""


class HouseJSONParser(JSONParser):
    """Refuses what is no object, NUL and lone surrogates in text and names, numbers without end, and bottomless nesting."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("This body is nested too deeply.") from error
        if not isinstance(data, dict):
            raise ParseError('Give a JSON object, such as {"name": "…"}.')
        _check(data, DEEPEST)
        return data


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise ParseError("This body is nested too deeply.")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise ParseError("A number in this body is too large.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check_text(name)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)


def _check_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ParseError("Text in this body holds a character that can't be kept (NUL or half a surrogate pair).")
