"""RF24: insurance of several months paid back for several workers on one day, before a claim."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Days on which at least `persons` got at least `months` each, no others as many, and a claim followed."""
    back = t["back_payments"]
    batch = back.filter(back["months"] >= p["months"])
    day = batch.group_by("payer", "posted_day").agg(
        persons=batch["disabled"].sum(),
        others=(1 - batch["disabled"]).sum(),
        from_month=batch["from_month"].min(),
        to_month=batch["to_month"].max(),
        base_fen=batch["base_fen"].sum(),
    )
    day = day.filter(day["persons"] >= p["persons"], day["others"] < day["persons"])
    claimed = day.join(_claims(t), day["payer"] == _claims(t)["employer"])
    claimed = claimed.filter(
        claimed["claim_day"] >= claimed["posted_day"], claimed["claim_day"] <= claimed["posted_day"] + p["days"]
    )
    claimed = claimed.mutate(year=january_of(claimed["from_month"]))
    year = claimed.group_by("payer", "year").agg(
        from_month=claimed["from_month"].min(),
        to_month=claimed["to_month"].max(),
        persons=claimed["persons"].max(),
        posted_day=claimed["posted_day"].max(),
        claim_day=claimed["claim_day"].min(),
    )
    return year.mutate(subject=year["payer"], amount_fen=ibis.literal(0)).drop("payer", "year")


def _claims(t: Tables) -> ir.Table:
    """Days on which a unit applied: filings, cases of the book, and what other systems paid."""
    filings, cases, grants = t["filings"], t["book_cases"], t["other_grants"]
    return ibis.union(
        filings.filter(filings["employer"].notnull()).select("employer", claim_day="day"),
        cases.filter(cases["employer"].notnull()).select("employer", claim_day="applied_day"),
        grants.filter(grants["employer"].notnull()).select("employer", claim_day="paid_day"),
        distinct=True,
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The insurance posted on that day, and the claim."""
    insured, filings = t["insurance_months"], t["filings"]
    return [
        cite(h, insured, {"subject": "payer", "posted_day": "posted_day"}),
        cite(h, filings, {"subject": "employer", "claim_day": "day"}),
    ]


CHECK = Check(
    id="RF24",
    version=1,
    group="work",
    subject="employer",
    period="year",
    severity="HIGH",
    title=Words("集中补缴社保", "Batch back-payment of insurance"),
    sentence=Words(
        "{posted_day}一次为{persons}名残疾职工补缴{from_month}至{to_month}的社会保险,{claim_day}即申报或领取补助。",
        "On {posted_day} insurance from {from_month} to {to_month} was paid back at once for {persons} workers with "
        "disabilities, and on {claim_day} a claim or grant followed.",
    ),
    innocent=(
        Words("社保系统切换,多家单位同日入账", "the insurance system was changed: many units on one day"),
        Words("劳动监察责令全员补缴", "the labour inspection ordered it for all staff"),
    ),
    authority=(),
    precedents=("短暂缴纳社保 (GUIDE X18)", "社保挂靠 (GUIDE X29)"),
    sources=("insurance_months", "wages"),
    thresholds=(
        Threshold(name="months", unit="months", low=2, high=24, zh="补缴月数", en="months paid back"),
        Threshold(name="persons", unit="persons", low=1, high=50, zh="人数", en="persons"),
        Threshold(name="days", unit="days", low=1, high=365, zh="申报前天数", en="days before the claim"),
    ),
    hits=hits,
    cites=cites,
)
