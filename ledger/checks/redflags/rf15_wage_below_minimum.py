"""RF15: a month's wage below the minimum of the county in that month."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Full-time wages, all payments for a month together, below `percent` of the minimum for the share that was due."""
    wages = t["wages"]
    paid = wages.filter(wages["full_time"] == 1, wages["disabled"] == 1)
    paid = paid.group_by("person", "employer", "month", "place").agg(
        paid_fen=paid["paid_fen"].sum(), due_pct=paid["due_pct"].max()
    )
    low = _below(paid, _lenient_minimum(t, p["retroactive_months"]), p["percent"])
    low = low.anti_join(_enough_elsewhere(t, low, p), ["person", "employer", "month"])
    low = low.anti_join(_enough_when_sick(t, low, p), ["person", "employer", "month"])
    month = low.group_by("person", "month").agg(
        paid_fen=low["paid_fen"].min(),
        minimum_fen=low["minimum_fen"].max(),
        due_pct=low["due_pct"].max(),
        employer=low["employer"].max(),
    )
    whole = month["due_pct"] >= 100
    return month.select(
        "paid_fen",
        "minimum_fen",
        "due_pct",
        "employer",
        subject=month["person"],
        from_month=month["month"],
        to_month=month["month"],
        amount_fen=ibis.ifelse(whole, month["minimum_fen"] - month["paid_fen"], 0),
    )


def _below(paid: ir.Table, minimum: ir.Table, percent: ir.IntegerScalar) -> ir.Table:
    """What is below; where less than the month was due, the share is a rounded one, so that one point is let go."""
    known = paid.join(minimum, ["place", "month"])
    share = known["due_pct"] - ibis.ifelse(known["due_pct"] < 100, 1, 0)
    return known.filter(known["paid_fen"] * 10_000 < known["minimum_fen"] * share * percent)


def _lenient_minimum(t: Tables, months: ir.IntegerScalar) -> ir.Table:
    """The lowest minimum of a place in a month and those just before: a rise made known late is still made up for."""
    now, then = t["law_minimum_wages"], t["law_minimum_wages"].view()
    near = [now["place"] == then["place"], then["month"] <= now["month"], then["month"] >= now["month"] - months]
    pairs = now.join(then, near).select(now["place"], now["month"], minimum_fen=then["wage_fen"])
    return pairs.group_by("place", "month").agg(minimum_fen=pairs["minimum_fen"].min())


def _enough_elsewhere(t: Tables, low: ir.Table, p: Parameters) -> ir.Table:
    """Those paid enough for the place where the contract says that the work is done."""
    sites, months = t["worksites"], t["months"]
    here = low.select("person", "employer", "month", "paid_fen", "due_pct").join(months, "month")
    there = here.join(
        sites,
        [
            here["person"] == sites["person"],
            sites["from_day"] <= here["last_day"],
            sites["to_day"] >= here["first_day"],
        ],
    ).select(here["person"], here["employer"], here["month"], here["paid_fen"], here["due_pct"], sites["place"])
    minimum = _lenient_minimum(t, p["retroactive_months"])
    known = there.join(minimum, ["place", "month"])
    enough = known["paid_fen"] * 10_000 >= known["minimum_fen"] * known["due_pct"] * p["percent"]
    return known.filter(enough).select("person", "employer", "month").distinct()


def _enough_when_sick(t: Tables, low: ir.Table, p: Parameters) -> ir.Table:
    """Those who lay in hospital in that month and got what the sick must get."""
    stays, months = t["hospital_stays"], t["months"]
    paid = low["paid_fen"] * 10_000 >= low["minimum_fen"] * low["due_pct"] * p["sick_percent"]
    sick = low.filter(paid).select("person", "employer", "month").join(months, "month")
    lay = [sick["person"] == stays["person"], stays["from_day"] <= sick["last_day"]]
    lay.append(stays["to_day"] >= sick["first_day"])
    return sick.join(stays, lay).select(sick["person"], sick["employer"], sick["month"]).distinct()


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages of the month."""
    wages = t["wages"]
    return [cite(h, wages, "person", within="month", where=(wages["full_time"] == 1) & (wages["disabled"] == 1))]


CHECK = Check(
    id="RF15",
    version=1,
    group="work",
    subject="person",
    period="month",
    severity="BLOCK",
    title=Words("工资低于最低工资", "Wage below the minimum"),
    sentence=Words(
        "{from_month}实发{paid_fen},低于当地当月最低工资{minimum_fen}(应出勤{due_pct})。",
        "In {from_month} {paid_fen} were paid: less than the local minimum of that month, {minimum_fen} "
        "(due: {due_pct}).",
    ),
    innocent=(
        Words(
            "病假、入离职当月或个人承担的社保已扣除",
            "sick leave, month of entry or exit, employee's insurance deducted",
        ),
        Words("最低工资调整后补发", "the minimum was raised and the difference paid later"),
        Words("实际工作地适用另一档最低工资", "the minimum of the place where the work is really done is lower"),
        Words("非全日制按小时计酬", "part-time work paid by the hour"),
    ),
    authority=("最低工资规定(劳动和社会保障部令第21号)", "财税〔2015〕72号 第七条"),
    precedents=(),
    sources=("wages",),
    thresholds=(
        Threshold(name="percent", unit="percent", low=80, high=120, zh="占最低工资比例", en="share of the minimum"),
        Threshold(
            name="sick_percent", unit="percent", low=50, high=100, zh="病假工资占最低工资比例", en="share when sick"
        ),
        Threshold(
            name="retroactive_months",
            unit="months",
            low=0,
            high=6,
            zh="最低工资调整后的补发期",
            en="months to make up for a rise of the minimum",
        ),
    ),
    hits=hits,
    cites=cites,
)
