"""RF21: at two places at once, or at work while lying in hospital."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, yearly


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months with clock-ins too far apart for the time between them, or with attendance during a stay in hospital."""
    months = ibis.union(_too_fast(t, p), _in_hospital(t), _attended_in_hospital(t, p))
    return yearly(
        months.mutate(subject=months["person"]),
        1,
        amount_fen=lambda g: ibis.literal(0) * g["far"].max(),
        far=lambda g: g["far"].max(),
        lain=lambda g: g["lain"].max(),
    )


def _too_fast(t: Tables, p: Parameters) -> ir.Table:
    """Pairs of clock-ins of one day: metres × 36 > km/h × 10 × seconds, squared to need no root."""
    seen = t["presences"]
    day = seen.group_by("person", "day").agg(
        east=seen["east_m"].max() - seen["east_m"].min(), north=seen["north_m"].max() - seen["north_m"].min()
    )
    far = day.filter((day["east"] >= p["metres"]) | (day["north"] >= p["metres"]))
    seen = seen.semi_join(far, ["person", "day"]).select("person", "month", "day", "second", "east_m", "north_m")
    then = seen.select("person", "day", later="second", east="east_m", north="north_m")
    pairs = seen.join(then, ["person", "day"])
    pairs = pairs.filter(pairs["later"] >= pairs["second"])
    across, up = pairs["east"] - pairs["east_m"], pairs["north"] - pairs["north_m"]
    reach = (pairs["later"] - pairs["second"]) * 10 * p["speed"]
    square = across * across + up * up
    fast = pairs.filter(square * 1296 > reach * reach, square >= p["metres"] * p["metres"])
    return fast.select("person", "month", far=ibis.literal(1, "int64"), lain=ibis.literal(0, "int64"))


def _in_hospital(t: Tables) -> ir.Table:
    """Clock-ins on days between the first and the last of a stay."""
    seen, stays = t["presences"], t["hospital_stays"]
    lay = [seen["person"] == stays["person"], seen["day"] > stays["from_day"], seen["day"] < stays["to_day"]]
    both = seen.join(stays, lay)
    return both.select(seen["person"], seen["month"], far=ibis.literal(0, "int64"), lain=ibis.literal(1, "int64"))


def _attended_in_hospital(t: Tables, p: Parameters) -> ir.Table:
    """Months in which more days were attended than the stay left: five of seven days of a stay are days of work."""
    present, stays = t["attendance_months"].join(t["months"], "month"), t["hospital_stays"]
    stays = stays.select("person", began=stays["from_day"], ended=stays["to_day"])
    both = present.join(stays, "person")
    both = both.filter(both["began"] <= both["last_day"], both["ended"] >= both["first_day"], both["days"] > 0)
    inside = ibis.least(both["ended"] - 1, both["last_day"]) - ibis.greatest(both["began"] + 1, both["first_day"]) + 1
    both = both.mutate(inside=inside)
    more = both.filter(both["inside"] >= 3, both["days"] * 7 > (both["due_days"] + p["days"]) * 7 - both["inside"] * 5)
    return more.select("person", "month", far=ibis.literal(0, "int64"), lain=ibis.literal(1, "int64"))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The clock-ins, the attendance, the stays."""
    return [
        cite(h, t["presences"], "person", within="month"),
        cite(h, t["attendance_months"], "person", within="month"),
        cite(h, t["hospital_stays"], "person"),
    ]


CHECK = Check(
    id="RF21",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("同时在两地", "Impossible presence"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月的在场记录不可能成立"
        "(两地打卡间隔过短:{far};住院期间仍有出勤:{lain};1 为有)。",
        "Traces of presence in {months} months from {from_month} to {to_month} cannot all be true (clock-ins too far "
        "apart: {far}; attendance during a stay in hospital: {lain}; 1 means yes).",
    ),
    innocent=(
        Words("出差、调动或居家办公", "travel, transfer or telework"),
        Words("入院、出院当天", "the day of admission or discharge"),
        Words("他人借用证件或设备定位漂移", "a device that drifts, or an ID used by another"),
    ),
    authority=(),
    precedents=("按摩师在他处全职 (GUIDE X2、X5)",),
    sources=("presences",),
    thresholds=(
        Threshold(name="speed", unit="count", low=60, high=1000, zh="时速(公里)", en="speed in km/h"),
        Threshold(name="metres", unit="count", low=1000, high=500000, zh="两地距离(米)", en="metres apart"),
        Threshold(name="days", unit="days", low=0, high=15, zh="出勤天数容差", en="days of attendance let go"),
    ),
    hits=hits,
    cites=cites,
)
