"""RF55: a job claimed after training, of which neither wages nor insurance show anything."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Claims whose employer paid nothing within `months` of the class, where the registers reach that far."""
    fake = _fake(t, p)
    fake = fake.mutate(year=january_of(fake["ended_month"]))
    year = fake.group_by("person", "year").agg(
        from_month=fake["ended_month"].min(),
        to_month=fake["ended_month"].max(),
        employer=fake["employer"].max(),
        amount_fen=fake["fee_fen"].sum(),
    )
    return year.drop("year").rename(subject="person")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The claims."""
    return [cite(h, _fake(t, p), "person", within="ended_month", row="trainee_row", source="trainees")]


def _fake(t: Tables, p: Parameters) -> ir.Table:
    claims = t["job_claims"]
    until = claims["ended_month"] + p["months"]
    return claims.filter(
        claims["known_month"] >= until, claims["first_month"].isnull() | (claims["first_month"] > until)
    )


CHECK = Check(
    id="RF55",
    version=1,
    group="training",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("虚假就业协议", "Fake job after training"),
    sentence=Words(
        "{from_month}培训结束时申报已由{employer}录用,此后数月该单位既未发工资也未参保,涉及补贴{amount_fen}。",
        "At the end of the training in {from_month} a job at {employer} was claimed; in the months after it that "
        "employer neither paid nor insured the trainee; {amount_fen} of subsidy.",
    ),
    innocent=(
        Words("非正规就业,现金发放", "informal work, paid in cash"),
        Words("录用后很快离职", "the job was given up at once"),
        Words("由劳务派遣单位参保", "insured by a dispatch agency"),
    ),
    authority=(),
    precedents=("山西交口:虚假就业协议提高补贴比例 (GUIDE X24)",),
    sources=("trainees", "insurance_months", "wages"),
    thresholds=(Threshold(name="months", unit="months", low=1, high=12, zh="结业后月数", en="months after the class"),),
    hits=hits,
    cites=cites,
)
