"""An edge of the network: who is tied to what, why, how strongly, and by which row of evidence."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import TableForm, form

MONEY, CONTROL, HELP, NEAR = 4, 3, 2, 1
"""How strong a tie is: whose hand is on the money, who controls a unit, who arranges things, who is merely near."""

COLUMNS = "left_kind left_key right_kind right_key why strength source row"


def edge(
    table: ir.Table, left: tuple[str, str], right: tuple[str, str], why: str, strength: int, *, source: str
) -> ir.Table:
    """One edge per pair, with the first row that shows it; `left` and `right` are kind and column."""
    (left_kind, left_column), (right_kind, right_column) = left, right
    known = table.filter(table[left_column].notnull(), table[right_column].notnull())
    pairs = known.select(left_key=known[left_column], right_key=known[right_column], row=known["row"])
    pairs = pairs.group_by("left_key", "right_key").agg(row=pairs["row"].min())
    return pairs.select(
        left_kind=ibis.literal(left_kind),
        left_key=pairs["left_key"],
        right_kind=ibis.literal(right_kind),
        right_key=pairs["right_key"],
        why=ibis.literal(why),
        strength=ibis.literal(strength),
        source=ibis.literal(source),
        row=pairs["row"],
    )


def together(edges: list[ir.Table]) -> ir.Table:
    """Edges of several sorts as one table, in pairs of pairs, so that no parser has to look deep."""
    if len(edges) == 1:
        return edges[0].select(*COLUMNS.split())
    half = len(edges) // 2
    return together(edges[:half]).union(together(edges[half:]))


def edges_form(name: str) -> TableForm:
    """The form of a table of edges; no scope narrows it."""
    return form(name, "between", "left_kind$ left_key right_kind$ right_key why$ strength source$ row")
