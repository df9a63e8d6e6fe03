"""RF06: months claimed without a valid certificate."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import cite_claims, claimed_months, claimed_spans
from ledger.checks.forms import Tables
from ledger.checks.words import cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months that no valid status covers, `grace` days after its end included: a late renewal closes the gap."""
    rows, spans = t["certificates"], claimed_spans(t)
    valid = rows.filter(rows["status"] == "valid")
    whole = [
        spans["person"] == valid["person"],
        valid["from_day"] <= spans["from_day"],
        valid["to_day"] >= spans["to_day"],
    ]
    month = claimed_months(t, spans.anti_join(valid, whole).semi_join(rows, "person"))
    touched = [
        month["person"] == valid["person"],
        valid["from_day"] <= month["last_day"],
        valid["to_day"] + p["grace"] >= month["first_day"],
    ]
    bare = _within_history(month.anti_join(valid, touched), rows)
    return (
        bare.group_by("person")
        .agg(
            from_month=bare["month"].min(),
            to_month=bare["month"].max(),
            months=bare["month"].nunique(),
            amount_fen=bare["paid_fen"].sum(),
        )
        .rename(subject="person")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """Every status of the certificate, and the months."""
    return [cite(h, t["certificates"], "person"), *cite_claims(t, h)]


def _within_history(month: ir.Table, rows: ir.Table) -> ir.Table:
    """Without months before the first status, where the certificate was issued earlier: that history is not held."""
    known = rows.group_by("person").agg(known_day=rows["from_day"].min(), issued_day=rows["first_issued_day"].min())
    before = (month["last_day"] < known["known_day"]) & (known["issued_day"] <= month["last_day"])
    return month.semi_join(known, [month["person"] == known["person"], ~before])


CHECK = Check(
    id="RF06",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("残疾人证无效", "Certificate not valid"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月没有有效的残疾人证,仍计发工资{amount_fen}。",
        "In {months} months from {from_month} to {to_month} no certificate was valid; {amount_fen} were paid.",
    ),
    innocent=(
        Words("换证期间的短暂空档", "a short gap while a certificate was renewed"),
        Words("同一人补发换发新证", "a new certificate issued to the same person"),
        Words("持残疾军人证,不在残联登记", "an army certificate, which stands in another register"),
    ),
    authority=("联网认证通告", "财税〔2015〕72号 第七条"),
    precedents=("残疾人证有效期十年 (GUIDE I2)",),
    sources=("certificates", "wages"),
    thresholds=(
        Threshold(name="grace", unit="days", low=0, high=180, zh="换证宽限天数", en="days of grace for a renewal"),
    ),
    hits=hits,
    cites=cites,
)
