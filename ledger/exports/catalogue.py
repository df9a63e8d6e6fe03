"""Which tables can be downloaded, and in which formats."""

from collections.abc import Callable, Iterable
from typing import BinaryIO, Final

import msgspec

from ledger.exports import csv_format, parquet_format, xlsx_format
from ledger.exports.columns import Row
from ledger.exports.list_tables import CASE_LIST, PAYMENT_LIST, RECOVERY_LIST
from ledger.exports.money_tables import BALANCES, JOURNAL
from ledger.exports.origin import Origin

TABLES: Final = {table.name: table for table in (JOURNAL, BALANCES, CASE_LIST, PAYMENT_LIST, RECOVERY_LIST)}
"""The tables by name."""


class Format(msgspec.Struct, frozen=True):
    """A format: its media type, and what writes rows of an origin to a file."""

    media_type: str
    write: Callable[[BinaryIO, Origin, Iterable[Row]], None]


FORMATS: Final = {
    "csv": Format("text/csv; charset=utf-8", csv_format.write),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_format.write),
    "parquet": Format("application/vnd.apache.parquet", parquet_format.write),
}
"""The formats by name, which is also the ending of the file."""
