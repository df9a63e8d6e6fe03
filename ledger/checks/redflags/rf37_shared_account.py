"""RF37: one bank account into which the money of several households goes."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.payees import cite_payees, strangers
from ledger.checks.words import one_if


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Accounts of at least so many households, the holder's among them."""
    paid = strangers(t)
    shared = paid.group_by("account").agg(
        from_month=paid["from_month"].min(),
        to_month=paid["to_month"].max(),
        amount_fen=paid["amount_fen"].sum(),
        persons=paid["person"].nunique(),
        homes=paid["home"].nunique() + one_if(paid["holder"].notnull()).max(),
    )
    return shared.filter(shared["homes"] >= p["households"]).rename(subject="account")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The account, and what was paid into it for others."""
    return cite_payees(h, strangers(t))


CHECK = Check(
    id="RF37",
    version=1,
    group="money",
    subject="account",
    period="ever",
    severity="BLOCK",
    title=Words("一户多人", "Shared bank account"),
    sentence=Words(
        "{from_month}至{to_month},该账户收取户主以外{persons}人的款项{amount_fen},连同户主分属{homes}户,没有监护、代领或同户登记。",
        "From {from_month} to {to_month} the account took in {amount_fen} for {persons} persons other than its holder; "
        "with the holder they are of {homes} households, and no guardianship or mandate is on record.",
    ),
    innocent=(
        Words("监护人或代领人尚未登记", "a guardian or mandate is not yet registered"),
        Words("按户发放给户主的项目", "a programme that is paid to the head of the household"),
    ),
    authority=("财办〔2020〕37号:按人补贴的资金,为补贴对象开卡",),
    precedents=("「套卡、借卡、扣卡」(GUIDE X31)",),
    sources=("accounts",),
    thresholds=(
        Threshold(name="households", unit="count", low=2, high=50, zh="同一账户的户数", en="households on an account"),
    ),
    hits=hits,
    cites=cites,
)
