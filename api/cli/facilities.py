"""`facility`: the register of carriers of employment, their standards, public lists, and who enters."""

from collections.abc import Callable
from typing import Any, get_args

import click

from api.cli.facilities_reading import COMMANDS
from api.cli.session import Session, writes
from api.cli.values import PLACE, OneOf
from domain.facility import events
from domain.facility.kinds import KINDS
from domain.service.events import CourseMode, CourseType
from ledger.commands import facilities


@click.group()
def facility() -> None:
    """就业创业载体:登记、认定、复核、清单、入驻。 Carriers of employment."""


def _choice(kind: Any) -> click.Choice[str]:
    return OneOf(get_args(kind))


def _facility(command: Callable[..., None]) -> Callable[..., None]:
    return click.argument("facility", metavar="FACILITY")(command)


_STANDARD = click.option("--standard", type=_choice(events.Standard), required=True, help="认定项目。 Standard.")
_GROUND = click.option("--ground", required=True, help="情形和依据。 Ground.")
_NUMBER = click.option("--number", type=int, required=True, help="申请编号。 Number of the request.")


@facility.command("register")
@click.option("--kind", type=OneOf(tuple(KINDS)), required=True, help="类型。 Kind.")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--name", required=True, help="名称(公开)。 Name, which is public.")
@click.option("--operator", default="", help="运营单位代码或个人化名。 Credit code or pseudonym.")
@click.option("--attached-to", default="", help="所属载体或单位。 To what it belongs.")
@click.option("--capacity", type=int, default=0, help="容量。 Room for how many.")
@writes("登记载体")
def register(session: Session, /, **given: Any) -> None:
    """登记载体。 Enter a carrier."""
    session.receipt(facilities.register(session.book, facilities.RegisterFacility(**given), session.request()))


@facility.command("recognise")
@_facility
@_STANDARD
@click.option("--level", type=_choice(events.Level), default="unrated", help="级别。 Level.")
@click.option("--stars", type=int, default=0, help="星级(仅评星)。 Stars of a rating.")
@click.option("--document", required=True, help="认定文件。 Document.")
@writes("认定载体")
def recognise(session: Session, /, **given: Any) -> None:
    """认定;登记人不得自行认定。 Recognise a standard."""
    session.receipt(facilities.recognise(session.book, facilities.RecogniseFacility(**given), session.request()))


@facility.command("recheck")
@_facility
@_STANDARD
@click.option("--passed/--failed", required=True, help="合格或不合格。 Passed or failed.")
@click.option("--finding", required=True, help="复核情况。 What was found.")
@writes("复核载体")
def recheck(session: Session, /, **given: Any) -> None:
    """复核。 Check a standard again."""
    session.receipt(facilities.recheck(session.book, facilities.RecheckFacility(**given), session.request()))


@facility.command("withdraw")
@_facility
@_STANDARD
@_GROUND
@writes("撤销认定")
def withdraw(session: Session, /, **given: Any) -> None:
    """撤销认定。 Withdraw a recognition."""
    session.receipt(facilities.withdraw(session.book, facilities.WithdrawRecognition(**given), session.request()))


@facility.command("report")
@_facility
@click.option("--served", type=int, default=0, help="服务人数。 People served.")
@click.option("--auxiliary-workers", type=int, default=0, help="辅助性就业人数。 People in auxiliary work.")
@click.option("--social-work-posts", type=int, default=0, help="社会工作岗位。 Social-work posts.")
@click.option("--job-coaches", type=int, default=0, help="就业辅导员。 Job coaches.")
@writes("登记载体情况")
def report(session: Session, /, **given: Any) -> None:
    """登记服务和岗位情况。 Write down what a carrier reports."""
    session.receipt(facilities.report(session.book, facilities.ReportFacility(**given), session.request()))


@facility.command("course")
@_facility
@click.option("--course", required=True, help="项目编号。 Course.")
@click.option("--title", required=True, help="名称。 Title.")
@click.option("--type", type=_choice(CourseType), required=True, help="培训类型。 Type.")
@click.option("--mode", type=_choice(CourseMode), required=True, help="培训方式。 Mode.")
@click.option("--certificate", default="", help="证书。 Certificate that it leads to.")
@writes("公布培训项目")
def course(session: Session, /, **given: Any) -> None:
    """公布培训项目。 Put a course onto the public list."""
    session.receipt(facilities.list_course(session.book, facilities.ListCourse(**given), session.request()))


@facility.command("request-entry")
@_facility
@click.option("--applicant", required=True, help="单位代码或个人化名。 Credit code or pseudonym.")
@click.option("--disabled-founder", is_flag=True, help="残疾人创业者。 Founded by a person with disabilities.")
@click.option("--staff", type=int, default=0, help="员工人数。 Staff.")
@click.option("--disabled-staff", type=int, default=0, help="其中残疾人。 Of them with disabilities.")
@writes("登记入驻申请")
def request_entry(session: Session, /, **given: Any) -> None:
    """登记入驻申请;是否优先依当地规定。 Ask to enter; the law of the place says who goes first."""
    session.receipt(facilities.request_entry(session.book, facilities.RequestEntry(**given), session.request()))


@facility.command("admit")
@_facility
@_NUMBER
@writes("同意入驻")
def admit(session: Session, /, **given: Any) -> None:
    """同意入驻。 Grant a request."""
    session.receipt(facilities.admit(session.book, facilities.OnEntry(**given), session.request()))


@facility.command("refuse-entry")
@_facility
@_NUMBER
@_GROUND
@writes("不同意入驻")
def refuse_entry(session: Session, /, **given: Any) -> None:
    """不同意入驻。 Refuse a request."""
    session.receipt(facilities.refuse_entry(session.book, facilities.RefuseEntry(**given), session.request()))


@facility.command("leave")
@_facility
@_NUMBER
@writes("退出入驻")
def leave(session: Session, /, **given: Any) -> None:
    """退出。 Write down that somebody went away."""
    session.receipt(facilities.leave(session.book, facilities.OnEntry(**given), session.request()))


@facility.command("close")
@_facility
@_GROUND
@writes("载体退出登记册")
def close(session: Session, /, **given: Any) -> None:
    """载体退出登记册。 Let a carrier leave the register."""
    session.receipt(facilities.close(session.book, facilities.CloseFacility(**given), session.request()))


for _command in COMMANDS:
    facility.add_command(_command)
