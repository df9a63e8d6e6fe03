"""Examples of checks: rows of evidence as the features write them, as numbers in the tables of the checks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from domain.money import fen_from_yuan
from domain.statutes.loader import load_statutes
from ledger.checks.carrying import Chosen
from ledger.checks.check import Check
from ledger.checks.engines.engine import Cell, Engine
from ledger.checks.forms import Field, TableForm
from ledger.checks.hit import Hit, hits_of
from ledger.checks.law_tables import month_rows
from ledger.checks.registry import check_of
from ledger.checks.tables import forms
from ledger.checks.thresholds import thresholds_of
from ledger.checks.vocabulary.making import make_derived
from ledger.evidence.dataset import OPEN_DAY, OPEN_MONTH, datasets

PLACE = "330521"
TODAY = date(2024, 12, 31)
_EPOCH = date(1970, 1, 1)
_OPEN = {"to_day": OPEN_DAY, "to_month": OPEN_MONTH}
Row = tuple[Cell, ...]


@dataclass
class Example:
    """A scenario's rows by table; its names stand for keys that no other scenario has."""

    name: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    chosen: dict[str, int] = field(default_factory=dict)

    def key(self, kind: str, word: str) -> int:
        """The key behind a name."""
        return int.from_bytes(sha256(f"{self.name}|{kind}|{word}".encode()).digest()[:8], "big", signed=True)

    def add(self, title: str, table: Sequence[Sequence[str]]) -> None:
        """Take in a table as it is written: headings in Chinese (or names of columns), then rows."""
        known = form_called(title)
        heads = [_column(known, head) for head in table[0]]
        into = self.rows.setdefault(known.name, [])
        for words in table[1:]:
            given = dict(zip(heads, words, strict=True))
            into.append(self._row(known, given, len(into) + 1))

    def row_of(self, title: str, number: int) -> int:
        """The `row` of the n-th row of a table."""
        known = form_called(title)
        place = [each.name for each in known.fields].index("row")
        found = self.rows[known.name][number - 1][place]
        assert isinstance(found, int)
        return found

    def _row(self, known: TableForm, given: dict[str, str], number: int) -> Row:
        values = {each.name: self._cell(known, each, given.get(each.name), number) for each in known.fields}
        if "month" in values and "month" not in given and "day" in values:
            values["month"] = _month_of(values["day"])
        if "second" in given and "day" not in given and "day" in values:
            values["day"] = _number(values["second"]) // 86400
            values["month"] = _month_of(values["day"])
        return tuple(values.values())

    def _cell(self, known: TableForm, each: Field, word: str | None, number: int) -> Cell:
        if each.name == "row":
            return self.key(known.name, f"row {number}") & (1 << 62) - 1
        if word is None or word == "":
            return _default(known, each, number, self)
        if each.kind:
            return self.key(each.kind, word)
        return _code(known, each.name, word) if each.text else number_in(each.name, word)


def form_called(title: str) -> TableForm:
    """The table of that Chinese title or name."""
    names = {dataset.zh: dataset.name for dataset in datasets().values()}
    return forms()[names.get(title, title)]


def number_in(name: str, word: str) -> int:
    """A number as a feature writes it: by what the last word of the column's name says."""
    if word in ("是", "否"):
        return int(word == "是")
    unit = name.rpartition("_")[2]
    if unit == "fen":
        return fen_from_yuan(word.replace(",", ""))
    if unit == "second":
        return int(datetime.fromisoformat(f"{word}+00:00").timestamp())
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return (date.fromisoformat(word) - _EPOCH).days
    if re.fullmatch(r"\d{4}-\d\d", word):
        return int(word[:4]) * 12 + int(word[5:]) - 1
    return int(word)


def _column(known: TableForm, head: str) -> str:
    if known.name in datasets():
        zh = {column.zh: column.name for column in datasets()[known.name].all_columns}
        head = zh.get(head, head)
    assert head in known.schema, f"{known.name} has no column {head}"
    return head


def _code(known: TableForm, name: str, word: str) -> str:
    if known.name not in datasets():
        return word
    codes = datasets()[known.name].column(name).codes
    back = {zh: code for code, zh in codes.items()}
    assert word in codes or word in back, f"{known.name}.{name}: {word}"
    return back.get(word, word)


def _default(known: TableForm, each: Field, number: int, example: Example) -> Cell:
    if each.name == "place":
        return int(PLACE)
    if each.name in _OPEN:
        return _OPEN[each.name]
    column = datasets()[known.name].column(each.name) if known.name in datasets() else None
    if column is None:
        return ("" if each.text else None) if each.text or each.kind else 0
    if column.optional:
        return None
    if each.kind:
        return example.key(each.kind, f"{known.name} {number}")
    if each.text:
        return next(iter(column.codes))
    return (date(2024, 1, 1) - _EPOCH).days if column.type == "day" else 0


def _month_of(day: Cell) -> int:
    on = date.fromordinal(_EPOCH.toordinal() + _number(day))
    return on.year * 12 + on.month - 1


def _number(value: Cell) -> int:
    assert isinstance(value, int)
    return value


def rows_of(examples: Iterable[Example]) -> dict[str, list[Row]]:
    """The rows of examples by table, each once, with the calendar."""
    rows: dict[str, dict[Row, None]] = {"months": dict.fromkeys(month_rows())}
    for example in examples:
        for name, some in example.rows.items():
            rows.setdefault(name, {}).update(dict.fromkeys(some))
    return {name: list(some) for name, some in rows.items()}


def load(engine: Engine, rows: Mapping[str, Sequence[Row]]) -> None:
    """Let an engine hold rows by table, and what is derived from them."""
    for known in forms().values():
        if known.origin != "derived":
            engine.put(known, rows.get(known.name, ()))
    make_derived(engine)


def chosen(check: Check, values: Mapping[str, int] | None = None) -> Chosen:
    """A check with the thresholds of the demonstration, unless others are chosen."""
    known = thresholds_of(check, load_statutes(demo=True), PLACE, TODAY, chosen=values)
    assert not known.missing, f"{check.id}: no threshold {known.missing}"
    return Chosen(check=check, parameters=known.values)


def run(engine: Engine, check_id: str, values: Mapping[str, int]) -> list[Hit]:
    """Run a check on what an engine holds."""
    check = check_of(check_id)
    return hits_of(engine, check, chosen(check, values).text(engine.dialect))
