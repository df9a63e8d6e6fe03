"""Public-welfare posts with the months in which they began and ended; one still held ends where the registers end."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.evidence.dataset import OPEN_DAY


def make(t: Tables) -> ir.Table:
    """One row per post held, unpaid roles left out."""
    posts, months = t["posts_held"], t["months"]
    paid = posts.filter(posts["unpaid_role"] == 0).left_join(_known(t), "place")
    known = ibis.least(paid["to_day"], ibis.coalesce(paid["known_day"], paid["from_day"]))
    paid = paid.mutate(end_day=ibis.ifelse(paid["to_day"] < OPEN_DAY, paid["to_day"], known))
    ends = ibis.union(paid.select("row", day=paid["from_day"]), paid.select("row", day=paid["end_day"]))
    dated = ends.join(months, [months["first_day"] <= ends["day"], ends["day"] <= months["last_day"]])
    spans = dated.group_by("row").agg(from_month=dated["month"].min(), to_month=dated["month"].max())
    return paid.join(spans, "row").select(
        "person",
        "employer",
        "from_month",
        "to_month",
        "from_day",
        "end_day",
        "ordinal",
        "extended",
        "row",
        days=paid["end_day"] - paid["from_day"] + 1,
    )


def _known(t: Tables) -> ir.Table:
    """The last day for which a place's payrolls or insurance are known."""
    spans = t["register_spans"].filter(t["register_spans"]["register"] != "attendance_months")
    last = spans.group_by("place").agg(month=spans["last_month"].max())
    return last.join(t["months"], "month").select("place", known_day=t["months"]["last_day"])


POST_TERMS = Derived(
    form=form(
        "post_terms",
        "derived",
        "person:person employer:employer from_month to_month from_day end_day days ordinal extended row",
    ),
    make=make,
)
