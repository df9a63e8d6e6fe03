"""Reads a column of texts into numbers or codes: each distinct text is looked at once, the rest is a table look-up."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from domain.errors import Refusal
from ledger.evidence.dataset import OPEN_DAY, OPEN_MONTH, Column
from ledger.evidence.values import EvidenceValueMissing, Parse, Value

_MOST_KNOWN: Final = 1_500_000
"""Texts that are remembered of one kind, some 300 MB of them; beyond it they are forgotten, and read again."""

_OPEN: Final = {"last_day": OPEN_DAY, "last_month": OPEN_MONTH}


class Known:
    """What texts of one kind became; None stands for what was refused. Columns of one kind share it."""

    def __init__(self, parse: Parse) -> None:
        self.values: dict[str, Value | None] = {}
        self._parse = parse

    def of(self, texts: list[str]) -> list[Value | None]:
        """The values of some texts."""
        if len(self.values) > _MOST_KNOWN:
            self.values.clear()
        known = self.values
        return [known[text] if text in known else self._new(text) for text in texts]

    def refusal(self, text: str) -> Refusal:
        """Why a text was refused."""
        try:
            self._parse(text)
        except Refusal as refusal:
            return refusal
        raise AssertionError("a text that was refused is refused again")

    def _new(self, text: str) -> Value | None:
        value: Value | None
        try:
            value = self._parse(text)
        except Refusal:
            value = None
        self.values[text] = value
        return value


class Bad(NamedTuple):
    """A cell that cannot be used: its row in the batch, what stands there, and why."""

    row: int
    text: str
    refusal: Refusal


class Cells(NamedTuple):
    """A column of a batch; `bad` marks the rows that cannot be used, None where there are none."""

    values: pa.Array
    bad: pa.Array | None
    texts: pa.Array


class ColumnReader:
    """Reads one column, a batch at a time."""

    def __init__(self, column: Column, known: Known) -> None:
        self.column = column
        self._known = known
        self._type = pa.string() if column.text else pa.int64()

    def read(self, texts: pa.Array) -> Cells:
        """The values of a batch; what is blank or refused is null, or the open end."""
        encoded = texts if pa.types.is_dictionary(texts.type) else texts.dictionary_encode()
        words = encoded.dictionary.cast(pa.string())
        values = self._known.of(words.to_pylist())
        taken = pa.array(values, self._type).take(encoded.indices)
        bad = self._bad(values, taken, texts)
        return Cells(self._closed(taken), bad, texts)

    def missing(self, rows: int) -> Cells:
        """The values where the file has no such column."""
        return Cells(self._closed(pa.nulls(rows, self._type)), None, pa.nulls(rows, pa.string()))

    def problems(self, cells: Cells) -> Iterator[Bad]:
        """Why each bad cell cannot be used."""
        rows = pc.indices_nonzero(cells.bad)
        texts = cells.texts.take(rows).cast(pa.string())
        for row, text in zip(rows.to_pylist(), texts.to_pylist(), strict=True):
            refusal = self._known.refusal(text) if text is not None else EvidenceValueMissing(field=self.column.name)
            yield Bad(row, text or "", refusal)

    def _bad(self, values: list[Value | None], taken: Any, texts: pa.Array) -> pa.Array | None:
        if None not in values and (self.column.optional or not texts.null_count):
            return None
        nothing = pc.is_null(taken)
        bad = pc.and_(nothing, pc.is_valid(texts)) if self.column.optional else nothing
        return bad if pc.any(bad).as_py() else None

    def _closed(self, values: pa.Array) -> pa.Array:
        end = _OPEN.get(self.column.type)
        return values if end is None else values.fill_null(end)
