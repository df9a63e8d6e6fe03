"""What a person or an employer was awarded, by the book and by other systems, in one form."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite

_COLUMNS = (
    "person",
    "employer",
    "programme",
    "cost_item",
    "from_month",
    "to_month",
    "amount_fen",
    "place",
    "fund",
    "source",
    "row",
    "once",
)


def awards(t: Tables, key: str) -> ir.Table:
    """One row per award to a `person` or an `employer`; what corrects an award of the same one and says so is none.

    Awards to employers are those that name no person.
    """
    found = ibis.union(_elsewhere(t, key), _in_book(t, "book_claims", 0), _in_book(t, "book_one_offs", 1))
    found = found.filter(found[key].notnull())
    return found if key == "person" else found.filter(found["person"].isnull())


def _elsewhere(t: Tables, key: str) -> ir.Table:
    grants = t["other_grants"]
    first = grants.select(cited="grant_key", owner=key)
    kept = grants.anti_join(first, [grants["original"] == first["cited"], grants[key] == first["owner"]])
    return kept.mutate(source=ibis.literal("other_grants"), once=NOTHING).select(*_COLUMNS)


def _in_book(t: Tables, name: str, once: int) -> ir.Table:
    """The months that a case claims for a cost, as one span; what it claims once, by the month of application."""
    claims, cases = t[name], t["book_cases"]
    span = claims.group_by("case_key", "person", "employer", "cost_item").agg(
        from_month=claims["month"].min(), to_month=claims["month"].max()
    )
    return span.join(cases, span["case_key"] == cases["case_key"]).select(
        span["person"],
        span["employer"],
        cases["programme"],
        span["cost_item"],
        span["from_month"],
        span["to_month"],
        cases["amount_fen"],
        cases["place"],
        fund=ibis.literal("book"),
        source=ibis.literal("book_cases"),
        row=cases["row"],
        once=ibis.literal(once, "int64"),
    )


def together(found: ir.Table, key: str, *equal: str) -> ir.Table:
    """Pairs of awards to the same one that share months; those of which there is only one pair with nobody.

    Two of one programme that the book gives once are no pair: two courses in a month are told apart there.
    """
    same = (key, *equal)
    several = found.group_by(*same).agg(awards=lambda g: g.count())
    several = several.filter(several["awards"] > 1)
    mine = found.semi_join(several, same)
    other = mine.view()
    told_apart = (mine["programme"] == other["programme"]) & (mine["once"] == 1) & (other["once"] == 1)
    return paired(
        mine,
        other,
        [
            *(mine[name] == other[name] for name in same),
            mine["from_month"] <= other["to_month"],
            other["from_month"] <= mine["to_month"],
            ~told_apart,
        ],
    )


def paired(mine: ir.Table, other: ir.Table, on: Sequence[ir.BooleanValue]) -> ir.Table:
    """Pairs of awards, each once, with the months that both have; those that have none stand the other way round."""
    return mine.join(other, [*on, mine["row"] < other["row"]]).select(
        *(mine[name] for name in _COLUMNS),
        other_programme=other["programme"],
        other_cost_item=other["cost_item"],
        other_fund=other["fund"],
        other_place=other["place"],
        other_source=other["source"],
        other_row=other["row"],
        shared_from=ibis.greatest(mine["from_month"], other["from_month"]),
        shared_to=ibis.least(mine["to_month"], other["to_month"]),
        longer_months=ibis.greatest(mine["to_month"] - mine["from_month"], other["to_month"] - other["from_month"]) + 1,
        less_fen=ibis.least(mine["amount_fen"], other["amount_fen"]),
    )


def cite_awards(h: ir.Table, pairs: ir.Table, key: str) -> list[ir.Table]:
    """Both awards of the pairs: rows of other systems, cases of the book."""
    return [
        cite(h, pairs, key, where=pairs[side] == source, row=row, source=source)
        for side, row in (("source", "row"), ("other_source", "other_row"))
        for source in ("other_grants", "book_cases")
    ]
