"""RF22: one person counted by two units for the same month, in the book or on their payrolls."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Each month with two holders of the count, or with two full wages where the year has at least `months` of them."""
    claims = ibis.union(_counted(t), _paid(t, p))
    month = claims.group_by("person", "month").agg(
        employer=claims["employer"].min(), other_employer=claims["other_employer"].max()
    )
    return month.select(
        "employer",
        "other_employer",
        subject=month["person"],
        from_month=month["month"],
        to_month=month["month"],
        amount_fen=ibis.literal(0),
    )


def _counted(t: Tables) -> ir.Table:
    """Two claims of the book for a month, unless the one placement had ended before the other began."""
    counts = t["book_counts"]
    several = counts.group_by("person", "month").agg(holders=counts["holder"].nunique())
    counts = counts.semi_join(several.filter(several["holders"] >= 2), ["person", "month"])
    theirs = counts.view()
    pairs = counts.join(
        theirs,
        [
            counts["person"] == theirs["person"],
            counts["month"] == theirs["month"],
            counts["holder"] < theirs["holder"],
        ],
    ).select(counts["person"], counts["employer"], counts["month"], other_employer=theirs["employer"])
    return pairs.anti_join(_changed(t, pairs), ["person", "employer", "other_employer", "month"])


def _changed(t: Tables, pairs: ir.Table) -> ir.Table:
    """Changes of job within the month: one placement ends in it, and the other begins after that."""
    ended, began = t["book_placements"], t["book_placements"].view()
    moves = ended.join(began, [ended["person"] == began["person"], ended["to_day"] < began["from_day"]])
    moves = moves.select(ended["person"], ended["employer"], ended["to_day"], other=began["employer"])
    dated = pairs.join(t["months"], "month")
    within = [moves["to_day"] >= dated["first_day"], moves["to_day"] <= dated["last_day"]]
    same = dated["person"] == moves["person"]
    forth = [same, dated["employer"] == moves["employer"], dated["other_employer"] == moves["other"], *within]
    back = [same, dated["other_employer"] == moves["employer"], dated["employer"] == moves["other"], *within]
    named = ["person", "employer", "other_employer", "month"]
    return ibis.union(dated.semi_join(moves, forth).select(*named), dated.semi_join(moves, back).select(*named))


def _paid(t: Tables, p: Parameters) -> ir.Table:
    """Whole months on two payrolls as a worker with disability, in a year that has enough of them."""
    double = _whole(t)
    year = double.group_by("person", "year").agg(months=double["month"].nunique())
    often = double.semi_join(year.filter(year["months"] >= p["months"]), ["person", "year"])
    return often.select("person", "employer", "month", "other_employer")


def _whole(t: Tables) -> ir.Table:
    double = t["double_months"]
    whole = double.filter(double["claimed"] == 1, double["due_pct"] >= 100)
    return whole.mutate(year=january_of(whole["month"]))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The counts and the wages of the month."""
    wages = t["wages"]
    return [
        cite(h, t["book_counts"], "person", within="month"),
        cite(h, wages, "person", within="month", where=(wages["disabled"] == 1) & (wages["full_time"] == 1)),
    ]


CHECK = Check(
    id="RF22",
    version=1,
    group="work",
    subject="person",
    period="month",
    severity="BLOCK",
    title=Words("一人多计", "Two claims for one person-month"),
    sentence=Words(
        "{from_month}同时被{employer}和{other_employer}计为安置的残疾职工。",
        "For {from_month} both {employer} and {other_employer} count the person as a worker with disability.",
    ),
    innocent=(
        Words("月中换工作", "a job change within the month"),
        Words(
            "派遣双方约定由一方计入,另一方误报", "a dispatch in which one side may count, and the other reported too"
        ),
    ),
    authority=("财政部公告2019年第98号 第二条", "残联厅函〔2022〕63号"),
    precedents=(),
    sources=("wages",),
    thresholds=(
        Threshold(
            name="months", unit="months", low=1, high=12, zh="一年内两处全月领薪月数", en="double months within a year"
        ),
    ),
    hits=hits,
    cites=cites,
)
