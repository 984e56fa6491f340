"""A file in one of the formats, written a chunk of rows at a time.

Every file ends with the column `exported_as`: which export, whose, when. It stands in each row, so that a part that was cut
out and passed on tells it too; a comment line before the head would break readers of CSV (RFC 4180 knows none). Whoever
leaves the column out on purpose is not found by it; the audit log knows who downloaded what all the same. XLSX files say it
once more in their properties, their printed foot and a sheet of their own, Parquet files in their metadata.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

from ats.kernel.transfers.exports.models import Format
from ats.kernel.transfers.exports.registry import Column, Kind
from ats.kernel.transfers.exports.writers.delimited import DelimitedWriter
from ats.kernel.transfers.exports.writers.parquet import ParquetWriter
from ats.kernel.transfers.exports.writers.spreadsheet import SpreadsheetWriter

MARK = Column(key="exported_as", label="Exported as", kind=Kind.TEXT)


class Writer(Protocol):
    """Made with the file, the columns, the mark, and options; `write` takes rows with a value per column and the mark."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column], mark: str, *, with_bom: bool = False) -> None: ...

    def write(self, rows: Sequence[Sequence[Any]]) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Kept:
    """How a format's files are called and served, and how many rows one can hold."""

    writer: type[Writer]
    suffix: str
    media_type: str
    most_rows: int | None = None


WRITERS: dict[str, Kept] = {
    Format.CSV: Kept(DelimitedWriter, ".csv", "text/csv"),
    Format.XLSX: Kept(
        SpreadsheetWriter,
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        most_rows=1_048_575,
    ),
    Format.PARQUET: Kept(ParquetWriter, ".parquet", "application/vnd.apache.parquet"),
}
