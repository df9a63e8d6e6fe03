"""SP02: a ring of workers who are paid at several employers through one hand, and whose placements look rented."""

from typing import Final

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, one_if

SIGNS: Final = ("introduced", "filed", "money", "missed", "idle", "hollow")
WORK: Final = ("placed", "used")
"""Ties to a unit that pays the worker, or to which it is sent."""

SHOWN: Final = {"missed": "visits", "idle": "attendance_months", "hollow": "dispatch_agreements"}
SOURCES: Final = ("wages", "contracts", "accounts", "filings", "persons", "businesses", "shareholdings")
"""Where ties between the members of a ring come from."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Rings with `persons` workers who bear `signs` signs of five, at `employers` units, and few others."""
    placed = t["ring_placements"]
    flags = {name: placed[name].max() for name in SIGNS}
    paid = {"from_month": placed["from_month"].min(), "to_month": placed["to_month"].max()}
    person = placed.group_by("ring", "person").agg(**flags, **paid, paid_fen=placed["paid_fen"].sum())
    unseen = one_if(person["missed"] + person["idle"] > 0)
    person = person.mutate(unseen=unseen, signs=sum((person[name] for name in SIGNS[:3]), unseen) + person["hollow"])
    person = person.mutate(looks=one_if(person["signs"] >= p["signs"]))
    ring = person.group_by("ring").agg(
        from_month=person["from_month"].min(),
        to_month=person["to_month"].max(),
        amount_fen=(person["paid_fen"] * person["looks"]).sum(),
        workers=person["person"].count(),
        rented=person["looks"].sum(),
        one_hand=person["money"].sum(),
        unseen=person["unseen"].sum(),
    )
    members = t["ring_members"]
    work = members.filter(members["via"].isin(WORK), members["via_kind"] == "employer")
    units = work.group_by("ring").agg(units=work["via_key"].nunique())
    large = ring.filter(ring["rented"] >= p["persons"], at_least_pct(ring["rented"], p["percent"], ring["workers"]))
    found = large.join(units, large["ring"] == units["ring"]).filter(units["units"] >= p["employers"])
    return found.select(*(large[name] for name in large.columns if name != "ring"), "units", subject=large["ring"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The ties of the ring, a wage of every placement, and what shows the signs."""
    members, placed = t["ring_members"], t["ring_placements"]
    return [
        cite(h, placed, "ring", row="wage_row", source="wages"),
        *(cite(h, members, "ring", where=members["source"] == name, source=name) for name in SOURCES),
        *(
            cite(h, placed, "ring", where=placed[sign] == 1, row=f"{sign}_row", source=source)
            for sign, source in SHOWN.items()
        ),
    ]


CHECK = Check(
    id="SP02",
    version=1,
    group="chains",
    subject="ring",
    period="ever",
    severity="CRITICAL",
    title=Words("挂证关系网", "Ring of rented certificates"),
    sentence=Words(
        "{workers}名领取工资的残疾职工经同一介绍或代办人、设备、账户或手机号相连,分布在{units}个单位;其中{rented}名兼有多个挂证迹象"
        "(账户或手机号共用{one_hand}名,核查未见到岗{unseen}名),{from_month}至{to_month}共发工资{amount_fen}。",
        "{workers} paid workers with disability at {units} units are tied to one introducer, filing device, account or "
        "telephone; {rented} of them bear several signs of a rented certificate (account or telephone shared: "
        "{one_hand}; never seen at work: {unseen}); wages from {from_month} to {to_month}: {amount_fen}.",
    ),
    innocent=(
        Words("登记的助残社工或村专职委员代多人办理", "a registered helper files for many"),
        Words("同住一处的工友或亲属", "house-mates or relatives"),
        Words("已披露的集团或正规派遣单位", "a disclosed group, or a proper dispatch agency"),
    ),
    authority=(),
    precedents=("新京报 2023-11 (GUIDE X1)", "中国慈善家 2024 (GUIDE X3)"),
    sources=("wages", "contracts"),
    thresholds=(
        Threshold(name="persons", unit="persons", low=3, high=100, zh="有迹象的人数", en="persons with signs"),
        Threshold(name="percent", unit="percent", low=10, high=100, zh="占关系网人数比例", en="share of the ring"),
        Threshold(name="employers", unit="count", low=1, high=50, zh="涉及单位数", en="units concerned"),
        Threshold(name="signs", unit="count", low=1, high=5, zh="每人迹象数", en="signs of each person"),
    ),
    hits=hits,
    cites=cites,
)
