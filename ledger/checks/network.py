"""A ring for people: its members, what ties them, and the rows of evidence that show each tie."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from domain.errors import NotFound
from ledger.checks.check import Words
from ledger.checks.engines.engine import Engine
from ledger.checks.hit import HitRow
from ledger.checks.sentence import Named, short_key
from ledger.checks.tie_words import TIES

MEMBER: Final = 'coalesce("person", "employer", "agent")'
ASKED: Final = (
    f'SELECT "member_kind", {MEMBER}, "via", "via_kind", "via_key", "strength", '
    '"source", "row", "tells" FROM "ring_members" WHERE "ring" = '
)


class Node(msgspec.Struct, frozen=True, order=True):
    """Somebody or something in the network: its kind and key, and how it is called."""

    kind: str
    key: int
    name: str


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """One thing or party, why it ties those at the other end, how strongly (1 to 4), and what proves it."""

    thing: Node
    why: str
    strength: int
    tied: tuple[Node, ...]
    evidence: tuple[HitRow, ...]

    @property
    def sentence(self) -> Words:
        """What the tie says."""
        words = TIES[self.why]
        n, thing = len(self.tied), self.thing.name
        return Words(words.zh.format(n=n, thing=thing), words.en.format(n=n, thing=thing))


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """A ring: its members (persons, units, agents), and its ties, the strongest first."""

    ring: int
    members: tuple[Node, ...]
    ties: tuple[Tie, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Members and things."""
        ends = {node for tie in self.ties for node in (tie.thing, *tie.tied)}
        return tuple(sorted(ends.union(self.members)))


def network(engine: Engine, ring: int, named: Named = short_key) -> Network:
    """The ring of that key on an engine that holds `ring_members`; NotFound where there is none."""
    rows = engine.answer(f"{ASKED}{int(ring)}")
    if not rows:
        raise NotFound(field="ring", what="ring", key=short_key("ring", ring))

    def node(kind: str, key: int) -> Node:
        return Node(kind, key, named(kind, key))

    members = {node(kind, key) for kind, key, *_ in rows}
    return Network(ring=ring, members=tuple(sorted(members)), ties=_ties(rows, node))


def ring_of(engine: Engine, members: Iterable[int]) -> int | None:
    """The ring to which most of these persons, units and agents belong, of several the first one; None for no ring."""
    keys = ", ".join(str(int(key)) for key in sorted(members))
    rows = engine.answer(
        f'SELECT "ring", count(DISTINCT {MEMBER}) AS many FROM "ring_members" WHERE {MEMBER} IN ({keys}) '
        'GROUP BY "ring" ORDER BY many DESC, "ring" LIMIT 1'
    )
    return int(rows[0][0]) if rows else None


def _ties(rows: Iterable[tuple[Any, ...]], node: Callable[[str, int], Node]) -> tuple[Tie, ...]:
    """Each thing once for every reason; an edge between two members is told by its left end."""
    tied: defaultdict[tuple[str, int, Node], set[Node]] = defaultdict(set)
    proof: defaultdict[tuple[str, int, Node], set[HitRow]] = defaultdict(set)
    for kind, key, why, via_kind, via_key, strength, source, row, tells in rows:
        if tells:
            at = (why, strength, node(via_kind, via_key))
            tied[at].add(node(kind, key))
            proof[at].add(HitRow(source, row))
    ties = [
        Tie(thing=at[2], why=at[0], strength=at[1], tied=tuple(sorted(those)), evidence=tuple(sorted(proof[at])))
        for at, those in tied.items()
    ]
    return tuple(sorted(ties, key=lambda tie: (-tie.strength, -len(tie.tied), tie.why, tie.thing)))
