"""RF48: a loan whose borrower does not run the business, or whose business did not exist at the application."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Loans that are not partners' and of another's business, and loans of a business before or after its time."""
    wrong = with_month(t, _wrong(t, p), "applied_day")
    return wrong.group_by("loan").agg(
        from_month=wrong["month"].min(),
        to_month=wrong["month"].max(),
        amount_fen=wrong["interest_fen"].max(),
        applied_day=wrong["applied_day"].min(),
        borrower_person=wrong["borrower"].min(),
        owner_person=wrong["legal_rep"].min(),
        founded_day=wrong["founded_day"].min(),
        closed_day=wrong["closed_day"].min(),
    ).rename(subject="loan")  # fmt: skip


def _wrong(t: Tables, p: Parameters) -> ir.Table:
    loans, businesses, shares = t["loans"], t["businesses"], t["shareholdings"]
    known = loans.join(businesses, loans["business"] == businesses["employer"]).select(
        *(loans[name] for name in ("loan", "borrower", "business", "partner", "interest_fen", "applied_day", "row")),
        *(businesses[name] for name in ("legal_rep", "legal_rep_from_day", "founded_day", "closed_day")),
        register_row=businesses["row"],
    )
    large = shares.filter(at_least_pct(shares["share_pct"], p["share"], 100))
    anothers = known.filter(
        known["partner"] == 0,
        known["legal_rep"] != known["borrower"],
        known["legal_rep_from_day"] <= known["applied_day"],
    ).anti_join(large, [("business", "employer"), ("borrower", "holder_person")])
    gone = known.filter((known["closed_day"] < known["applied_day"]) | (known["founded_day"] > known["applied_day"]))
    return anothers.union(gone, distinct=True)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The loan and the register's entry."""
    wrong = _wrong(t, p)
    return [
        cite(h, wrong, "loan", source="loans"),
        cite(h, wrong, "loan", row="register_row", source="businesses"),
    ]


CHECK = Check(
    id="RF48",
    version=1,
    group="money",
    subject="loan",
    period="ever",
    severity="BLOCK",
    title=Words("借款人与企业不符", "Borrower not the operator, or firm dead"),
    sentence=Words(
        "{applied_day}申请贴息({amount_fen}):借款人{borrower_person},登记的经营者{owner_person};"
        "经营主体成立日{founded_day},注销日{closed_day}。",
        "Interest ({amount_fen}) was applied for on {applied_day} by {borrower_person}; the registered operator is "
        "{owner_person}, and the business was founded on {founded_day}, deregistered on {closed_day}.",
    ),
    innocent=(
        Words("合伙创业贷款", "a partners' loan"),
        Words("申请之后变更了法定代表人", "the legal representative changed after the application"),
    ),
    authority=(),
    precedents=("江苏审计:借款人与法定代表人不符、申请时企业已注销 (GUIDE X20)",),
    sources=("loans", "businesses"),
    thresholds=(
        Threshold(name="share", unit="percent", low=1, high=100, zh="视为经营者的持股比例", en="share of an operator"),
    ),
    hits=hits,
    cites=cites,
)
