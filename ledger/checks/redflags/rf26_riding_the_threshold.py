"""RF26: just over the quota, or just under thirty staff beside a sibling firm, month after month."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of, yearly


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Years with enough such months."""
    months = ibis.union(_just_over(t, p), _just_under(t, p))
    month = months.group_by("employer", "month").agg(
        staff=months["staff"].max(), disabled=months["disabled"].max(), sibling_employer=months["sibling"].max()
    )
    year = yearly(
        month.mutate(subject=month["employer"]),
        p["months"],
        staff=lambda g: g["staff"].max(),
        disabled=lambda g: g["disabled"].max(),
        sibling_employer=lambda g: g["sibling_employer"].max(),
    )
    return year.mutate(amount_fen=ibis.literal(0))


def _just_over(t: Tables, p: Parameters) -> ir.Table:
    """Firms so large that a head more or less stays within the margin, and whose staff moves all the same."""
    traces, ratios = t["business_months"], t["law_quota_ratios"]
    large = traces.filter(traces["declared_heads"] * p["margin"] >= 10_000)
    known = large.join(ratios, "place").filter(lambda g: g["year"] * 12 == january_of(g["month"]))
    counted = (known["disabled_heads"] + known["severe_heads"]) * 10_000
    quota = known["declared_heads"] * known["ratio_pct100"]
    near = known.filter(counted >= quota, counted <= quota + known["declared_heads"] * p["margin"])
    moving = near.group_by("employer", "year").agg(low=near["declared_heads"].min(), high=near["declared_heads"].max())
    near = near.semi_join(moving.filter(moving["high"] * 100 >= moving["low"] * 110), ["employer", "year"])
    return near.select(
        "employer",
        "month",
        staff=near["declared_heads"],
        disabled=near["disabled_heads"],
        sibling=ibis.null("int64"),
    )


def _just_under(t: Tables, p: Parameters) -> ir.Table:
    """Up to thirty staff are free of the levy: two heads below it, beside an undisclosed firm of the same people."""
    traces, ties = t["business_months"], t["unit_ties"]
    small = traces.filter(traces["declared_heads"] <= p["free_staff"], traces["declared_heads"] >= p["free_staff"] - 2)
    hidden = ties.filter(ties["open_pct"] == 0, ties["why"].isin(["legal_rep", "address"]))
    siblings = hidden.group_by("employer").agg(sibling=hidden["other"].max())
    return (
        small.join(siblings, "employer")
        .select("employer", "month", "sibling", staff=small["declared_heads"], disabled=small["disabled_heads"])
        .select("employer", "month", "staff", "disabled", "sibling")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The months declared, and the entry of the firm."""
    return [
        cite(h, t["business_months"], "employer", within="month"),
        cite(h, t["businesses"], "employer"),
    ]


CHECK = Check(
    id="RF26",
    version=1,
    group="work",
    subject="employer",
    period="year",
    severity="LOW",
    title=Words("踩线", "Riding the threshold"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月踩在线上:申报在职职工至多{staff}人、残疾职工至多{disabled}人;"
        "同址或同一负责人的其他单位:{sibling_employer}。",
        "In {months} months from {from_month} to {to_month} the figures ride a threshold: at most {staff} staff "
        "declared, {disabled} with disabilities; firm at the same address or of the same person: {sibling_employer}.",
    ),
    innocent=(Words("小单位人数一增一减就跨线", "small firms move in steps"),),
    authority=("财政部公告2023年第8号(30 人以下免征)", "财税〔2016〕52号 第二条"),
    precedents=(),
    sources=("business_months",),
    thresholds=(
        Threshold(name="months", unit="months", low=3, high=12, zh="一年内月数", en="months within a year"),
        Threshold(name="margin", unit="count", low=1, high=100, zh="高出比例(万分之)", en="over the quota, in 1/10000"),
        Threshold(name="free_staff", unit="persons", low=1, high=100, zh="免征人数", en="staff free of the levy"),
    ),
    hits=hits,
    cites=cites,
)
