"""CSV as RFC 4180 has it: UTF-8, commas, CRLF, quotes where they are needed; cells that spreadsheets take for formulas are
neutralised. Moments are ISO 8601 in UTC, several values stand with semicolons between."""

import codecs
import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from ats.kernel.transfers.exports.registry import Column, Kind
from ats.kernel.transfers.tables import neutral

BETWEEN = "; "


class DelimitedWriter:
    def __init__(self, file: IO[bytes], columns: Sequence[Column], mark: str, *, with_bom: bool = False) -> None:
        if with_bom:
            file.write(codecs.BOM_UTF8)
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
        self._csv = csv.writer(self._text, lineterminator="\r\n")
        self._words = [WORDS[column.kind] for column in columns]
        self._csv.writerow([column.key for column in columns])

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        words = self._words
        self._csv.writerows(
            ["" if value is None else word(value) for word, value in zip(words, row, strict=True)] for row in rows
        )

    def close(self) -> None:
        """Leaves the file open for whoever gave it."""
        self._text.flush()
        self._text.detach()


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")


def _date(value: date) -> str:
    return value.isoformat()


def _number(value: Decimal) -> str:
    """Digits and a point; a number is no formula, whatever its sign."""
    return f"{value:f}"


WORDS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: neutral,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.SEVERAL: lambda value: neutral(BETWEEN.join(value)),
}
