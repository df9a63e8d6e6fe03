"""Months for which an owner is insured by an employer other than the own business."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per business that asked for money and month; the other employer is named as `elsewhere`."""
    businesses, insured = t["businesses"], t["insurance_months"]
    owners = businesses.semi_join(t["business_claims"], "employer").select("employer", owner="legal_rep")
    paid = insured.filter(insured["pension"] == 1).select("person", "payer", "month", "row")
    jobs = paid.join(owners, [("person", "owner")])
    jobs = jobs.filter(jobs["payer"] != jobs["employer"])
    return jobs.select("employer", "month", "row", elsewhere="payer")


OWNER_JOBS = Derived(form=form("owner_jobs", "derived", "employer:employer elsewhere month row"), make=make)
