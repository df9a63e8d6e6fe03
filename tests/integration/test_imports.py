"""Files that a second person confirms: kept sealed, decided anew, and gone with the event that ends their waiting."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from api.forms import imports as forms
from api.forms import staging
from api.forms.imports import CSV, XLSX
from api.forms.staging import applications_in, check_file, confirm_file, stage_file
from api.schemas.catalogue import form_of
from api.schemas.problems import FormInvalid
from domain.actor import Appointment, OutsideJurisdiction
from domain.errors import Refusal
from domain.imports import FileTakenAlready, ImportNotStaged, ImportTooOld, SamePersonConfirms
from ledger import staged_files
from ledger.audit.verify import verify
from ledger.commands import accounts, import_applications, imports
from ledger.commands.load import load_case
from ledger.commands.place import PlaceOutsideBook
from ledger.staged_files import StagedFileChanged, opened, rows_of
from ledger.tables import staged_files as table
from ledger.views import queries
from tests.books import dump
from tests.integration.world import PLACE, STARTUP, World, startup_facts
from tests.integration.world import opened as opened_world
from tests.integration.world_imports import confirmed, discarded, sheet, staged
from tests.sheets import applicant, lines, row, xlsx_bytes


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with a budget, once on each store."""
    here = opened_world(book_url, tmp_path)
    here.today += timedelta(days=60)
    yield here
    here.book.close()


def kept(world: World) -> list[tuple[Any, ...]]:
    """The rows of files that wait."""
    return dump(world.book)["staged_files"]


def refused(world: World, refusal: type[Refusal], file: str, officer: str = "second-intake") -> Refusal:
    """The refusal of a confirmation; the log is as it was, and the file waits still."""
    before = dump(world.book)
    with pytest.raises(refusal) as caught:
        confirmed(world, file, officer)
    assert dump(world.book) == before
    return caught.value


def codes(refusal: Refusal) -> list[tuple[int, str]]:
    """Line and code of every problem."""
    assert isinstance(refusal, FormInvalid)
    return [(problem.line, problem.refusal.code) for problem in refusal.problems]


def test_a_second_person_confirms_and_all_applications_count_at_once(world: World) -> None:
    file = staged(world, sheet(0, 1, 2))
    head = world.book.head.position
    cases = confirmed(world, file)
    events = world.book.read(head)
    assert list(cases) == ["2", "3", "4"]
    assert [load_case(world.book, case)[0].status for case in cases.values()] == ["submitted"] * 3
    assert {event.meta.command_id for event in events} == {events[0].meta.command_id}
    assert events[-1].event.topic == "import.Confirmed"
    assert verify(world.book, vault=world.vault).ok


def test_a_staged_file_is_kept_sealed_and_goes_once_it_is_confirmed(world: World) -> None:
    content = sheet(0)
    file = staged(world, content)
    stored = b"".join(bytes(each["sealed"]) for each in _rows(world))
    assert applicant(0)["applicant.resident_id"].encode() not in stored
    with world.book.database.snapshot() as connection:
        assert opened(connection, world.book, world.vault, file, world.vault.digest_of(content)) == content
    confirmed(world, file)
    assert kept(world) == []


def _rows(world: World) -> list[Any]:
    with world.book.engine.connect() as connection:
        return list(connection.execute(select(table)).mappings())


def test_a_repeated_confirmation_gets_the_first_answer_though_the_file_is_gone(world: World) -> None:
    command, request = imports.Confirm(file=staged(world, sheet(0))), world.request("second-intake")
    first = confirm_file(world.book, world.vault, command, request)
    assert confirm_file(world.book, world.vault, command, request) == first


def test_a_repeated_staging_gets_the_first_answer(world: World) -> None:
    request, content = world.request("intake"), sheet(0)
    first, second = (
        stage_file(world.book, world.vault, content, programme=STARTUP, place=PLACE, request=request) for _ in range(2)
    )
    assert first == second


def test_whoever_staged_a_file_does_not_confirm_it(world: World) -> None:
    refused(world, SamePersonConfirms, staged(world, sheet(0)), "intake")


def test_one_person_alone_imports_nothing_into_a_book_that_has_accounts(world: World) -> None:
    form, request = form_of(STARTUP), world.request("intake")
    found = forms.findings(forms.sheet_of(sheet(0)), form, PLACE, world.book, world.vault)
    command = accounts.Bootstrap(account="administrator", unit="市残联", document="湖残联人〔2024〕1号")
    accounts.bootstrap(world.book, command, world.request("budget"))
    before = dump(world.book)
    with pytest.raises(import_applications.ImportNeedsAnother):
        forms.taken(found, form, world.book, world.vault, request)
    assert dump(world.book) == before
    confirmed(world, staged(world, sheet(0)))


def test_a_file_with_mistakes_is_told_all_of_them_and_nothing_is_kept(world: World) -> None:
    world.file("known", 1, STARTUP, startup_facts(world.today, 200))
    before = dump(world.book)
    content = sheet(0, founders="x", place="330700", business_uscc=startup_facts(world.today, 200)["business_uscc"])
    for verb in (stage_file, check_file):
        with pytest.raises(FormInvalid) as caught:
            verb(world.book, world.vault, content, programme=STARTUP, place=PLACE, request=world.request("intake"))
        assert codes(caught.value) == [(2, "not-a-whole-number")]
    other = sheet(0, place="330700")
    with pytest.raises(FormInvalid) as caught:
        staged(world, other)
    assert codes(caught.value) == [(2, "row-outside-import")]
    assert (caught.value.problems[0].column, caught.value.problems[0].heading) == ("B", "地区")
    assert dump(world.book) == before


def test_a_check_says_how_much_a_right_file_holds_and_keeps_nothing(world: World) -> None:
    before = dump(world.book)
    given: dict[str, Any] = {"programme": STARTUP, "place": PLACE, "request": world.request("intake")}
    assert check_file(world.book, world.vault, sheet(0, 1), **given) == (2, 2)
    assert dump(world.book) == before


def test_the_place_must_lie_in_the_book_and_in_the_officers_jurisdiction(world: World) -> None:
    with pytest.raises(PlaceOutsideBook):
        staged(world, sheet(0, place="330700"), place="330700")
    request = world.request("intake")
    narrow = msgspec.structs.replace(request.actor, appointments=(Appointment(role="intake_officer", place="330502"),))
    request = msgspec.structs.replace(request, actor=narrow)
    with pytest.raises(OutsideJurisdiction):
        stage_file(world.book, world.vault, sheet(0, place="330502"), programme=STARTUP, place=PLACE, request=request)
    given: dict[str, Any] = {"programme": STARTUP, "place": "330502", "request": request}
    assert stage_file(world.book, world.vault, sheet(0, place="330502"), **given).events == ("import.Staged",)


def test_the_confirmers_jurisdiction_covers_the_file(world: World) -> None:
    file, request = staged(world, sheet(0)), world.request("second-intake")
    narrow = msgspec.structs.replace(request.actor, place="330502")
    with pytest.raises(OutsideJurisdiction):
        confirm_file(
            world.book, world.vault, imports.Confirm(file=file), msgspec.structs.replace(request, actor=narrow)
        )


def test_what_was_taken_meanwhile_is_refused_at_its_line_and_the_file_waits_on(world: World) -> None:
    file = staged(world, sheet(0, 1, place="330502"))
    confirmed(world, staged(world, sheet(1, founders="2")))
    assert codes(refused(world, FormInvalid, file)) == [(3, "cost-already-claimed")] * 2
    discarded(world, file)
    assert kept(world) == []


def test_the_same_file_waits_and_counts_once(world: World) -> None:
    content = sheet(0)
    file = staged(world, content)
    with pytest.raises(FileTakenAlready) as caught:
        staged(world, content, "second-intake")
    assert caught.value.details["holder"] == file
    discarded(world, file)
    again = staged(world, content)
    confirmed(world, again)
    with pytest.raises((FileTakenAlready, FormInvalid)):
        staged(world, content)


def test_a_discarded_file_is_gone_and_cannot_be_confirmed(world: World) -> None:
    file = staged(world, sheet(0))
    discarded(world, file, "second-intake")
    assert kept(world) == []
    refused(world, ImportNotStaged, file)


def test_a_file_that_waited_too_long_goes_when_the_next_one_is_staged(world: World) -> None:
    old = staged(world, sheet(0))
    world.today += timedelta(days=15)
    young = staged(world, sheet(1))
    world.today += timedelta(days=1)
    refused(world, ImportTooOld, old)
    newest = staged(world, sheet(2))
    assert [row.status for row in queries.imports(world.book)] == ["expired", "staged", "staged"]
    assert {each["file"] for each in _rows(world)} == {young, newest}
    assert verify(world.book, vault=world.vault).ok


CHANGES: dict[str, Any] = {
    "a changed byte": update(table).where(table.c.part == 1).values(sealed=b"x" * 40),
    "no content": table.delete().where(table.c.part == 1),
    "nothing at all": table.delete(),
    "a key that is too short": update(table).where(table.c.part == 0).values(sealed=b"short"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_file_that_was_changed_behind_the_book_is_refused(world: World, what: str) -> None:
    file = staged(world, sheet(0))
    with world.book.engine.begin() as connection:
        connection.execute(CHANGES[what])
    refused(world, StagedFileChanged, file)
    assert not verify(world.book, vault=world.vault).check("staged-files-kept").ok


def test_a_file_does_not_open_as_that_of_another_import(world: World) -> None:
    one, two = staged(world, sheet(0)), staged(world, sheet(1))
    with world.book.engine.begin() as connection:
        connection.execute(table.delete().where(table.c.file == one))
        connection.execute(update(table).where(table.c.file == two).values(file=one))
    refused(world, StagedFileChanged, one)


@pytest.mark.parametrize("size", [0, 1, staged_files.PART, 2 * staged_files.PART + 1])
def test_a_large_file_is_kept_in_parts(world: World, size: int) -> None:
    content = b"\x00\xff" * (size // 2) + b"\x01" * (size % 2)
    rows = rows_of(world.book, world.vault, "import:x", content)
    assert len(rows) == 1 + -(-size // staged_files.PART)
    with world.book.engine.begin() as connection:
        for _, each in rows:
            connection.execute(table.insert(), each)
    with world.book.database.snapshot() as connection:
        assert opened(connection, world.book, world.vault, "import:x", world.vault.digest_of(content)) == content
        with pytest.raises(StagedFileChanged):
            opened(connection, world.book, world.vault, "import:x", world.vault.digest_of(content + b"."))


def test_the_second_person_sees_what_the_file_says_without_numbers_and_names(world: World) -> None:
    (shown,) = applications_in(world.book, world.vault, staged(world, sheet(0)))
    assert (shown.line, shown.place, shown.name, shown.named) == (2, "330502", "申***", 0)
    assert shown.applicant.startswith("p_")
    said = msgspec.json.encode(shown).decode()
    assert not [each for each in applicant(0).values() if str(each) in said]


def test_the_view_follows_an_import(world: World) -> None:
    file = staged(world, xlsx_bytes(lines(STARTUP, [row(STARTUP)])))
    shown = queries.import_(world.book, file)
    assert shown.version == world.book.version(file)
    assert (shown.status, shown.applications, shown.lines, shown.media_type) == ("staged", 1, 1, XLSX)
    assert (shown.staged_by, shown.ended_by, shown.ended_on) == (f"{PLACE}-intake", "", None)
    confirmed(world, file)
    shown = queries.import_(world.book, file)
    assert shown.version == world.book.version(file)
    assert (shown.status, shown.ended_by, shown.ended_on) == ("confirmed", f"{PLACE}-second-intake", world.today)
    other = staged(world, sheet(1))
    discarded(world, other)
    (shown,) = queries.imports(world.book, status="discarded", place="330500", programme=STARTUP)
    assert (shown.ground, shown.media_type) == ("重复收件", CSV)


def test_the_file_is_read_once_however_often_the_decision_is_made_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, read, plan = staged(world, sheet(0)), forms.findings, import_applications.planned
    calls = list[str]()

    def reading(*arguments: Any) -> Any:
        calls.append("read")
        return read(*arguments)

    def planning(*arguments: Any, **given: Any) -> Any:
        made = plan(*arguments, **given)
        if "planned" not in calls:
            world.register(arguments[2][0].details[0])
        calls.append("planned")
        return made

    monkeypatch.setattr(staging, "findings", reading)
    monkeypatch.setattr(imports, "planned", planning)
    confirmed(world, file)
    assert calls == ["read", "planned", "planned"]
