"""Attempts on the rules of the plans: what an attacker or a dishonest officer may try, and how it ends."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook

from api.reports.tables import Table
from api.reports.workbook import write_table
from domain.act import BeforeLastAct
from domain.actor import Actor
from domain.application.refusals import PersonAlreadyCounted
from domain.certification.acts import CertificationStage, RewardStillStands
from domain.levy import refusals
from domain.levy.levy import plain
from domain.publication import PublicationRule
from domain.wording import InvisibleCharacters
from ledger.audit.verify import verify
from ledger.commands import endings, levies
from ledger.commands.base import Request
from ledger.commands.payments import Booked
from ledger.commands.publications import MaskedList
from tests.factories import uscc
from tests.integration.tampering import copy_of_the_world, find, forge, setting, wrong
from tests.integration.test_adjustments import adjusted, granted, publish
from tests.integration.test_certifications import reward_facts
from tests.integration.world import PLACE, ROLES, World, opened
from tests.integration.world_levy import TREASURY, facts
from tests.quota_office import FIRST, SECOND, YEAR, Office


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    here.today = date(2025, 9, 1)
    yield here
    here.book.close()


@pytest.fixture
def levy(world: World) -> str:
    """A levy of nothing that is owed yet by anybody."""
    command = levies.Assess(uscc=uscc(77), place=PLACE, facts=plain(facts(100)))
    return levies.assess(world.book, command, world.request("levy")).subject


def double(request: Request) -> Request:
    """The same request by somebody who holds every role of the levy."""
    roles = ("levy_officer", "levy_approver", "finance_officer")
    return msgspec.structs.replace(request, actor=Actor(id="many-hats", roles=roles, place=PLACE))


def received(world: World, levy: str, request: Request, amount: int = 900_000_000) -> None:
    booked = Booked(account=TREASURY, reference="F-1", booked_on=world.today, amount=amount)
    levies.receive(world.book, levies.Receive(levy=levy, booked=booked), request)


def refund(world: World, levy: str, request: Request, amount: int = 10_000) -> None:
    booked = Booked(account=TREASURY, reference="F-2", booked_on=world.today, amount=amount)
    levies.refund(world.book, levies.Refund(levy=levy, booked=booked), request)


def test_who_recorded_a_receipt_refunds_nothing_of_it(world: World, levy: str) -> None:
    received(world, levy, double(world.request("levy")))
    with pytest.raises(refusals.SamePersonReceived):
        refund(world, levy, double(world.request("levy")))


def test_who_once_said_how_much_is_owed_stays_barred_after_somebody_else_said_it_anew(world: World, levy: str) -> None:
    received(world, levy, world.request("levy"))
    cut = levies.Reassess(levy=levy, facts=plain(facts(40)), ground="查实职工人数")
    levies.reassess(world.book, cut, double(world.request("levy")))
    again = levies.Reassess(levy=levy, facts=plain(facts(41)), ground="查实职工人数")
    levies.reassess(world.book, again, world.request("levy"))
    with pytest.raises(refusals.SamePersonSaidHowMuch):
        refund(world, levy, double(world.request("levy")))
    waiver = levies.Waive(levy=levy, amount=None, document="批复")
    with pytest.raises(refusals.SamePersonSaidHowMuch):
        levies.waive(world.book, waiver, double(world.request("levy")))
    refund(world, levy, world.request("finance"))
    assert verify(world.book).ok


@pytest.fixture
def office(book_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office that keeps placements, once on each store."""
    here = Office(book_url, tmp_path, place=PLACE)
    yield here
    assert verify(here.book, vault=here.vault).ok
    here.book.close()


class Rewards(World):
    """The officers of the small world in the office's book, whose cases are rewards."""

    def __init__(self, office: Office) -> None:
        self.office, self.book, self.today, self.cases = office, office.book, office.today, {}

    def request(self, officer: str, *, on: date | None = None) -> Request:
        self.office.today = self.today
        return msgspec.structs.replace(self.office.asks(f"{officer}-of-rewards", (ROLES[officer],)), on=on)

    def granted(self, unit: str, content: dict[str, Any]) -> str:
        self.appropriate(10_000_000)
        self.allot("over_quota_reward", 5_000_000)
        self.cases[unit] = self.office.rewarded(unit, content).subject
        self.accept(unit)
        self.review(unit)
        self.publish(unit)
        self.wait_for_notice(unit)
        self.approve(unit)
        return self.cases[unit]


def test_a_certification_is_not_revoked_under_a_granted_reward(office: Office) -> None:
    one, two = office.known(1), office.known(2)
    office.files(FIRST, office.places(one, FIRST), office.places(two, FIRST), staff=10)
    office.files(SECOND, office.places(one, SECOND), staff=10)
    office.certifies(FIRST)
    rewards = Rewards(office)
    both = [*reward_facts(one)["placements"], *reward_facts(two)["placements"]]
    content = reward_facts(one, rests_on_certification=True, staff_by_month=[10] * 12, placements=both)
    case = rewards.granted(FIRST, content)
    assert case in office.refused(RewardStillStands, lambda: office.revokes(FIRST)).zh
    rewards.instruct(FIRST)
    rewards.settle(FIRST, "S-1")
    office.refused(RewardStillStands, lambda: office.revokes(FIRST))
    office.refused(PersonAlreadyCounted, lambda: office.certifies(SECOND))
    rewards.ground(endings.terminate, "second", FIRST)
    office.revokes(FIRST)
    office.certifies(SECOND)


def test_one_employer_is_one_word_however_its_code_is_typed(office: Office) -> None:
    unit = next(code for code in map(uscc, range(40, 400)) if code != code.lower())
    placement = office.places(office.known(1), unit.lower())
    assert placement.startswith(f"placement:{unit}:")
    office.files(unit.lower(), placement)
    office.certifies(unit.lower())
    assert office.book.load(f"certification:{unit}:{YEAR}", lambda _, recorded: recorded, None)[1] == 2
    office.refused(CertificationStage, lambda: office.files(unit, placement))


@pytest.mark.parametrize("hidden", ["批复\0号", "批复\x1b[31m", "138\u200b0013\u200b8000", "\u202e1 号"])
def test_what_nobody_sees_does_not_enter_the_log(world: World, levy: str, hidden: str) -> None:
    waiver = levies.Waive(levy=levy, amount=None, document=hidden)
    before = world.book.head.position
    with pytest.raises(InvisibleCharacters):
        levies.waive(world.book, waiver, world.request("levy-approver"))
    assert world.book.head.position == before


def test_what_begins_like_a_formula_is_no_formula_in_a_spreadsheet() -> None:
    rule = PublicationRule(fields=("name",), masks={}, authority="", is_demo=True)
    made = MaskedList(("name",), [["=HYPERLINK(1)"], ["@甲"], ["张*"]], rule)
    assert made.csv.decode("utf-8-sig").splitlines()[1:] == ["'=HYPERLINK(1)", "'@甲", "张*"]
    sheet = Workbook().worksheets[0]
    write_table(sheet, Table(name="表", headings=("文号",), rows=(("=HYPERLINK(1)",),), numbers=()))
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=HYPERLINK(1)", "s")


def test_a_certification_is_not_filed_anew_before_it_was_revoked(office: Office) -> None:
    placement = office.places(office.known(1), FIRST)
    office.files(FIRST, placement)
    office.certifies(FIRST)
    office.revokes(FIRST)
    asks = office.asks

    def yesterday(who: str, roles: tuple[str, ...]) -> Request:
        return msgspec.structs.replace(asks(who, roles), on=office.today - timedelta(days=1))

    office.asks = yesterday  # type: ignore[method-assign]
    office.refused(BeforeLastAct, lambda: office.files(FIRST, placement))


@pytest.mark.parametrize(
    ("topic", "path", "to"),
    [
        ("levy.Assessed", ("data", "due_on"), "2027-01-01"),
        ("levy.Waived", ("data", "cut", "owed"), 7),
    ],
)
def test_a_levy_that_was_put_off_or_waived_behind_the_book_is_found(
    tmp_path: Path, topic: str, path: tuple[str, ...], to: object
) -> None:
    with copy_of_the_world(tmp_path) as book:
        forge(book, find(book, topic), setting(*path, to=to))
        assert "levies-recompute" in wrong(verify(book))


@pytest.mark.parametrize(("name", "to"), [("causes", []), ("change", "0" * 64)])
def test_other_causes_of_an_adjustment_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, to: object
) -> None:
    world = opened(f"sqlite:///{tmp_path}/book.sqlite", tmp_path)
    granted(world, "one")
    publish(monkeypatch, 1_200_000)
    adjusted(world, "one")
    assert verify(world.book).ok
    forge(world.book, find(world.book, "adjustment.Opened"), setting("data", name, to=to))
    assert "adjustments-in-order" in wrong(verify(world.book))
    world.book.close()
