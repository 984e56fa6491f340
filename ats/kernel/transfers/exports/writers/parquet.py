"""Parquet for warehouses: zstd, moments as INT64 microseconds in UTC, money as DECIMAL(18,4), choices as strings, several
values as lists, every column nullable. The mark stands in the file's metadata as well, under `waymark.exported_as`."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import IO, Any

import pyarrow as pa
from pyarrow import parquet

from ats.kernel.transfers.exports.registry import Column, Kind

GROUP = 20_000
"""Rows that are gathered before they are written: larger groups read faster, smaller ones need less memory."""
CENT_OF_A_CENT = Decimal("0.0001")
TYPES: dict[Kind, Any] = {
    Kind.TEXT: pa.string(),
    Kind.NUMBER: pa.float64(),
    Kind.MONEY: pa.decimal128(18, 4),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    Kind.SEVERAL: pa.list_(pa.string()),
}


class ParquetWriter:
    def __init__(self, file: IO[bytes], columns: Sequence[Column], mark: str, *, with_bom: bool = False) -> None:
        self._columns, self._rows = columns, list[Sequence[Any]]()
        fields = [pa.field(column.key, TYPES[column.kind]) for column in columns]
        self._schema = pa.schema(fields, metadata={"waymark.exported_as": mark})
        self._file = parquet.ParquetWriter(file, self._schema, compression="zstd")

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows += rows
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        by_column = list(zip(*self._rows, strict=True)) or [()] * len(self._columns)
        arrays = [
            pa.array([_value(column.kind, value) for value in values], TYPES[column.kind])
            for column, values in zip(self._columns, by_column, strict=True)
        ]
        self._file.write_table(pa.table(arrays, schema=self._schema))
        self._rows = []


def _value(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind == Kind.MONEY:
        return value.quantize(CENT_OF_A_CENT, ROUND_HALF_EVEN)
    return float(value) if kind == Kind.NUMBER else value
