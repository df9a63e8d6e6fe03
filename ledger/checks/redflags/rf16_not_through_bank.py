"""RF16: wages on cash lists, while colleagues are paid through the bank."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, within_twelve


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months of full-time work paid in cash alone, unless most of the unit's other staff were paid so too."""
    wages, rolls = t["wages"], t["cash_rolls"]
    paid = wages.filter(wages["disabled"] == 1, wages["full_time"] == 1, wages["paid_fen"] > 0)
    cash, bank = paid.filter(paid["channel"] == "cash"), paid.filter(paid["channel"] == "bank")
    credited = t["credited_wages"]
    cash = cash.anti_join(credited.filter(credited["apart"] <= p["days"]), ["person", "row"])
    month = cash.group_by("person", "employer", "month").agg(paid_fen=cash["paid_fen"].sum())
    month = month.anti_join(bank, ["person", "employer", "month"])
    month = month.join(rolls, ["employer", "month"])
    general = (month["peers"] > 0) & (month["peers_cash"] * 100 >= month["peers"] * p["peers_percent"])
    listed = month.filter(~general)
    return within_twelve(
        listed.mutate(subject=listed["person"]),
        p["months"],
        amount_fen=lambda g: g["paid_fen"].sum(),
        employer=lambda g: g["employer"].max(),
        persons=lambda g: g["listed"].max(),
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages paid in cash."""
    wages = t["wages"]
    return [cite(h, wages, "person", within="month", where=wages["channel"] == "cash")]


CHECK = Check(
    id="RF16",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("工资不经银行发放", "Not paid through a bank"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月,{employer}以现金发放工资{amount_fen},没有银行入账"
        "(该单位最多一个月有{persons}名残疾职工领现金)。",
        "In {months} months from {from_month} to {to_month} {employer} paid {amount_fen} in cash, without any bank "
        "credit (in one month to as many as {persons} workers with disabilities).",
    ),
    innocent=(
        Words("当地没有银行网点,全单位都领现金", "no branch of a bank there: all staff are paid in cash"),
        Words("名册误记为现金,银行另有同额入账", "the list says cash, and the bank shows the same sum credited"),
        Words("账户被法院冻结", "the account is seized by a court"),
    ),
    authority=("财税〔2016〕52号 第二条:通过银行等金融机构按月支付",),
    precedents=("莲都现金签领 (GUIDE X11)",),
    sources=("wages",),
    thresholds=(
        Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),
        Threshold(name="days", unit="days", low=0, high=62, zh="银行入账前后天数", en="days around a bank credit"),
        Threshold(
            name="peers_percent", unit="percent", low=10, high=100, zh="同事领现金比例", en="share of peers in cash"
        ),
    ),
    hits=hits,
    cites=cites,
)
