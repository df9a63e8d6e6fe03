"""RF07: a certificate whose number agrees neither with the person nor with itself."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Words
from ledger.checks.claims import cite_claims, claimed_spans
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Persons claimed on an inconsistent number that no known renumbering and no later reissue explains."""
    wrong, spans = _wrong(t), claimed_spans(t)
    used = wrong.join(
        spans,
        [
            wrong["person"] == spans["person"],
            wrong["from_day"] <= spans["to_day"],
            wrong["to_day"] >= spans["from_day"],
        ],
    ).select(wrong["person"], wrong["from_day"], spans["from_month"], spans["to_month"])
    since = month_of(used, "from_day", t["month_buckets"], "since_month")
    return (
        since.group_by("person")
        .agg(
            from_month=since["from_month"].min(),
            to_month=since["to_month"].max(),
            since_month=since["since_month"].min(),
        )
        .rename(subject="person")
        .mutate(amount_fen=NOTHING)
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The certificate, and the months claimed on it."""
    return [cite(h, _wrong(t), "person", source="certificates"), *cite_claims(t, h)]


def _wrong(t: Tables) -> ir.Table:
    rows, identities = t["certificates"], t["identities"]
    valid = rows.filter(rows["status"] == "valid")
    wrong, right = valid.filter(valid["number_consistent"] == 0), valid.filter(valid["number_consistent"] == 1)
    known = identities.filter(identities["earlier_certificate"].notnull())
    reissued = right.group_by("person").agg(reissued_day=right["from_day"].max())
    wrong = wrong.anti_join(
        reissued, [wrong["person"] == reissued["person"], wrong["from_day"] <= reissued["reissued_day"]]
    )
    return wrong.anti_join(
        known, [wrong["person"] == known["person"], wrong["certificate"] == known["earlier_certificate"]]
    )


CHECK = Check(
    id="RF07",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="BLOCK",
    title=Words("残疾人证号不一致", "Certificate number inconsistent"),
    sentence=Words(
        "自{since_month}所用残疾人证号与身份证号、类别等级或校验位不一致,{from_month}至{to_month}据此计为残疾职工。",
        "Since {since_month} the certificate's number agrees with neither the identity number, nor category, grade and "
        "check digit; counted on it from {from_month} to {to_month}.",
    ),
    innocent=(
        Words("身份证号变更后尚未换证", "the identity number changed and the certificate did not follow yet"),
        Words("旧的15位身份证号或残疾军人证", "an old number of 15 digits, or an army certificate"),
        Words("登记录入差错", "a slip in the register"),
    ),
    authority=("GB/T 26341-2010",),
    precedents=("残疾人证号编码规则 (GUIDE I1、I2)",),
    sources=("certificates", "wages"),
    thresholds=(),
    hits=hits,
    cites=cites,
)
