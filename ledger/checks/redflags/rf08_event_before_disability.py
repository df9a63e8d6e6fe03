"""RF08: trained, employed or paid as a person with disability before there was a disability or a certificate."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.claims import claimed_spans
from ledger.checks.forms import Tables
from ledger.checks.words import NOTHING, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Events before the onset or, where no onset is known, more than `grace` days before the first issue."""
    began = _began(t, p["grace"])
    events = ibis.union(_worked(t), _trained(t), _granted(t))
    early = events.join(began, [events["person"] == began["person"], events["day"] < began["limit_day"]]).select(
        events["person"], events["day"], events["paid_fen"], began["began_day"]
    )
    dated = month_of(early, "day", t["month_buckets"])
    return (
        dated.group_by("person", "began_day")
        .agg(
            from_month=dated["month"].min(),
            to_month=dated["month"].max(),
            event_day=dated["day"].min(),
            amount_fen=dated["paid_fen"].sum(),
        )
        .rename(subject="person")
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The certificate's history, and what came before it."""
    wages, trained = t["wages"], month_of(t["trainees"], "from_day", t["month_buckets"])
    granted = month_of(_levied(t), "paid_day", t["month_buckets"])
    return [
        cite(h, t["certificates"], "person"),
        cite(h, wages, "person", within="month", where=wages["disabled"] == 1),
        cite(h, trained, "person", within="month", source="trainees"),
        cite(h, granted, "person", within="month", source="other_grants"),
    ]


def _began(t: Tables, grace: ir.IntegerScalar) -> ir.Table:
    """The earliest of onset and first issue that the register holds, and before which day an event is too early."""
    rows = t["certificates"].filter(t["certificates"]["status"] != "migrated")
    onset, issued = rows["onset_day"], rows["first_issued_day"]
    known = ibis.least(onset.fill_null(issued), issued)
    too_early = ibis.ifelse(onset.isnull(), issued - grace, known)
    return rows.group_by("person").agg(began_day=known.min(), limit_day=too_early.min())


def _worked(t: Tables) -> ir.Table:
    """The last day of the first month claimed."""
    spans, months = claimed_spans(t), t["months"]
    first = spans.join(months, spans["from_month"] == months["month"])
    return first.select(spans["person"], day=months["last_day"], paid_fen=NOTHING)


def _trained(t: Tables) -> ir.Table:
    trained = t["trainees"]
    paid = trained.filter(trained["fee_fen"] > 0)
    return paid.select("person", day=paid["from_day"], paid_fen=paid["fee_fen"])


def _levied(t: Tables) -> ir.Table:
    """Grants to persons out of the levy fund, which serves persons with disabilities only."""
    grants = t["other_grants"]
    return grants.filter(grants["person"].notnull(), grants["fund"] == "levy")


def _granted(t: Tables) -> ir.Table:
    grants = _levied(t)
    return grants.select("person", day=grants["paid_day"], paid_fen=grants["amount_fen"])


CHECK = Check(
    id="RF08",
    version=1,
    group="persons",
    subject="person",
    period="ever",
    severity="HIGH",
    title=Words("致残或发证前享受", "Event before disability"),
    sentence=Words(
        "{event_day}即已按残疾人就业、培训或补助,而致残或首次发证在{began_day}。",
        "Employed, trained or paid as a person with disability on {event_day}; the disability or the first certificate "
        "dates from {began_day}.",
    ),
    innocent=(
        Words("第一代残疾人证后来换发", "a certificate of the first generation was replaced later"),
        Words("先致残后申领", "the disability is older, the certificate was applied for late"),
    ),
    authority=(),
    precedents=("襄州审计:2013年参训,2014年才因事故致残 (GUIDE X8)",),
    sources=("certificates",),
    thresholds=(
        Threshold(
            name="grace",
            unit="days",
            low=0,
            high=365,
            zh="致残日不明时早于发证的宽限",
            en="days of grace before the issue, where no onset is known",
        ),
    ),
    hits=hits,
    cites=cites,
)
