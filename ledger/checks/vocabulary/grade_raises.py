"""Persons whose certificate was raised to a severe grade, beside how often the assessor does that."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

SEVERE = 2
"""Grades 1 and 2 are severe: 残疾等级一级、二级为重度."""


def make(t: Tables) -> ir.Table:
    """One row per person raised; `assessed` and `raised` count the persons of the assessor, 0 where none is named."""
    rows = t["certificates"].filter(t["certificates"]["status"] == "valid")
    severe, mild = rows.filter(rows["grade"] <= SEVERE), rows.filter(rows["grade"] > SEVERE)
    since = severe.group_by("person").agg(raised_day=severe["from_day"].min())
    before = mild.join(since, [mild["person"] == since["person"], mild["from_day"] < since["raised_day"]])
    before = before.group_by(mild["person"], since["raised_day"]).agg(old_grade=mild["grade"].min())
    after = severe.join(before, [severe["person"] == before["person"], severe["from_day"] == before["raised_day"]])
    raised = after.group_by(severe["person"], before["raised_day"], before["old_grade"]).agg(
        grade=severe["grade"].min(), assessor=severe["assessor"].max()
    )
    return _with_rates(raised, rows)


def _with_rates(raised: ir.Table, rows: ir.Table) -> ir.Table:
    assessed = rows.group_by("assessor").agg(assessed=rows["person"].nunique())
    by = raised.group_by("assessor").agg(raised=raised["person"].nunique())
    rates = assessed.join(by, assessed["assessor"] == by["assessor"]).select(assessed["assessor"], "assessed", "raised")
    named = raised.left_join(rates, raised["assessor"] == rates["assessor"])
    return named.select(
        *(raised[name] for name in raised.columns),
        assessed=rates["assessed"].fill_null(0),
        raised=rates["raised"].fill_null(0),
    )


GRADE_RAISES = Derived(
    form=form("grade_raises", "derived", "person:person raised_day old_grade grade assessor:assessor assessed raised"),
    make=make,
)
