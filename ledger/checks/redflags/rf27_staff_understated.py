"""RF27: fewer staff declared than taxed and insured, so that the ratio looks higher."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, yearly


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Certified months short by `percent` of the greater count, and below the smaller one too; enough in a year."""
    traces = t["business_months"]
    traces = traces.filter(traces["certified"] == 1).mutate(subject=traces["employer"])
    other = ibis.greatest(traces["income_tax_heads"], traces["insured_heads"])
    both = ibis.least(traces["income_tax_heads"], traces["insured_heads"]) > traces["declared_heads"]
    short = traces.filter(both, traces["declared_heads"] * 100 < other * (100 - p["percent"]))
    year = yearly(
        short,
        p["months"],
        declared=lambda g: g["declared_heads"].max(),
        taxed=lambda g: g["income_tax_heads"].max(),
        insured=lambda g: g["insured_heads"].max(),
    )
    return year.mutate(amount_fen=ibis.literal(0))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The months declared."""
    return [cite(h, t["business_months"], "employer", within="month")]


CHECK = Check(
    id="RF27",
    version=1,
    group="work",
    subject="employer",
    period="year",
    severity="HIGH",
    title=Words("少报职工总数", "Staff understated"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月申报在职职工(最多{declared}人)明显少于个税申报(最多{taxed}人)和"
        "参保(最多{insured}人)人数。",
        "In {months} months from {from_month} to {to_month} fewer staff were declared (at most {declared}) than were "
        "in income-tax filings (at most {taxed}) and insured (at most {insured}).",
    ),
    innocent=(
        Words("季节性用工折算", "seasonal staff converted to a yearly average"),
        Words("个税含劳务、退休返聘人员,口径不同", "tax filings include services and retirees: another definition"),
    ),
    authority=("财税〔2015〕72号 第八条",),
    precedents=("GUIDE X37",),
    sources=("business_months",),
    thresholds=(
        Threshold(name="percent", unit="percent", low=1, high=50, zh="容许少报比例", en="share let go"),
        Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),
    ),
    hits=hits,
    cites=cites,
)
