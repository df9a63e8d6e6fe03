"""RF49: a start-up loan that soon went to securities, houses, relatives or other loans."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Loans of which at least so many per cent went elsewhere than into the business within some days."""
    away = _away(t, p)
    month = with_month(t, away, "day")
    loan = month.group_by("loan").agg(
        from_month=month["month"].min(),
        to_month=month["month"].max(),
        amount_fen=month["amount_fen"].sum().cast("int64"),
        principal_fen=month["principal_fen"].max(),
        uses=month["row"].nunique(),
        until_day=month["day"].max(),
    )
    diverted = at_least_pct(loan["amount_fen"], p["percent"], loan["principal_fen"])
    return loan.filter(diverted).rename(subject="loan")


def _away(t: Tables, p: Parameters) -> ir.Table:
    loans, uses = t["loans"], t["loan_uses"]
    loan = loans.group_by("loan").agg(from_day=loans["from_day"].min(), principal_fen=loans["principal_fen"].max())
    other = uses.filter(uses["purpose"] != "business").select("loan", "amount_fen", "day", "row")
    pairs = other.join(loan, "loan")
    return pairs.filter(pairs["day"] >= pairs["from_day"], pairs["day"] <= pairs["from_day"] + p["days"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The loan and where the money went."""
    return [cite(h, _away(t, p), "loan", source="loan_uses"), cite(h, t["loans"], "loan")]


CHECK = Check(
    id="RF49",
    version=1,
    group="money",
    subject="loan",
    period="ever",
    severity="HIGH",
    title=Words("贷款挪用", "Loan diverted"),
    sentence=Words(
        "贷款{principal_fen}放款后至{until_day}有{amount_fen}({uses}笔)转入证券、房产、亲属或其他贷款。",
        "Of a loan of {principal_fen}, {amount_fen} ({uses} payments) went to securities, houses, relatives or other "
        "loans by {until_day}.",
    ),
    innocent=(Words("供货商是亲属", "the supplier is a relative"),),
    authority=(),
    precedents=("江苏审计:贷款挪用 (GUIDE X20)",),
    sources=("loans", "loan_uses"),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=365, zh="放款后天数", en="days after the disbursement"),
        Threshold(name="percent", unit="percent", low=10, high=100, zh="挪用比例", en="share diverted"),
    ),
    hits=hits,
    cites=cites,
)
