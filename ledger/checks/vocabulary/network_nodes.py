"""The edges of the network as arrays: nodes numbered by kind and key, so that nothing depends on the order of rows."""

from typing import Any, Final, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from ledger.checks.vocabulary.derived import Answer

Numbers = NDArray[np.int64]
Texts = NDArray[np.str_]
Flags = NDArray[np.bool_]
Cells = tuple[int | str | None, ...]

PARTIES: Final = ("person", "employer", "agent")
"""Who may be a member of a ring; everything else is a thing that they share."""


class Edges(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The columns of `links`; `left` and `right` are nodes, `kinds` and `keys` say what a node is."""

    kinds: Texts
    keys: Numbers
    left: Numbers
    right: Numbers
    why: Texts
    strength: Numbers
    source: Texts
    row: Numbers

    def kind_of_node(self, kind: str) -> Flags:
        """Which nodes are of a kind."""
        return np.equal(self.kinds, kind)

    @property
    def is_party(self) -> Flags:
        """Which nodes may be members."""
        return np.isin(self.kinds, PARTIES)

    @property
    def right_is_party(self) -> Flags:
        """Which edges lead to somebody."""
        return self.is_party[self.right]

    def left_is(self, kind: str) -> Flags:
        """Which edges begin at a kind."""
        return self.kind_of_node(kind)[self.left]

    def right_is(self, kind: str) -> Flags:
        """Which edges end at a kind."""
        return self.kind_of_node(kind)[self.right]

    def why_in(self, reasons: tuple[str, ...]) -> Flags:
        """Which edges are there for one of these reasons."""
        return np.isin(self.why, reasons)

    def member(self, edge: int, *, left: bool) -> Cells:
        """The party at an end: its kind, and its key in the column of that kind."""
        node = self.left[edge] if left else self.right[edge]
        kind, key = str(self.kinds[node]), int(self.keys[node])
        return (kind, *(key if kind == party else None for party in PARTIES))

    def via(self, edge: int, *, left: bool) -> Cells:
        """Why the party is there, and what stands at the other end."""
        node = self.right[edge] if left else self.left[edge]
        return str(self.why[edge]), str(self.kinds[node]), int(self.keys[node])

    def proof(self, edge: int) -> Cells:
        """How strong an edge is, and the row of evidence that shows it."""
        return int(self.strength[edge]), str(self.source[edge]), int(self.row[edge])

    @classmethod
    def of_columns(cls, columns: list[Any]) -> Self:
        """Number the nodes of both sides."""
        kinds = np.array([*columns[0], *columns[2]])
        keys = np.array([*columns[1], *columns[3]], dtype=np.int64)
        numbers = np.empty(len(keys), dtype=np.int64)
        node_kinds: list[Texts] = []
        node_keys: list[Numbers] = []
        for kind in np.unique(kinds):
            of_kind = kinds == kind
            known, numbers[of_kind] = _numbered(keys[of_kind], sum(len(keys) for keys in node_keys))
            node_keys.append(known)
            node_kinds.append(np.full(len(known), kind))
        half = len(columns[0])
        return cls(
            kinds=np.concatenate(node_kinds),
            keys=np.concatenate(node_keys),
            left=numbers[:half],
            right=numbers[half:],
            why=np.array(columns[4]),
            strength=np.array(columns[5], dtype=np.int64),
            source=np.array(columns[6]),
            row=np.array(columns[7], dtype=np.int64),
        )


def edges_of(rows: Answer) -> Edges:
    """The rows of `links` as arrays."""
    return Edges.of_columns([list(column) for column in zip(*rows, strict=True)])


def _numbered(keys: Numbers, first: int) -> tuple[Numbers, Numbers]:
    known, back = np.unique(keys, return_inverse=True)
    return known, back.ravel() + first
