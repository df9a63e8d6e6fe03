"""Rings are worked out from edges alone, whatever their order; one shared person ties nobody together."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.checks.vocabulary.rings import ring_rows

Edge = tuple[str, int, str, int, str, int, str, int]


def introduced(person: int, agent: int) -> Edge:
    return ("person", person, "agent", agent, "introducer", 2, "contracts", person)


def paid(person: int, employer: int) -> Edge:
    return ("person", person, "employer", employer, "placed", 1, "wages", person)


def phoned(person: int, phone: int) -> Edge:
    return ("person", person, "phone", phone, "account_phone", 4, "accounts", person)


def members(edges: list[Edge]) -> dict[int, set[int]]:
    """Who stands in which ring."""
    rings: dict[int, set[int]] = {}
    for ring, _, person, employer, agent, *_ in ring_rows(edges):
        assert isinstance(ring, int)
        rings.setdefault(ring, set()).update(key for key in (person, employer, agent) if isinstance(key, int))
    return rings


def test_three_workers_of_one_agent_are_a_ring_named_by_its_smallest_key() -> None:
    assert members([introduced(person, 900) for person in (7, 8, 9)]) == {7: {7, 8, 9, 900}}


def test_two_workers_of_one_agent_are_none() -> None:
    assert members([introduced(person, 900) for person in (7, 8)]) == {}


def test_a_person_who_changed_agents_does_not_tie_two_agents_together() -> None:
    edges = [introduced(person, 900) for person in (1, 2, 3, 4)] + [introduced(person, 901) for person in (4, 5, 6, 7)]
    assert members(edges) == {1: {1, 2, 3, 4, 900}, 5: {5, 6, 7, 901}}


def test_two_things_with_the_same_workers_are_one_ring() -> None:
    edges = [introduced(person, 900) for person in (1, 2, 3, 4)] + [phoned(person, 800) for person in (1, 2, 3)]
    assert members(edges) == {1: {1, 2, 3, 4, 900}}


def test_an_employer_with_most_of_its_workers_in_the_ring_belongs_to_it_and_a_large_one_does_not() -> None:
    edges = [introduced(person, 900) for person in (1, 2, 3)] + [paid(person, 500) for person in (1, 2, 3)]
    assert members(edges) == {1: {1, 2, 3, 500, 900}}
    large = edges + [paid(person, 500) for person in (11, 12, 13)]
    assert members(large) == {1: {1, 2, 3, 900}}


def test_whoever_controls_two_employers_ties_their_rings_together() -> None:
    edges = [introduced(person, 900) for person in (1, 2, 3)] + [paid(person, 500) for person in (1, 2, 3)]
    edges += [introduced(person, 901) for person in (4, 5, 6)] + [paid(person, 501) for person in (4, 5, 6)]
    control: list[Edge] = [("employer", unit, "person", 99, "legal_rep", 3, "businesses", unit) for unit in (500, 501)]
    assert members(edges) == {1: {1, 2, 3, 500, 900}, 4: {4, 5, 6, 501, 901}}
    assert members(edges + control) == {1: {1, 2, 3, 4, 5, 6, 99, 500, 501, 900, 901}}


MANY = [
    *(introduced(person, 900 + person % 3) for person in range(1, 40)),
    *(paid(person, 500 + person % 5) for person in range(1, 40)),
    *(phoned(person, 800 + person % 7) for person in range(30)),
]


@given(st.permutations(MANY))
def test_the_order_of_edges_does_not_matter(mixed: list[Edge]) -> None:
    assert ring_rows(mixed) == ring_rows(MANY)


def test_nothing_makes_no_ring() -> None:
    assert ring_rows([]) == []
