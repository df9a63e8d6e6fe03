"""A proposal is read like the statute book itself, and laid over it; what nobody would read is refused."""

from datetime import date

import pytest

from domain.errors import Refusal
from domain.statutes import proposal, rows
from domain.statutes.loader import StatuteFileUnreadable, load_statutes
from domain.statutes.proposal import Proposal, read_proposal

ROW = """
[[provision]]
key = "amount.single"
place = "330500"
programme = "startup_grant"
value = "15000.00"
unit = "yuan_per_person"
valid_from = 2024-01-01
published_on = 2024-06-01
authority = "拟议稿第一条"
source = "内部讨论稿"
grade = "R"
"""
FILE = "draft.toml"
BASE = load_statutes(demo=True)
UNIT = BASE.at("startup_grant", "amount.single", date(2024, 3, 1), "330500", date(2024, 3, 1)).unit
TEXT = ROW.replace("yuan_per_person", UNIT)


def read(text: str, *, place: str = "", programme: str = "") -> Proposal:
    known = ("startup_grant", "lease_subsidy")
    return read_proposal(text.encode(), FILE, BASE, programmes=known, place=place, programme=programme)


def refusal(text: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert FILE in refused.value.zh
    return refused.value


def without(column: str) -> str:
    return "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith(f"{column} ="))


def test_the_proposed_value_is_in_force_once_it_is_known() -> None:
    read_ = read(TEXT)
    day = date(2024, 7, 1)
    assert read_.statutes.at("startup_grant", "amount.single", day, "330502", day).fen == 1_500_000
    assert BASE.at("startup_grant", "amount.single", day, "330502", day).fen == 1_000_000
    assert read_.known_on(date(2024, 3, 1)) == date(2024, 6, 1)
    assert read_.known_on(date(2025, 3, 1)) == date(2025, 3, 1)


def test_place_and_programme_may_be_given_for_the_whole_file() -> None:
    text = "".join(line for line in without("place").splitlines(True) if not line.startswith("programme"))
    (row,) = read(text, place="330500", programme="startup_grant").rows
    assert (row.place, row.programme) == ("330500", "startup_grant")


def test_a_row_speaks_for_itself_against_what_is_given() -> None:
    (row,) = read(TEXT, place="430000", programme="lease_subsidy").rows
    assert (row.place, row.programme) == ("330500", "startup_grant")


def test_a_general_key_may_be_proposed_for_a_programme_alone() -> None:
    (row,) = read(TEXT.replace("amount.single", "appeal_days").replace(UNIT, "days").replace('"15000.00"', "30")).rows
    assert row.key == "appeal_days"


@pytest.mark.parametrize("place", ["", "huzhou", "339900", "3305"])
def test_a_row_of_no_known_place_is_refused(place: str) -> None:
    error = refusal(TEXT.replace("330500", place))
    assert isinstance(error, proposal.PlaceOfRowUnknown)
    assert error.field == "place"


@pytest.mark.parametrize("code", ["", "startup", "funds"])
def test_a_row_of_an_unknown_programme_is_refused(code: str) -> None:
    error = refusal(TEXT.replace("startup_grant", code))
    assert isinstance(error, proposal.ProgrammeOfRowUnknown)
    assert "lease_subsidy" in error.en


def test_a_key_that_no_formula_reads_is_refused_with_those_that_are_read() -> None:
    error = refusal(TEXT.replace("amount.single", "amount.singel"))
    assert isinstance(error, proposal.KeyNobodyReads)
    assert "amount.single" in error.zh


def test_another_unit_than_the_one_in_force_is_refused() -> None:
    error = refusal(TEXT.replace(f'"{UNIT}"', '"count"').replace('"15000.00"', "15000"))
    assert isinstance(error, proposal.UnitDiffers)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (without("authority"), rows.MissingAuthority),
        (TEXT.replace('"15000.00"', "15000.5"), rows.FloatInStatute),
        (TEXT + "valid_to = 2023-12-31\n", rows.ValidityReversed),
        (TEXT + 'vaild_to = "2025-12-31"\n', rows.UnknownStatuteKey),
        (TEXT.replace('"R"', '"Z"'), rows.UnknownGrade),
        (TEXT.replace('"15000.00"', '"15,000.00"'), rows.ValueDoesNotFit),
        (TEXT + TEXT, rows.DuplicateProvision),
        (
            TEXT + "valid_to = 2024-12-31\n" + TEXT.replace("2024-01-01", "2024-07-01"),
            rows.OverlappingProvisions,
        ),
        ("[[provision]\n", StatuteFileUnreadable),
        ("", proposal.NothingProposed),
    ],
)
def test_a_row_that_could_not_be_defended_is_no_proposal_either(text: str, kind: type[Refusal]) -> None:
    assert isinstance(refusal(text), kind)


def test_a_proposal_may_not_repeat_a_row_in_force() -> None:
    known = BASE.at("startup_grant", "amount.single", date(2024, 3, 1), "330500", date(2024, 3, 1))
    text = TEXT.replace("2024-01-01", str(known.valid_from)).replace("2024-06-01", str(known.published_on))
    error = refusal(text.replace("330500", known.place))
    assert isinstance(error, rows.DuplicateProvision)
    assert "statute book" in error.en
