"""RF30: dispatched workers work elsewhere than at the unit that the agreement names."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Agencies and workplaces with contracts of some length for another user unit, and without an agreed base."""
    sent = with_month(t, _sent(t, p), "from_day")
    return sent.group_by("unit").agg(
        from_month=sent["month"].min(),
        to_month=sent["month"].max(),
        amount_fen=sent["row"].min() * 0,
        persons=sent["person"].nunique(),
        agency=sent["agency"].max(),
        user_unit=sent["user_unit"].max(),
        work_unit=sent["workplace"].max(),
    ).rename(subject="unit")  # fmt: skip


def _sent(t: Tables, p: Parameters) -> ir.Table:
    sent = t["redispatches"]
    return sent.filter(sent["days"] >= p["days"])


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The contracts."""
    return [cite(h, _sent(t, p), "unit", source="contracts")]


CHECK = Check(
    id="RF30",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("再派遣", "Re-dispatch"),
    sentence=Words(
        "{agency}的{persons}人派往{user_unit}等单位,实际在{work_unit}等处工作,协议没有约定该处为工作地点。",
        "{persons} workers whom {agency} dispatched to {user_unit} (or others) work at {work_unit} (or elsewhere), "
        "which no agreement names as the worksite.",
    ),
    innocent=(
        Words("用工单位自己租用的场地", "the user unit's own leased site"),
        Words("短期出差", "a short assignment"),
    ),
    authority=("劳动合同法 第六十二条:用工单位不得将被派遣劳动者再派遣到其他用人单位",),
    precedents=(),
    sources=("contracts", "dispatch_agreements"),
    thresholds=(Threshold(name="days", unit="days", low=1, high=365, zh="合同天数", en="days of the contract"),),
    hits=hits,
    cites=cites,
)
