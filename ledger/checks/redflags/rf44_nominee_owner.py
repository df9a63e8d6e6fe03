"""RF44: somebody owns the business on paper only, so that money can be claimed."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.for_business import cite_claims, claims
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Made owner shortly before a claim, or insured by another employer for months around it."""
    nominal = with_month(t, ibis.union(_lately(t, p), _elsewhere(t, p)), "day")
    return nominal.group_by("employer").agg(
        from_month=nominal["month"].min(),
        to_month=nominal["month"].max(),
        amount_fen=nominal["granted_fen"].max(),
        claim_day=nominal["day"].max(),
        owner_since_day=nominal["since_day"].max(),
        months=nominal["months"].max(),
    ).rename(subject="employer")  # fmt: skip


def _lately(t: Tables, p: Parameters) -> ir.Table:
    owners = t["new_owners"].select("employer", since_day="legal_rep_from_day", proof_row="row")
    asked = claims(t).join(owners, "employer")
    since = asked["day"] - asked["since_day"]
    lately = asked.filter(since >= 0, since <= p["days"]).mutate(months=ibis.literal(0, "int64"))
    return lately.select(*_COLUMNS)


BEFORE = 3
"""So many months before the claim a job counts too; who gave it up to start a business has no more of them."""


def _elsewhere(t: Tables, p: Parameters) -> ir.Table:
    """Months of another job about the claim and after it."""
    register = t["businesses"].select("employer", since_day="legal_rep_from_day", proof_row="row")
    asked = with_month(t, claims(t), "day").join(register, "employer")
    jobs = t["owner_jobs"].select("employer", job_month="month")
    pairs = asked.join(jobs, "employer")
    pairs = pairs.filter(pairs["job_month"] >= pairs["month"] - BEFORE, pairs["job_month"] <= pairs["month"] + 12)
    found = pairs.group_by(*(name for name in _COLUMNS if name != "months")).agg(months=pairs["job_month"].nunique())
    return found.filter(found["months"] >= p["months"]).select(*_COLUMNS)


_COLUMNS = ("employer", "day", "granted_fen", "source", "claim_row", "since_day", "proof_row", "months")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The register, the claims, and the insurance of another job."""
    nominal = ibis.union(_lately(t, p), _elsewhere(t, p))
    return [
        cite(h, nominal, "employer", row="proof_row", source="businesses"),
        *cite_claims(h, nominal),
        cite(h.filter(h["months"] > 0), t["owner_jobs"], "employer", source="insurance_months"),
    ]


CHECK = Check(
    id="RF44",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("顶名创业", "Nominee owner"),
    sentence=Words(
        "{claim_day}申报补贴({amount_fen}),现经营者{owner_since_day}起任职,申报前后有{months}个月由别的单位参保。",
        "Money was claimed on {claim_day} ({amount_fen}); the present owner came on {owner_since_day}, and "
        "another employer insured them for {months} months about the claim.",
    ),
    innocent=(Words("家庭内部交接", "a handover in the family"),),
    authority=(),
    precedents=("五个行动方案汇编 S317、S320、S399", "江苏审计 (GUIDE X20)"),
    sources=("businesses", "persons"),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=365, zh="变更后天数", en="days after the change"),
        Threshold(name="months", unit="months", low=1, high=12, zh="他处参保月数", en="months insured elsewhere"),
    ),
    hits=hits,
    cites=cites,
)
