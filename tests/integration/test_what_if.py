"""What a proposal would cost: all of history decided anew, the changed cases explained, and nothing written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from api.cli import main
from domain.statutes.proposal import Proposal, read_proposal
from ledger import law
from ledger.audit import recalculation
from ledger.audit.what_if import PROPOSABLE, CannotBeApplied, LeavesNoValue, what_if
from ledger.law import statutes_of
from tests.books import dump
from tests.integration.world import LEASE, STARTUP, World, opened, played

TODAY = date(2025, 3, 3)
ROW = """
[[provision]]
key = "{key}"
place = "330500"
programme = "{programme}"
value = {value}
unit = "{unit}"
valid_from = {since}
published_on = 2025-03-01
authority = "拟议稿第一条"
source = "内部讨论稿"
grade = "R"
"""
CAP = ROW.format(key="monthly_cap.year_1", programme=LEASE, value='"800.00"', unit="yuan_per_month", since="2023-01-01")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for questions that only read."""
    folder = tmp_path_factory.mktemp("what-if")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=what_if"
    here = played(url, folder)
    yield here
    here.book.close()


def propose(world: World, text: str) -> Proposal:
    return read_proposal(text.encode(), "draft.toml", statutes_of(world.book), programmes=PROPOSABLE)


def of_startup(key: str, value: str, unit: str, since: str = "2022-01-01") -> str:
    return ROW.format(key=key, programme=STARTUP, value=value, unit=unit, since=since)


def test_a_lower_cap_saves_what_it_takes_from_every_month(world: World) -> None:
    before = dump(world.book)
    found = what_if(world.book, propose(world, CAP), TODAY)
    case = found.explained[0]
    assert case.case == world.cases["lease"]
    months = 12
    assert (found.changed, found.difference) == (1, case.after.amount - case.before.amount)
    assert case.after.amount == months * 80_000
    (impact,) = found.impacts
    assert (impact.programme, impact.place, impact.year, impact.cases) == (LEASE, "330502", 2024, 1)
    assert (impact.before, impact.after) == (case.before.amount, case.after.amount)
    assert dump(world.book) == before


def test_the_two_workings_stand_side_by_side_with_what_differs(world: World) -> None:
    (case,) = what_if(world.book, propose(world, CAP), TODAY).explained
    differing = [pair for pair in case.steps if pair.differs]
    assert any(pair.after and "拟议稿第一条" in pair.after.authority for pair in differing)
    assert all(pair.before and pair.after and pair.before.label == pair.after.label for pair in differing)
    assert [pair for pair in case.steps if not pair.differs]


def test_a_proposal_for_elsewhere_reaches_nobody(world: World) -> None:
    found = what_if(world.book, propose(world, CAP.replace("330500", "140000")), TODAY)
    assert (found.counted, found.reached, found.changed, found.impacts) == (9 - 1, 0, 0, ())


def test_withdrawn_cases_do_not_count_and_a_limit_limits_what_is_explained(world: World) -> None:
    unit = statutes_of(world.book).at(STARTUP, "amount.single", TODAY, "330500", TODAY).unit
    proposal = propose(world, of_startup("amount.single", '"11000.00"', unit))
    found = what_if(world.book, proposal, TODAY, most=2)
    assert len(found.explained) == 2
    assert found.difference == found.changed * 100_000
    assert world.cases["withdrawn"] not in {each.case for each in found.explained}


def test_cases_that_would_be_granted_or_refused_are_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stricter = propose(world, of_startup("running_months", "48", "months"))
    found = what_if(world.book, stricter, TODAY)
    assert (found.newly_granted, found.newly_refused, found.after) == (0, 6, 0)
    assert found.explained[0].before.granted
    assert found.explained[0].after.reasons
    monkeypatch.setattr(law, "load_statutes", lambda *, demo: stricter.statutes)
    looser = of_startup("running_months", "12", "months").replace("2025-03-01", "2025-03-02")
    back = what_if(world.book, propose(world, looser), TODAY)
    assert (back.newly_granted, back.newly_refused, back.before) == (6, 0, 0)
    assert back.difference == -found.difference


def test_a_proposal_that_leaves_no_value_names_key_day_and_cases(world: World) -> None:
    known = statutes_of(world.book).at(STARTUP, "amount.single", TODAY, "330500", TODAY)
    ends = of_startup("amount.single", '"10000.00"', known.unit, str(known.valid_from)) + "valid_to = 2023-12-31\n"
    with pytest.raises(LeavesNoValue) as refused:
        what_if(world.book, propose(world, ends.replace("330500", known.place)), TODAY)
    assert refused.value.field == "amount.single"
    assert "2024-03-01" in refused.value.zh
    assert "一次性创业补贴" in refused.value.zh
    assert "330502" in refused.value.en
    assert "7 decided cases" in refused.value.en


def test_a_value_that_a_formula_cannot_use_is_refused_with_its_case(world: World) -> None:
    text = ROW.format(key="rounding", programme=LEASE, value='"whichever"', unit="text", since="2023-01-01")
    with pytest.raises(CannotBeApplied) as refused:
        what_if(world.book, propose(world, text), TODAY)
    assert world.cases["lease"] in refused.value.zh


def test_many_processes_find_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = propose(world, CAP)
    alone = what_if(world.book, proposal, TODAY)
    monkeypatch.setattr(recalculation, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(recalculation, "PORTION", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert what_if(world.book, proposal, TODAY) == alone


def test_what_was_decided_under_another_book_is_decided_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = propose(world, CAP)
    stored = what_if(world.book, proposal, TODAY)
    monkeypatch.setattr(recalculation.News, "last", lambda *_: date.max)
    assert what_if(world.book, proposal, TODAY) == stored


def test_progress_is_reported_to_the_end(world: World) -> None:
    seen: list[tuple[int, int]] = []
    what_if(world.book, propose(world, CAP), TODAY, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]


def test_the_command_answers_people_and_machines(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'book.sqlite'}"
    played(url, tmp_path).book.close()
    file = tmp_path / "draft.toml"
    file.write_text(CAP, encoding="utf-8")
    arguments = ["law", "what-if", "--change", str(file), "--over", url]
    shown = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert shown.exit_code == 0
    assert "≠" in shown.stdout
    told = CliRunner().invoke(main, [*arguments, "--json"], catch_exceptions=False)
    content = msgspec.json.decode(told.stdout)
    assert content["impacts"][0]["programme"] == LEASE
    assert content["difference"] == content["impacts"][0]["difference"]
    assert content["impacts"][0]["newly_granted"] == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CAP.replace("330500", "339900"), "place-of-row-unknown"),
        (CAP.replace("monthly_cap.year_1", "monthly_cap"), "key-nobody-reads"),
        ("".join(line for line in CAP.splitlines(True) if "authority" not in line), "missing-authority"),
    ],
)
def test_a_bad_proposal_is_refused_by_name(tmp_path: Path, text: str, code: str) -> None:
    url = f"sqlite:///{tmp_path / 'book.sqlite'}"
    opened(url, tmp_path).book.close()
    file = tmp_path / "draft.toml"
    file.write_text(text, encoding="utf-8")
    arguments = ["law", "what-if", "--change", str(file), "--over", url, "--json"]
    told = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert told.exit_code == 1
    assert msgspec.json.decode(told.stdout)["error"]["code"] == code


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'book.sqlite'}"
    opened(url, tmp_path).book.close()
    arguments = ["law", "what-if", "--change", str(tmp_path / "none.toml"), "--over", url, "--json"]
    told = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert msgspec.json.decode(told.stdout)["error"]["code"] == "change-file-unreadable"
