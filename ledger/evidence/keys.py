"""Join keys of evidence: whole numbers made by the book's key; and back from them to persons and employers."""

import binascii
from base64 import b32decode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from domain.errors import Refusal
from domain.identity import parse_resident_id, parse_uscc
from domain.party import is_pseudonym
from ledger.vault import pseudonym_of

RESIDENT_ID: Final = "resident-id"
EMPLOYER: Final = "employer"
PERSON: Final = "person"

LONGEST: Final = 200
"""Characters of the longest text that is made a key: an address, at most."""

SCHEMA: Final = pa.schema([("kind", pa.string()), ("number", pa.int64()), ("text", pa.string())])
"""The dataset `keys`: kind (person or employer), number, and the party id or credit code behind it."""

_FLUSHED: Final = 100_000
"""Keys that wait as Python objects before they become a column."""


class Blind(Protocol):
    """Makes keyed digests: a vault."""

    def keyed(self, kind: str, value: str, /) -> bytes: ...


class KeyTextNotPlain(Refusal):
    """编号、地址等须为可见字符,前后无空格,最多 {longest} 字。

    A number or address holds visible characters, no spaces around it, and at most {longest} of them.
    """


class KeysCollide(Refusal):
    """两个不同的{kind}得到同一联结编号,导入中止;请联系系统管理人。

    Two different texts of kind "{kind}" have the same key; nothing was imported. Tell whoever runs the system.
    """


class NoKeyOfParty(Refusal):
    """「{text}」既不是当事人编号,也不是统一社会信用代码。

    "{text}" is neither a party id nor a credit code.
    """

    ids = frozenset({"text"})


def number_from(digest: bytes) -> int:
    """The key: the first eight bytes of a keyed digest as a signed number."""
    return int.from_bytes(digest[:8], "big", signed=True)


def number_of_person(party: str) -> int:
    """The key of a person, from the party id alone: it begins with the same bytes."""
    try:
        digest = b32decode(party.removeprefix("p_")[:16].upper())
    except binascii.Error as error:
        raise NoKeyOfParty(field="party", text=party) from error
    if len(digest) < 8:
        raise NoKeyOfParty(field="party", text=party)
    return number_from(digest)


def number_of(vault: Blind, party: str) -> int:
    """The key of a person (party id) or an employer (credit code)."""
    if is_pseudonym(party):
        return number_of_person(party)
    try:
        return number_from(vault.keyed(EMPLOYER, parse_uscc(party)))
    except Refusal as refusal:
        raise NoKeyOfParty(field="party", text="") from refusal


def number_of_other(vault: Blind, kind: str, text: str) -> int:
    """The key of an account, a phone, an address …: `kind` as the dataset names it."""
    return number_from(vault.keyed(kind, text))


class Numbering:
    """Makes the keys of an import, and remembers whom the persons and employers among them stand for."""

    def __init__(self, vault: Blind) -> None:
        self._vault = vault
        self._new: list[tuple[str, int, str]] = []
        self._tables: list[pa.Table] = []

    def parse_of(self, kind: str) -> Callable[[str], int]:
        """What reads a text of a kind; raises a Refusal that does not repeat it."""
        if kind == PERSON:
            return self._person
        return self._employer if kind == EMPLOYER else lambda text: self._other(kind, text)

    def found(self) -> pa.Table:
        """Every person and employer that was read, once; raises KeysCollide."""
        self._flush()
        return distinct(pa.concat_tables([SCHEMA.empty_table(), *self._tables]))

    def _person(self, text: str) -> int:
        digest = self._vault.keyed(RESIDENT_ID, parse_resident_id(text).number)
        return self._noted(PERSON, number_from(digest), pseudonym_of(digest))

    def _employer(self, text: str) -> int:
        code = parse_uscc(text)
        return self._noted(EMPLOYER, number_from(self._vault.keyed(EMPLOYER, code)), code)

    def _other(self, kind: str, text: str) -> int:
        if len(text) > LONGEST or text != text.strip() or not text.isprintable():
            raise KeyTextNotPlain(field="key", longest=LONGEST)
        return number_of_other(self._vault, kind, text)

    def _noted(self, kind: str, number: int, text: str) -> int:
        self._new.append((kind, number, text))
        if len(self._new) >= _FLUSHED:
            self._flush()
        return number

    def _flush(self) -> None:
        if self._new:
            self._tables.append(table_of(self._new))
            self._new = []


def table_of(rows: Iterable[tuple[str, int, str]]) -> pa.Table:
    """Rows of the dataset `keys` (kind, number, text), at least one."""
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], SCHEMA)


def distinct(keys: pa.Table) -> pa.Table:
    """Each key once; raises KeysCollide where two texts have one number."""
    once = keys.group_by(["kind", "number", "text"]).aggregate([]).select(SCHEMA.names)
    told = once.group_by(["kind", "number"]).aggregate([("text", "count")])
    if (twice := told.filter(pc.greater(told["text_count"], 1))).num_rows:
        raise KeysCollide(field="file", kind=twice["kind"][0].as_py())
    return once


def unknown_among(found: pa.Table, known: pa.Table) -> pa.Table:
    """The keys that are not known yet; raises KeysCollide where one is known with another text."""
    both = found.join(known.rename_columns(["kind", "number", "before"]), keys=["kind", "number"])
    if (other := both.filter(pc.fill_null(pc.not_equal(both["text"], both["before"]), False))).num_rows:
        raise KeysCollide(field="file", kind=other["kind"][0].as_py())
    return both.filter(pc.is_null(both["before"])).select(SCHEMA.names).sort_by("number")


def keys_in(paths: Iterable[Path]) -> pa.Table:
    """The keys of some parts together."""
    return pa.concat_tables([SCHEMA.empty_table(), *(parquet.read_table(path, schema=SCHEMA) for path in paths)])


def text_of(paths: Iterable[Path], wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], str]:
    """The party ids and credit codes behind numbers, by kind; what is not known is left out."""
    asked: Any = pc.scalar(False)
    for kind, numbers in wanted.items():
        asked |= (pc.field("kind") == kind) & pc.field("number").isin(pa.array(numbers, pa.int64()))
    told: dict[tuple[str, int], str] = {}
    for path in paths:
        for row in parquet.read_table(path, schema=SCHEMA, filters=asked).to_pylist():
            told[row["kind"], row["number"]] = row["text"]
    return told
