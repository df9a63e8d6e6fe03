"""The reference of the downloads, written from the tables themselves."""

from collections.abc import Iterator

from ledger.exports import xlsx_format
from ledger.exports.catalogue import TABLES
from ledger.exports.columns import Kind
from ledger.exports.export import MOST_ROWS
from ledger.exports.table import Table

_KINDS = {
    Kind.CODE: ("text", "text", "dictionary of strings"),
    Kind.TEXT: ("text", "text", "string"),
    Kind.MONEY: ("`1234.50`", "number, two places", "decimal128(19, 2)"),
    Kind.WHOLE: ("`42`", "number", "int64"),
    Kind.FLAG: ("`true`, `false`", "truth", "bool"),
    Kind.DAY: ("`2024-03-01`", "date", "date32"),
    Kind.MOMENT: ("`2024-03-01T01:00:00Z`", "text", "timestamp(us, UTC)"),
}

_INTRODUCTION = f"""\
# Downloads

Written from the tables; a test keeps this page up to date.

A download answers one question from one moment of the book and says as of which position of the log that is. The same
question to the same book at the same position gives the same bytes (by the same release on the same machine), so that
its SHA-256 can be compared. Rows are written as they are read, however many there are, up to {MOST_ROWS:,}; more is
refused and asked for in parts.

| format | headings | notes |
|---|---|---|
| CSV | column codes | RFC 4180, UTF-8 with a byte order mark (Excel and WPS need it), CRLF; empty is empty |
| XLSX | Chinese heading and code | a sheet 说明 of the origin; {xlsx_format.MOST_ROWS:,} rows, fifteen digits at most |
| Parquet | column codes | book, position and question in the schema's metadata, `zh` and `en` in the fields'; zstd |

In CSV, text that begins with `=`, `+`, `-`, `@`, a tab or a line break, in half or full width, has an apostrophe before
it, so that no spreadsheet runs it; numbers are left alone. People stand as pseudonyms; no download holds personal data.

"""


def exports_markdown() -> str:
    """The whole page."""
    return "".join([_INTRODUCTION, *_kinds(), *(line for table in TABLES.values() for line in _table(table))])


def _kinds() -> Iterator[str]:
    yield "## Kinds of columns\n\nAmounts are yuan.\n\n| kind | CSV | XLSX | Parquet |\n|---|---|---|---|\n"
    yield from (f"| {kind} | {' | '.join(shown)} |\n" for kind, shown in _KINDS.items())


def _table(table: Table) -> Iterator[str]:
    yield f"\n## `{table.name}` {table.zh}\n\n{table.en}\n\n"
    yield f"Filters: {', '.join(f'`{name}`' for name in table.question.__struct_fields__)}.\n\n"
    yield "| column | heading | kind | |\n|---|---|---|---|\n"
    yield from (f"| `{column.name}` | {column.zh} | {column.kind} | {column.en} |\n" for column in table.columns)
