"""RF38: money for a person goes to an account whose holder has another name and another number."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.payees import cite_payees, strangers


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Accounts whose name the bank finds different, held by somebody else than the payee."""
    paid = strangers(t)
    other = paid.filter(paid["name_matches"] == 0)
    account = other.group_by("account").agg(
        from_month=other["from_month"].min(),
        to_month=other["to_month"].max(),
        amount_fen=other["amount_fen"].sum(),
        persons=other["person"].nunique(),
    )
    return account.filter(account["amount_fen"] >= p["amount"]).rename(subject="account")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The account, and what was paid into it for others."""
    paid = strangers(t)
    return cite_payees(h, paid, paid["name_matches"] == 0)


CHECK = Check(
    id="RF38",
    version=1,
    group="money",
    subject="account",
    period="ever",
    severity="BLOCK",
    title=Words("户名不符", "Name mismatch"),
    sentence=Words(
        "{from_month}至{to_month},{persons}人的款项{amount_fen}转入该账户,银行核对户名不符,户主也不是本人、监护人或同户家人。",
        "From {from_month} to {to_month} {amount_fen} for {persons} persons went to the account; the bank finds "
        "another name, and the holder is neither they nor a guardian or one of their household.",
    ),
    innocent=(
        Words("生僻字或改名(户主证件号仍是本人)", "a rare character or a change of name (the ID is still the payee's)"),
        Words("监护人或代领人尚未登记", "a guardian or mandate is not yet registered"),
    ),
    authority=("财办〔2020〕37号:任何单位和个人不得违规代持或借他人名义办卡",),
    precedents=(),
    sources=("accounts",),
    thresholds=(Threshold(name="amount", unit="yuan", low=0, high=10_000_000, zh="累计金额", en="amount in all"),),
    hits=hits,
    cites=cites,
)
