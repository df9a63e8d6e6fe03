"""RF50: more interest claimed than the loan bears, or on a loan that earns no subsidy."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month
from ledger.evidence.dataset import OPEN_DAY

YEAR_OF_BASIS_POINTS = 360 * 10_000
"""Days of the bank's year times basis points in one: a year of 365 days bears less, so that neither is an error."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Claims beyond principal × rate × days, the limits of amount and term, overdue loans, receipts twice."""
    loan = _loans(t)
    bears = loan["principal_fen"] * loan["rate_bp"] * loan["days"]
    wrong = (
        (loan["amount_fen"] * YEAR_OF_BASIS_POINTS > bears + p["tolerance"] * YEAR_OF_BASIS_POINTS)
        | ((loan["partner"] == 0) & (loan["principal_fen"] > p["principal"]))
        | (loan["principal_fen"] > p["partners_principal"])
        | (loan["term_days"] * 12 > 366 * p["months"])
        | (loan["overdue"] + loan["extended"] > 0)
        | (loan["twins"] > 0)
    )
    return loan.filter(loan["amount_fen"] > 0, wrong).drop("partner", "term_days").rename(subject="loan")


def _loans(t: Tables) -> ir.Table:
    """Every loan with all that was claimed for it; a row sent twice counts once."""
    loans, twins = t["loans"], t["receipt_twins"]
    until = ibis.least(loans["to_day"], ibis.coalesce(loans["repaid_day"], loans["to_day"]))
    rows = loans.mutate(
        until_day=ibis.ifelse(until == OPEN_DAY, loans["applied_day"], until),
        term_days=ibis.ifelse(loans["to_day"] == OPEN_DAY, 0, loans["to_day"] - loans["from_day"]),
    )
    kept = (*_ONCE, "loan")
    once = with_month(t, rows.select(*kept).distinct(), "applied_day")
    loan = once.group_by("loan").agg(
        from_month=once["month"].min(),
        to_month=once["month"].max(),
        amount_fen=once["interest_fen"].sum().cast("int64"),
        principal_fen=once["principal_fen"].max(),
        rate_bp=once["rate_bp"].max(),
        days=(once["until_day"] - once["from_day"]).max() + 1,
        term_days=once["term_days"].max(),
        partner=once["partner"].max(),
        overdue=once["overdue"].max(),
        extended=once["extended"].max(),
    )
    pairs = twins.group_by("loan").agg(twins=twins["other_row"].nunique())
    joined = loan.left_join(pairs, loan["loan"] == pairs["loan"])
    return joined.select(*(loan[name] for name in loan.columns), twins=ibis.coalesce(pairs["twins"], 0))


_ONCE = (
    "principal_fen",
    "rate_bp",
    "interest_fen",
    "receipt",
    "from_day",
    "until_day",
    "term_days",
    "applied_day",
    "partner",
    "overdue",
    "extended",
)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The loan, and other claims on its receipts."""
    return [
        cite(h, t["loans"], "loan"),
        cite(h, t["receipt_twins"], "loan", row="other_row", source="loans"),
    ]


CHECK = Check(
    id="RF50",
    version=1,
    group="money",
    subject="loan",
    period="ever",
    severity="BLOCK",
    title=Words("贴息计算错误", "Interest arithmetic"),
    sentence=Words(
        "申报利息{amount_fen}:本金{principal_fen},年利率{rate_bp}个基点,计息{days}天;"
        "逾期{overdue},展期{extended},与其他申报共用合同或单据{twins}处。",
        "{amount_fen} of interest are claimed: principal {principal_fen}, {rate_bp} basis points a year, {days} days; "
        "overdue {overdue}, extended {extended}, contract or receipt also used by {twins} other claims.",
    ),
    innocent=(
        Words("按 360 天或 365 天计息,以规定为准", "a year of 360 or 365 days, as the rules say"),
        Words("逾期的利息没有申报", "the interest of the overdue time was not claimed"),
    ),
    authority=("财金〔2020〕21号", "创业担保贷款贴息规定:逾期、展期不贴息(文号待核)"),
    precedents=("四川:伪造合同和单据 (GUIDE X21)",),
    sources=("loans",),
    thresholds=(
        Threshold(name="tolerance", unit="yuan", low=0, high=100_000, zh="允许误差", en="tolerance"),
        Threshold(name="principal", unit="yuan", low=0, high=1_000_000_000, zh="个人额度", en="limit of an individual"),
        Threshold(
            name="partners_principal",
            unit="yuan",
            low=0,
            high=1_000_000_000,
            zh="合伙贷款额度",
            en="limit of others",
        ),
        Threshold(name="months", unit="months", low=1, high=120, zh="最长期限", en="longest term"),
    ),
    hits=hits,
    cites=cites,
)
