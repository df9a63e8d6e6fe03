"""Reliefs and levies under law that was published later: each decision listed with what to do, on either store."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from api.cli import main
from domain.calendar import Month
from domain.levy.facts import CODE
from domain.levy.levy import plain
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.audit import beside, recalculation
from ledger.audit.law_changes import published_since
from ledger.audit.law_changes_beside import TouchedBeside, touched_beside
from ledger.audit.what_if import what_if
from ledger.commands import levies, reliefs
from ledger.commands.open_adjustments import open_adjustments
from ledger.law import statutes_of
from tests.books import dump
from tests.factories import uscc
from tests.integration.test_reliefs import STALL, ask, granted, refused_one, reviewed, stall
from tests.integration.test_what_if import ROW, propose
from tests.integration.world import PLACE, World, opened
from tests.integration.world_levy import facts

NEWS_ON = date(2024, 5, 6)
LATER = date(2024, 6, 3)


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book, once on each store."""
    here = opened(book_url, tmp_path)
    here.today = date(2024, 3, 4)
    yield here
    here.book.close()


def publish(patch: pytest.MonkeyPatch, programme: str, key: str, value: object, first: date = date(2024, 1, 1)) -> None:
    """Another value of a key at the book's place, published late and in force from the beginning of the year."""
    shipped = load_statutes(demo=True)
    known = shipped.at(programme, key, first, PLACE, LATER)
    row = msgspec.structs.replace(
        known, place=PLACE, value=value, valid_from=first, valid_to=None, published_on=NEWS_ON, authority="新规定"
    )
    changed = StatuteBook((*shipped.provisions, row))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)


def lines(world: World) -> list[TouchedBeside]:
    """What the rows published since then change."""
    world.today = LATER
    found = touched_beside(world.book, published_since(statutes_of(world.book), NEWS_ON, LATER), LATER)
    return sorted(found, key=lambda line: line.case)


def deciding(world: World, relief: str) -> None:
    reliefs.decide(world.book, reliefs.OnRelief(relief=relief), world.request("approver"))


def ended(world: World, relief: str, ends_on: date) -> None:
    ending = reliefs.EndRelief(relief=relief, cause="condition_lost", ground="转租", clause="第一条", ends_on=ends_on)
    reliefs.end(world.book, ending, world.request("second"))


def test_each_decision_on_a_relief_is_a_line_of_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    relief = granted(world)
    assert lines(world) == []
    publish(monkeypatch, STALL, "reduction_share", "25")
    before = dump(world.book)
    first, second = lines(world)
    assert [line.case for line in (first, second)] == [f"{relief}#2", f"{relief}#4"]
    assert [(line.before, line.after, line.difference) for line in (first, second)] == [
        (90_000, 45_000, -45_000),
        (60_000, 30_000, -30_000),
    ]
    assert [line.ends_on for line in (first, second)] == [date(2024, 2, 29), date(2024, 5, 31)]
    assert {line.todo for line in (first, second)} == {"redo"}
    assert first.causes[0].authority == "新规定"
    assert f"relief end {relief} --last-day 2024-02-29" in first.advice
    assert dump(world.book) == before


def test_after_an_end_only_the_months_before_it_are_given(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    relief = granted(world)
    ended(world, relief, date(2024, 4, 30))
    publish(monkeypatch, STALL, "reduction_share", "25")
    (line,) = lines(world)
    assert (line.before, line.after, line.todo, line.ends_on) == (60_000, 30_000, "outside", None)


def test_an_end_that_a_review_undid_is_no_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed(world)
    publish(monkeypatch, STALL, "reduction_share", "25")
    assert [(line.before, line.todo) for line in lines(world)] == [(90_000, "redo"), (60_000, "redo")]


def test_what_was_refused_may_be_requested_once_the_ground_is_gone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    relief = refused_one(world)
    publish(monkeypatch, STALL, "in_person_required", value=False)
    (line,) = lines(world)
    assert (line.subject, line.granted_before, line.granted_after, line.todo) == (relief, False, True, "request")
    assert (line.before, line.after) == (0, 30_000)


def test_a_refused_renewal_may_be_requested_until_it_was_requested_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    relief = granted(world)
    sublet = stall(Month(2024, 8), Month(2024, 8)) | {"operates_in_person": False}
    ask(world, sublet, renews=relief)
    deciding(world, relief)
    with monkeypatch.context() as patch:
        publish(patch, STALL, "in_person_required", value=False)
        (line,) = lines(world)
        assert (line.todo, line.case) == ("renew", f"{relief}#6")
    ask(world, stall(Month(2024, 8), Month(2024, 8)), renews=relief)
    deciding(world, relief)
    publish(monkeypatch, STALL, "in_person_required", value=False)
    assert lines(world) == []


def test_a_refusal_that_a_review_undid_is_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    relief = refused_one(world)
    asked = reliefs.RequestReview(relief=relief, reference="复议2号")
    reliefs.request_review(world.book, asked, world.request("intake"))
    undone = reliefs.DecideReview(relief=relief, outcome="changed", finding="确系本人经营")
    reliefs.decide_review(world.book, undone, world.request("appeal"))
    publish(monkeypatch, STALL, "in_person_required", value=False)
    assert lines(world) == []


def test_what_would_not_be_granted_any_more_is_to_be_ended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    relief = granted(world)
    publish(monkeypatch, STALL, "months_at_most", value=1)
    assert {(line.subject, line.todo, line.after) for line in lines(world)} == {(relief, "end", 0)}


def test_what_cannot_be_recomputed_is_listed_without_a_difference(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted(world)
    publish(monkeypatch, STALL, "months_at_most", value=1)
    rest = [row for row in statutes_of(world.book).provisions if row.key != "reduction_share"]
    monkeypatch.setattr(law, "load_statutes", lambda *, demo: StatuteBook(rest))
    found = lines(world)
    assert [line.difference for line in found] == [0, 0]
    assert all("reduction_share" in line.problem and line.todo == "" and line.advice for line in found)


def assessed(world: World) -> str:
    """A levy of 2025, the base year of which nothing is placed in."""
    world.today = date(2025, 9, 1)
    command = levies.Assess(uscc=uscc(77), place=PLACE, facts=plain(facts(100)))
    return levies.assess(world.book, command, world.request("levy")).subject


TIERS = {"tiers": [{"at_least": "0", "share": "80"}]}


def cheaper_levy(patch: pytest.MonkeyPatch) -> StatuteBook:
    """Tiers of the levy that were published after it was assessed."""
    first = date(2025, 1, 1)
    shipped = load_statutes(demo=True)
    known = shipped.at(CODE, "levy_reduction_tier", first, PLACE, first)
    row = msgspec.structs.replace(
        known, place=PLACE, value=TIERS, valid_from=first, valid_to=None, published_on=date(2025, 10, 8)
    )
    changed = StatuteBook((*shipped.provisions, row))
    patch.setattr(law, "load_statutes", lambda *, demo: changed)
    return changed


def test_a_levy_is_reassessed_and_no_adjustment_is_opened(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    levy = assessed(world)
    rows = published_since(cheaper_levy(monkeypatch), date(2025, 10, 8), date(2025, 10, 9))
    world.today = date(2025, 10, 9)
    (line,) = found = touched_beside(world.book, rows, world.today)
    assert (line.kind, line.case, line.year, line.todo) == ("levy", levy, 2025, "reassess")
    assert line.difference * 9 == -line.before
    head = world.book.head.position
    openings = open_adjustments(world.book, (), world.request("first"), found)
    assert (openings.opened, openings.skipped, world.book.head.position) == ((), {}, head)
    assert f"levy apply-law {levy}" in openings.left[levy]
    again = levies.Reassess(levy=levy, facts=None, ground="依新规定")
    levies.reassess(world.book, again, world.request("levy"))
    assert touched_beside(world.book, rows, world.today) == ()


def test_levies_and_reliefs_are_read_however_many_there_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    granted(world)
    assessed(world)
    whole = list(beside.beside(world.book))
    monkeypatch.setattr(beside, "BATCH", 1)
    assert list(beside.beside(world.book)) == whole
    assert [each.kind for each in whole] == ["relief", "relief", "levy"]


def of_stalls(share: str) -> str:
    return ROW.format(key="reduction_share", programme=STALL, value=f'"{share}"', unit="percent", since="2024-01-01")


def test_a_proposal_for_reliefs_leaves_spending_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    relief = granted(world)
    before = dump(world.book)
    found = what_if(world.book, propose(world, of_stalls("25")), date(2025, 3, 3))
    assert (found.counted, found.changed, found.difference, found.impacts) == (0, 0, 0, ())
    assert (found.reliefs.counted, found.reliefs.changed, found.reliefs.difference) == (2, 2, -75_000)
    (impact,) = found.reliefs.impacts
    assert (impact.programme, impact.place, impact.year, impact.cases) == (STALL, PLACE, 2024, 2)
    assert [each.case for each in found.reliefs.explained] == [f"{relief}#2", f"{relief}#4"]
    assert found.levies.counted == 0
    assert dump(world.book) == before
    monkeypatch.setattr(recalculation, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(recalculation, "PORTION", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert what_if(world.book, propose(world, of_stalls("25")), date(2025, 3, 3)) == found


def told(url: str, *words: str, now: str, json: bool = True) -> Any:
    options = ["--now", now, "--book", url, *(["--json"] if json else [])]
    result = CliRunner().invoke(main, [*options, *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return msgspec.json.decode(result.stdout) if json else result.stdout


def test_the_command_line_keeps_reliefs_and_levies_apart(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = opened(sqlite_url, tmp_path)
    here.today = date(2024, 3, 4)
    relief = granted(here)
    levy = assessed(here)
    here.book.close()
    cheaper_levy(monkeypatch)
    now = "2025-10-09T10:00:00+08:00"
    opener = ("--actor", "330500-first", "--role", "first_reviewer", "--open-adjustments")
    answer = told(sqlite_url, "law", "changes", "--since", "2025-10-08", *opener, now=now)
    assert (answer["touched"], answer["total_difference"], answer["reliefs"]) == ([], "0.00", [])
    assert (answer["levies"][0]["case"], list(answer["left"])) == (levy, [levy])
    assert "levy apply-law" in answer["levies"][0]["advice"]
    shown = told(sqlite_url, "law", "changes", "--since", "2025-10-08", *opener, now=now, json=False)
    assert "不立案 no adjustment" in shown
    file = tmp_path / "draft.toml"
    file.write_text(of_stalls("25"), encoding="utf-8")
    proposal = ("law", "what-if", "--change", str(file))
    answer = told(sqlite_url, *proposal, now=now)
    assert (answer["difference"], answer["reliefs"]["difference"]) == ("0.00", "-750.00")
    assert answer["reliefs"]["explained"][0]["steps"]
    shown = told(sqlite_url, *proposal, now=now, json=False)
    assert "不是支出 not spending" in shown
    assert relief in shown
    assert "income, not spending" not in shown
