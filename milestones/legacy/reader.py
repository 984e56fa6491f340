"""A CSV file as other systems write it: any usual delimiter, with or without a byte order mark."""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from itertools import dropwhile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from ats.kernel.errors import DomainError

DELIMITERS = ",;\t|"
MAX_FIELD = 1_000_000  # characters; beyond it a quote is missing somewhere

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters, which no system means; tabs and line breaks are left to each column."""


class FileRefused(DomainError):
    """The file can't be read at all; the message says which and why."""

    code = "file-refused"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it starts on (the header's is 1), its values by column, and what is wrong with it, in which
    column where it is one."""

    line: int
    values: dict[str, str]
    problem: str = ""
    column: str = ""


@dataclass(frozen=True)
class Table:
    label: str
    columns: list[str]
    rows: list[Row]
    sha256: str


def read(label: str, content: bytes, *, required: list[str]) -> Table:
    """The rows of a file with a header; `label` is how messages name the file. Blank lines are no rows.

    Raises FileRefused when it is empty, not UTF-8, not CSV, holds only delimiters, or lacks one of the `required` columns.
    """
    text = _text(label, content)
    delimiter = _delimiter(text)
    try:
        records = _records(text, delimiter)
    except csv.Error as problem:
        says = _("{file} is not a readable CSV file ({problem}). Is a quotation mark missing?")
        raise FileRefused(says.format(file=label, problem=problem)) from problem
    if not records:
        says = _("{file} has no header: its lines hold only delimiters or empty quotes.")
        raise FileRefused(says.format(file=label))
    columns = _columns(label, records[0][1], required)
    rows = [_row(line, cells, columns) for line, cells in records[1:] if any(cell.strip() for cell in cells)]
    return Table(label, columns, rows, hashlib.sha256(content).hexdigest())


def _text(label: str, content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        says = _("{file} is not UTF-8 (byte {n}). Save it as UTF-8 and try again.")
        raise FileRefused(says.format(file=label, n=problem.start + 1)) from problem
    if not text.strip():
        raise FileRefused(_("{file} is empty.").format(file=label))
    return text


def _delimiter(text: str) -> str:
    """The one that the header line uses most; a comma when it has a single column."""
    header = next(line for line in text.splitlines() if line.strip())
    return max(DELIMITERS, key=header.count)


def _records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Each record with the line it starts on, counting those inside quotes; the header is the first non-blank one."""
    before = csv.field_size_limit(MAX_FIELD)
    try:
        reader, start, records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1, []
        for cells in reader:
            records.append((start, cells))
            start = reader.line_num + 1
    finally:
        csv.field_size_limit(before)
    return list(dropwhile(lambda record: not any(cell.strip() for cell in record[1]), records))


def _columns(label: str, header: list[str], required: list[str]) -> list[str]:
    columns = [" ".join(name.split()).lower() for name in header]
    if missing := [name for name in required if name not in columns]:
        says = ngettext(
            "{file} has no column {missing}. It has: {columns}.",
            "{file} has no columns {missing}. It has: {columns}.",
            len(missing),
        ).format(file=label, missing=", ".join(missing), columns=", ".join(columns))
        raise FileRefused(says, missing=missing)
    if doubled := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise FileRefused(_("{file} has the column {column} more than once.").format(file=label, column=doubled[0]))
    return columns


def _row(line: int, cells: list[str], columns: list[str]) -> Row:
    values = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
    if len(cells) > len(columns):
        return Row(line, values, f"it has {len(cells)} values for {len(columns)} columns")
    broken = next((name for name, cell in zip(columns, cells, strict=False) if UNSEEN.search(cell)), None)
    return (
        Row(line, values) if broken is None else Row(line, values, gettext_noop("it holds a control character"), broken)
    )
