"""Every table that checks speak of: evidence, the book, the law, the calendar, and what is derived from them."""

from functools import cache
from typing import Final

from ledger.checks.forms import Field, TableForm, Tables, form
from ledger.checks.vocabulary.catalogue import DERIVED
from ledger.evidence.dataset import ROW, Dataset, datasets


def _evidence(dataset: Dataset) -> TableForm:
    columns = (Field(name=c.name, kind=c.kind, text=c.text) for c in dataset.all_columns)
    return TableForm(name=dataset.name, origin="evidence", fields=(*columns, Field(name=ROW)))


BOOK: Final = (
    form(
        "book_cases",
        "book",
        "case_key:case programme$ place person:person employer:employer status$ applied_day decided_day amount_fen "
        "from_month to_month unit_programme row",
    ),
    form("book_claims", "book", "case_key:case person:person employer:employer cost_item$ month row"),
    form("book_one_offs", "book", "case_key:case person:person employer:employer cost_item$ month amount_fen row"),
    form("book_counts", "book", "person:person employer:employer month holder:holder row"),
    form(
        "book_payments",
        "book",
        "payment_key:payment case_key:case programme$ place person:person employer:employer account:account tranche "
        "amount_fen paid_day status$ row",
    ),
    form(
        "book_placements",
        "book",
        "placement_key:placement person:person employer:employer agency:employer base:employer from_day to_day post$ "
        "row",
    ),
    form(
        "book_months",
        "book",
        "person:person employer:employer month paid_fen full_time pension medical unemployment work_injury maternity "
        "row",
    ),
    form("book_steps", "book", "case_key:case person:person employer:employer step$ official:official day second row"),
    form(
        "book_recomputed",
        "book",
        "case_key:case person:person employer:employer paid_fen due_fen from_month to_month row",
    ),
    form("book_budget", "book", "fund$ year programme$ place appropriated_fen paid_fen december_fen unpaid_fen row"),
)
"""Tables of the book. `row` is the log position of the event that speaks last of it; day 0 is "not yet"."""

LAW: Final = (
    form("months", "law", "month first_day last_day"),
    form("law_minimum_wages", "law", "place month wage_fen"),
    form("law_working_ages", "law", "retirement_category$ birth_month from_month to_month"),
    form("law_required_insurances", "law", "place month pension medical unemployment work_injury maternity"),
    form("law_exclusions", "law", "programme$ other_programme$ relation$ span$"),
    form("law_quota_ratios", "law", "place year ratio_pct100"),
)
"""Tables of the law: `birth_month` and `months` count like every month; a ratio stands in hundredths of a per cent."""


@cache
def forms() -> dict[str, TableForm]:
    """Every table by name: evidence, book, law, derived."""
    evidence = (_evidence(dataset) for dataset in datasets().values())
    return {known.name: known for known in (*evidence, *BOOK, *LAW, *(derived.form for derived in DERIVED))}


def tables() -> Tables:
    """All of them as expressions."""
    return Tables(forms())
