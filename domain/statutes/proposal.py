"""Proposed provisions laid over the statute book: the same rows in a file of their own, as if they had been published.

A row says its `place` and `programme` itself, or takes those that are given for the whole file.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

import msgspec

from domain.errors import Refusal
from domain.places import MalformedPlace, UnknownPlace, parse_place
from domain.statutes.book import GENERAL, Provision, StatuteBook
from domain.statutes.loader import rows_of
from domain.statutes.rows import Row, Rows, provision_of

CURRENT: Final = "现行法规 the statute book"


class NothingProposed(Refusal):
    """{file} 没有拟议的规定。

    {file} proposes nothing.
    """


class PlaceOfRowUnknown(Refusal):
    """{file} 第 {row} 条「{key}」的地区「{place}」不是已知的行政区划代码;请在该条写明 place 或用 --place 指明。

    {file}, row {row} "{key}": "{place}" is no known GB/T 2260 place; state `place` in the row or give --place.
    """


class ProgrammeOfRowUnknown(Refusal):
    """{file} 第 {row} 条「{key}」的项目「{programme}」未知;可用:{known}。

    {file}, row {row} "{key}": unknown programme "{programme}"; known: {known}.
    """


class KeyNobodyReads(Refusal):
    """{file} 第 {row} 条「{key}」不是「{programme}」已有的键,没有公式会读它;已有:{known}。

    {file}, row {row}: "{key}" is no key of "{programme}", so no formula would read it; there are: {known}.
    """


class UnitDiffers(Refusal):
    """{file} 第 {row} 条「{key}」的单位是 {unit},现行的是 {known}。

    {file}, row {row} "{key}" is of unit {unit}; in force it is {known}.
    """


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """The proposed rows, and the statute book as it would be with them."""

    rows: tuple[Provision, ...]
    statutes: StatuteBook

    def known_on(self, today: date) -> date:
        """The day from which all of it counts as published."""
        return max(today, *(row.published_on for row in self.rows))


def read_proposal(
    content: bytes, file: str, base: StatuteBook, *, programmes: Collection[str], place: str = "", programme: str = ""
) -> Proposal:
    """Lay the rows of a file over `base`; `programmes` are those that may be named besides the general one.

    Raises what the loader of the statute book raises, and what is said above.
    """
    known, proposed = _taken(base), list[Provision]()
    for number, row in enumerate(rows_of(content, file), start=1):
        where = {"file": file, "row": number, "key": row.get("key", "")}
        code, of = str(row.pop("place", place)), str(row.pop("programme", programme))
        _check(where, code, of, programmes)
        provision = provision_of(row, file, number, code, of)
        _check_key(where, provision, base)
        known.add(provision, file, number)
        proposed.append(provision)
    if not proposed:
        raise NothingProposed(field="change", file=file)
    return Proposal(rows=tuple(proposed), statutes=StatuteBook((*base.provisions, *proposed)))


def _taken(base: StatuteBook) -> Rows:
    known = Rows()
    for number, row in enumerate(base.provisions, start=1):
        known.add(row, CURRENT, number)
    return known


def _check(where: Row, place: str, programme: str, programmes: Collection[str]) -> None:
    try:
        parse_place(place, field="place")
    except (MalformedPlace, UnknownPlace) as error:
        raise PlaceOfRowUnknown(field="place", place=place, **where) from error
    if programme != GENERAL and programme not in programmes:
        known = ", ".join((GENERAL, *programmes))
        raise ProgrammeOfRowUnknown(field="programme", programme=programme, known=known, **where)


def _check_key(where: dict[str, Any], row: Provision, base: StatuteBook) -> None:
    units = dict(_units(base, row.programme))
    if row.key not in units:
        keys = ", ".join(sorted(units))
        raise KeyNobodyReads(field="key", programme=row.programme, known=keys, **where)
    if row.unit not in units[row.key]:
        raise UnitDiffers(field="unit", unit=row.unit, known=", ".join(sorted(units[row.key])), **where)


def _units(base: StatuteBook, programme: str) -> Iterator[tuple[str, set[str]]]:
    """The units of every key that the programme has, or may take over from the general ones."""
    found: dict[str, set[str]] = {}
    for row in base.provisions:
        if row.programme in (programme, GENERAL):
            found.setdefault(row.key, set()).add(row.unit)
    yield from found.items()
