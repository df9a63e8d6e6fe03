"""RF12: wages in months that no contract of a year or more covers."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, within_twelve

DAYS_OF_A_MONTH = 30
"""A term of twelve months is one of 360 days: whether the last day is written or not is nobody's fraud."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months paid to a full-time worker without such a contract, nor in the grace around one."""
    paid, units = t["worked_months"], t["contract_units"]
    known = paid.semi_join(units, "employer")
    bare = known.anti_join(_covered(t, known, p), ["person", "employer", "month"])
    bare = bare.anti_join(_covered_by_ally(t, bare, p), ["person", "employer", "month"])
    return within_twelve(
        bare.mutate(subject=bare["person"]),
        p["least_months"],
        amount_fen=lambda g: g["paid_fen"].sum(),
        employer=lambda g: g["employer"].max(),
    ).mutate(term=p["months"])


def _qualifying(t: Tables, p: Parameters) -> ir.Table:
    """Contracts long enough, and short ones that follow such a one at once."""
    spans = t["contract_spans"]
    is_long = (spans["lasting"] == 1) | (spans["days"] >= p["months"] * DAYS_OF_A_MONTH)
    long, short = spans.filter(is_long), spans.filter(~is_long)
    before = long.select("person", "employer", began=long["from_day"], ended=long["to_day"])
    follows = [
        short["person"] == before["person"],
        short["employer"] == before["employer"],
        before["began"] < short["from_day"],
        before["ended"] >= short["from_day"] - p["grace_days"],
    ]
    return ibis.union(
        long.select("person", "employer", "from_day", "to_day"),
        short.semi_join(before, follows).select("person", "employer", "from_day", "to_day"),
    )


def _covered(t: Tables, paid: ir.Table, p: Parameters) -> ir.Table:
    good = _qualifying(t, p)
    return paid.semi_join(
        good,
        [
            paid["person"] == good["person"],
            paid["employer"] == good["employer"],
            good["from_day"] <= paid["last_day"] + p["grace_days"],
            good["to_day"] >= paid["first_day"] - p["grace_days"],
        ],
    ).select("person", "employer", "month")


def _covered_by_ally(t: Tables, bare: ir.Table, p: Parameters) -> ir.Table:
    """Months covered by a contract with headquarters, a branch, or the other party of a dispatch agreement."""
    spans, allies = t["contract_spans"], t["allied_units"].select("employer", "other").distinct()
    good = spans.filter((spans["lasting"] == 1) | (spans["days"] >= p["months"] * DAYS_OF_A_MONTH))
    near = [
        bare["person"] == good["person"],
        good["from_day"] <= bare["last_day"] + p["grace_days"],
        good["to_day"] >= bare["first_day"] - p["grace_days"],
    ]
    with_other = bare.join(good, near).select(bare["person"], bare["employer"], bare["month"], other=good["employer"])
    return with_other.semi_join(allies, ["employer", "other"]).select("person", "employer", "month").distinct()


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages, and the contracts that there are."""
    wages = t["wages"]
    return [
        cite(h, wages, {"subject": "person", "employer": "employer"}, within="month"),
        cite(h, t["contracts"], "person"),
    ]


CHECK = Check(
    id="RF12",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="BLOCK",
    title=Words("合同不足一年或未覆盖", "No qualifying contract"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月由{employer}发放工资,却没有期限满{term}个月的劳动合同(服务协议)覆盖;"
        "涉及工资{amount_fen}。",
        "In {months} months from {from_month} to {to_month} {employer} paid wages, and no contract of {term} months or "
        "more covers them; wages of {amount_fen} are concerned.",
    ),
    innocent=(
        Words("无固定期限合同或编制内人员", "open-ended contract, or established post"),
        Words("入职一个月内补签,或续签衔接晚登记", "signed within a month of the start, or renewal registered late"),
        Words("非全日制用工另有规定", "other rules hold for part-time work"),
        Words(
            "总公司与分公司、派遣协议双方之一签约", "the contract is with headquarters, or with a party to a dispatch"
        ),
    ),
    authority=("财税〔2015〕72号 第七条",),
    precedents=(),
    sources=("wages", "contracts"),
    thresholds=(
        Threshold(name="months", unit="months", low=6, high=24, zh="合同最短期限", en="shortest term of the contract"),
        Threshold(name="grace_days", unit="days", low=0, high=62, zh="签约宽限", en="grace for the signature"),
        Threshold(name="least_months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),
    ),
    hits=hits,
    cites=cites,
)
