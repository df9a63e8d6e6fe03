"""RF20: paid for work on site, and neither a clock nor a visitor ever met the person there."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, yearly

MONTHS_SPOKEN_FOR = 12
"""For so many months, its own among them, a visit in vain is held beside another."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Years with enough months without any trace, or with enough unannounced visits in vain, and none that met them."""
    marks = ibis.union(_unseen(t, _idle(t), p), _so_far(_unseen(t, _vain(t), p)))
    month = marks.group_by("person", "month").agg(
        idle=marks["idle"].max(),
        failed=marks["failed"].max(),
        employer=marks["employer"].max(),
        paid_fen=marks["paid_fen"].max(),
    )
    year = yearly(
        month.mutate(subject=month["person"]),
        1,
        amount_fen=lambda g: g["paid_fen"].sum(),
        employer=lambda g: g["employer"].max(),
        idle=lambda g: g["idle"].sum(),
        failed=lambda g: g["failed"].max(),
    )
    return year.filter((year["idle"] >= p["months"]) | (year["failed"] >= p["visits"])).drop("months")


def _idle(t: Tables) -> ir.Table:
    """Whole months on site for which attendance was kept and the living person has none (the dead are RF01's)."""
    worked, contracts, rolls = t["worked_months"], t["contracts"], t["attendance_rolls"]
    kept = worked.filter(worked["due_pct"] >= 100).join(rolls, ["employer", "month"])
    kept = kept.anti_join(t["deaths"], "person")
    present = t["attendance_months"].filter(t["attendance_months"]["days"] > 0)
    bare = kept.anti_join(present, ["person", "month"]).anti_join(t["presences"], ["person", "month"])
    at_home, on_site = contracts.filter(contracts["on_site"] == 0), contracts.filter(contracts["on_site"] == 1)
    bare = bare.semi_join(on_site, [bare["person"] == on_site["person"], *_during(bare, on_site)])
    bare = bare.anti_join(at_home, [bare["person"] == at_home["person"], *_during(bare, at_home)])
    return _marked(bare, idle=1, failed=ibis.literal(0))


def _vain(t: Tables) -> ir.Table:
    """Months of work in which nobody was found on site though nobody had been warned."""
    visits, worked, contracts = t["visits"], t["worked_months"], t["contracts"]
    vain = visits.filter(visits["person"].notnull(), visits["found"] == 0, visits["announced"] == 0)
    month = vain.group_by("person", "month").agg(failed=vain["day"].nunique())
    paid = worked.join(month, ["person", "month"])
    at_home = contracts.filter(contracts["on_site"] == 0)
    paid = paid.anti_join(at_home, [paid["person"] == at_home["person"], *_during(paid, at_home)])
    return _marked(paid, idle=0, failed=paid["failed"])


def _so_far(vain: ir.Table) -> ir.Table:
    """The same months with the visits in vain of the eleven before them: two around New Year are two."""
    before = vain.group_by("person", "month").agg(failed=vain["failed"].max()).view()
    near = vain.join(
        before,
        [
            vain["person"] == before["person"],
            before["month"] <= vain["month"],
            before["month"] > vain["month"] - MONTHS_SPOKEN_FOR,
        ],
    ).select(*(vain[name] for name in vain.columns if name != "failed"), so_far=before["failed"])
    named = tuple(name for name in near.columns if name != "so_far")
    return near.group_by(*named).agg(failed=near["so_far"].sum()).select(*vain.columns)


def _marked(rows: ir.Table, *, idle: int, failed: ir.Value) -> ir.Table:
    return rows.select(
        "person",
        "employer",
        "month",
        "paid_fen",
        "first_day",
        "last_day",
        idle=ibis.literal(idle, "int64"),
        failed=failed.cast("int64"),
    )


def _unseen(t: Tables, marks: ir.Table, p: Parameters) -> ir.Table:
    """Without the months around a visit that met the person."""
    seen = t["visits"].filter(t["visits"]["found"] == 1, t["visits"]["person"].notnull())
    near = [
        marks["person"] == seen["person"],
        seen["day"] >= marks["first_day"] - p["days"],
        seen["day"] <= marks["last_day"] + p["days"],
    ]
    return marks.anti_join(seen, near)


def _during(bare: ir.Table, contracts: ir.Table) -> list[ir.BooleanValue]:
    return [contracts["from_day"] <= bare["last_day"], contracts["to_day"] >= bare["first_day"]]


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages, the attendance of no days, the visits, the contract."""
    visits = t["visits"]
    later = visits.select("person", "month").distinct().view()
    beside = visits.join(later, "person").filter(
        lambda g: (g["month"] <= g["month_right"]) & (g["month"] > g["month_right"] - MONTHS_SPOKEN_FOR)
    )
    return [
        cite(h, t["wages"], "person", within="month"),
        cite(h, t["attendance_months"], "person", within="month"),
        cite(h, beside, "person", within="month_right", source="visits"),
        cite(h, t["contracts"], "person"),
    ]


CHECK = Check(
    id="RF20",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("无到岗痕迹", "No trace of work"),
    sentence=Words(
        "{from_month}至{to_month}由{employer}发放到岗工作的工资{amount_fen},其中{idle}个月没有考勤、打卡,走访也未见到本人"
        "(未通知的走访落空{failed}次)。",
        "From {from_month} to {to_month} {employer} paid {amount_fen} for work on site: {idle} months without "
        "attendance or clock-in, not met by any visitor ({failed} unannounced visits in vain).",
    ),
    innocent=(
        Words("居家就业(允许)", "work at home (which is allowed)"),
        Words(
            "盲人、聋人不便使用打卡设备,另有走访记录",
            "the device cannot be used by the blind or deaf: visits show work",
        ),
        Words("考勤系统全单位停用", "the device was out of order for all"),
    ),
    authority=("财税〔2015〕72号 第七条",),
    precedents=("「没有去上过班」(GUIDE X4)",),
    sources=("wages", "contracts", "attendance_months"),
    thresholds=(
        Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),
        Threshold(name="days", unit="days", low=30, high=365, zh="走访有效天数", en="days for which a visit speaks"),
        Threshold(name="visits", unit="times", low=1, high=6, zh="落空的突击走访次数", en="unannounced visits in vain"),
    ),
    hits=hits,
    cites=cites,
)
