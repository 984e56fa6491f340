"""A table from a file that another system wrote: its encoding, separator and quotes are found out, its bombs are refused."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import files
from ats.kernel.errors import DomainError
from ats.kernel.files import StoredFile, child
from ats.kernel.files.kinds import SHEET
from ats.kernel.languages import number as in_words

SEPARATORS = ",;\t|"
MAX_COLUMNS = 200
MAX_CELL = 50_000  # characters; beyond it a quotation mark is missing somewhere
MAX_ROWS = 500_000
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet could take for the beginning of a formula, full-width signs included; or that with apostrophes before."""
WITHIN = r"([;\t\r\n][ \"]*)%s(?='*[=+\-@\uff1d\uff0b\uff0d\uff20])"
"""Where a formula could begin within a cell: spreadsheets of many countries part cells at semicolons, and then quotation marks
hold nothing together."""
BREAK, BROKEN = re.compile(WITHIN % ""), re.compile(WITHIN % "'")

csv.field_size_limit(MAX_CELL)


NO_SHEET = _l("This workbook can't be read. Save its sheet as CSV and choose that.")
SHEET_PROBLEMS = {
    3: _l("This workbook is protected by a password. Save it without one, or its sheet as CSV."),
    4: _l("This workbook is empty. The first row of its first sheet names the columns."),
}


class TableRefused(DomainError):
    """The file can't be read as a table; the sentence says why and what helps."""

    status = 400
    code = "table-refused"


@dataclass(frozen=True)
class Table:
    """Column names as the file has them, and its rows as (line, cells); the head is line 1, blank rows are left out."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    encoding: str
    separator: str


def read(stored: StoredFile) -> Table:
    """Raises TableRefused for what is no table, or too large a one."""
    if stored.media_type == SHEET.media_type:
        return _table(_sheet(stored), ",", SHEET.key)
    encoding, text = _decoded(files.read(stored))
    return _table(text, _separator(text), encoding)


def _sheet(stored: StoredFile) -> str:
    """The first sheet of a workbook as CSV, by the sandboxed child."""
    answer = child.ask(stored, "table", most=MAX_ROWS + 2, most_bytes=2 * settings.IMPORT_MAX_BYTES)
    if answer.code:
        raise TableRefused(SHEET_PROBLEMS.get(answer.code, NO_SHEET))
    if answer.code is None:
        raise TableRefused(_("Reading this workbook took too long. Save its sheet as CSV and choose that."))
    return answer.output.decode("utf-8").replace("\0", "")  # a workbook can say NUL, which Postgres keeps nowhere


def _table(text: str, separator: str, encoding: str) -> Table:
    try:
        records = list(_records(text, separator))
    except csv.Error as error:
        raise TableRefused(
            _("This is not a readable CSV file ({problem}). Is a quotation mark missing? Save it as CSV anew.").format(
                problem=error
            )
        ) from error
    if not records:
        raise TableRefused(_("This file is empty. Its first row names the columns."))
    return Table(_columns(records[0][1]), records[1:], encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    """UTF-8 and UTF-16 where the file says so or is so; else what Windows programs write in western Europe."""
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return encoding, text
    raise TableRefused(_("The letters of this file can't be read. Save it as CSV in UTF-8 and choose it again."))


def _separator(text: str) -> str:
    """The one that the first row uses most, outside quotes; a comma when it has a single column."""
    first = next((line for line in io.StringIO(text[:200_000]) if line.strip()), "")
    bare = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, each with its number among all rows of the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, cells in enumerate(reader, start=1):
        if number > MAX_ROWS + 1:
            raise TableRefused(
                _("This file has more than {most} rows. Split it and import the parts.").format(most=in_words(MAX_ROWS))
            )
        if len(cells) > MAX_COLUMNS:
            raise TableRefused(
                _("Row {number} has {columns} columns; at most {most} can be read.").format(
                    number=number, columns=len(cells), most=MAX_COLUMNS
                )
            )
        joined = "".join(cells)
        if joined.strip():
            yield number, [plain(cell) if "'" in cell else cell for cell in cells] if "'" in joined else cells


def _columns(head: Sequence[str]) -> list[str]:
    columns = [" ".join(name.split()) or f"Column {number}" for number, name in enumerate(head, start=1)]
    doubled = next((name for name in columns if columns.count(name) > 1), "")
    if doubled:
        raise TableRefused(_("Two columns are called “{name}”. Give each a name of its own.").format(name=doubled))
    return columns


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet could take `cell` for a formula (CWE-1236), now or after an apostrophe is taken away."""
    return FORMULA.match(cell) is not None


def neutral(cell: str) -> str:
    """`cell` so that no spreadsheet takes it, or a part of it, for a formula: an apostrophe before what could begin one."""
    broken = BREAK.sub(r"\1'", cell)
    return f"'{broken}" if is_formula(cell) else broken


def plain(cell: str) -> str:
    """What `neutral` was given: a file that the product wrote comes in again as it was."""
    bare = cell[1:] if cell[:1] == "'" and is_formula(cell[1:]) else cell
    return BROKEN.sub(r"\1", bare)


def written(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """CSV text row by row, neutralised, for a download."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([neutral(cell) for cell in row])
        yield line.getvalue()
