"""Evidence by two people: what one person alone cannot take away from what checks see."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.actor import CountsAsTheSame
from domain.calendar import Month
from domain.evidence_refusals import (
    EvidenceNotInState,
    SamePersonAccepts,
    SamePersonWithdraws,
)
from ledger.audit.verify import verify
from ledger.commands import evidence
from ledger.commands.evidence_refusals import FewerThanReplaced, LacksMoreByNow
from ledger.evidence import taking
from ledger.evidence.missing import ReplacedDamaged, missing_of
from ledger.evidence.parts import PartMissing
from ledger.views import queries
from tests.books import dump
from tests.factories import resident_id
from tests.integration.evidence_room import files, keys, persons, refused, rows
from tests.integration.world import World
from tests.integration.world import opened as opened_world
from tests.integration.world_evidence import (
    BAD,
    agreed,
    brought,
    confirmed,
    discarded,
    kept,
    wages,
    withdrawing,
)

DEATH = {"person": resident_id("19400101"), "died_day": "2024-02-01"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A book with a budget."""
    yield from _opened(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path)


@pytest.fixture
def stored(book_url: str, tmp_path: Path) -> Iterator[World]:
    """The same, once on each store."""
    yield from _opened(book_url, tmp_path)


def _opened(url: str, folder: Path) -> Iterator[World]:
    here = opened_world(url, folder)
    here.today = date(2024, 5, 6)
    yield here
    here.book.close()


def test_a_withdrawal_needs_another_person_and_until_then_the_import_counts(stored: World) -> None:
    first = brought(stored, wages(1)).subject
    withdrawing(stored, first)
    assert queries.evidence(stored.book, first).status == "withdrawal_proposed"
    assert persons(stored) == keys(stored, 1)
    before = dump(stored.book)
    with pytest.raises(SamePersonWithdraws):
        agreed(stored, first, officer="data")
    with pytest.raises(EvidenceNotInState):
        withdrawing(stored, first, officer="second-data")
    assert dump(stored.book) == before
    agreed(stored, first)
    row = queries.evidence(stored.book, first)
    assert (row.status, row.withdrawal_by, row.ended_by) == ("withdrawn", "330500-data", "330500-second-data")
    assert row.ground == "来源误传"
    assert rows(stored) == []
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


def test_whoever_imported_may_agree_to_what_another_proposed(world: World) -> None:
    first = brought(world, wages(1)).subject
    withdrawing(world, first, officer="second-data")
    agreed(world, first, officer="data")
    assert rows(world) == []


def test_a_deputy_of_who_proposed_a_withdrawal_does_not_agree_to_it(world: World) -> None:
    first = brought(world, wages(1)).subject
    withdrawing(world, first)
    request = world.request("second-data")
    deputy = msgspec.structs.replace(request.actor, counts_as=frozenset({"330500-data"}))
    with pytest.raises(CountsAsTheSame):
        evidence.confirm_withdrawal(
            world.book,
            evidence.ConfirmWithdrawal(evidence=first),
            msgspec.structs.replace(request, actor=deputy),
        )


def test_a_withdrawal_that_is_rejected_or_taken_back_changes_nothing(world: World) -> None:
    first = brought(world, wages(1)).subject
    for officer in ("second-data", "data"):
        withdrawing(world, first)
        kept(world, first, officer=officer)
        row = queries.evidence(world.book, first)
        assert (row.status, row.ground, row.withdrawal_by) == ("imported", "", "")
        assert persons(world) == keys(world, 1)
    with pytest.raises(EvidenceNotInState):
        agreed(world, first)


def test_a_file_that_lacks_a_key_of_what_it_replaces_is_refused(stored: World) -> None:
    brought(stored, wages(1, 2))
    refusal = refused(stored, FewerThanReplaced, wages(1))
    assert refusal.details == {"known": 4, "fewer": 1}
    brought(stored, wages(1), source="bank")
    brought(stored, wages(1, 2, 3))
    assert persons(stored) == keys(stored, 1, 2, 3), "what only adds needs nobody else"


def test_fewer_keys_count_once_another_person_accepts_them(stored: World) -> None:
    first = brought(stored, wages(1, 2)).subject
    receipt = brought(stored, wages(2), accept_fewer=True)
    assert (receipt.events, receipt.outcome) == (("evidence.Staged",), {"rows": "1", "fewer": "1"})
    assert persons(stored) == keys(stored, 1, 2)
    (lacks,) = missing_of(stored.book, stored.evidence, receipt.subject, 10)
    gone = stored.vault.pseudonym(wages(1)[0]["person"])
    assert (lacks.name, lacks.party, lacks.evidence, lacks.line) == ("person", gone, first, 2)
    with pytest.raises(SamePersonAccepts):
        confirmed(stored, receipt.subject, officer="data")
    confirmed(stored, receipt.subject)
    assert persons(stored) == keys(stored, 2)
    assert queries.evidence(stored.book, receipt.subject).fewer == 1
    assert missing_of(stored.book, stored.evidence, receipt.subject, 10) == []
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


def test_what_a_file_lacks_whose_rows_are_gone_is_refused(world: World) -> None:
    brought(world, wages(1, 2))
    before = set(files(world))
    waiting = brought(world, wages(2), accept_fewer=True).subject
    next(path for path in set(files(world)) - before if path.match("wages/*/*/*.parquet")).unlink()
    with pytest.raises(PartMissing):
        missing_of(world.book, world.evidence, waiting, 10)


@pytest.mark.parametrize("damage", ["gone", "emptied"])
def test_a_file_that_would_replace_a_damaged_one_is_told_the_way_out(stored: World, damage: str) -> None:
    first = brought(stored, wages(1, 2)).subject
    (part,) = stored.evidence.folder.glob("wages/*/*/*.parquet")
    part.unlink() if damage == "gone" else part.write_bytes(b"")
    refusal = refused(stored, ReplacedDamaged, wages(1, 2, 3))
    assert refusal.details["evidence"] == first
    withdrawing(stored, first)
    agreed(stored, first)
    brought(stored, wages(1, 2, 3))
    assert persons(stored) == keys(stored, 1, 2, 3)


def test_what_came_in_while_a_file_waited_is_not_taken_away_unseen(stored: World) -> None:
    """One person alone would let a second one accept that more goes than the file says."""
    other, bad = (DEATH | {"person": resident_id(f"1940010{number}")} for number in (2, 3))
    brought(stored, [DEATH], "deaths", as_of=date(2024, 4, 1))
    file = [DEATH, bad | {"died_day": "-"}]
    waiting = brought(stored, file, "deaths", as_of=date(2024, 5, 1), accept_partial=True).subject
    brought(stored, [DEATH, other], "deaths", as_of=date(2024, 4, 2))
    before = dump(stored.book)
    with pytest.raises(LacksMoreByNow) as caught:
        confirmed(stored, waiting)
    assert caught.value.details == {"fewer": 1, "said": 0}
    assert dump(stored.book) == before
    discarded(stored, waiting)
    again = brought(stored, file, "deaths", as_of=date(2024, 5, 1), accept_partial=True)
    assert again.outcome["fewer"] == "1"
    confirmed(stored, again.subject)
    assert len(rows(stored, "deaths")) == 1


def test_two_files_that_wait_are_accepted_one_after_the_other(world: World) -> None:
    everybody = [DEATH | {"person": resident_id(f"1940010{number}")} for number in (1, 2, 3)]
    brought(world, everybody, "deaths", as_of=date(2024, 4, 1))
    for day in (2, 1):
        file = everybody[:day]
        receipt = brought(world, file, "deaths", as_of=date(2024, 4, 4 - day), accept_fewer=True)
        assert receipt.outcome["fewer"] == str(3 - day)
    for row in queries.evidence_imports(world.book, status="staged"):
        confirmed(world, row.id)
    assert len(rows(world, "deaths")) == 1


def test_keys_are_compared_month_by_month(world: World) -> None:
    brought(world, [*wages(1), *wages(1, month="2024-02")], first_month=Month(2024, 2))
    refused(world, FewerThanReplaced, wages(1), first_month=Month(2024, 2))
    brought(world, wages(1, paid_fen="1.00"))
    assert len(rows(world)) == 2


def test_a_register_is_compared_whatever_its_day(world: World) -> None:
    other = DEATH | {"person": resident_id("19400102")}
    brought(world, [DEATH, other], "deaths", as_of=date(2024, 4, 1))
    refused(world, FewerThanReplaced, [DEATH], "deaths", as_of=date(2024, 5, 1))
    brought(world, [DEATH], "deaths", as_of=date(2024, 3, 1))
    assert len(rows(world, "deaths")) == 2, "an earlier register replaces nothing"


def test_an_optional_key_that_is_left_blank_now_is_missing_too(world: World) -> None:
    brought(world, wages(1, account="6222020000000000001"))
    assert refused(world, FewerThanReplaced, wages(1)).details == {"known": 3, "fewer": 1}


def test_what_came_in_meanwhile_is_compared_too(stored: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that waits is accepted while the one that would replace it is being written."""
    waiting = brought(stored, [*wages(1, 2), *wages(3, **BAD)], accept_partial=True).subject
    written = taking.Taken.written
    rivals = [waiting]

    def outrun(taken: taking.Taken, *given: Any) -> Any:
        if rivals:
            confirmed(stored, rivals.pop())
        return written(taken, *given)

    monkeypatch.setattr(taking.Taken, "written", outrun)
    with pytest.raises(FewerThanReplaced):
        brought(stored, wages(1))
    assert persons(stored) == keys(stored, 1, 2)
