"""`service`: the real-name register; what is done for people, and how far the duties of service are met."""

from collections.abc import Callable
from typing import Any, get_args

import click

from api.cli.services_importing import import_file
from api.cli.services_reading import COMMANDS
from api.cli.session import Session, writes
from api.cli.values import PLACE, OneOf
from domain.service import events
from domain.service.kinds import KINDS
from ledger.commands import services, serving

_REFERENCE = click.option("--reference", required=True, help="台账或文书编号。 Reference to the record.")
_GROUND = click.option("--ground", required=True, help="情形和依据。 Ground.")
_EMPLOYER = click.option("--employer", required=True, help="用人单位统一社会信用代码。 Credit code of the employer.")
_POST = click.option("--post", required=True, help="岗位。 Post.")


@click.group()
def service() -> None:
    """就业服务名册(实名制):登记、认定、服务、推荐、移交、覆盖情况。 The service register."""


def _situation(command: Callable[..., None]) -> Callable[..., None]:
    """How a person stands."""
    for option in (
        click.option("--university", type=_choice(events.University), default="none", help="大学生。 University."),
        click.option("--wants-work/--no-wants-work", required=True, help="有就业需求和意愿。 Wishes to work."),
        click.option("--able-to-work/--not-able-to-work", required=True, help="有就业条件和能力。 Is able to work."),
        click.option("--working-age/--not-working-age", required=True, help="就业年龄段。 Of working age."),
        click.option("--employment", type=_choice(events.Employment), required=True, help="就业状况。 Employment."),
    ):
        command = option(command)
    return command


def _choice(kind: Any) -> click.Choice[str]:
    return OneOf(get_args(kind))


def _person(command: Callable[..., None]) -> Callable[..., None]:
    return click.argument("person", metavar="PERSON")(command)


def _situation_of(given: dict[str, Any]) -> events.Situation:
    return events.Situation(**{name: given.pop(name) for name in events.Situation.__struct_fields__})


@service.command("enrol")
@_person
@click.option("--place", type=PLACE, required=True, help="常住地。 Where the person lives.")
@click.option("--basis", type=_choice(events.Basis), required=True, help="列入依据。 Ground of enrolment.")
@click.option("--hukou", type=PLACE, help="户籍地。 Where the household is registered.")
@click.option("--origin", type=PLACE, help="生源地。 Where a student comes from.")
@_situation
@writes("列入名册")
def enrol(session: Session, /, **given: Any) -> None:
    """列入名册;户籍不在本地的同样列入。 Take a person onto the register of the place of residence."""
    situation = _situation_of(given)
    known = {name: value for name, value in given.items() if value is not None}
    session.receipt(services.enrol(session.book, services.Enrol(situation=situation, **known), session.request()))


@service.command("situation")
@_person
@_situation
@writes("情况变更")
def situation(session: Session, /, person: str, **given: Any) -> None:
    """变更情况。 Write down a new situation."""
    command = services.ChangeSituation(person=person, situation=_situation_of(given))
    session.receipt(services.change_situation(session.book, command, session.request()))


@service.command("household")
@_person
@click.option("--household", "id", required=True, help="家庭编号(h_ 开头)。 Number of the household.")
@click.option("--hardship", is_flag=True, help="困难残疾人家庭。 Hardship household.")
@click.option("--minimum-living-allowance", is_flag=True, help="低保。 On minimum living allowance.")
@click.option("--several-disabled", is_flag=True, help="一户多残。 Several members with disabilities.")
@click.option("--disabled-care-for-old", is_flag=True, help="依老养残。 Cared for by old parents.")
@click.option("--monitored", is_flag=True, help="防返贫监测对象。 Monitored against a return to poverty.")
@click.option("--document", required=True, help="依据材料。 Document.")
@writes("家庭情况")
def household(session: Session, /, person: str, document: str, **given: Any) -> None:
    """登记家庭情况。 Write down what was found about the household."""
    command = services.RecordHousehold(person=person, household=events.Household(**given), document=document)
    session.receipt(services.record_household(session.book, command, session.request()))


@service.command("recognise")
@_person
@_GROUND
@click.option("--document", required=True, help="认定文书。 Document.")
@click.option("--age", type=int, required=True, help="认定时周岁。 Age in full years.")
@writes("就业困难认定")
def recognise(session: Session, /, **given: Any) -> None:
    """认定就业困难;登记人不得自行认定。 Recognise the difficulty to find work."""
    session.receipt(services.recognise(session.book, services.Recognise(**given), session.request()))


@service.command("deny")
@_person
@_GROUND
@writes("审核后不予认定")
def deny(session: Session, person: str, ground: str) -> None:
    """审核后不予认定。 Examine, and do not recognise."""
    session.receipt(services.deny(session.book, services.OnGround(person=person, ground=ground), session.request()))


@service.command("end-recognition")
@_person
@_GROUND
@writes("终止认定")
def end_recognition(session: Session, person: str, ground: str) -> None:
    """终止认定。 End the recognition."""
    command = services.OnGround(person=person, ground=ground)
    session.receipt(services.end_recognition(session.book, command, session.request()))


@service.command("assign")
@_person
@click.option("--officer", required=True, help="责任人账号。 Account of the responsible officer.")
@writes("指定专人")
def assign(session: Session, person: str, officer: str) -> None:
    """指定专人负责。 Name the responsible officer."""
    session.receipt(services.assign(session.book, services.Assign(person=person, officer=officer), session.request()))


@service.command("open-plan")
@_person
@click.option("--measures", required=True, help="帮扶措施。 What is planned.")
@writes("建立一人一策台账")
def open_plan(session: Session, person: str, measures: str) -> None:
    """建立“一人一策”台账。 Open the person's plan."""
    command = services.OpenPlan(person=person, measures=measures)
    session.receipt(services.open_plan(session.book, command, session.request()))


@service.command("close-plan")
@_person
@click.option("--result", required=True, help="办结情况。 What came of it.")
@writes("办结一人一策台账")
def close_plan(session: Session, person: str, result: str) -> None:
    """办结“一人一策”台账。 Close the person's plan."""
    session.receipt(
        services.close_plan(session.book, services.ClosePlan(person=person, result=result), session.request())
    )


@service.command("serve")
@_person
@click.option("--kind", type=OneOf(tuple(KINDS)), required=True, help="服务。 Service.")
@click.option("--provider", type=_choice(events.Provider), required=True, help="提供单位。 Provider.")
@_REFERENCE
@writes("服务登记")
def serve(session: Session, /, **given: Any) -> None:
    """登记一次服务。 Write down a service."""
    session.receipt(serving.serve(session.book, serving.Serve(**given), session.request()))


@service.command("offer")
@_person
@_EMPLOYER
@_POST
@writes("提供就业机会")
def offer(session: Session, /, **given: Any) -> None:
    """提供就业机会。 Offer a post."""
    session.receipt(serving.offer(session.book, serving.ToEmployer(**given), session.request()))


@service.command("refer")
@_person
@_EMPLOYER
@_POST
@writes("推荐就业")
def refer(session: Session, /, **given: Any) -> None:
    """向用人单位推荐。 Refer the person to an employer."""
    session.receipt(serving.refer(session.book, serving.ToEmployer(**given), session.request()))


@service.command("answer")
@_person
@click.option("--number", type=int, required=True, help="第几次推荐。 Which referral.")
@click.option("--result", type=_choice(events.Result), required=True, help="结果。 Result.")
@writes("推荐结果")
def answer(session: Session, /, **given: Any) -> None:
    """登记推荐结果。 Write down what came of a referral."""
    session.receipt(serving.answer_referral(session.book, serving.AnswerReferral(**given), session.request()))


@service.command("skills")
@_person
@click.option("--lacking/--sufficient", required=True, help="技能不足或足够。 Lacking or sufficient.")
@click.option("--document", required=True, help="评估报告。 Document.")
@writes("登记评估结果")
def skills(session: Session, /, **given: Any) -> None:
    """登记职业能力评估结果。 Write down what the assessment found."""
    session.receipt(serving.assess_skills(session.book, serving.AssessSkills(**given), session.request()))


@service.command("train")
@_person
@click.option("--course", required=True, help="班次编号。 Course.")
@click.option("--type", type=_choice(events.CourseType), required=True, help="培训类型。 Type.")
@click.option("--mode", type=_choice(events.CourseMode), required=True, help="培训方式。 Mode.")
@click.option("--provider", type=_choice(events.Provider), required=True, help="提供单位。 Provider.")
@click.option("--outcome", type=_choice(events.Outcome), required=True, help="结果。 Outcome.")
@writes("培训登记")
def train(session: Session, /, **given: Any) -> None:
    """登记参加培训;须先有职业能力评估。 Write down a course; it rests on an assessment."""
    session.receipt(serving.train(session.book, serving.Train(**given), session.request()))


@service.command("hand-over")
@_person
@_REFERENCE
@writes("移交人社部门")
def hand_over(session: Session, person: str, reference: str) -> None:
    """残联移交人社部门。 Hand the person over to human resources and social security."""
    command = serving.Referenced(person=person, reference=reference)
    session.receipt(serving.hand_over(session.book, command, session.request()))


@service.command("receive")
@_person
@_REFERENCE
@writes("接收移交")
def receive(session: Session, person: str, reference: str) -> None:
    """人社部门接收。 Take a person over."""
    command = serving.Referenced(person=person, reference=reference)
    session.receipt(serving.receive(session.book, command, session.request()))


@service.command("leave")
@_person
@_GROUND
@writes("退出名册")
def leave(session: Session, person: str, ground: str) -> None:
    """退出名册。 Let the person leave the register."""
    session.receipt(services.close(session.book, services.OnGround(person=person, ground=ground), session.request()))


for _command in (import_file, *COMMANDS):
    service.add_command(_command)
