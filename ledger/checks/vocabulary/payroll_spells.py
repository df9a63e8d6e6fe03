"""From when to when an employer paid somebody full-time, seasonal work left out."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import one_if


def make(t: Tables) -> ir.Table:
    """One row per employer, person and place: the first and the last month paid, and all that was `paid_fen`.

    `disabled`: the person was listed as a worker with disability; `within`: the spell began and ended inside of what
    the register of the place covers.
    """
    wages, contracts = t["wages"], t["contracts"]
    spans = t["register_spans"].filter(t["register_spans"]["register"] == "wages")
    seasonal = contracts.filter(contracts["seasonal"] == 1)
    full = wages.filter(wages["full_time"] == 1).anti_join(seasonal, ["person", "employer"])
    spell = full.group_by("employer", "person", "place").agg(
        entered=full["month"].min(),
        left_month=full["month"].max(),
        disabled=full["disabled"].max(),
        paid_fen=full["paid_fen"].sum(),
    )
    known = spell.join(spans, "place")
    within = (known["left_month"] < known["last_month"]) & (known["entered"] > known["first_month"])
    return known.mutate(within=one_if(within))


PAYROLL_SPELLS = Derived(
    form=form(
        "payroll_spells",
        "derived",
        "employer:employer person:person place entered left_month disabled paid_fen within",
    ),
    make=make,
)
