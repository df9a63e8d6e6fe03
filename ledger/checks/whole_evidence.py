"""What is asked of all evidence of a book beside its checks: a ring, pairs of identities, how many persons."""

import re
from typing import Final

import msgspec

from domain.errors import NotFound
from domain.identity_link import Ground
from ledger.book import Book
from ledger.checks import identity, network, warehouse
from ledger.checks.evidence_held import Held, held_in, texts_behind
from ledger.checks.identity_model import Model
from ledger.checks.network import Network
from ledger.checks.sentence import short_key
from ledger.commands.identity_links import Likely
from ledger.evidence.store import EvidenceStore

FOLDER: Final = "warehouse"
"""Where the warehouse lies in a folder of evidence."""

_RING = re.compile(r"(?:ring:)?([0-9a-f]{16})")


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries of the register of identities were compared, and which pairs may be one person."""

    entries: int
    pairs: tuple[Likely, ...]


class WholeEvidence:
    """All evidence of a book that counts now."""

    def __init__(self, book: Book, store: EvidenceStore) -> None:
        self._store = store
        self.held: Held = held_in(book, store)
        self._engine = warehouse.beside(warehouse.built(self.held.holdings, store.folder / FOLDER))

    @property
    def persons(self) -> int:
        """On how many persons with a disability there is a certificate."""
        return int(self._engine.answer("SELECT count(DISTINCT person) FROM held.certificates")[0][0])

    def network(self, ring: str) -> Network:
        """A ring as alerts name it (`ring:` and sixteen digits), its members by party id or credit code."""
        number = ring_number(ring)
        self._engine.connection.execute("CREATE OR REPLACE VIEW ring_members AS SELECT * FROM held.ring_members")
        found = network.network(self._engine, number)
        wanted = {kind: {node.key for node in found.nodes if node.kind == kind} for kind in ("person", "employer")}
        texts = texts_behind(self.held, self._store, wanted)
        return network.network(self._engine, number, lambda kind, key: texts.get((kind, key)) or short_key(kind, key))

    def compared(self, model: Model) -> Compared:
        """Compare the register of identities with itself."""
        self._engine.connection.execute("CREATE OR REPLACE VIEW identities AS SELECT * FROM held.identities")
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
