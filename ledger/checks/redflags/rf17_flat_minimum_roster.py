"""RF17: workers with disabilities all paid exactly the minimum, while their colleagues' pay varies."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, yearly


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months with one wage at the minimum for all with disabilities, beside varied pay, outside of workshops."""
    flat = _flat(t, p)
    workshops = t["institutions"].filter(t["institutions"]["employer"].notnull())
    flat = flat.anti_join(workshops, "employer")
    return yearly(
        flat.mutate(subject=flat["employer"]),
        p["months"],
        amount_fen=lambda g: g["paid_fen"].sum(),
        persons=lambda g: g["persons"].max(),
        wage_fen=lambda g: g["paid_each"].max(),
    )


def _flat(t: Tables, p: Parameters) -> ir.Table:
    """Of the rosters with one wage, those at the minimum, where the best paid of the others got so much more than the
    worst paid.
    """
    roster, minimum = t["flat_rosters"], t["law_minimum_wages"]
    roster = roster.filter(
        roster["persons"] >= p["persons"], at_least_pct(roster["high_fen"], 100 + p["spread"], roster["low_fen"])
    )
    known = roster.rename(paid_each="wage_fen").join(minimum, ["place", "month"])
    near = at_least_pct(known["paid_each"], 98, known["wage_fen"])
    return known.filter(near & at_least_pct(known["wage_fen"], 98, known["paid_each"]))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages of those with disabilities."""
    wages = t["wages"]
    return [cite(h, wages, "employer", within="month", where=(wages["disabled"] == 1) & (wages["full_time"] == 1))]


CHECK = Check(
    id="RF17",
    version=1,
    group="work",
    subject="employer",
    period="year",
    severity="MEDIUM",
    title=Words("整齐最低工资", "Flat-minimum roster"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月,全部残疾职工(最多{persons}人)工资整齐划一,恰为最低工资({wage_fen}),"
        "而同单位其他职工工资有高有低。",
        "In {months} months from {from_month} to {to_month} all workers with disabilities (up to {persons}) got one "
        "and the same wage, the minimum ({wage_fen}), while the pay of their colleagues varied.",
    ),
    innocent=(
        Words("庇护性、辅助性岗位统一工资", "sheltered posts with one wage for all"),
        Words("全单位都领最低工资", "everybody there gets the minimum"),
    ),
    authority=(),
    precedents=("最低工资套餐 (GUIDE X2、X3)",),
    sources=("wages",),
    thresholds=(
        Threshold(name="months", unit="months", low=3, high=12, zh="一年内月数", en="months within a year"),
        Threshold(name="persons", unit="persons", low=2, high=50, zh="残疾职工人数", en="workers with disabilities"),
        Threshold(
            name="spread", unit="percent", low=5, high=200, zh="其他职工工资差幅", en="spread of the others' pay"
        ),
    ),
    hits=hits,
    cites=cites,
)
