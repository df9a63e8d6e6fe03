"""When somebody was where no class is: dead, in custody, at a full-time school, retired, or in hospital."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.evidence.dataset import OPEN_DAY


def make(t: Tables) -> ir.Table:
    """One row per span and register (`why`); death begins on the day after, final years and survivors' benefits are no
    reason.
    """
    deaths, custody, roll, pensions = t["deaths"], t["custody"], t["school_roll"], t["pensions"]
    gone = deaths.mutate(from_day=deaths["died_day"] + 1, to_day=ibis.literal(OPEN_DAY, "int64"))
    spans = {
        "deaths": gone,
        "custody": custody.filter(custody["kind"] != "community_correction"),
        "school_roll": roll.filter(roll["mode"] == "full_time", roll["final_year"] == 0),
        "pensions": pensions.filter(pensions["kind"] == "employee"),
        "hospital_stays": t["hospital_stays"],
    }
    return ibis.union(
        *(
            rows.select("person", "from_day", "to_day", why=ibis.literal(name), away_row=rows["row"])
            for name, rows in spans.items()
        )
    )


AWAY_SPANS = Derived(form=form("away_spans", "derived", "person:person from_day to_day why$ away_row"), make=make)
