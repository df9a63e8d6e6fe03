"""A file of evidence, CSV or Parquet: headings and batches of texts, in bounded memory, with the line of each row."""

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
from pyarrow import parquet

from domain.errors import Refusal

_BLOCK: Final = 16 * 1024 * 1024
"""Bytes of a CSV file that are read at once."""

_GROUP: Final = 250_000
"""Rows of a Parquet file that are read at once."""

_LONGEST_HEADINGS: Final = 64 * 1024
_PARQUET: Final = b"PAR1"
_STARTS_OF_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class EvidenceFileUnreadable(Refusal):
    """文件无法读取:{problem}。

    The file cannot be read: {problem}.
    """


class EvidenceNotUtf8(Refusal):
    """CSV 文件应为 UTF-8 编码,请另存为“CSV UTF-8”。

    A CSV file must be UTF-8: save it as "CSV UTF-8".
    """


class EvidenceFileEmpty(Refusal):
    """文件中没有数据:第 1 行应为栏目名称,以下每行一条。

    The file holds no rows: line 1 has the headings, every line below it one row.
    """


class ColumnsAreFloats(Refusal):
    """栏目 {columns} 存为浮点数;金额和编号须存为文本、整数或十进制数。

    The columns {columns} are stored as floating-point numbers: store text, whole numbers or decimals.
    """


class ColumnTypeNotRead(Refusal):
    """栏目 {columns} 的存储类型不能读取;请存为文本、整数、十进制数、日期或逻辑值。

    The columns {columns} have a type that is not read: store text, whole numbers, decimals, days or booleans.
    """


class LineHasOtherWidth(Refusal):
    """此行有 {found} 栏,栏目名称有 {expected} 栏。

    This line has {found} cells, and there are {expected} headings.
    """


class LineBreakInCell(Refusal):
    """单元格中有换行,无法确定行号;请删除后重新导出。

    A cell holds a line break, so lines cannot be told: take it out and export the file anew.
    """


class Refused(NamedTuple):
    """A line, or one cell of it, that the file itself makes useless; `column` is its place, -1 for the whole line."""

    line: int
    column: int
    refusal: Refusal


class Rows(NamedTuple):
    """A batch: one array of texts a column (null where blank), the line of each row, and what cannot be used at all."""

    columns: list[pa.Array]
    lines: pa.Array
    refused: list[Refused]


class SourceFile(Protocol):
    """A file that is open: its headings, its batches, and how far it was read, of how much."""

    headings: tuple[str, ...]

    def batches(self) -> Iterator[Rows]: ...

    @property
    def read(self) -> tuple[int, int]: ...


def is_workbook(path: Path) -> bool:
    """Whether the first bytes are those of a workbook."""
    return _start_of(path) in _STARTS_OF_WORKBOOKS


def is_parquet(path: Path) -> bool:
    """Whether the first bytes are those of a Parquet file."""
    return _start_of(path) == _PARQUET


def open_source(path: Path) -> SourceFile:
    """A CSV or Parquet file, told by its first bytes."""
    return ParquetSource(path) if is_parquet(path) else CsvSource(path)


class CsvSource:
    """A CSV file: UTF-8 with or without a byte order mark, commas between cells."""

    def __init__(self, path: Path) -> None:
        self.headings = _headings(path)
        self._path = path
        self._size = path.stat().st_size
        self._wide: list[Refused] = []
        self._file: Any = None

    @property
    def read(self) -> tuple[int, int]:
        """Bytes."""
        return self._file.tell() if self._file and not self._file.closed else 0, self._size

    def batches(self) -> Iterator[Rows]:
        """Its rows; lines that are empty are left out."""
        names = [str(index) for index in range(len(self.headings))]
        with pa.OSFile(str(self._path)) as self._file:
            line, wide = 2, 0
            for batch in _told_plainly(lambda: self._reader(names)):
                lines = _lines(line, batch.num_rows, [each.line for each in self._wide[wide:]])
                passed = lines[-1].as_py() if batch.num_rows else line - 1
                until = bisect_right(self._wide, passed, lo=wide, key=lambda each: each.line)
                yield Rows(batch.columns, lines, self._wide[wide:until])
                line, wide = passed + 1, until
            if wide < len(self._wide):
                yield Rows([pa.array([], pa.string()) for _ in names], pa.array([], pa.int64()), self._wide[wide:])

    def _reader(self, names: list[str]) -> Any:
        return arrow_csv.open_csv(
            self._file,
            # Only one thread tells the number of a line that has too many cells.
            read_options=arrow_csv.ReadOptions(block_size=_BLOCK, use_threads=False, column_names=names, skip_rows=1),
            parse_options=arrow_csv.ParseOptions(ignore_empty_lines=False, invalid_row_handler=self._odd),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )

    def _odd(self, row: Any) -> str:
        refusal = LineHasOtherWidth(field="file", found=row.actual_columns, expected=row.expected_columns)
        self._wide.append(Refused(row.number, -1, refusal))
        return "skip"


class ParquetSource:
    """A Parquet file; its rows are counted from 1."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = parquet.ParquetFile(path)
        except (pa.ArrowInvalid, OSError) as error:
            raise EvidenceFileUnreadable(field="file", problem="parquet") from error
        schema = self._file.schema_arrow
        self.headings = tuple(schema.names)
        self._done = 0
        floats = [field.name for field in schema if pa.types.is_floating(field.type)]
        if floats:
            raise ColumnsAreFloats(field="file", columns="、".join(floats))
        strange = [field.name for field in schema if not _is_read(field.type)]
        if strange:
            raise ColumnTypeNotRead(field="file", columns="、".join(strange))

    @property
    def read(self) -> tuple[int, int]:
        """Rows."""
        return self._done, self._file.metadata.num_rows

    def batches(self) -> Iterator[Rows]:
        """Its rows."""
        try:
            for batch in self._file.iter_batches(_GROUP):
                first = self._done + 1
                self._done += batch.num_rows
                yield Rows([_texts(column) for column in batch.columns], _lines(first, batch.num_rows, []), [])
        except (pa.ArrowInvalid, OSError) as error:
            raise EvidenceFileUnreadable(field="file", problem="parquet") from error


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _headings(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        first = file.readline(_LONGEST_HEADINGS)
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceNotUtf8(field="file") from error
    try:
        found = next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        raise EvidenceFileUnreadable(field="file", problem="line 1") from error
    return tuple(heading.strip() for heading in found)


def _told_plainly(opened: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    """The batches of a reader; what the library says of a broken file would repeat what stands in it."""
    try:
        yield from opened()
    except pa.ArrowInvalid as error:
        if "UTF8" in str(error):
            raise EvidenceNotUtf8(field="file") from None
        if "Empty CSV" not in str(error):
            raise EvidenceFileUnreadable(field="file", problem="csv") from None


def _lines(first: int, rows: int, skipped: list[int]) -> pa.Array:
    """The lines of rows that stand one below the other from `first`, but for those that were skipped."""
    if not skipped or skipped[0] >= first + rows:
        return pa.arange(first, first + rows)
    left, lines = iter(skipped), list[int]()
    gap, line = next(left, 0), first
    while len(lines) < rows:
        if line == gap:
            gap = next(left, 0)
        else:
            lines.append(line)
        line += 1
    return pa.array(lines, pa.int64())


def _is_read(kind: Any) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    tests = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_integer,
        pa.types.is_decimal,
        pa.types.is_date,
        pa.types.is_boolean,
        pa.types.is_null,
    )
    return any(test(inner) for test in tests) or (pa.types.is_timestamp(inner) and inner.tz is None)


def _texts(column: pa.Array) -> pa.Array:
    """The column as distinct texts, as they would stand in a CSV file."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    words = encoded.dictionary
    if pa.types.is_timestamp(words.type):
        words = words.cast(pa.timestamp("s"))
    texts = words.cast(pa.string())
    told = pa.DictionaryArray.from_arrays(encoded.indices, texts)
    if texts.index("").as_py() < 0:
        return told
    plain = told.cast(pa.string())
    return pc.if_else(pc.equal(plain, ""), None, plain)
