"""`quota`: status, pooling, public bodies and their offers, reserved shares, centralised employers."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import click
import msgspec
from rich.console import RenderableType

from api import clock
from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, FILE, PLACE, USCC
from api.forms.json_form import read_json
from api.schemas.placements import command_of
from domain.counting import shown_fraction
from domain.names import zh
from domain.quota.bodies import CoachedEmployer, job_coach
from domain.quota.centralised import Purpose, StaffedMonth, qualifies
from domain.quota.reserved import reserved
from domain.quota.status import CODE, QuotaStatus
from domain.working import Decision, Step
from ledger import quota as quotas
from ledger.commands import quotas as commands
from ledger.law import law_for
from ledger.views import quota_queries

_YEAR: Final = click.option("--year", type=int, required=True, help="年度。 Year.")
_FORM: Final = click.option("--form", type=FILE, required=True, help="JSON 文件(- 为标准输入)。 JSON, - for stdin.")
_ON: Final = click.option("--day", "on", type=DAY, help="依据哪一天的规定(默认今天)。 Law of the day; default: today.")


@click.group()
def quota() -> None:
    """按比例就业:状态、统筹、机关事业单位、预留、集中就业。 The employment quota."""


@quota.command("status")
@click.argument("employer", metavar="EMPLOYER")
@_YEAR
@reads
def status(session: Session, employer: str, year: int) -> None:
    """一个用人单位一个年度应安排、已安排和差额(精确分数)。 Required, counted and missing, as exact fractions."""
    found = quotas.status_of(session.book, employer, year, clock.today())
    _answer(session, f"{employer} {year}", found)


@quota.command("pool")
@click.argument("place", type=PLACE)
@_YEAR
@reads
def pool(session: Session, place: str, year: int) -> None:
    """县、乡两级按编制总数统筹。 County and township bodies taken together."""
    _answer(session, f"{place} {year}", quotas.pooled(session.book, place, year, clock.today()))


def _answer(session: Session, title: str, found: QuotaStatus) -> None:
    numbers = ("staff", "required", "counted", "shortfall", "excess", "ratio")
    content = {name: str(getattr(found, name)) for name in numbers} | {"steps": found.steps}
    verdict = f"差额 {shown_fraction(found.shortfall)} 人,超出 {shown_fraction(found.excess)} 人"
    session.answer(content, _steps(title, found.steps), verdict)


def _steps(title: str, steps: Iterable[Step]) -> RenderableType:
    headings = ("项目 item", "算式 expression", "结果 value", "依据 authority")
    rows = ((step.label, step.expression, step.value, step.authority) for step in steps)
    return screen.table(title, headings, rows)


def _judged(session: Session, title: str, decision: Decision, **more: Any) -> None:
    """Show a duty: fulfilled, or every reason why not."""
    content = {"fulfilled": decision.granted, "reasons": decision.reasons, "steps": decision.steps, **more}
    reasons = (f"未履行 open: {reason.zh} {reason.en}" for reason in decision.reasons)
    session.answer(content, _steps(title, decision.steps), *(reasons if decision.reasons else ("已履行 fulfilled",)))


@quota.command("record-body")
@_FORM
@writes("登记编制和岗位")
def record_body(session: Session, form: Path) -> None:
    """登记机关、事业单位或国有企业的编制和岗位。 Posts of a public body: uscc, place, as_of, body."""
    command = command_of(commands.RecordBody, read_json(form))
    session.receipt(commands.record_body(session.book, command, session.request()))


@quota.command("offer")
@_FORM
@writes("登记推出的岗位")
def offer(session: Session, form: Path) -> None:
    """登记推出用于安排残疾人的岗位。 Posts offered: uscc, post, way, posts, offered_on, document."""
    command = command_of(commands.OfferPosts, read_json(form))
    session.receipt(commands.offer_posts(session.book, command, session.request()))


@quota.command("bodies")
@click.argument("place", type=PLACE)
@_YEAR
@_ON
@reads
def bodies(session: Session, place: str, year: int, on: date | None) -> None:
    """机关、事业单位和国有企业安排残疾人就业情况统计。 Statistics of public bodies and their duties."""
    found = list(quotas.body_statuses(session.book, place, year, on or clock.today()))
    content = {
        "bodies": [
            {
                "body": each.body,
                "persons": each.persons,
                "counted": str(each.counted),
                "open": [reason for duty in each.duties.values() for reason in duty.reasons],
            }
            for each in found
        ]
    }
    headings = ("单位 body", "类别 kind", "编制 posts", "残疾人 persons", "未履行 open")
    rows = (
        (
            each.body.uscc,
            zh(each.body.kind),
            each.body.establishment_posts,
            each.persons,
            "; ".join(reason.zh for duty in each.duties.values() for reason in duty.reasons),
        )
        for each in found
    )
    session.answer(content, screen.table(f"{place} {year}", headings, rows, right=(2, 3)))


@quota.command("recruited")
@click.argument("place", type=PLACE)
@_ON
@reads
def recruited(session: Session, place: str, on: date | None) -> None:
    """区县在方案期内招聘到编制内岗位的残疾人。 Persons recruited by a district into establishment posts."""
    _judged(session, f"区县招聘 {place}", quotas.recruited(session.book, place, on or clock.today()))


@quota.command("offered")
@click.argument("place", type=PLACE)
@_YEAR
@reads
def offered(session: Session, place: str, year: int) -> None:
    """一年内机关、事业单位推出的岗位。 Posts offered by organs and institutions in a year."""
    _judged(session, f"推出岗位 {place} {year}", quotas.offered(session.book, place, year, clock.today()))


@quota.command("auxiliary-post")
@click.argument("body", metavar="BODY")
@click.option("--with-contract", is_flag=True, help="依法签订劳动合同。 With a labour contract.")
@_ON
@reads
def auxiliary_post(session: Session, body: str, with_contract: bool, on: date | None) -> None:
    """满编满岗的单位能否再安排一名残疾人到编外辅助性岗位。 May a full body place one more outside the establishment?"""
    found = quotas.auxiliary_post(session.book, body, with_contract, on or clock.today())
    _judged(session, f"编外辅助性岗位 {body}", found)


@quota.command("job-coach")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--kind", type=click.Choice(get_args(CoachedEmployer)), default="other", help="单位类别。 Kind of body.")
@click.option("--persons", type=click.IntRange(min=0), required=True, help="安排残疾人数。 Persons placed.")
@click.option("--coaches", type=click.IntRange(min=0), default=0, help="已配备就业辅导员。 Job coaches.")
@_ON
@reads
def coach(session: Session, place: str, kind: CoachedEmployer, persons: int, coaches: int, on: date | None) -> None:
    """是否应设置社会工作岗位、配备就业辅导员。 Must there be a social-work post with a job coach?"""
    day = on or clock.today()
    law = law_for(session.book, CODE, place, day)
    _judged(session, f"就业辅导员 {place}", job_coach(kind, persons, coaches, day, law))


@quota.command("reserve")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--total", type=int, required=True, help="新增岗位或网点数。 New posts or outlets.")
@click.option("--kept", type=int, default=0, show_default=True, help="已预留数。 Reserved.")
@_ON
@reads
def reserve(session: Session, place: str, total: int, kept: int, on: date | None) -> None:
    """新增报刊亭等服务点、市场应为残疾人预留的岗位或网点。 Share reserved in new kiosks, service points and markets."""
    day = on or clock.today()
    found = reserved(total, kept, day, law_for(session.book, CODE, place, day))
    _judged(session, f"预留 {place}", found.decision, wanted=found.wanted, of=found.of)


@quota.command("file-headcount")
@_FORM
@writes("集中就业备案")
def file_headcount(session: Session, form: Path) -> None:
    """集中就业企业备案职工总数和持证残疾职工数。 File a head-count: employer, place, month, count."""
    command = command_of(commands.FileHeadcount, read_json(form))
    session.receipt(commands.file_headcount(session.book, command, session.request()))


@quota.command("verify-headcount")
@_FORM
@writes("集中就业核定")
def verify_headcount(session: Session, form: Path) -> None:
    """线上、线下核定备案人数。 Verify a head-count: employer, month, channel, count, finding."""
    command = command_of(commands.VerifyHeadcount, read_json(form))
    session.receipt(commands.verify_headcount(session.book, command, session.request()))


@quota.command("centralised")
@click.argument("employer", metavar="EMPLOYER")
@click.option("--place", type=PLACE, required=True, help="地区。 Place.")
@click.option("--for-reward", is_flag=True, help="按奖励的门槛(默认税费优惠)。 Threshold of the reward.")
@click.option("--massage", is_flag=True, help="盲人按摩机构。 A body of blind massage.")
@_ON
@reads
def centralised(session: Session, employer: str, place: str, for_reward: bool, massage: bool, on: date | None) -> None:
    """按备案人数判断是否达到集中就业门槛。 Does the filed head-count reach the threshold of centralised employment?"""
    day = on or clock.today()
    months = tuple(
        StaffedMonth(row.staff, row.disability_certificates + row.soldier_certificates)
        for row in quota_queries.headcounts(session.book, employer=employer)
    )
    purpose: Purpose = "centralised_reward_threshold" if for_reward else "centralised_threshold"
    law = law_for(session.book, CODE, place, day)
    _judged(session, f"集中就业 {employer}", qualifies(months, purpose, day, law, massage=massage))


@quota.command("headcounts")
@click.option("--employer", type=USCC, help="用人单位。 Of one employer.")
@reads
def headcounts(session: Session, employer: str | None) -> None:
    """备案和核定情况。 Head-counts as filed and verified."""
    found = list(quotas.verified_headcounts(session.book, employer, clock.today()))
    headings = (
        "单位 employer",
        "月份 month",
        "职工 staff",
        "残疾人证",
        "军残证",
        "已核定 verified",
        "不符 disagreeing",
        "核定完毕 complete",
    )
    rows = (
        (
            row.employer,
            row.month,
            row.staff,
            row.disability_certificates,
            row.soldier_certificates,
            "、".join(map(zh, row.channels)),
            "、".join(map(zh, row.disagreeing)),
            "是" if complete else "否",
        )
        for row, complete in found
    )
    content = [msgspec.structs.asdict(row) | {"verified": complete} for row, complete in found]
    session.answer({"headcounts": content}, screen.table("集中就业 head-counts", headings, rows, right=(2, 3, 4)))
