"""How many of a unit's staff were paid in cash in a month: workers with disabilities, and the others."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per employer and month in which somebody was paid in cash; `listed` are disabled, `peers` are not."""
    wages = t["wages"]
    with_cash = wages.filter(wages["channel"] == "cash", wages["disabled"] == 1).select("employer", "month").distinct()
    rolls = wages.filter(wages["full_time"] == 1).semi_join(with_cash, ["employer", "month"])
    cash, disabled = rolls["channel"] == "cash", rolls["disabled"] == 1
    return rolls.group_by("employer", "month").agg(
        listed=ibis.ifelse(cash & disabled, rolls["person"], ibis.null("int64")).nunique(),
        disabled=ibis.ifelse(disabled, rolls["person"], ibis.null("int64")).nunique(),
        peers=ibis.ifelse(~disabled, rolls["person"], ibis.null("int64")).nunique(),
        peers_cash=ibis.ifelse(cash & ~disabled, rolls["person"], ibis.null("int64")).nunique(),
    )


CASH_ROLLS = Derived(
    form=form("cash_rolls", "derived", "employer:employer month listed disabled peers peers_cash"), make=make
)
