"""RF53: a class that cannot have been held: its teacher or room was elsewhere or taken, or the room too small."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, at_least_pct, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Classes double-booked for `minutes`, fuller than `percent` of the seats, or of a provider where nobody fails."""
    booked, full, passed = _booked(t, p), _overfull(t, p), _nobody_fails(t, p)
    zero = NOTHING
    days = booked.group_by("class_key").agg(
        from_month=booked["month"].min(), to_month=booked["month"].max(), days=booked["day"].nunique()
    )
    found = ibis.union(
        days.mutate(heads=zero, capacity=zero, passed=zero),
        full.select("class_key", "from_month", "to_month", zero.name("days"), "heads", "capacity", zero.name("passed")),
        passed.select(
            "class_key",
            "from_month",
            "to_month",
            zero.name("days"),
            zero.name("heads"),
            zero.name("capacity"),
            "passed",
        ),
    )
    return (
        found.group_by("class_key")
        .agg(
            from_month=found["from_month"].min(),
            to_month=found["to_month"].max(),
            days=found["days"].max(),
            heads=found["heads"].max(),
            capacity=found["capacity"].max(),
            passed=found["passed"].max(),
        )
        .rename(subject="class_key")
        .mutate(amount_fen=NOTHING)
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The sessions that collide, the class, and the trainees of one in which nobody failed."""
    booked, passed = _booked(t, p), _nobody_fails(t, p)
    everyone = t["trainees"].semi_join(passed, "class_key")
    return [
        cite(h, t["training_classes"], "class_key"),
        cite(h, booked, "class_key", row="session_row", source="class_sessions"),
        cite(h, booked, "class_key", row="other_row", source="class_sessions"),
        cite(h, everyone, "class_key", source="trainees"),
    ]


def _booked(t: Tables, p: Parameters) -> ir.Table:
    booked = t["double_bookings"]
    return booked.filter(booked["minutes"] >= p["minutes"])


def _overfull(t: Tables, p: Parameters) -> ir.Table:
    classes = t["training_classes"]
    full = classes.filter(classes["capacity"] > 0, classes["heads"] * 100 > classes["capacity"] * p["percent"])
    dated = month_of(full, "from_day", t["month_buckets"])
    return dated.group_by("class_key").agg(
        from_month=dated["month"].min(),
        to_month=dated["month"].max(),
        heads=dated["heads"].max(),
        capacity=dated["capacity"].min(),
    )


def _nobody_fails(t: Tables, p: Parameters) -> ir.Table:
    """Classes of a provider that trained `persons` or more, of whom `pass` per cent passed."""
    classes, totals = month_of(t["training_classes"], "from_day", t["month_buckets"]), t["provider_passes"]
    many = totals.filter(
        totals["trained"] >= p["persons"], at_least_pct(totals["passed"], p["pass"], totals["trained"])
    )
    each = classes.join(many, classes["class_key"] == many["class_key"]).select(
        classes["class_key"], classes["month"], many["passed"]
    )
    return each.group_by("class_key").agg(
        from_month=each["month"].min(), to_month=each["month"].max(), passed=each["passed"].max()
    )


CHECK = Check(
    id="RF53",
    version=1,
    group="training",
    subject="class",
    period="ever",
    severity="HIGH",
    title=Words("班次不可能", "Impossible class"),
    sentence=Words(
        "该班{from_month}至{to_month}有{days}天与其他班次共用同一教师或教室,学员{heads}人对容量{capacity}人,机构考核合格{passed}人(0为未见异常)。",
        "From {from_month} to {to_month} the class shared its teacher or room with another one on {days} days, had "
        "{heads} heads for {capacity} seats, and its provider passed {passed} (0: nothing odd).",
    ),
    innocent=(
        Words("两班合班上课", "two classes taught together"),
        Words("同一机构分教点平行开班", "parallel classes at branches of one provider"),
        Words("排课登记有误", "a slip in the timetable"),
    ),
    authority=(),
    precedents=("咸宁:两个月25批次2600本证书 (GUIDE X22)", "审计署2022年度 (GUIDE X16)"),
    sources=("training_classes", "class_sessions"),
    thresholds=(
        Threshold(name="minutes", unit="count", low=1, high=240, zh="重叠分钟", en="minutes of overlap"),
        Threshold(name="percent", unit="percent", low=100, high=300, zh="人数与容量之比", en="heads against seats"),
        Threshold(name="persons", unit="persons", low=30, high=1000, zh="机构学员人数", en="trainees of the provider"),
        Threshold(name="pass", unit="percent", low=80, high=100, zh="合格率", en="share that passed"),
    ),
    hits=hits,
    cites=cites,
)
