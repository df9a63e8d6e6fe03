"""Trainees whom another register places elsewhere while their class was held."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import month_of

LONGEST = 366
"""A class whose last day is not known ends within so many days."""

AROUND = 3
"""The month of the class, the one before it and the one after it."""


def make(t: Tables) -> ir.Table:
    """One row per subsidised place in a class and row of evidence (of the table `why`) that stands against it."""
    found = ibis.union(_elsewhere(t), _checked_in(t), _insured(t))
    return month_of(found, "from_day", t["month_buckets"]).drop("from_day")


def _places(t: Tables) -> ir.Table:
    """Subsidised places in classes."""
    trainees = t["trainees"]
    return trainees.filter(trainees["fee_fen"] > 0)


def _elsewhere(t: Tables) -> ir.Table:
    """Places in classes that lie wholly in a span of a register."""
    trained, away = _places(t), t["away_spans"]
    within = [
        trained["person"] == away["person"],
        away["from_day"] <= trained["from_day"],
        away["to_day"] >= ibis.least(trained["to_day"], trained["from_day"] + LONGEST),
    ]
    return trained.join(away, within).select(*_kept(trained), away["why"], other_row=away["away_row"])


def _checked_in(t: Tables) -> ir.Table:
    """Check-ins of one who was dead, or between the days of arrest and release."""
    trained, seen, away = _places(t), t["checkins"], t["away_spans"]
    gone = away.filter(away["why"].isin(("deaths", "custody")))
    within = [seen["person"] == gone["person"], gone["from_day"] < seen["day"], seen["day"] < gone["to_day"]]
    false = seen.semi_join(gone, within)
    pairs = trained.join(false, [trained["person"] == false["person"], trained["class_key"] == false["class_key"]])
    return pairs.select(*_kept(trained), ibis.literal("checkins").name("why"), other_row=false["row"])


def _insured(t: Tables) -> ir.Table:
    """Insured against unemployment by one employer from before the month of a class for the unemployed to after it."""
    trained, insured = month_of(_places(t), "from_day", t["month_buckets"]), t["insurance_months"]
    trained = trained.filter(trained["for_unemployed"] == 1)
    working = insured.filter(insured["unemployment"] == 1).semi_join(trained, "person")
    near = [
        trained["person"] == working["person"],
        working["month"] >= trained["month"] - 1,
        working["month"] <= trained["month"] + 1,
    ]
    pairs = trained.join(working, near).select(
        *_kept(trained),
        ibis.literal("insurance_months").name("why"),
        other_row=working["row"],
        payer=working["payer"],
        insured_month=working["month"],
    )
    through = pairs.group_by("trainee_row", "payer").agg(months=pairs["insured_month"].nunique())
    through = through.filter(through["months"] == AROUND)
    return pairs.semi_join(through, ["trainee_row", "payer"]).drop("payer", "insured_month")


def _kept(trained: ir.Table) -> list[ir.Value]:
    """A place in a class, as every part gives it."""
    names = ("person", "class_key", "fee_fen", "from_day")
    return [*(trained[name] for name in names), trained["row"].name("trainee_row")]


GHOST_TRAINEES = Derived(
    form=form("ghost_trainees", "derived", "person:person class_key:class fee_fen month why$ trainee_row other_row"),
    make=make,
)
