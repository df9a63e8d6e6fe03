"""Evidence comes into a book: whole or not at all, numbered, in files that are there as their event says."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from sqlalchemy import update

from domain.actor import RoleNotAllowed
from domain.calendar import Month
from domain.errors import NotFound
from domain.evidence import Imported
from domain.evidence_refusals import (
    EvidenceNotInState,
    EvidenceOfTheFuture,
    PeriodReversed,
    SamePersonAccepts,
)
from domain.imports import FileTakenAlready
from ledger.audit.verify import verify
from ledger.commands import evidence
from ledger.commands.evidence_refusals import EvidenceInvalid, PeriodNotSaid, SnapshotHasNoPeriod
from ledger.commands.import_evidence import check_evidence, command_of, import_evidence
from ledger.commands.place import PlaceOutsideBook
from ledger.evidence import taking
from ledger.evidence.current import current, evidence_in, import_of, keys_of
from ledger.evidence.dataset import datasets
from ledger.evidence.headings import UnknownDataset
from ledger.evidence.keys import text_of
from ledger.evidence.parts import cited_by, schema_of
from ledger.evidence.source_file import open_source
from ledger.tables import guard_claims
from ledger.views import queries
from tests.books import dump
from tests.evidence.files import WAGE
from tests.factories import resident_id
from tests.integration.evidence_room import files, keys, persons, refused, replaced, rows
from tests.integration.tampering import change, find, forge, wrong
from tests.integration.world import World
from tests.integration.world import opened as opened_world
from tests.integration.world_evidence import (
    BAD,
    brought,
    confirmed,
    discarded,
    file_of,
    wages,
    withdrawn,
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


def test_a_file_becomes_parts_by_place_and_month_under_their_digests(stored: World) -> None:
    rows_given = [*wages(1, 2), *wages(3, place="330502"), *wages(4, month="2024-02")]
    receipt = brought(stored, rows_given, first_month=Month(2024, 2))
    (recorded,) = stored.book.events(receipt.subject)
    event = recorded.event
    assert isinstance(event, Imported)
    assert [(part.month, part.place, part.rows) for part in event.parts] == [
        ("2024-02", "330500", 1),
        ("2024-03", "330500", 2),
        ("2024-03", "330502", 1),
    ]
    assert (event.lines, event.rows, event.ordinal, event.as_of) == (4, 4, 1, date(2024, 3, 31))
    for part in event.parts:
        path = stored.evidence.folder / "wages" / part.place / part.month / f"{part.sha256}.parquet"
        table = parquet.read_table(path)
        assert table.schema.equals(schema_of(datasets()["wages"]))
        assert table["person"].to_pylist() == sorted(table["person"].to_pylist())
    assert keys(stored, 1, 2, 3, 4) == persons(stored)
    assert {cited_by(row["row"]) for row in rows(stored)} == {(1, line) for line in (2, 3, 4, 5)}
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


def test_a_row_leads_to_its_import_and_a_key_to_its_party(world: World) -> None:
    receipt = brought(world, wages(1))
    (row,) = rows(world)
    known = evidence_in(world.book)
    ordinal, line = cited_by(row["row"])
    found = import_of(known.values(), ordinal)
    assert found
    assert (found.id, line) == (receipt.subject, 2)
    asked = {"person": [row["person"]], "employer": [row["employer"]]}
    told = text_of(keys_of(known.values(), world.evidence), asked)
    assert told["person", row["person"]] == world.vault.pseudonym(wages(1)[0]["person"])
    assert told["employer", row["employer"]] == WAGE["employer"]


def test_keys_that_are_known_are_not_written_again(world: World) -> None:
    brought(world, wages(1, 2))
    brought(world, wages(2, 1))
    third = replaced(world, wages(3))
    known = evidence_in(world.book)
    assert [sum(part.rows for part in each.brought.keys) for each in known.values()] == [3, 0, 1]
    assert known[third.subject].brought.ordinal == 3


def test_only_the_owner_may_read_what_lies_there(world: World) -> None:
    brought(world, wages(1))
    for path in world.evidence.folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_newer_import_of_the_same_source_replaces_its_months_and_places(world: World) -> None:
    brought(world, [*wages(1), *wages(2, place="330502"), *wages(3, month="2024-02")], first_month=Month(2024, 2))
    brought(world, wages(4), source="bank")
    assert persons(world) == keys(world, 1, 2, 3, 4)
    correction = replaced(world, wages(5, place="330502"), place="330502")
    assert persons(world) == keys(world, 1, 3, 4, 5), "only its own place"
    withdrawn(world, correction.subject)
    assert persons(world) == keys(world, 1, 2, 3, 4), "what it replaced counts again"
    before = world.book.head.position
    replaced(world, wages(6))
    assert persons(world) == keys(world, 3, 4, 6), "the month in all places"
    assert current(world.book, before)["wages"].rows == 4, "as of a position of the log"


def test_a_snapshot_replaces_earlier_ones_and_never_a_later_one(world: World) -> None:
    brought(world, [DEATH], "deaths", as_of=date(2024, 4, 1))
    later = brought(world, [DEATH, DEATH], "deaths", as_of=date(2024, 5, 1))
    assert len(rows(world, "deaths")) == 2
    brought(world, [DEATH, DEATH, DEATH], "deaths", as_of=date(2024, 3, 1))
    assert len(rows(world, "deaths")) == 2
    assert current(world.book)["deaths"].spoken.by_source("330500") == {"tax-bureau": date(2024, 5, 1)}
    withdrawn(world, later.subject)
    assert len(rows(world, "deaths")) == 1


def test_a_bad_line_keeps_the_whole_file_out(stored: World) -> None:
    refusal = refused(stored, EvidenceInvalid, [*wages(1), *wages(2, **BAD), *wages(3, month="")])
    assert isinstance(refusal, EvidenceInvalid)
    assert [(each.line, each.refusal.code) for each in refusal.problems] == [
        (3, "money-not-exact"),
        (4, "evidence-value-missing"),
    ]
    assert refusal.details == {"lines": 3, "rejected": 2, "found": 2}


def test_a_part_of_a_file_waits_for_a_second_person(stored: World) -> None:
    receipt = brought(stored, [*wages(1), *wages(2, **BAD)], accept_partial=True)
    row = queries.evidence(stored.book, receipt.subject)
    assert (row.status, row.lines, row.rows, row.rejected) == ("staged", 2, 1, 1)
    report = stored.evidence.report(row.report).read_text(encoding="utf-8")
    assert '"line":3' in report
    assert rows(stored) == []
    before = dump(stored.book)
    with pytest.raises(SamePersonAccepts):
        confirmed(stored, receipt.subject, officer="data")
    assert dump(stored.book) == before
    confirmed(stored, receipt.subject)
    assert persons(stored) == keys(stored, 1)
    assert queries.evidence(stored.book, receipt.subject).status == "imported"
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


def test_a_file_without_mistakes_does_not_wait_though_a_part_would_do(world: World) -> None:
    assert brought(world, wages(1), accept_partial=True).events == ("evidence.Imported",)


def test_nothing_is_taken_of_a_file_without_any_good_line(world: World) -> None:
    refused(world, EvidenceInvalid, wages(1, **BAD), accept_partial=True)


def test_what_waits_can_be_discarded_and_its_files_are_swept(world: World) -> None:
    receipt = brought(world, [*wages(1), *wages(2, **BAD)], accept_partial=True)
    discarded(world, receipt.subject)
    assert evidence.sweep(world.book, world.evidence) == 2, "the part and the report; keys stay known"
    assert [path.parent.name for path in files(world)] == ["keys"]
    assert verify(world.book, vault=world.vault, evidence=world.evidence).ok
    with pytest.raises(EvidenceNotInState):
        confirmed(world, receipt.subject)


def test_the_same_import_comes_in_once_and_again_after_it_was_withdrawn(stored: World) -> None:
    first = brought(stored, wages(1))
    refusal = refused(stored, FileTakenAlready, wages(1))
    assert refusal.details["holder"] == first.subject
    withdrawn(stored, first.subject)
    brought(stored, wages(1))
    assert persons(stored) == keys(stored, 1)
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


def test_a_register_without_changes_is_imported_again_as_of_a_later_day(stored: World) -> None:
    brought(stored, [DEATH], "deaths", as_of=date(2024, 4, 1))
    assert brought(stored, [DEATH], "deaths", as_of=date(2024, 5, 1)).events == ("evidence.Imported",)
    refused(stored, FileTakenAlready, [DEATH], "deaths", as_of=date(2024, 5, 1))
    refused(stored, FileTakenAlready, [DEATH], "deaths", as_of=date(2024, 4, 1))
    assert len(rows(stored, "deaths")) == 1
    assert current(stored.book)["deaths"].spoken.until("330500") == date(2024, 5, 1)
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


@pytest.mark.parametrize("said", [{"source": "bank"}, {"last_month": Month(2024, 4)}, {"as_of": date(2024, 4, 2)}])
def test_the_same_file_of_another_source_period_or_day_is_another_import(world: World, said: dict[str, Any]) -> None:
    brought(world, wages(1))
    brought(world, wages(1), **said)
    assert len(evidence_in(world.book)) == 2


def test_a_file_of_past_months_says_nothing_of_later_ones_whatever_its_day(world: World) -> None:
    brought(world, wages(1), as_of=date(2024, 5, 6))
    assert current(world.book)["wages"].spoken.until("330500") == date(2024, 3, 31)


def test_an_import_from_when_the_file_alone_was_claimed_is_kept_and_gives_up_that_claim(stored: World) -> None:
    first = brought(stored, wages(1)).subject
    position = find(stored.book, "evidence.Imported")
    digest = evidence_in(stored.book)[first].brought.digest
    forge(stored.book, position, _of_schema_2)
    old = update(guard_claims).where(guard_claims.c.claim.startswith("file:")).values(claim=f"file:{digest}")
    change(stored.book, old)
    faulty = wrong(verify(stored.book, vault=stored.vault, evidence=stored.evidence))
    refused(stored, FileTakenAlready, wages(1))
    withdrawn(stored, first)
    assert stored.book.holder(f"file:{digest}") is None
    brought(stored, wages(1))
    assert persons(stored) == keys(stored, 1)
    after = wrong(verify(stored.book, vault=stored.vault, evidence=stored.evidence))
    assert not (faulty | after) & {"claims-held-once", "guard-claims", "evidence-in-order"}


def _of_schema_2(content: dict[str, Any]) -> None:
    content["schema"] = 2
    del content["data"]["claim"]


def test_a_repeated_key_gets_the_same_answer_and_reads_nothing_again(world: World) -> None:
    path = file_of(world, wages(1))
    command = command_of(
        world.vault, path, dataset="deaths", source="civil-affairs", place="330500", as_of=date(2024, 5, 1)
    )
    path.write_text("身份证号,死亡日期\n" + f"{DEATH['person']},2024-02-01\n", encoding="utf-8")
    request = world.request("data")
    given = (world.book, world.vault, world.evidence, command, open_source(path))
    first = import_evidence(*given, request, world.now)
    path.unlink()
    assert import_evidence(*given, request, world.now) == first
    assert len(evidence_in(world.book)) == 1


def test_who_may_bring_evidence_is_told_before_anything_is_read(world: World) -> None:
    refused(world, RoleNotAllowed, wages(1, **BAD), officer="first")
    refused(world, PlaceOutsideBook, wages(1, **BAD), place="330700")
    refused(world, EvidenceOfTheFuture, [DEATH], "deaths", as_of=date(2024, 5, 7))
    refused(world, PeriodReversed, wages(1), last_month=Month(2024, 2))
    refused(world, PeriodNotSaid, wages(1), first_month=None)
    refused(world, SnapshotHasNoPeriod, [DEATH], "deaths", first_month=Month(2024, 3))
    refused(world, UnknownDataset, wages(1), "horoscopes")


def test_a_check_keeps_nothing(world: World) -> None:
    path = file_of(world, wages(1, 2))
    march = Month(2024, 3)
    said: dict[str, Any] = {"source": "tax-bureau", "place": "330500", "first_month": march, "last_month": march}
    command = command_of(world.vault, path, dataset="wages", **said)
    before = dump(world.book)
    found = check_evidence(world.book, world.vault, command, open_source(path), world.request("data"))
    assert (found.lines, found.rows) == (2, 2)
    assert (dump(world.book), files(world)) == (before, [])


def test_of_two_that_want_the_same_ordinal_one_is_decided_anew(stored: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rival comes in while the parts of this one are being written."""
    written = taking.Taken.written
    rivals = [wages(2)]

    def outrun(taken: taking.Taken, *given: Any) -> Any:
        found = written(taken, *given)
        if rivals:
            brought(stored, rivals.pop(), source="bank")
        return found

    monkeypatch.setattr(taking.Taken, "written", outrun)
    brought(stored, wages(1))
    known = list(evidence_in(stored.book).values())
    assert [(each.brought.source, each.brought.ordinal) for each in known] == [("bank", 1), ("tax-bureau", 2)]
    assert sorted(cited_by(row["row"])[0] for row in rows(stored)) == [1, 2]
    assert evidence.sweep(stored.book, stored.evidence) == 2, "what was written for the first ordinal"
    assert verify(stored.book, vault=stored.vault, evidence=stored.evidence).ok


def test_a_killed_import_leaves_nothing(world: World, tmp_path: Path) -> None:
    """A process dies while it holds a draft; the next import, or a sweep, takes away what is left."""
    code = (
        "import os, sys; from pathlib import Path\n"
        "from ledger.evidence.store import EvidenceStore\n"
        "class Book: place = '330500'\n"
        "with EvidenceStore(Book(), Path(sys.argv[1])).drafting() as draft:\n"
        "    (draft / 'x.parquet').write_bytes(b'half'); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(world.evidence.folder.parent)], check=False)
    assert [path.name for path in files(world)] == ["x.parquet"]
    with world.evidence.drafting() as living:
        (living / "y.parquet").write_bytes(b"going on")
        assert evidence.sweep(world.book, world.evidence) == 1
        assert [path.name for path in files(world)] == ["y.parquet"]
    assert files(world) == []


def test_what_is_not_there_cannot_be_confirmed(world: World) -> None:
    with pytest.raises(NotFound):
        confirmed(world, "evidence:none")
