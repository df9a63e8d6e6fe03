"""RF66: the levy that is due was not paid in time, or declared as nothing while places for workers are unfilled."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite

SMALL_FIRM = 30
"""Up to so many in the staff a firm is exempt."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Years with less paid than due after the deadline, or nothing due though at least so many places were unfilled."""
    years = _years(t, p)
    return years.group_by("employer", "year").agg(
        from_month=years["january"].min(),
        to_month=years["january"].max() + 11,
        amount_fen=(years["due_fen"] - years["paid_fen"]).max(),
        due_fen=years["due_fen"].max(),
        paid_fen=years["paid_fen"].min(),
        heads=years["heads"].max(),
        unfilled=years["unfilled"].max(),
    ).rename(subject="employer").drop("year")  # fmt: skip


def _years(t: Tables, p: Parameters) -> ir.Table:
    levies, clock = t["levies"].filter(t["levies"]["exempt"] == 0), t["evidence_until"]
    late = levies.join(clock, clock["until_day"] > levies["deadline_day"] + p["days"])
    owed = late.filter(late["due_fen"] - late["paid_fen"] >= p["amount"])
    columns = ("employer", "year", "due_fen", "paid_fen", "row")
    unpaid = owed.select(*columns, heads=ibis.literal(0, "int64"), unfilled=ibis.literal(0, "int64"))
    found = ibis.union(unpaid, _hidden(t, p))
    return found.mutate(january=found["year"] * 12)


def _hidden(t: Tables, p: Parameters) -> ir.Table:
    """Nothing declared as due; counted in months of staff, each month's place a hundredth of a per cent of them."""
    levies, staff, ratios = t["levies"], t["business_months"], t["law_quota_ratios"]
    zero = levies.filter(levies["exempt"] == 0, levies["due_fen"] == 0)
    january = zero["year"] * 12
    months = zero.join(
        staff,
        [zero["employer"] == staff["employer"], staff["month"] >= january, staff["month"] <= january + 11],
    ).select(
        *(zero[name] for name in ("employer", "year", "place", "due_fen", "paid_fen", "row")),
        heads=staff["declared_heads"],
        placed=ibis.ifelse(staff["certified"] == 1, staff["disabled_heads"] + staff["severe_heads"], 0),
    )
    year = months.group_by("employer", "year", "place", "due_fen", "paid_fen", "row").agg(
        heads=months["heads"].sum().cast("int64"),
        placed=months["placed"].sum().cast("int64"),
        months=months.count(),
    )
    known = year.join(ratios, ["place", "year"])
    short = known["heads"] * known["ratio_pct100"] - known["placed"] * 10_000
    known = known.mutate(short=short).filter(known["heads"] > SMALL_FIRM * known["months"])
    known = known.filter(known["short"] >= p["places"] * 10_000 * known["months"])
    return known.select(
        "employer", "year", "due_fen", "paid_fen", "row", heads=known["heads"], unfilled=ibis.literal(1, "int64")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """What was declared and paid, and the staff where it tells otherwise."""
    years = _years(t, p)
    hidden = h.filter(h["unfilled"] == 1)
    return [
        cite(h, years, "employer", within="january", source="levies"),
        cite(hidden, t["business_months"], "employer", within="month"),
    ]


CHECK = Check(
    id="RF66",
    version=1,
    group="money",
    subject="employer",
    period="year",
    severity="HIGH",
    title=Words("应缴未缴残保金", "Levy avoided"),
    sentence=Words(
        "{from_month}起的年度应缴残保金{due_fen},已缴{paid_fen};申报为零而安置不足:{unfilled}(全年职工{heads}人月)。",
        "For the year from {from_month} {due_fen} were due and {paid_fen} paid; nothing declared though places were "
        "unfilled: {unfilled} ({heads} staff-months).",
    ),
    innocent=(
        Words("三十人以下免征、缓缴或退库", "exempt up to thirty staff, deferred, or refunded"),
        Words("缴款尚未入库", "the payment has not yet been booked"),
    ),
    authority=("财税〔2015〕72号",),
    precedents=("芦溪 43 家 292 万元、德江 32 家 245 万元 (GUIDE X35)",),
    sources=("levies",),
    thresholds=(
        Threshold(name="days", unit="days", low=0, high=365, zh="期限后天数", en="days after the deadline"),
        Threshold(name="amount", unit="yuan", low=1, high=1_000_000_000, zh="最低欠缴金额", en="least amount owed"),
        Threshold(name="places", unit="persons", low=1, high=100, zh="未安置人数", en="places unfilled"),
    ),
    hits=hits,
    cites=cites,
)
