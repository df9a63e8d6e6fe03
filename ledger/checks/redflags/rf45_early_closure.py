"""RF45: a business was closed or changed hands within a year after the grant."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.for_business import cite_claims, claims
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Deregistered, or with a new owner, soon after a grant; a loan or a lease alone is none."""
    early = with_month(t, _early(t, p), "day")
    return early.group_by("employer").agg(
        from_month=early["month"].min(),
        to_month=early["month"].max(),
        amount_fen=early["granted_fen"].sum().cast("int64"),
        claim_day=early["day"].max(),
        closed_day=early["closed_day"].min(),
        owner_since_day=early["legal_rep_from_day"].max(),
    ).rename(subject="employer")  # fmt: skip


def _early(t: Tables, p: Parameters) -> ir.Table:
    businesses, asked = t["businesses"], claims(t)
    register = businesses.select("employer", "closed_day", "legal_rep_from_day", "founded_day", register_row="row")
    asked = asked.filter(asked["source"].isin(["other_grants", "book_cases"])).join(register, "employer")
    closed = (asked["closed_day"] >= asked["day"]) & (asked["closed_day"] < asked["day"] + p["days"])
    passed = (
        (asked["legal_rep_from_day"] > asked["founded_day"])
        & (asked["legal_rep_from_day"] > asked["day"])
        & (asked["legal_rep_from_day"] < asked["day"] + p["days"])
    )
    return asked.filter(closed | passed)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The register and the claims."""
    early = _early(t, p)
    return [cite(h, early, "employer", row="register_row", source="businesses"), *cite_claims(h, early)]


CHECK = Check(
    id="RF45",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="MEDIUM",
    title=Words("领后注销", "Early closure or transfer"),
    sentence=Words(
        "{claim_day}领取或申报({amount_fen})后不满一年即注销或换人:注销日{closed_day},现经营者任职日{owner_since_day}。",
        "Within a year after {claim_day} ({amount_fen}) the business was closed or handed on: deregistered "
        "{closed_day}, present owner since {owner_since_day}.",
    ),
    innocent=(Words("真实经营而失败(有开票和纳税)", "a genuine failure (with invoices and taxes)"),),
    authority=(),
    precedents=("江苏审计 (GUIDE X20)",),
    sources=("businesses",),
    thresholds=(Threshold(name="days", unit="days", low=30, high=1095, zh="领取后天数", en="days after the grant"),),
    hits=hits,
    cites=cites,
)
