"""AS01: one assessor who issues more certificates in a month, or on a day, than can be examined."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite, january_of, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months in which an assessor certified `month` persons, or `day` persons on one of their days; once a year."""
    issued = _issued(t)
    days = issued.group_by("assessor", "month", "day").agg(persons=issued["person"].nunique())
    busy = days.group_by("assessor", "month").agg(
        day_persons=days["persons"].max(), month_persons=days["persons"].sum()
    )
    busy = busy.filter((busy["day_persons"] >= p["day"]) | (busy["month_persons"] >= p["month"]))
    busy = busy.mutate(year=january_of(busy["month"]))
    year = busy.group_by("assessor", "year").agg(
        from_month=busy["month"].min(),
        to_month=busy["month"].max(),
        months=busy["month"].nunique(),
        day_persons=busy["day_persons"].max(),
        month_persons=busy["month_persons"].max(),
    )
    return year.select(
        "from_month",
        "to_month",
        "months",
        "day_persons",
        "month_persons",
        "assessor",
        amount_fen=NOTHING,
        subject=year["assessor"],
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The certificates of the months."""
    certificates = month_of(_assessed(t), "issued_day", t["month_buckets"])
    trainees = month_of(_examined(t), "certified_day", t["month_buckets"])
    return [
        cite(h, certificates, {"subject": "assessor"}, within="month", source="certificates"),
        cite(h, trainees, {"subject": "assessor"}, within="month", source="trainees"),
    ]


def _assessed(t: Tables) -> ir.Table:
    rows = t["certificates"]
    return rows.filter(rows["assessor"].notnull())


def _examined(t: Tables) -> ir.Table:
    trainees = t["trainees"]
    return trainees.filter(trainees["assessor"].notnull(), trainees["certified_day"].notnull())


def _issued(t: Tables) -> ir.Table:
    """Who certified whom on which day, of a disability or of a skill."""
    assessed, examined = _assessed(t), _examined(t)
    issued = ibis.union(
        assessed.select("assessor", "person", day=assessed["issued_day"]),
        examined.select("assessor", "person", day=examined["certified_day"]),
    )
    return month_of(issued, "day", t["month_buckets"])


CHECK = Check(
    id="AS01",
    version=1,
    group="persons",
    subject="assessor",
    period="year",
    severity="HIGH",
    title=Words("一人签发证书过多", "One assessor issues too many certificates"),
    sentence=Words(
        "{assessor}在{from_month}至{to_month}有{months}个月签发证书过多:一日最多{day_persons}人,一月最多{month_persons}人。",
        "{assessor} issued too many certificates in {months} months from {from_month} to {to_month}: up to "
        "{day_persons} persons on one day, {month_persons} in a month.",
    ),
    innocent=(
        Words("集中上门评残或集中考核日", "a day of assessments in the village, or of an examination"),
        Words("系统以一人名义登记多名医师的结果", "the system records several physicians under one name"),
    ),
    authority=(),
    precedents=("审计署2022年度:334名考评员违规发证约14万本 (GUIDE X16)", "咸宁:两个月25批次2600本证书 (GUIDE X22)"),
    sources=("certificates", "trainees"),
    thresholds=(
        Threshold(name="day", unit="persons", low=10, high=500, zh="一日人数", en="persons on a day"),
        Threshold(name="month", unit="persons", low=20, high=2000, zh="一月人数", en="persons in a month"),
    ),
    hits=hits,
    cites=cites,
)
