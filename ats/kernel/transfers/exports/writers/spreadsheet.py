"""XLSX, row by row in constant memory. Text is always written as text, never as a formula or a link; what could begin a
formula carries Excel's own mark for it (quote prefix), which survives editing. Moments are UTC, since cells know no zone."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import IO, Any

import xlsxwriter

from ats.kernel.transfers.exports.registry import Column, Kind
from ats.kernel.transfers.exports.writers.delimited import BETWEEN
from ats.kernel.transfers.tables import is_formula

LONGEST = 32_767  # characters that a cell holds
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class SpreadsheetWriter:
    def __init__(self, file: IO[bytes], columns: Sequence[Column], mark: str, *, with_bom: bool = False) -> None:
        self._columns, self._line = columns, 0
        self._left_over = ExitStack()
        scratch = self._left_over.enter_context(tempfile.TemporaryDirectory())
        self._book = xlsxwriter.Workbook(file, {**SAFE, "constant_memory": True, "tmpdir": scratch})
        self._book.set_properties({"title": "Export", "author": mark, "comments": mark, "keywords": mark})
        self._sheet = self._book.add_worksheet("Rows")
        self._sheet.set_footer("&L" + mark.replace("&", "&&")[:250])
        self._sheet.freeze_panes(1, 0)
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._formats = {
            Kind.DATE: self._book.add_format({"num_format": "yyyy-mm-dd"}),
            Kind.MOMENT: self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            Kind.MONEY: self._book.add_format({"num_format": "0.00##"}),
        }
        for place, column in enumerate(columns):
            self._sheet.write_string(0, place, column.key)
        self._about(mark)

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            self._line += 1
            for place, (column, value) in enumerate(zip(self._columns, row, strict=True)):
                if value is not None:
                    self._cell(place, column.kind, value)

    def close(self) -> None:
        with self._left_over:
            self._book.close()

    def _cell(self, place: int, kind: Kind, value: Any) -> None:
        if kind in (Kind.NUMBER, Kind.MONEY):
            self._sheet.write_number(self._line, place, value, self._formats.get(kind))
        elif kind == Kind.BOOLEAN:
            self._sheet.write_boolean(self._line, place, value)
        elif kind in (Kind.DATE, Kind.MOMENT):
            bare = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            self._sheet.write_datetime(self._line, place, bare, self._formats[kind])
        else:
            self._text(place, BETWEEN.join(value) if kind == Kind.SEVERAL else value)

    def _text(self, place: int, text: str) -> None:
        cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        self._sheet.write_string(self._line, place, cut, self._quoted if is_formula(cut) else None)

    def _about(self, mark: str) -> None:
        """The second sheet: which export this is, and what each column is called on pages."""
        sheet = self._book.add_worksheet("About this export")
        lines = [("Export", mark), ("Times", "UTC"), *((column.key, str(column.label)) for column in self._columns)]
        for line, words in enumerate(lines):
            for place, text in enumerate(words):
                sheet.write_string(line, place, text)
