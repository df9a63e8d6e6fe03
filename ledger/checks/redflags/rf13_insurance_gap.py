"""RF13: months of work for which an insurance that the law asks for was not paid by anybody."""

from typing import Final

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of

INSURANCES: Final = ("pension", "medical", "unemployment", "work_injury", "maternity")


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Each full month with fewer insurances than due, where the year has at least `months` of them."""
    short = _short(t, p)
    short = short.mutate(year=january_of(short["month"]))
    year = short.group_by("person", "year").agg(months=short["month"].nunique())
    often = short.semi_join(year.filter(year["months"] >= p["months"]), ["person", "year"])
    month = often.group_by("person", "month").agg(
        amount_fen=often["paid_fen"].sum(),
        employer=often["employer"].max(),
        required=often["required"].max(),
        paid=often["paid"].min(),
    )
    return month.select(
        "amount_fen",
        "employer",
        "required",
        "paid",
        subject=month["person"],
        from_month=month["month"],
        to_month=month["month"],
    )


def _short(t: Tables, p: Parameters) -> ir.Table:
    claimed = _claimed(t, p)
    paid = t["insurance_months"].semi_join(claimed, ["person", "month"])
    paid = paid.group_by("person", "month").agg(**{f"{name}_paid": paid[name].max() for name in INSURANCES})
    both = claimed.left_join(paid, ["person", "month"])
    done = [ibis.ifelse(both[name] == 1, ibis.coalesce(both[f"{name}_paid"], 0), 0) for name in INSURANCES]
    due = [both[name] for name in INSURANCES]
    counted = both.select(
        claimed["person"],
        claimed["employer"],
        claimed["month"],
        claimed["paid_fen"],
        required=due[0] + due[1] + due[2] + due[3] + due[4],
        paid=done[0] + done[1] + done[2] + done[3] + done[4],
    )
    return counted.filter(counted["paid"] < counted["required"])


def _claimed(t: Tables, p: Parameters) -> ir.Table:
    """Whole months after the first with an employer, with what the law asks for, as far as the register has come."""
    worked, required, spans = t["worked_months"], t["law_required_insurances"], t["register_spans"]
    first = worked.group_by("person", "employer").agg(entered=worked["month"].min())
    worked = worked.join(first, ["person", "employer"])
    worked = worked.filter(worked["due_pct"] >= 100, worked["month"] > worked["entered"])
    known = spans.filter(spans["register"] == "insurance_months")
    posted = worked.join(known, "place")
    posted = posted.filter(
        posted["month"] >= posted["first_month"], posted["month"] <= posted["last_month"] - p["grace_months"]
    )
    posted = posted.drop("register", "first_month", "last_month", "entered", "due_pct")
    pensions = t["pensions"]
    retired = [posted["person"] == pensions["person"], pensions["from_day"] <= posted["last_day"]]
    return posted.anti_join(pensions, retired).join(required, ["place", "month"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages of the month, and what was paid of insurance."""
    return [
        cite(h, t["wages"], "person", within="month"),
        cite(h, t["insurance_months"], "person", within="month"),
    ]


CHECK = Check(
    id="RF13",
    version=1,
    group="work",
    subject="person",
    period="month",
    severity="BLOCK",
    title=Words("社保断缴或缺险种", "Social-insurance gap"),
    sentence=Words(
        "{from_month}在{employer}在岗领取工资,依法应缴社会保险{required}项,到账{paid}项。",
        "In {from_month}, a month of work for {employer}, {required} insurances were due by law and {paid} were paid.",
    ),
    innocent=(
        Words("到账晚或事后补缴", "posted late, or paid afterwards"),
        Words("入职、离职或退休当月", "month of entry, exit or retirement"),
        Words("当地合并征收或只参加部分险种", "insurances are collected together, or not all are offered there"),
    ),
    authority=("财税〔2015〕72号 第七条", "财税〔2016〕52号 第二条"),
    precedents=(),
    sources=("wages", "insurance_months"),
    thresholds=(
        Threshold(name="months", unit="months", low=1, high=12, zh="一年内缺口月数", en="months short within a year"),
        Threshold(name="grace_months", unit="months", low=0, high=6, zh="到账宽限", en="grace for late posting"),
    ),
    hits=hits,
    cites=cites,
)
