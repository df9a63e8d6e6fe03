"""Rings: the components of the network, joined only where what two things share is most of what one of them has.

A thing (agent, account, telephone, device) gathers persons. It belongs with another one when most of its persons are
also the other's; a unit belongs with a thing when most of the workers whom it pays are the thing's, and with whoever
controls it. A person belongs to the ring to which most of their ties lead. So people who changed agents or jobs do not
tie everybody to everybody.
"""

from typing import Any, Final

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from ledger.checks.vocabulary.derived import Answer
from ledger.checks.vocabulary.edges import HELP, NEAR
from ledger.checks.vocabulary.network_nodes import Cells, Edges, Flags, Numbers, edges_of

FEWEST_JOINT = 3
"""Two things that share fewer persons than this are not joined."""

SMALLEST_RING = 3
"""Persons; fewer are a family or a chance."""

CONTROLLING: Final = ("legal_rep", "holder", "unit_phone")
"""What joins a unit to whoever is behind it."""


def ring_rows(rows: Answer) -> Answer:
    """From edges (columns of `links`) to the rows of `ring_members`; the order of the edges does not matter."""
    if not rows:
        return []
    edges = edges_of(rows)
    component = _components(edges)
    ring, key = _rings(edges, component)
    return _rows(edges, ring, key)


def _components(edges: Edges) -> Numbers:
    """The component of every node, as things and units join; a person is a node of it only where it controls a unit."""
    gathers = edges.left_is("person") & ~edges.right_is("address")
    persons, things = edges.left[gathers], edges.right[gathers]
    near = edges.strength[gathers] == NEAR
    shape = (len(edges.keys), len(edges.keys))
    size = np.bincount(_pairs(persons, things, shape).tocoo().col, minlength=len(edges.keys))
    tied = np.zeros(len(edges.keys), dtype=bool)
    tied[persons[~near]] = True
    of_tied = tied[persons]
    incidence = _pairs(persons[of_tied], things[of_tied], shape)
    joint = (incidence.T @ incidence).tocoo()
    unit = edges.kind_of_node("employer")
    joins = (joint.row != joint.col) & (joint.data >= FEWEST_JOINT) & (joint.data * 2 > size[joint.row])
    joins &= ~unit[joint.col]
    control = edges.why_in(CONTROLLING)
    rows = np.concatenate([joint.row[joins], edges.left[control]])
    columns = np.concatenate([joint.col[joins], edges.right[control]])
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=shape)
    _, component = connected_components(graph, directed=False)
    return np.asarray(component, dtype=np.int64)


def _pairs(left: Numbers, right: Numbers, shape: tuple[int, int]) -> "csr_array[Any, tuple[int, int]]":
    """Which stands with which, each pair once."""
    found = coo_array((np.ones(len(left), dtype=np.int64), (left, right)), shape=shape).tocsr()
    found.data[:] = 1
    return found


def _rings(edges: Edges, component: Numbers) -> tuple[Numbers, Numbers]:
    """The component that every party belongs to (-1: no ring), and the key of every component's ring."""
    ties = edges.left_is("person") & (edges.strength >= HELP) & ~edges.right_is("address")
    belongs = np.full(len(edges.keys), -1, dtype=np.int64)
    person, where = _most(edges.left[ties], component[edges.right[ties]])
    belongs[person] = where
    persons = np.bincount(where, minlength=len(edges.keys))
    large = persons >= SMALLEST_RING
    worker = belongs >= 0
    belongs[~worker & ~edges.kind_of_node("person")] = component[~worker & ~edges.kind_of_node("person")]
    belongs[(belongs >= 0) & ~large[belongs]] = -1
    party = (belongs >= 0) & edges.is_party
    key = np.full(len(edges.keys), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(key, belongs[party], edges.keys[party])
    return belongs, key


def _most(persons: Numbers, components: Numbers) -> tuple[Numbers, Numbers]:
    """For every person the component with most ties; of several the first one, as nodes are ordered."""
    pairs, ties = np.unique(np.stack([persons, components], axis=1), axis=0, return_counts=True)
    order = np.lexsort((pairs[:, 1], -ties, pairs[:, 0]))
    ordered = pairs[order]
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:, 0] != ordered[:-1, 0]
    return ordered[first, 0], ordered[first, 1]


def _rows(edges: Edges, belongs: Numbers, key: Numbers) -> Answer:
    left, right = belongs[edges.left], belongs[edges.right]
    behind = edges.left_is("employer") & edges.why_in(CONTROLLING) & edges.right_is("person")
    right = np.where(behind, left, right)
    outside = edges.left_is("person") & (edges.why_in(("placed", "dispatched", "used")) | _near_by(edges, left))
    stands = (left >= 0) & ((left == right) | outside)
    mutual = stands & (left == right)
    made = _told(edges, stands, key[left], left=True) + _told(
        edges, mutual & edges.right_is_party, key[left], left=False
    )
    return sorted(made, key=lambda row: tuple("" if cell is None else str(cell) for cell in row))


def _told(edges: Edges, which: Flags, rings: Numbers, *, left: bool) -> list[Cells]:
    """The party at one end of some edges, as rows."""
    numbers = np.flatnonzero(which).tolist()
    return [
        (int(rings[n]), *edges.member(n, left=left), *edges.via(n, left=left), *edges.proof(n), int(left))
        for n in numbers
    ]


def _near_by(edges: Edges, left: Numbers) -> Flags:
    """Homes that at least two persons of one ring share."""
    near = edges.right_is("address") & edges.left_is("person") & (left >= 0)
    pairs = np.stack([left[near], edges.right[near]], axis=1)
    _, back, sharers = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    found = np.zeros(len(left), dtype=bool)
    found[np.flatnonzero(near)] = sharers[back.ravel()] > 1
    return found
