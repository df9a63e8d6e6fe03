"""Words that checks are written with: percentages, overlaps and citations, in whole numbers on every engine."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from ledger.checks.check import FROM, SUBJECT, TO
from ledger.checks.forms import Tables
from ledger.checks.vocabulary.month_buckets import BUCKET

NOTHING = ibis.literal(0, "int64")
"""No amount that could be named."""


def at_least_pct(part: ir.Value, percent: int | ir.IntegerScalar, whole: ir.Value) -> ir.BooleanValue:
    """Whether a part is at least so many per cent of the whole."""
    return part * 100 >= whole * percent


def one_if(condition: ir.BooleanValue) -> ir.IntegerValue:
    """1 where a condition holds, else 0; PostgreSQL does not read a truth as a number."""
    return ibis.ifelse(condition, 1, 0)


def january_of(month: ir.IntegerColumn) -> ir.IntegerValue:
    """The January of a month's year: what to group by where a year is meant, without a division."""
    return month - month % 12


def yearly(months: ir.Table, fewest: int | ir.IntegerScalar, **facts: ir.Value) -> ir.Table:
    """The months of a subject within a year as one hit, from `fewest` of them on; `facts` are aggregates besides.

    The table has the columns `subject` and `month`; the hit knows its `months`.
    """
    return by_year(months.mutate(year=january_of(months["month"])), fewest, **facts)


def within_twelve(months: ir.Table, fewest: int | ir.IntegerScalar, **facts: ir.Value) -> ir.Table:
    """The same for any twelve months: a run around New Year is a hit of the year in which it began."""
    return by_year(around_new_year(months, fewest), fewest, **facts)


def by_year(dated: ir.Table, fewest: int | ir.IntegerScalar, **facts: ir.Value) -> ir.Table:
    """The months of a subject with one `year` as one hit, from `fewest` of them on."""
    year = dated.group_by(SUBJECT, "year").agg(
        from_month=dated["month"].min(), to_month=dated["month"].max(), months=dated["month"].nunique(), **facts
    )
    return year.filter(year["months"] >= fewest).drop("year")


def around_new_year(months: ir.Table, fewest: int | ir.IntegerScalar) -> ir.Table:
    """The months, each with its `year`; those of a year too short by itself may count for the one before.

    They do where both years are too short and some twelve months in a row have enough.
    """
    each = months.select(SUBJECT, "month").distinct()
    twelve = ibis.range_window(group_by=SUBJECT, order_by="month", preceding=11, following=0)
    each = each.mutate(year=january_of(each["month"]), run=each["month"].count().over(twelve))
    years = each.group_by(SUBJECT, "year").agg(months=each["month"].count(), run=each["run"].max())
    short = years.filter(years["months"] < fewest)
    late, early = short.filter(short["run"] >= fewest), short.view()
    joined = late.join(early, [late[SUBJECT] == early[SUBJECT], late["year"] == early["year"] + 12]).select(
        late[SUBJECT], late["year"], began=early["year"]
    )
    dated = months.mutate(year=january_of(months["month"]))
    both = dated.left_join(joined, [SUBJECT, "year"])
    return both.select(*(dated[name] for name in months.columns), year=ibis.coalesce(joined["began"], dated["year"]))


def overlap(left: ir.Table, right: ir.Table) -> ir.BooleanValue:
    """Whether the spans of days [from_day, to_day] of two tables share a day."""
    return (left["from_day"] <= right["to_day"]) & (right["from_day"] <= left["to_day"])


def month_of(table: ir.Table, day: str, buckets: ir.Table, name: str = "month") -> ir.Table:
    """The table with the month of a day as one column more; rows whose day no calendar knows fall out.

    `buckets` is the table `month_buckets`, so that the join is one on equal keys.
    """
    known = buckets.view()
    bucket = table[day] - table[day] % BUCKET
    within = [bucket == known["bucket"], known["first_day"] <= table[day], table[day] <= known["last_day"]]
    return table.join(known, within).select(
        *(table[column] for column in table.columns if column != name), **{name: known["month"]}
    )


def with_month(t: Tables, table: ir.Table, day: str, month: str = "month") -> ir.Table:
    """A table with the month of one of its days; rows without that day fall out."""
    return month_of(table, day, t["month_buckets"], month)


def cite(
    hits: ir.Table,
    table: ir.Table,
    on: str | dict[str, str],
    *,
    within: str = "",
    where: ir.BooleanValue | None = None,
    row: str = "row",
    source: str = "",
) -> ir.Table:
    """The rows of a table that prove hits: those where a column is the hit's subject (or a fact of it).

    `on` is the column that equals the subject, or {column of the hit: column of the table}. `within` names the month
    column that lies in the hit's period, `where` is a further condition on the table. A derived table names the
    evidence it was made from: the `source`, and which column is its `row`.
    """
    rows = table if where is None else table.filter(where)
    pairs = {SUBJECT: on} if isinstance(on, str) else on
    equal = [hits[mine] == rows[theirs] for mine, theirs in pairs.items()]
    if within:
        equal += [hits[FROM] <= rows[within], rows[within] <= hits[TO]]
    return hits.join(rows, equal).select(
        subject=hits[SUBJECT],
        from_month=hits[FROM],
        to_month=hits[TO],
        source=ibis.literal(source or table.get_name()),
        row=rows[row],
    )


def all_cited(cited: Sequence[ir.Table]) -> ir.Table:
    """Every citation once, in one table."""
    return ibis.union(*cited, distinct=True) if len(cited) > 1 else cited[0].distinct()
