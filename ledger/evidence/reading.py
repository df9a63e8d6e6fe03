"""Reads a file of evidence into tables of numbers and codes, with every cell that cannot be used."""

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from domain.calendar import Month
from domain.errors import Refusal
from domain.places import covers, parse_place
from ledger.evidence.column_reader import Bad, Cells, ColumnReader, Known
from ledger.evidence.dataset import PLACE, Column, Dataset
from ledger.evidence.headings import matched
from ledger.evidence.keys import Numbering
from ledger.evidence.source_file import EvidenceFileEmpty, LineBreakInCell, Refused, Rows, SourceFile
from ledger.evidence.values import Parse, month_number, parse_of, shown

LINE: Final = "line"
"""The column that stands for `row` until the import has its ordinal."""

PART_MONTH: Final = "part_month"
"""The column that says of which month the part is where a row goes."""

MOST_KEPT: Final = 100_000
"""Problems of a file that are kept; all are counted."""


class PlaceOutsideEvidence(Refusal):
    """{place} 不属于本次导入的地区({whole})。

    {place} does not lie in the place of this import ({whole}).
    """


class MonthOutsidePeriod(Refusal):
    """{month} 不在本次导入的期间({first} 至 {last})内。

    {month} does not lie in the period of this import ({first} to {last}).
    """


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What every row of a file must lie in: a place and the months from `first` to `last`."""

    place: str
    first: Month
    last: Month


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that cannot be used: line, column (None: the whole line), why, and the value unless it is a key."""

    line: int
    column: Column | None
    refusal: Refusal
    value: str = ""

    def as_dict(self) -> dict[str, object]:
        """Plain data for a report."""
        column, said = self.column, self.refusal.as_dict()
        named = {"name": column.name, "heading_zh": column.zh, "heading_en": column.en} if column else {}
        told = {name: said[name] for name in ("code", "zh", "en")}
        return {"line": self.line, **named, **told, "value": self.value}


class Reading:
    """One pass over a file; what it found is known once the tables have been taken."""

    def __init__(self, source: SourceFile, dataset: Dataset, frame: Frame, numbering: Numbering) -> None:
        self.lines = 0
        self.rows = 0
        self.found = 0
        self.problems: list[Problem] = []
        self._source = source
        self._dataset = dataset
        self._frame = frame
        self._placed = matched(dataset, source.headings)
        self._readers = _readers(dataset, frame, numbering)

    @property
    def rejected(self) -> int:
        """Lines that cannot be used."""
        return self.lines - self.rows

    def tables(self) -> Iterator[pa.Table]:
        """The rows that can be used: the columns of the dataset, `place`, the line and the month of the part."""
        for rows in self._source.batches():
            table = self._table(_without_empty(rows))
            self.rows += table.num_rows
            if table.num_rows:
                yield table
        if not self.lines:
            raise EvidenceFileEmpty(field="file")

    def _table(self, rows: Rows) -> pa.Table:
        self.lines += len(rows.lines)
        under = {column.name: index for index, column in self._placed.items()}
        cells: dict[str, Cells] = {}
        for name, reader in self._readers.items():
            texts = rows.columns[under[name]] if name in under else None
            cells[name] = reader.missing(len(rows.lines)) if texts is None else reader.read(texts)
        useless = self._useless(rows)
        bad = [each.bad for each in cells.values() if each.bad is not None] + ([useless] if useless is not None else [])
        self._note(rows, cells)
        table = pa.table(self._columns(rows, cells))
        return table.filter(pc.invert(reduce(pc.or_, bad))) if bad else table

    def _columns(self, rows: Rows, cells: Mapping[str, Cells]) -> dict[str, pa.Array]:
        values = {name: each.values for name, each in cells.items()}
        values[PLACE.name] = values[PLACE.name].fill_null(int(self._frame.place))
        values[LINE] = rows.lines
        if self._dataset.sort == "monthly":
            values[PART_MONTH] = values["month"]
        else:
            values[PART_MONTH] = pa.repeat(pa.scalar(month_number(self._frame.last), pa.int64()), len(rows.lines))
        return values

    def _useless(self, rows: Rows) -> pa.Array | None:
        """The rows that have a cell which the file itself makes useless; lines that are no rows only count."""
        whole = [each.line for each in rows.refused if each.column < 0]
        self.lines += len(whole)
        cells = [each.line for each in rows.refused if each.column >= 0]
        return pc.is_in(rows.lines, value_set=pa.array(cells, pa.int64())) if cells else None

    def _note(self, rows: Rows, cells: Mapping[str, Cells]) -> None:
        """Count every problem, and keep the first ones in the order of the lines."""
        bad = {name: each for name, each in cells.items() if each.bad is not None}
        if not bad and not rows.refused:
            return
        told = [self._of_file(each) for each in rows.refused]
        # A cell that the file makes useless is blank besides, which is no second problem where it must be filled in.
        known = {(each.line, each.column.name) for each in told if each.column and not each.column.optional}
        self.found += len(rows.refused) - len(known) + sum(pc.sum(each.bad).as_py() for each in bad.values())
        if len(self.problems) < MOST_KEPT:
            for name, each in bad.items():
                reader = self._readers[name]
                found = (_problem(reader.column, rows, one) for one in reader.problems(each))
                told += [problem for problem in found if (problem.line, name) not in known]
            self.problems += sorted(told, key=lambda problem: problem.line)[: MOST_KEPT - len(self.problems)]

    def _of_file(self, refused: Refused) -> Problem:
        return Problem(line=refused.line, column=self._placed.get(refused.column), refusal=refused.refusal)


def _readers(dataset: Dataset, frame: Frame, numbering: Numbering) -> dict[str, ColumnReader]:
    """One for each column; columns whose texts mean the same share what they know."""
    known: dict[str, Known] = {}
    readers: dict[str, ColumnReader] = {}
    for column in dataset.all_columns:
        parse, means = _parse_in(dataset, column, frame, numbering)
        readers[column.name] = ColumnReader(column, known.setdefault(means, Known(parse)))
    return readers


def _parse_in(dataset: Dataset, column: Column, frame: Frame, numbering: Numbering) -> tuple[Parse, str]:
    """What reads a column, and what its texts mean."""
    if column.kind:
        return numbering.parse_of(column.kind), f"key:{column.kind}"
    if column is PLACE:
        return _within(frame), "column:place"
    if dataset.sort == "monthly" and column.name == "month":
        return _in_period(parse_of(column), frame), "column:month"
    return parse_of(column), f"code:{column.name}" if column.text else column.type.removeprefix("last_")


def _within(frame: Frame) -> Parse:
    def read(text: str) -> int:
        place = parse_place(text)
        if not covers(frame.place, place):
            raise PlaceOutsideEvidence(field="place", place=place, whole=frame.place)
        return int(place)

    return read


def _in_period(parse: Parse, frame: Frame) -> Parse:
    first, last = month_number(frame.first), month_number(frame.last)

    def read(text: str) -> int:
        month = int(parse(text))
        if not first <= month <= last:
            raise MonthOutsidePeriod(field="month", month=text, first=frame.first, last=frame.last)
        return month

    return read


def _without_empty(rows: Rows) -> Rows:
    """The batch without the rows in which nothing stands at all."""
    if not rows.columns or not len(rows.lines) or any(column.null_count == 0 for column in rows.columns):
        return rows
    filled = reduce(pc.or_, (pc.is_valid(column) for column in rows.columns))
    cells = [each.line for each in rows.refused if each.column >= 0]
    if cells:
        filled = pc.or_(filled, pc.is_in(rows.lines, value_set=pa.array(cells, pa.int64())))
    return rows._replace(columns=[column.filter(filled) for column in rows.columns], lines=rows.lines.filter(filled))


def _problem(column: Column, rows: Rows, bad: Bad) -> Problem:
    if "\n" in bad.text or "\r" in bad.text:
        raise LineBreakInCell(field="file")
    value = "" if column.kind else shown(bad.text)
    return Problem(line=rows.lines[bad.row].as_py(), column=column, refusal=bad.refusal, value=value)
