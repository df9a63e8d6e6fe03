"""RF52: attendance at a class made up: check-ins in bursts, online hours faster than real, hours cut short."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, at_least_pct, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Classes with bursts on `days` days, or with `trainees` whose hours cannot be true."""
    burst, false = _bursts(t, p), _false_hours(t, p)
    days = burst.group_by("class_key").agg(
        from_month=burst["month"].min(), to_month=burst["month"].max(), days=burst["day"].nunique()
    )
    hours = false.group_by("class_key").agg(
        from_month=false["month"].min(),
        to_month=false["month"].max(),
        trainees=false["person"].nunique(),
        fee_fen=false["fee_fen"].sum(),
    )
    none = NOTHING
    both = ibis.union(
        days.filter(days["days"] >= p["days"]).mutate(trainees=none, fee_fen=none),
        hours.filter(hours["trainees"] >= p["trainees"])
        .mutate(days=none)
        .select("class_key", "from_month", "to_month", "days", "trainees", "fee_fen"),
    )
    return (
        both.group_by("class_key")
        .agg(
            from_month=both["from_month"].min(),
            to_month=both["to_month"].max(),
            days=both["days"].max(),
            trainees=both["trainees"].max(),
            amount_fen=both["fee_fen"].max(),
        )
        .rename(subject="class_key")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The check-ins that a burst begins with, and the trainees with false hours."""
    return [
        cite(h, _bursts(t, p), "class_key", source="checkins"),
        cite(h, _false_hours(t, p), "class_key", source="trainees"),
    ]


def _bursts(t: Tables, p: Parameters) -> ir.Table:
    """Check-ins, without a teacher's help, after which so many others followed on the device within the seconds."""
    alone = t["checkins"].filter(t["checkins"]["assisted"] == 0)
    many = alone.group_by("class_key", "device", "day").agg(rows=alone["row"].count())
    many = many.filter(many["rows"] >= p["persons"])
    keys = ["class_key", "device", "day"]
    first = (
        alone.semi_join(many, keys)
        .group_by(*keys, "month", "person")
        .agg(second=lambda g: g["second"].min(), row=lambda g: g["row"].min())
    )
    order = ibis.window(group_by=keys, order_by=["second", "row"])
    timed = first.mutate(last_second=first["second"].lead(p["persons"] - 1).over(order))
    return timed.filter(timed["last_second"] - timed["second"] <= p["seconds"])


def _false_hours(t: Tables, p: Parameters) -> ir.Table:
    """Subsidised trainees with more online minutes than real ones allow, or with too few of the standard."""
    trained = month_of(t["trainees"], "from_day", t["month_buckets"])
    trained = trained.filter(trained["fee_fen"] > 0)
    online, real = trained["online_minutes"], trained["real_minutes"]
    fast = (online > 0) & ~at_least_pct(real, 100, online) & (online * 100 > real * p["speed"])
    short = ~at_least_pct(trained["attended_minutes"] + online, p["hours"], trained["standard_minutes"])
    return trained.filter(fast | short)


CHECK = Check(
    id="RF52",
    version=1,
    group="training",
    subject="class",
    period="ever",
    severity="HIGH",
    title=Words("签到造假", "Attendance forgery"),
    sentence=Words(
        "该班{from_month}至{to_month}有{days}天在同一设备上密集签到,{trainees}名学员课时不足或线上学时快于实际时长,涉及补贴{amount_fen}。",
        "The class has bursts of check-ins on one device on {days} days, and {trainees} trainees with too few hours or "
        "online hours faster than real ones, from {from_month} to {to_month}; {amount_fen} of subsidy.",
    ),
    innocent=(
        Words("教师协助残疾学员签到并有记录", "a teacher helped trainees with disabilities, on record"),
        Words("考勤设备故障后补签", "check-ins made good after the device failed"),
    ),
    authority=(),
    precedents=("审计署2022年度:虚构班次、刷课外挂4720万元 (GUIDE X16)", "缩减课时 (GUIDE X41)"),
    sources=("trainees", "checkins"),
    thresholds=(
        Threshold(name="persons", unit="persons", low=3, high=50, zh="密集签到人数", en="persons of a burst"),
        Threshold(name="seconds", unit="count", low=5, high=600, zh="密集签到秒数", en="seconds of a burst"),
        Threshold(name="days", unit="days", low=1, high=30, zh="密集签到天数", en="days with a burst"),
        Threshold(
            name="speed", unit="percent", low=100, high=500, zh="线上学时与实际时长之比", en="online against real time"
        ),
        Threshold(name="hours", unit="percent", low=50, high=100, zh="课时最低比例", en="least share of the hours"),
        Threshold(name="trainees", unit="persons", low=1, high=50, zh="课时不实人数", en="trainees with false hours"),
    ),
    hits=hits,
    cites=cites,
)
