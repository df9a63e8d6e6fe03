"""RF25: an improbable share of staff with disabilities, or nearly only severe ones."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, yearly


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months above either share, at least `months` of a year, outside registered workshops and such sectors."""
    traces = t["business_months"]
    enough = traces.filter(traces["disabled_heads"] >= p["persons"])
    share = enough["disabled_heads"] * 100 > enough["declared_heads"] * p["share"]
    severe = enough["severe_heads"] * 100 > enough["disabled_heads"] * p["severe_share"]
    odd = enough.filter(share | severe)
    known = t["institutions"].filter(t["institutions"]["employer"].notnull())
    odd = odd.anti_join(known, "employer").mutate(subject=odd["employer"])
    year = yearly(
        odd,
        p["months"],
        staff=lambda g: g["declared_heads"].max(),
        disabled=lambda g: g["disabled_heads"].max(),
        severe=lambda g: g["severe_heads"].max(),
    )
    return year.mutate(amount_fen=ibis.literal(0))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The months declared."""
    return [cite(h, t["business_months"], "employer", within="month")]


CHECK = Check(
    id="RF25",
    version=1,
    group="work",
    subject="employer",
    period="year",
    severity="MEDIUM",
    title=Words("比例异常", "Improbable share"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月比例异常:在职职工{staff}人,其中残疾职工{disabled}人、重度{severe}人,"
        "且不是登记的庇护工场、盲人按摩或福利企业。",
        "In {months} months from {from_month} to {to_month} the shares are improbable: {staff} staff, {disabled} of "
        "them with disabilities and {severe} severe ones, and it is no registered workshop, massage or welfare firm.",
    ),
    innocent=(Words("真实的庇护性或集中就业单位", "a true sheltered firm that is not registered yet"),),
    authority=("财税〔2015〕72号 第七条(一、二级按两人计)",),
    precedents=("GUIDE X7",),
    sources=("business_months",),
    thresholds=(
        Threshold(name="share", unit="percent", low=5, high=100, zh="残疾职工比例", en="share with disabilities"),
        Threshold(name="severe_share", unit="percent", low=30, high=100, zh="重度比例", en="share of severe ones"),
        Threshold(name="persons", unit="persons", low=1, high=50, zh="残疾职工最少人数", en="fewest with disabilities"),
        Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),
    ),
    hits=hits,
    cites=cites,
)
