"""Jobs claimed after a training course, beside the first month in which that employer really paid the trainee."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import month_of

LONGEST_MONTHS = 24
"""No threshold of a check looks further."""


def make(t: Tables) -> ir.Table:
    """One row per claim: the month of the class's end, the first month paid or insured (or none), and up to which month
    the registers speak of that employer; claims of employers that no register knows are left out.
    """
    trainees = t["trainees"]
    claims = trainees.filter(trainees["claimed_employer"].notnull(), trainees["fee_fen"] > 0)
    claims = month_of(claims, "to_day", t["month_buckets"], "ended_month").select(
        "person", "class_key", "fee_fen", "ended_month", employer="claimed_employer", trainee_row="row"
    )
    worked = _worked(t, claims)
    kept = claims.join(
        worked,
        [
            claims["person"] == worked["person"],
            claims["employer"] == worked["employer"],
            worked["month"] >= claims["ended_month"],
            worked["month"] <= claims["ended_month"] + LONGEST_MONTHS,
        ],
    )
    first = kept.group_by(claims["trainee_row"]).agg(first_month=worked["month"].min())
    known = _known(t, claims)
    met = claims.join(known, claims["employer"] == known["employer"]).left_join(
        first, claims["trainee_row"] == first["trainee_row"]
    )
    return met.select(*(claims[name] for name in claims.columns), known["known_month"], first["first_month"])


def _worked(t: Tables, claims: ir.Table) -> ir.Table:
    """Months in which a trainee was paid, insured or present at some employer."""
    wages, insured, attended = (
        t[name].semi_join(claims, "person") for name in ("wages", "insurance_months", "attendance_months")
    )
    return ibis.union(
        wages.select("person", "employer", "month"),
        insured.select("person", "month", employer="payer").select("person", "employer", "month"),
        attended.filter(attended["days"] > 0).select("person", "employer", "month"),
        distinct=True,
    )


def _known(t: Tables, claims: ir.Table) -> ir.Table:
    """Employers that insure anybody, or stand in the business register: the last month that insurance is held for."""
    insured, businesses = t["insurance_months"], t["businesses"]
    named = claims.select("employer").distinct()
    paying = insured.semi_join(named, insured["payer"] == named["employer"]).select(employer="payer")
    listed = businesses.semi_join(named, "employer").select("employer")
    last = insured.agg(known_month=insured["month"].max())
    return ibis.union(paying, listed, distinct=True).cross_join(last)


JOB_CLAIMS = Derived(
    form=form(
        "job_claims",
        "derived",
        "person:person class_key:class fee_fen ended_month employer:employer trainee_row known_month first_month",
    ),
    make=make,
)
