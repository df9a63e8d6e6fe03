"""RF40: cards opened together at one branch that only receive money and are emptied the same day."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Such a card among at least so many, emptied at least so often."""
    cards = t["emptied_cards"]
    many = cards.filter(cards["cards"] >= p["cards"], cards["paid"] >= p["times"])
    begun = with_month(t, many, "first_day", "from_month")
    spans = with_month(t, begun, "last_day", "to_month")
    return spans.group_by("account").agg(
        from_month=spans["from_month"].min(),
        to_month=spans["to_month"].max(),
        amount_fen=spans["amount_fen"].max(),
        opened_day=spans["opened_day"].max(),
        cards=spans["cards"].max(),
        times=spans["paid"].max(),
    ).rename(subject="account")  # fmt: skip


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The account, and money that left it."""
    cards = t["emptied_cards"]
    return [
        cite(h, cards, "account", source="accounts"),
        cite(h, t["transfers"], {"subject": "from_account"}, within="month"),
    ]


CHECK = Check(
    id="RF40",
    version=1,
    group="chains",
    subject="account",
    period="ever",
    severity="MEDIUM",
    title=Words("批量开卡", "Bulk opened, dormant cards"),
    sentence=Words(
        "{opened_day}同一网点同日开立的{cards}张卡都只收款、当日取空;本卡{times}次,共{amount_fen}。",
        "{cards} cards opened at one branch on {opened_day} only receive money and are emptied the same day; this one "
        "{times} times, {amount_fen} in all.",
    ),
    innocent=(Words("社保卡集中发放(平时有别的收支)", "a campaign for social-security cards (with other use)"),),
    authority=(),
    precedents=("「套卡、借卡、扣卡」,四川清理四千余万张 (GUIDE X31)",),
    sources=("accounts", "transfers"),
    thresholds=(
        Threshold(name="cards", unit="count", low=3, high=1000, zh="同批卡数", en="cards opened together"),
        Threshold(name="times", unit="times", low=1, high=24, zh="取空次数", en="times emptied"),
    ),
    hits=hits,
    cites=cites,
)
