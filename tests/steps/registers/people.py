"""What officers do for the people of the register, each act in the words of the features."""

from datetime import date
from typing import Any, Final

from domain import names
from domain.service.events import Household
from ledger.commands import services, serving
from tests.steps.registers.world import PEOPLE, Registers, employer, situation

COURSES: Final[dict[str, Any]] = {
    names.zh(code): code for code in ("pre_post", "in_post", "transfer", "skill", "startup")
}
MODES: Final[dict[str, Any]] = {names.zh(code): code for code in ("dispersed", "group", "online")}
RESULTS: Final[dict[str, Any]] = {names.zh(code): code for code in ("placed", "not_placed", "declined")}


def recognise(world: Registers, who: str, name: str, age: int = 45) -> None:
    """Recognise the difficulty of somebody."""
    command = services.Recognise(person=PEOPLE[name], ground="连续失业一年以上", document="认定表1号", age=age)
    world.does_for(who, services.recognise, command)


def refer(world: Registers, name: str) -> None:
    """Refer somebody to an employer."""
    command = serving.ToEmployer(person=PEOPLE[name], employer=employer(1), post="客服")
    world.does_for("就业服务人员", serving.refer, command)


def answer(world: Registers, name: str, number: int, result: str) -> None:
    """Write down what came of a referral."""
    command = serving.AnswerReferral(person=PEOPLE[name], number=number, result=RESULTS[result])
    world.does_for("就业服务人员", serving.answer_referral, command)


def train(
    world: Registers,
    name: str,
    course: str,
    mode: str = "集中培训",
    *,
    provider: Any = "dpf",
    outcome: Any = "completed",
    on: date | None = None,
) -> None:
    """Write down a course."""
    command = serving.Train(
        person=PEOPLE[name],
        course="PX-1",
        type=COURSES[course],
        mode=MODES[mode],
        provider=provider,
        outcome=outcome,
    )
    world.does_for("就业服务人员", serving.train, command, on=on)


def change(world: Registers, name: str, words: str, *, on: date | None = None) -> None:
    """Write down another situation."""
    command = services.ChangeSituation(person=PEOPLE[name], situation=situation(words))
    world.does_for("名册登记人", services.change_situation, command, on=on)


def hand_over(world: Registers, who: str, name: str) -> None:
    """Hand somebody over."""
    world.does_for(who, serving.hand_over, serving.Referenced(person=PEOPLE[name], reference="移交单1号"))


def receive(world: Registers, who: str, name: str) -> None:
    """Take somebody over."""
    world.does_for(who, serving.receive, serving.Referenced(person=PEOPLE[name], reference="移交单1号"))


def offer(world: Registers, name: str, times: int) -> None:
    """Offer somebody posts."""
    for number in range(times):
        command = serving.ToEmployer(person=PEOPLE[name], employer=employer(number), post="客服")
        world.does_for("就业服务人员", serving.offer, command)


def open_plan(world: Registers, name: str) -> None:
    """Open somebody's plan."""
    command = services.OpenPlan(person=PEOPLE[name], measures="职业规划、简历和面试辅导")
    world.does_for("名册登记人", services.open_plan, command)


def assign(world: Registers, name: str) -> None:
    """Name an officer for somebody."""
    world.does_for("名册登记人", services.assign, services.Assign(person=PEOPLE[name], officer="430100-service"))


def record_home(world: Registers, name: str, home: str) -> None:
    """Put somebody into a hardship household."""
    command = services.RecordHousehold(
        person=PEOPLE[name], household=Household(id=home, hardship=True), document="入户表1号"
    )
    world.does_for("名册登记人", services.record_household, command)
