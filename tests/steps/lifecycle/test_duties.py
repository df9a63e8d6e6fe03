"""Duties of the plans: when they fall due, what fulfils them, and what is overdue."""

from datetime import date

from pytest_bdd import parsers, scenarios, step, then

from domain import names
from domain.duties.schedule import TERM, duties_of
from ledger.commands import duties
from ledger.law import statutes_of
from ledger.views.due import owed
from tests.steps.lifecycle.cast import PLACES
from tests.steps.lifecycle.world import World

scenarios("duties.feature")

PERIODS = {"方案期内": TERM}


def period_of(text: str) -> str:
    """`2023 年度` or `方案期内` as the id of a period."""
    return PERIODS.get(text.strip()) or text.strip().removesuffix(" 年度")


def code_of(world: World, title: str, place: str) -> str:
    """The duty of that Chinese title; the one that the place owes, where two places use the same words."""
    named = [duty for duty in duties_of(statutes_of(world.book), world.today) if duty.zh == title]
    assert named, f"no duty is called {title}"
    return next((duty.code for duty in named if duty.owed_by(place)), named[0].code)


DAY = r"\d{4}-\d\d-\d\d"
WHERE_WHEN = r"(?P<place>[^\s「」,]+?)(?P<period> \d{4} 年度|方案期内)"


@step(
    parsers.re(
        rf"(?P<who>\S+)在 (?P<on>{DAY}) 登记{WHERE_WHEN}履行「(?P<title>.+)」(?P<count>\d+) 次,文件「(?P<document>.+)」"
    )
)
def somebody_records(
    world: World, who: str, on: str, place: str, period: str, title: str, count: str, document: str
) -> None:
    command = duties.Fulfil(
        duty=code_of(world, title, PLACES[place]),
        place=PLACES[place],
        period=period_of(period),
        document=document,
        count=int(count),
    )
    world.does(who, lambda request: duties.fulfil(world.book, command, request), on=date.fromisoformat(on))


@step(parsers.re(rf"(?P<who>\S+?)撤销{WHERE_WHEN}「(?P<title>.+?)」的第 (?P<number>\d+) 次履行"))
def somebody_withdraws(world: World, who: str, place: str, period: str, title: str, number: str) -> None:
    command = duties.Retract(
        duty=code_of(world, title, PLACES[place]),
        place=PLACES[place],
        period=period_of(period),
        number=int(number),
        ground="文件尚未印发",
    )
    world.does(who, lambda request: duties.retract(world.book, command, request))


@step(parsers.re(rf"(?P<who>\S+?)依「(?P<document>.+?)」免除{WHERE_WHEN}的「(?P<title>.+)」"))
def somebody_waives(world: World, who: str, document: str, place: str, period: str, title: str) -> None:
    command = duties.Waive(
        duty=code_of(world, title, PLACES[place]),
        place=PLACES[place],
        period=period_of(period),
        document=document,
    )
    world.does(who, lambda request: duties.waive(world.book, command, request))


@then(parsers.re(rf"截至 (?P<as_of>{DAY}),{WHERE_WHEN}的「(?P<title>.+)」状态为「(?P<standing>.+)」"))
def it_stands(world: World, as_of: str, place: str, period: str, title: str, standing: str) -> None:
    assert world.refusal is None, world.refusal
    found = [
        one
        for one in owed(world.book, as_of=date.fromisoformat(as_of), place=PLACES[place])
        if one.place == PLACES[place] and one.duty.zh == title and one.period.id == period_of(period)
    ]
    assert [names.zh(one.standing) for one in found] == [standing]


@then(parsers.re(r"(?P<place>\S+)的「(?P<title>.+)」由(?P<responsible>\S+)履行,(?P<reported>\S+)"))
def who_owes_it_and_who_hears(world: World, place: str, title: str, responsible: str, reported: str) -> None:
    known = [one for one in duties_of(statutes_of(world.book), world.today) if one.zh == title]
    (duty,) = [one for one in known if one.owed_by(PLACES[place])]
    assert names.zh(duty.responsible) == responsible
    assert (f"报送{names.zh(duty.recipient)}" if duty.recipient else "不必报送") == reported
