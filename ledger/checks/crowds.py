"""Crowds of filings: one agent, device or phone that files for many people within some days."""

from typing import Final

import ibis.expr.types as ir

from ledger.checks.check import Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, one_if, with_month

INNOCENT: Final = (
    Words("村干部、残联工作人员、助残社工代办", "a cadre, staff of the federation or a helper files for them"),
    Words("服务大厅的公用设备", "a public terminal of a service hall"),
)
PRECEDENTS: Final = ("杭州:代办 47 人社保补贴 (GUIDE X18)", "GUIDE X38")
THRESHOLDS: Final = (
    Threshold(name="persons", unit="persons", low=2, high=500, zh="人数", en="people"),
    Threshold(name="days", unit="days", low=1, high=365, zh="天数", en="days"),
)


def not_by_helpers(t: Tables, key: str) -> ir.Table:
    """Filings for a person that have such a key and were not handled by a registered helper."""
    filings, helpers = t["filings"], t["institutions"]
    filed = filings.filter(filings[key].notnull(), filings["person"].notnull())
    return filed.anti_join(helpers.filter(helpers["agent"].notnull()), "agent")


def without_one_agent(filed: ir.Table, key: str) -> ir.Table:
    """What one named agent alone files by that device or phone is left out: the agent is looked at instead."""
    one = filed.group_by(key).agg(blank=one_if(filed["agent"].isnull()).max(), agents=filed["agent"].nunique())
    return filed.anti_join(one.filter(one["blank"] == 0, one["agents"] == 1), key)


def crowd(filed: ir.Table, key: str, p: Parameters) -> ir.Table:
    """Filings within `days` after one with which a crowd of more than `persons` begins."""
    ever = filed.group_by(key).agg(persons=filed["person"].nunique())
    filed = filed.semi_join(ever.filter(ever["persons"] > p["persons"]), key)
    filed = filed.select(key, "person", "day", "row")
    starts = filed.select(key, start="day").distinct().view()
    after = filed.join(starts, key)
    after = after.filter(after["start"] <= after["day"], after["day"] <= after["start"] + p["days"])
    crowds = after.group_by(key, "start").agg(persons=after["person"].nunique())
    crowds = crowds.filter(crowds["persons"] > p["persons"])
    kept = after.semi_join(crowds, [key, "start"])
    return kept.select(key, "person", "day", "row").distinct()


def told(t: Tables, filed: ir.Table, key: str) -> ir.Table:
    """One hit for each key, with its people and days."""
    many = with_month(t, filed, "day")
    return many.group_by(key).agg(
        from_month=many["month"].min(),
        to_month=many["month"].max(),
        amount_fen=many["row"].min() * 0,
        persons=many["person"].nunique(),
        first_day=many["day"].min(),
        last_day=many["day"].max(),
    ).rename(subject=key)  # fmt: skip


def cite_filings(h: ir.Table, filed: ir.Table, key: str) -> list[ir.Table]:
    """The filings."""
    return [cite(h, filed, key, source="filings")]
