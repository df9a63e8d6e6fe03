"""RF35: one agent files for many people within a short time."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """More than so many people within some days; what registered helpers file is left out."""
    many = with_month(t, _many(t, p), "day")
    return many.group_by("agent").agg(
        from_month=many["month"].min(),
        to_month=many["month"].max(),
        amount_fen=many["row"].min() * 0,
        persons=many["person"].nunique(),
        first_day=many["day"].min(),
        last_day=many["day"].max(),
    ).rename(subject="agent")  # fmt: skip


def _many(t: Tables, p: Parameters) -> ir.Table:
    """Filings within `days` after one with which a crowd begins."""
    filings, helpers = t["filings"], t["institutions"]
    filed = filings.filter(filings["agent"].notnull(), filings["person"].notnull())
    filed = filed.anti_join(helpers.filter(helpers["agent"].notnull()), "agent")
    ever = filed.group_by("agent").agg(persons=filed["person"].nunique())
    filed = filed.semi_join(ever.filter(ever["persons"] > p["persons"]), "agent")
    filed = filed.select("agent", "person", "day", "row")
    starts = filed.select("agent", start="day").distinct().view()
    after = filed.join(starts, "agent")
    after = after.filter(after["start"] <= after["day"], after["day"] <= after["start"] + p["days"])
    crowds = after.group_by("agent", "start").agg(persons=after["person"].nunique())
    crowds = crowds.filter(crowds["persons"] > p["persons"])
    kept = after.semi_join(crowds, ["agent", "start"])
    return kept.select("agent", "person", "day", "row").distinct()


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The filings."""
    return [cite(h, _many(t, p), "agent", source="filings")]


CHECK = Check(
    id="RF35",
    version=1,
    group="chains",
    subject="agent",
    period="ever",
    severity="MEDIUM",
    title=Words("代办人集中", "Agent with many identities"),
    sentence=Words(
        "{first_day}至{last_day},同一代办人为{persons}人提交了申请,不是登记的助残人员。",
        "From {first_day} to {last_day} applications for {persons} people came from one agent; no registered helper.",
    ),
    innocent=(
        Words("村干部、残联工作人员、助残社工代办", "a cadre, staff of the federation or a helper files for them"),
        Words("服务大厅的公用设备", "a public terminal of a service hall"),
    ),
    authority=("杭州:代办 47 人社保补贴 (GUIDE X18)", "GUIDE X38"),
    sources=("filings",),
    thresholds=(
        Threshold(name="persons", unit="persons", low=2, high=500, zh="人数", en="people"),
        Threshold(name="days", unit="days", low=1, high=365, zh="天数", en="days"),
    ),
    hits=hits,
    cites=cites,
)
