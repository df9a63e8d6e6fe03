"""RF43: a young business that draws money and leaves no trace of any business."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.for_business import cite_claims, claims
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Businesses founded shortly before a claim with so many months on record, and nothing in any of them."""
    shells = with_month(t, _shells(t, p), "day")
    return shells.group_by("employer").agg(
        from_month=shells["month"].min(),
        to_month=shells["month"].max(),
        amount_fen=shells["granted_fen"].sum().cast("int64"),
        founded_day=shells["founded_day"].min(),
        claim_day=shells["day"].min(),
        months=shells["months"].max(),
    ).rename(subject="employer")  # fmt: skip


def _shells(t: Tables, p: Parameters) -> ir.Table:
    businesses, traces = t["businesses"].filter(t["businesses"]["platform"] == 0), t["business_months"]
    asked = claims(t).join(businesses.select("employer", "founded_day", register_row="row"), "employer")
    asked = asked.filter(asked["day"] <= asked["founded_day"] + p["days"])
    busy = traces["tax_fen"] + traces["invoices_fen"] + traces["utility_fen"] + traces["insured_heads"]
    quiet = traces.group_by("employer").agg(months=traces["month"].nunique(), busy=busy.max())
    quiet = quiet.filter(quiet["busy"] == 0, quiet["months"] >= p["months"])
    return asked.join(quiet, "employer")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The register, the claims, and the months without a trace."""
    shells = _shells(t, p)
    return [
        cite(h, shells, "employer", row="register_row", source="businesses"),
        *cite_claims(h, shells),
        cite(h, t["business_months"], "employer"),
    ]


CHECK = Check(
    id="RF43",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("空壳创业", "Shell business"),
    sentence=Words(
        "{founded_day}成立,{claim_day}即申报补贴(共{amount_fen});登记在案的{months}个月没有纳税、开票、水电和参保记录。",
        "Founded on {founded_day}, it drew money from {claim_day} on ({amount_fen} in all); the {months} months on "
        "record show no tax, invoice, utility or insured staff.",
    ),
    innocent=(
        Words("小微免税、未开票的经营者(应有水电)", "exempt micro firms without invoices (utilities should show)"),
        Words("平台店铺", "a shop on a platform"),
    ),
    authority=(),
    precedents=("广州:22 家空壳公司骗取 220 万元 (GUIDE X19)",),
    sources=("businesses", "business_months"),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=1095, zh="成立后天数", en="days after the foundation"),
        Threshold(name="months", unit="months", low=1, high=24, zh="无痕迹月数", en="months without a trace"),
    ),
    hits=hits,
    cites=cites,
)
