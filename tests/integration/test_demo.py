"""The end of the demonstration: a ring is found, a payment held, the parties heard, and a false alarm cleared."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from api.cli.demo.play import STORIES, play
from api.cli.demo.stage import evidence_of, key_of
from domain.alert import AlertStatus
from domain.hold import HoldStatus
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.evidence.store import EvidenceStore
from ledger.keys import load_keys
from ledger.vault import Vault
from ledger.views import queries
from ledger.views.alert_queries import alerts, investigations


class Played(NamedTuple):
    """The book of the last story, what was told, and the payment that it returns."""

    book: Book
    path: Path
    told: list[str]
    payment: str


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder, told, story = tmp_path_factory.mktemp("demo"), [], STORIES[-1]
    book, payment = play(story, folder, lambda _, sentence: told.append(sentence))
    yield Played(book, folder / story.file, told, payment)
    book.close()


def test_the_ring_is_found_and_drawn_and_its_members_are_named(played: Played) -> None:
    (ring,) = alerts(played.book, check="SP02")
    assert ring.status == AlertStatus.CONFIRMED
    assert len(ring.cases) == 2
    assert "<svg" in (played.path.parent / "demo-ring.svg").read_text(encoding="utf-8")
    assert any("分布在2个单位" in sentence for sentence in played.told)


def test_both_stopped_payments_end_as_what_was_found(played: Played) -> None:
    holds = {row.status for row in queries.holds(played.book)}
    assert holds == {HoldStatus.ENDED, HoldStatus.RELEASED}
    assert queries.payment(played.book, played.payment).status == "settled"


def test_three_wards_are_cleared_and_the_ring_is_confirmed(played: Played) -> None:
    codes = [row.code for row in alerts(played.book, check="RF18")]
    assert codes.count("guardian_account") == 3
    assert codes.count("") == 8
    assert all(row.closed_on and not row.left for row in investigations(played.book))


def test_the_book_of_the_ring_verifies_with_its_evidence(played: Played) -> None:
    vault = Vault(played.book, load_keys(key_of(played.path)))
    assert verify(played.book, vault=vault, evidence=EvidenceStore(played.book, evidence_of(played.path))).ok
