"""Whom a hit concerns that names nobody: the persons and units of its evidence, of its facts or of its ring."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pyarrow as pa

from domain.alert import PARTIES
from domain.alert import Hit as Told
from domain.places import common
from ledger.book import Book
from ledger.checks import warehouse
from ledger.checks.book_tables import BookRows
from ledger.checks.check import Check
from ledger.checks.engines.duck import DuckEngine
from ledger.checks.forms import TableForm
from ledger.checks.hit import Hit, HitRow
from ledger.checks.sentence import kind_of
from ledger.checks.tables import forms
from ledger.views import queries

Texts = Mapping[tuple[str, int], str]
Key = tuple[str, int]
"""The kind of a party and its number."""

CASE: Final = "case"
RING: Final = "ring"
MEMBERS: Final = 'SELECT DISTINCT "ring", "person", "employer" FROM held."ring_members" WHERE "ring" IN ({rings})'
CITED: Final = 'SELECT "row", {columns} FROM held."{table}" WHERE "row" IN (SELECT "row" FROM cited_rows)'


class Linked(NamedTuple):
    """The parties that a hit leads to, and the cases for which they applied, both in order."""

    parties: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


class Links:
    """Leads from hits about things (accounts, agents, villages, rings) to parties; the same in every scope.

    `texts_of` leads from keys of evidence back to ids.
    """

    def __init__(
        self, book: Book, path: Path, rows: BookRows, texts_of: Callable[[Mapping[str, Iterable[int]]], Texts]
    ) -> None:
        self._book = book
        self._path = path
        self._rows = rows
        self._texts_of = texts_of

    def of(self, found: Sequence[tuple[Check, Hit]]) -> list[Linked]:
        """For each hit whom it leads to; one that is about a party or a case leads nowhere else."""
        things = [hit if check.subject not in (*PARTIES, CASE) else None for check, hit in found]
        if not any(things):
            return [Linked() for _ in found]
        engine = warehouse.at_hand(self._path)
        rings = self._members(engine, {hit.subject for check, hit in found if check.subject == RING})
        cited = self._cited(engine, {row for hit in things if hit is not None for row in hit.evidence})
        keys = [
            set()
            if thing is None
            else rings[thing.subject]
            if check.subject == RING
            else {key for row in thing.evidence for key in cited.get(row, ())} | _in_facts(thing)
            for (check, _), thing in zip(found, things, strict=True)
        ]
        return self._told(keys)

    def _members(self, engine: DuckEngine, rings: set[int]) -> Mapping[int, set[Key]]:
        members: defaultdict[int, set[Key]] = defaultdict(set)
        if rings:
            asked = MEMBERS.format(rings=", ".join(str(int(ring)) for ring in sorted(rings)))
            for ring, person, employer in engine.answer(asked):
                members[ring] |= _keys((("person", person), ("employer", employer)))
        return members

    def _cited(self, engine: DuckEngine, rows: set[HitRow]) -> dict[HitRow, set[Key]]:
        by_table: defaultdict[str, list[int]] = defaultdict(list)
        for each in rows:
            by_table[each.source].append(each.row)
        return {
            HitRow(table, row): keys
            for table, wanted in by_table.items()
            for row, keys in self._in_table(engine, forms()[table], wanted)
        }

    def _in_table(self, engine: DuckEngine, form: TableForm, wanted: list[int]) -> Iterable[tuple[int, set[Key]]]:
        named = [(kind, column) for kind in PARTIES for column in form.keys_of(kind)]
        if not named:
            return
        if form.origin == "book":
            place = {field.name: index for index, field in enumerate(form.fields)}
            asked = set(wanted)
            known = (row for row in self._rows.tables.get(form.name, ()) if row[place["row"]] in asked)
            answer: list[tuple[Any, ...]] = [
                (row[place["row"]], *(row[place[column]] for _, column in named)) for row in known
            ]
        else:
            engine.put_arrow("cited_rows", pa.table({"row": pa.array(sorted(wanted), pa.int64())}))
            columns = ", ".join(f'"{column}"' for _, column in named)
            answer = engine.answer(CITED.format(columns=columns, table=form.name))
        for row, *keys in answer:
            yield row, _keys(zip((kind for kind, _ in named), keys, strict=True))

    def _told(self, keys: Sequence[set[Key]]) -> list[Linked]:
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for kind, number in set().union(*keys):
            wanted[kind].add(number)
        texts = {**self._texts_of(wanted), **self._rows.texts}
        parties = [sorted({texts[key] for key in some if key in texts}) for some in keys]
        applied = queries.cases_of(self._book, sorted(set().union(*parties)))
        return [
            Linked(tuple(some), tuple(sorted({case for party in some for case in applied.get(party, ())})))
            for some in parties
        ]


def filed(book: Book, hits: Sequence[Told]) -> tuple[Told, ...]:
    """The hits as filed where their cases lie, to be seen by whoever handles those; without cases, where they are."""
    places = queries.places_of(book, sorted({case for hit in hits for case in hit.cases}))
    return tuple(
        msgspec.structs.replace(hit, place=common([places[case] for case in hit.cases])) if hit.cases else hit
        for hit in hits
    )


def _in_facts(hit: Hit) -> set[Key]:
    return _keys((kind_of(name.rpartition("_")[2]), value) for name, value in hit.facts.items())


def _keys(named: Iterable[tuple[str, object]]) -> set[Key]:
    return {(kind, key) for kind, key in named if kind in PARTIES and isinstance(key, int)}
