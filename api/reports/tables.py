"""The yearly report as tables: the same rows for the workbook, the page and the terminal."""

from decimal import Decimal
from typing import Final

import msgspec

from domain import names
from domain.counting import shown_fraction
from domain.money import yuan
from domain.places import full_name_of
from domain.programs.registry import PROGRAMMES
from domain.targets.goals import REPORTED, SHARE
from ledger.views.progress import Progress
from ledger.views.yearly import YearlyReport

Cell = str | int | Decimal

PLANS: Final = {1: "国家", 2: "湖州市", 3: "山西省", 4: "湖南省", 5: "金华市"}

HOW = {"distinct_subject": "按人(对象)不重复计", "quantity": "按数量计"}


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its name, its headings, its rows, and which columns hold money or numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]


def title_of(report: YearlyReport) -> str:
    """The title of the report."""
    return f"{PLANS[report.plan]}促进残疾人就业行动方案 {report.year} 年度落实情况({full_name_of(report.place)})"


def facts_of(report: YearlyReport) -> tuple[tuple[str, str], ...]:
    """What the report rests on."""
    return (
        (
            "账套 book",
            f"{full_name_of(report.place)} {report.place}" + ("(演示 demo)" if report.mode == "demo" else ""),
        ),
        ("截至 as of", str(report.as_of)),
        ("账本位置 position", str(report.position)),
        ("法规摘要 statutes", report.statutes),
    )


def tables_of(report: YearlyReport) -> tuple[Table, ...]:
    """Budget, programmes, targets, duties."""
    return (_funds(report), _programmes(report), _targets(report), _duties(report))


def _funds(report: YearlyReport) -> Table:
    headings = (
        "资金 fund",
        "年度 year",
        "预算 budget",
        "未分配 unallotted",
        "可用额度 available",
        "受理预占 pre-encumbered",
        "审批占用 encumbered",
        "暂缓支付 held",
        "已列支未付 unpaid",
        "已付 paid",
        "失效 lapsed",
        "结转 carried forward",
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            names.zh(row.fund),
            row.year,
            _yuan(row.budget),
            _yuan(row.unallotted),
            _yuan(row.available),
            _yuan(row.pre_encumbered),
            _yuan(row.encumbered),
            _yuan(row.held),
            _yuan(row.unpaid),
            _yuan(row.paid),
            _yuan(row.lapsed),
            _yuan(row.carried_forward),
        )
        for row in report.funds
    )
    return Table(name="资金 Funds", headings=headings, rows=rows, numbers=tuple(range(1, 12)))


def _programmes(report: YearlyReport) -> Table:
    headings = (
        "项目 programme",
        "地区 place",
        "申请 applied",
        "批准 approved",
        "不予批准 refused",
        "批准金额 granted",
        "支付 paid",
        "退汇 returned",
    )
    rows = tuple(
        (
            PROGRAMMES[row.programme].name_zh,
            full_name_of(row.place),
            row.applied,
            row.approved,
            row.refused,
            _yuan(row.granted),
            _yuan(row.paid),
            _yuan(row.returned),
        )
        for row in report.programmes
    )
    return Table(name="项目 Programmes", headings=headings, rows=rows, numbers=tuple(range(2, 8)))


def _targets(report: YearlyReport) -> Table:
    headings = (
        "目标 target",
        "地区 place",
        "期间 period",
        "完成 reached",
        "目标值 goal",
        "单位 unit",
        "达到 met",
        "计数 counted",
        "依据 authority",
    )
    rows = tuple(
        (
            one.target.zh,
            full_name_of(one.place),
            str(one.year or "全期 term"),
            reached_text(one),
            shown_fraction(one.target.goal),
            names.zh(one.target.unit),
            "本账套部分 part" if one.partial else "是 yes" if one.met else "否 no",
            counted_text(one),
            one.target.authority,
        )
        for one in report.targets
    )
    return Table(name="目标 Targets", headings=headings, rows=rows, numbers=(3, 4))


def _duties(report: YearlyReport) -> Table:
    headings = (
        "职责 duty",
        "地区 place",
        "责任单位 body",
        "报送 recipient",
        "到期 due",
        "次数 times",
        "状态 standing",
        "文件 documents",
        "依据 authority",
    )
    rows = tuple(
        (
            one.duty.zh,
            full_name_of(one.place),
            names.zh(one.duty.responsible),
            names.zh(one.duty.recipient) if one.duty.recipient else "",
            str(one.period.due or "未定 not set"),
            f"{one.times}/{one.duty.least}",
            names.zh(one.standing),
            "；".join(one.documents),
            one.duty.authority,
        )
        for one in report.duties
    )
    return Table(name="职责 Duties", headings=headings, rows=rows, numbers=())


def reached_text(one: Progress) -> str:
    """What is reached, for people; nothing is said where no figure is known."""
    if one.lacking:
        return "没有规定口径 no rule of counting"
    return "未登记 not reported" if one.reached is None else shown_fraction(one.reached)


def counted_text(one: Progress) -> str:
    """How it is counted, for people, and whose choice that is."""
    if one.lacking:
        return f"缺规定 missing: {one.lacking}"
    if one.target.basis == REPORTED:
        return "按登记的统计数"
    if one.target.basis == SHARE:
        return "按就业服务名册"
    mark = "(演示值)" if one.counted_by and one.counted_by.is_demo else ""
    return HOW[one.counts] + mark


def _yuan(fen: int) -> Decimal:
    return Decimal(yuan(fen))
