"""RF39: money for a unit goes to the account of a private person."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Units, other than sole traders, whose programmes were paid to private accounts."""
    paid = _paid(t)
    unit = paid.group_by("employer").agg(
        from_month=paid["month"].min(),
        to_month=paid["month"].max(),
        amount_fen=paid["amount_fen"].sum(),
        payments=paid["row"].nunique(),
    )
    return unit.filter(unit["amount_fen"] >= p["amount"]).rename(subject="employer")


def _paid(t: Tables) -> ir.Table:
    """Payments of programmes for units into private accounts."""
    grants, payments, cases, private = t["other_grants"], t["book_payments"], t["book_cases"], t["personal_accounts"]
    there = grants.filter(grants["unit_programme"] == 1, grants["account_kind"] == "personal")
    there = there.select(
        "employer",
        "amount_fen",
        "row",
        month=there["from_month"],
        source=ibis.literal("other_grants"),
        account_row=ibis.null("int64"),
    )
    ours = with_month(t, payments.filter(payments["paid_day"] > 0), "paid_day")
    ours = ours.semi_join(cases.filter(cases["unit_programme"] == 1), "case_key")
    ours = ours.join(private, ours["account"] == private["account"]).select(
        ours["employer"],
        ours["amount_fen"],
        ours["row"],
        ours["month"],
        source=ibis.literal("book_payments"),
        account_row=private["account_row"],
    )
    traders = t["businesses"].filter(lambda g: g["kind"] == "sole_trader").select("employer")
    paid = ibis.union(there, ours)
    return paid.filter(paid["employer"].notnull()).anti_join(traders, "employer")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The payments, and the accounts where the book paid."""
    paid = _paid(t)
    book = paid["source"] == "book_payments"
    return [
        cite(h, paid, "employer", where=paid["source"] == "other_grants", source="other_grants"),
        cite(h, paid, "employer", where=book, source="book_payments"),
        cite(h, paid, "employer", where=book, row="account_row", source="accounts"),
    ]


CHECK = Check(
    id="RF39",
    version=1,
    group="money",
    subject="employer",
    period="ever",
    severity="BLOCK",
    title=Words("对公资金入私户", "Firm money to a private account"),
    sentence=Words(
        "{from_month}至{to_month},发给单位的补贴{payments}笔共{amount_fen}转入个人账户。",
        "From {from_month} to {to_month} {payments} payments for the unit ({amount_fen}) went to a private account.",
    ),
    innocent=(Words("个体工商户使用经营者个人账户", "a sole trader uses the owner's account"),),
    authority=(),
    precedents=("补贴拨入单位银行基本账户(GUIDE §5.1)",),
    sources=("businesses",),
    thresholds=(Threshold(name="amount", unit="yuan", low=0, high=10_000_000, zh="累计金额", en="amount in all"),),
    hits=hits,
    cites=cites,
)
