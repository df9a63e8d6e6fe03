"""Targets of the plans: what counts, what does not, and what only the statistics know."""

from datetime import date
from fractions import Fraction

import pytest
from pytest_bdd import parsers, scenarios, step, then

from domain.counting import shown_fraction
from domain.details import EmployerDetails, PersonDetails
from domain.placement.terms import CertificateSpan, LabourContract, PlacementTerms
from domain.statutes.loader import load_statutes
from domain.targets.goals import Target, targets_of
from ledger.commands import placements, register, targets
from ledger.law import statutes_of
from ledger.views.progress import Progress, progress
from tests.steps.lifecycle.cast import PLACES
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("targets.feature")

DAY = date.fromisoformat
POSTS = {
    "劳动合同": "ordinary_contract",
    "居家就业": "home_based",
    "公益性岗位": "public_welfare_post",
}


@pytest.fixture
def asked() -> list[Progress]:
    """The target that was last asked about."""
    return []


def known(world: World, name: str) -> str:
    """The person's pseudonym; registered where the book does not know them yet."""
    details = world.people[name]
    assert isinstance(details, PersonDetails)
    party = world.vault.pseudonym(details.resident_id)
    if world.book.head.position and f"party:{party}" not in {recorded.stream for recorded in world.log()}:
        world.does("受理人", lambda request: register.register(world.book, world.vault, details, request))
    return party


@step(says("{name:Applicant}自 {day:Day} 起在{place:Place}由{employer:Applicant}安置,岗位为{post:Text}"))
def somebody_is_placed(world: World, name: str, day: date, place: str, employer: str, post: str) -> None:
    unit = world.people[employer]
    assert isinstance(unit, EmployerDetails)
    terms = PlacementTerms(
        employer=unit.uscc,
        employer_kind="enterprise",
        employer_place=PLACES[place],
        person=known(world, name),
        place=PLACES[place],
        post=POSTS[post],  # type: ignore[arg-type]
        contract=LabourContract(signed_by=unit.uscc, kind="labour", starts_on=day, ends_on=None),
        local_hukou=False,
    )
    certificate = CertificateSpan(
        kind="disability_certificate", grade=2, category=4, status="valid", starts_on=date(2020, 1, 1), ends_on=None
    )
    command = placements.RegisterPlacement(terms=terms, certificates=(certificate,), started_on=day)
    world.does("按比例就业登记人", lambda request: placements.register(world.book, world.vault, command, request))


@step(says("{name:Applicant}申请农村实用技术培训班补助,参训 {count:Number} 人"))
def applies_for_a_class(world: World, name: str, count: int) -> None:
    trainees = [
        {"person": f"p_trainee_{number}", "attended_days": 10, "rural": True, "in_difficulty": True}
        for number in range(count)
    ]
    facts = {
        "course": "XX-2024-01",
        "starts_on": "2024-01-08",
        "ends_on": "2024-01-19",
        "class_days": 10,
        "cost": 400_000,
        "designated": True,
        "trainees": trainees,
    }
    world.applies(name, "rural_practical_training", facts)


@step(says("{name:Applicant}申请助残帮扶产业资助"))
def applies_for_industry_support(world: World, name: str) -> None:
    facts = {
        "inspected_on": "2024-02-20",
        "invested": 10_000_00,
        "found_on_site": True,
        "run_by_applicant": True,
        "certificate_valid": True,
    }
    world.applies(name, "industry_support_grant", facts)


def code_of(world: World, title: str) -> str:
    (code,) = [known.code for known in targets_of(statutes_of(world.book), world.today) if known.zh == title]
    return code


@step(
    parsers.re(
        r"(?P<who>\S+?)登记(?P<place>\S+?) (?P<year>\d{4}) 年度「(?P<title>.+)」为 (?P<value>\S+),"
        r"文件「(?P<document>.+)」"
    )
)
def a_figure_is_reported(
    world: World, asked: list[Progress], who: str, place: str, year: str, title: str, value: str, document: str
) -> None:
    command = targets.ReportFigure(
        target=code_of(world, title), place=PLACES[place], year=int(year), value=value, document=document
    )
    if world.does(who, lambda request: targets.report_figure(world.book, command, request)):
        asked[:] = found(world, world.today, place, title, int(year))


def found(world: World, as_of: date, place: str, title: str, year: int | None) -> list[Progress]:
    """The target at exactly that place, in that year."""
    every = progress(world.book, as_of=as_of, place=PLACES[place])
    return [one for one in every if (one.target.zh, one.place, one.year) == (title, PLACES[place], year)]


UNITS = {
    "人": "persons",
    "人次": "person_times",
    "个岗位": "posts",
    "个基地": "bases",
    "个机构": "bodies",
    "家机构": "agencies",
    "个项目": "projects",
    "个网点": "outlets",
    "%": "percent",
}
BASES = {
    "方案期累计": "total",
    "每年": "yearly",
    "当日现有": "stock",
    "名册中的比例": "share",
    "各年统计数": "reported",
}
LEVELS = {"区县": "county", "市州": "prefecture"}


@then(
    parsers.parse("{place}的目标「{title}」应达到 {goal} {unit},自 {begins:Day} 至 {ends:Day},{basis}", {"Day": DAY}),
    target_fixture="target",
)
def the_plan_aims_at(place: str, title: str, goal: str, unit: str, begins: date, ends: date, basis: str) -> Target:
    (target,) = [known for known in targets_of(load_statutes(demo=False), date.max) if known.zh == title]
    assert (target.place, shown_fraction(target.goal), target.unit) == (PLACES[place], goal, UNITS[unit])
    assert (target.begins, target.ends, target.basis) == (begins, ends, BASES[basis])
    return target


@then(parsers.parse("该目标完成 {below} 没有达到,完成 {goal} 已经达到"))
def only_the_goal_is_enough(target: Target, below: str, goal: str) -> None:
    def met(reached: str) -> bool:
        return Progress(
            target=target,
            place=target.place,
            year=None,
            reached=Fraction(reached),
            partial=False,
            counts="quantity",
            counted_by=None,
            sources=(),
        ).met

    assert target.aims() == (target.place,)
    assert (met(below), met(goal)) == (False, True)


@then(parsers.parse("该目标由 {number:d} 个{level}各自达到"))
def each_place_for_itself(target: Target, number: int, level: str) -> None:
    assert (target.per, len(target.aims())) == (LEVELS[level], number)


WHEN_WHERE = r"截至 (?P<day>\d{4}-\d\d-\d\d),(?P<place>\S+?)(?: (?P<year>\d{4}) 年度)?的目标「(?P<title>.+)」"


@then(parsers.re(WHEN_WHERE + r"完成 (?P<number>\S+)"))
def so_much_is_reached(
    world: World, asked: list[Progress], day: str, place: str, year: str | None, title: str, number: str
) -> None:
    asked[:] = found(world, date.fromisoformat(day), place, title, int(year) if year else None)
    (one,) = asked
    assert one.reached is not None
    assert shown_fraction(one.reached) == number


@then(parsers.re(WHEN_WHERE + "没有登记"))
def nothing_is_reported(world: World, day: str, place: str, year: str, title: str) -> None:
    (one,) = found(world, date.fromisoformat(day), place, title, int(year))
    assert (one.reached, one.met) == (None, False)


@then("该目标的计数方法是演示值")
def the_way_of_counting_is_a_demonstration(asked: list[Progress]) -> None:
    assert all(one.counted_by and one.counted_by.is_demo for one in asked)


@then("该目标没有达到")
def it_is_not_met(asked: list[Progress]) -> None:
    assert [one.met for one in asked] == [False]


@then("该目标已经达到")
def it_is_met(asked: list[Progress]) -> None:
    assert [one.met for one in asked] == [True]
