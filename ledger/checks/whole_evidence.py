"""What is asked of all evidence of a book beside its checks: a ring, pairs of identities, how many persons."""

import re

import msgspec

from domain.errors import NotFound, Refusal
from domain.identity_link import Ground
from domain.party import is_pseudonym
from domain.places import span
from ledger.book import Book
from ledger.checks import identity, network, warehouse
from ledger.checks.evidence_held import Held, held_in, texts_behind
from ledger.checks.identity_model import Model
from ledger.checks.network import Network
from ledger.checks.preparing import folder_of, prepared
from ledger.checks.sentence import short_key
from ledger.commands.identity_links import Likely
from ledger.commands.load import load_alert
from ledger.evidence.keys import number_of_person
from ledger.evidence.store import EvidenceStore
from ledger.views import alert_queries

_RING = re.compile(r"(?:ring:)?([0-9a-f]{16})")


class RingRenamed(Refusal):
    """证据更新以后,{ring} 的成员现属 {now}。

    Since evidence came in, the members of {ring} belong to {now}.
    """

    ids = frozenset({"ring", "now"})


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries of the register of identities were compared, and which pairs may be one person."""

    entries: int
    pairs: tuple[Likely, ...]


class WholeEvidence:
    """All evidence of a book that counts now; with `waits`, prepared first where it is not, which takes minutes.

    Without it, raises EvidenceNotPrepared.
    """

    def __init__(self, book: Book, store: EvidenceStore, *, waits: bool = True) -> None:
        self._book = book
        self._store = store
        self.held: Held = held_in(book, store)
        holdings, folder = self.held.holdings, folder_of(store)
        path = warehouse.built(holdings, folder) if waits else prepared(holdings, store)
        self._engine = warehouse.beside(path)

    @property
    def persons(self) -> int:
        """On how many persons with a disability there is a certificate."""
        return int(self._engine.answer("SELECT count(DISTINCT person) FROM held.certificates")[0][0])

    def network(self, ring: str) -> Network:
        """A ring as alerts name it (`ring:` and sixteen digits), its members by party id or credit code.

        Where an alert named it so and no ring is any more, raises RingRenamed with the one to which most of its members
        belong now.
        """
        number = ring_number(ring)
        self._engine.connection.execute("CREATE OR REPLACE VIEW ring_members AS SELECT * FROM held.ring_members")
        try:
            found = network.network(self._engine, number)
        except NotFound as gone:
            members = self._members(number)
            now = network.ring_of(self._engine, members) if members else None
            if now is None:
                raise
            raise RingRenamed(field="ring", ring=short_key("ring", number), now=short_key("ring", now)) from gone
        wanted = {kind: {node.key for node in found.nodes if node.kind == kind} for kind in ("person", "employer")}
        texts = texts_behind(self.held, self._store, wanted)
        return network.network(self._engine, number, lambda kind, key: texts.get((kind, key)) or short_key(kind, key))

    def _members(self, number: int) -> frozenset[int]:
        """The persons whom alerts of a ring named, and the member by whose key it was named; nobody without alerts."""
        named = alert_queries.alerts(self._book, subject=short_key("ring", number))
        if not named:
            return frozenset()
        parties = {party for row in named for party in load_alert(self._book, row.id)[0].hit.parties}
        return frozenset({number, *(number_of_person(party) for party in parties if is_pseudonym(party))})

    def compared(self, model: Model, place: str) -> Compared:
        """Compare the entries of a place, and of all below it, with each other."""
        first, last = span(place)
        self._engine.connection.execute(
            "CREATE OR REPLACE VIEW identities AS "
            f"SELECT * FROM held.identities WHERE place BETWEEN {int(first)} AND {int(last)}"
        )
        found = identity.pairs(self._engine.connection, model)
        (entries,) = self._engine.answer("SELECT count(DISTINCT person) FROM identities")[0]
        persons = {key for pair in found for key in (pair.left, pair.right)}
        texts = texts_behind(self.held, self._store, {"person": persons})
        return Compared(entries=int(entries), pairs=tuple(self._likely(pair, texts) for pair in found))

    def _likely(self, pair: identity.Pair, texts: dict[tuple[str, int], str]) -> Likely:
        return Likely(
            left=texts["person", pair.left],
            right=texts["person", pair.right],
            weight=pair.weight,
            grounds=tuple(Ground(column=each.column, level=each.level, weight=each.weight) for each in pair.likenesses),
            evidence=tuple(self.held.cited(row) for row in pair.evidence),
        )


def ring_number(ring: str) -> int:
    """The key behind the name of a ring; NotFound where it is no such name."""
    if (found := _RING.fullmatch(ring)) is None:
        raise NotFound(field="ring", what="ring", key=ring)
    number = int(found[1], 16)
    return number - (1 << 64) if number >> 63 else number
