"""A ring is told as its members and ties, and drawn the same way every time."""

from xml.etree import ElementTree

import pytest

from domain.errors import NotFound
from ledger.checks.engines.sqlite import SqliteEngine
from ledger.checks.network import Network, network
from ledger.checks.picture import MARKS, laid_out, picture
from ledger.checks.tie_words import KINDS
from ledger.checks.vocabulary.ring_members import RING_MEMBERS
from ledger.checks.vocabulary.rings import ring_rows

SVG = "{http://www.w3.org/2000/svg}"

EDGES = [
    *(("person", person, "agent", 900, "introducer", 2, "contracts", person) for person in (1, 2, 3, 4)),
    *(("person", person, "phone", 800, "account_phone", 4, "accounts", 10 + person) for person in (1, 2, 3)),
    *(("person", person, "employer", 500 + person % 2, "placed", 1, "wages", 20 + person) for person in (1, 2, 3, 4)),
    ("employer", 500, "employer", 501, "holder", 3, "shareholdings", 31),
]


@pytest.fixture
def ring() -> Network:
    engine = SqliteEngine()
    engine.put(RING_MEMBERS.form, ring_rows(EDGES))
    return network(engine, 1)


def test_the_members_are_persons_units_and_agents(ring: Network) -> None:
    assert [(node.kind, node.key) for node in ring.members] == [
        ("agent", 900),
        *(("person", key) for key in (1, 2, 3, 4)),
    ]


def test_ties_come_strongest_first_with_their_rows(ring: Network) -> None:
    first = ring.ties[0]
    assert (first.why, first.thing.key, [row.row for row in first.evidence]) == ("account_phone", 800, [11, 12, 13])
    assert first.sentence.zh == "3名残疾职工的银行账户预留手机号phone:0000000000000320"
    assert [tie.strength for tie in ring.ties] == sorted((tie.strength for tie in ring.ties), reverse=True)


def test_an_unknown_ring_is_not_found() -> None:
    engine = SqliteEngine()
    engine.put(RING_MEMBERS.form, ())
    with pytest.raises(NotFound):
        network(engine, 5)


def test_the_picture_names_itself_and_every_mark(ring: Network) -> None:
    drawn = ElementTree.fromstring(picture(ring))
    assert drawn.get("role") == "img"
    assert {drawn.find(f"{SVG}title").get("id"), drawn.find(f"{SVG}desc").get("id")} == set(  # type: ignore[union-attr]
        (drawn.get("aria-labelledby") or "").split()
    )
    marks = drawn.findall(f"{SVG}g")
    assert len(marks) == len(ring.nodes)
    assert all(mark.find(f"{SVG}title") is not None and mark.find(f"{SVG}text") is not None for mark in marks)


def test_no_two_nodes_stand_on_one_spot(ring: Network) -> None:
    spots, _ = laid_out(ring)
    assert len(set(spots.values())) == len(ring.nodes)


def test_the_picture_is_the_same_every_time(ring: Network) -> None:
    assert picture(ring) == picture(ring)


def test_kinds_differ_in_shape_and_stand_out_from_white() -> None:
    assert set(MARKS) == set(KINDS)
    assert len({shape for shape, _ in MARKS.values()}) == len(MARKS)
    assert all(contrast_with_white(colour) >= 4.5 for _, colour in MARKS.values())


def contrast_with_white(colour: str) -> float:
    """As WCAG 2 reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
