"""RF57: more days paid for than were attended."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Trainees paid for more than `days` days beyond those attended."""
    over = _over(t, p)
    over = over.mutate(year=january_of(over["month"]))
    year = over.group_by("person", "year").agg(
        from_month=over["month"].min(),
        to_month=over["month"].max(),
        paid=over["paid_days"].sum(),
        attended=over["attended_days"].sum(),
        amount_fen=over["fee_fen"].sum(),
    )
    return year.drop("year").rename(subject="person")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The trainees' records."""
    return [cite(h, _over(t, p), "person", within="month", source="trainees")]


def _over(t: Tables, p: Parameters) -> ir.Table:
    trained = month_of(t["trainees"], "from_day", t["month_buckets"])
    excused = trained["excused_days"].fill_null(0)
    return trained.filter(trained["paid_days"] > trained["attended_days"] + excused + p["days"])


CHECK = Check(
    id="RF57",
    version=1,
    group="training",
    subject="person",
    period="year",
    severity="BLOCK",
    title=Words("发放天数多于出勤", "Paid more than present"),
    sentence=Words(
        "{from_month}至{to_month}的培训实到{attended}天,按{paid}天发放,涉及补贴{amount_fen}。",
        "Training from {from_month} to {to_month}: {attended} days attended, {paid} days paid for; {amount_fen} of "
        "subsidy.",
    ),
    innocent=(Words("按规定带薪的请假", "excused leave that the rule pays for"),),
    authority=(),
    precedents=("莲都:28人领取18人在岗,9万余元 (GUIDE X11)",),
    sources=("trainees",),
    thresholds=(
        Threshold(name="days", unit="days", low=0, high=10, zh="容许差额天数", en="days of difference allowed"),
    ),
    hits=hits,
    cites=cites,
)
