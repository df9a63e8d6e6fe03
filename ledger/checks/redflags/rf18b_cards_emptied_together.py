"""RF18B: cards of several workers emptied at one cash machine within minutes, month after month."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, yearly


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Withdrawals beside those of `persons` - 1 others, with each of whom it was so in at least `months` months."""
    event = _together(t, p).group_by("person", "month", "row", "amount_fen").agg(others=lambda g: g["other"].nunique())
    event = event.filter(event["others"] >= p["persons"] - 1)
    event = event.mutate(subject=event["person"])
    return yearly(
        event,
        1,
        amount_fen=lambda g: g["amount_fen"].sum(),
        persons=lambda g: g["others"].max() + 1,
    )


def _together(t: Tables, p: Parameters) -> ir.Table:
    """Withdrawals close in time, with those who came close in several months."""
    near = t["cards_together"]
    near = near.filter(near["later"] <= p["minutes"] * 60, near["later"] >= -60 * p["minutes"])
    often = near.group_by("person", "other").agg(months=near["month"].nunique())
    return near.semi_join(often.filter(often["months"] >= p["months"]), ["person", "other"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The withdrawals of the person and those beside them."""
    near = _together(t, p)
    return [
        cite(h, near, "person", within="month", source="transfers"),
        cite(h, near, "person", within="month", row="other_row", source="transfers"),
    ]


CHECK = Check(
    id="RF18B",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="CRITICAL",
    title=Words("多卡同机集中取现", "Cards emptied together"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月,本人的卡与同一批他人的卡(共{persons}张)在同一取款机数分钟内先后取现,"
        "本人共取出{amount_fen}。",
        "In {months} months from {from_month} to {to_month} the card and those of the same others ({persons} cards) "
        "were used at one cash machine within minutes; {amount_fen} were taken from this one.",
    ),
    innocent=(
        Words("同事发薪日结伴取款", "colleagues go to the cash machine together on pay-day"),
        Words("监护人或家人代取", "a guardian or relative draws the money"),
    ),
    authority=(),
    precedents=("北青深一度 (GUIDE X2)", "「套卡、借卡、扣卡」(GUIDE X31)"),
    sources=("transfers",),
    thresholds=(
        Threshold(name="minutes", unit="count", low=1, high=30, zh="先后间隔(分钟)", en="minutes apart"),
        Threshold(name="persons", unit="persons", low=3, high=20, zh="同时取现的卡数", en="cards used together"),
        Threshold(
            name="months", unit="months", low=1, high=12, zh="同一批人重复的月数", en="months with the same others"
        ),
    ),
    hits=hits,
    cites=cites,
)
