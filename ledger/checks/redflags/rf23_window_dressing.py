"""RF23: most workers with disabilities come for December, or for a claim, and leave soon after."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, january_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Employers of which `percent` of those with disabilities stay no longer; July to June is one winter."""
    spells = _spells(t, p)
    disabled, peers = spells.filter(spells["disabled"] == 1), spells.filter(spells["disabled"] == 0)
    short = disabled.filter(disabled["short"] == 1)
    dressed = short.semi_join(_wanted(t, short, p), ["person", "employer"])
    dressed = dressed.mutate(winter=january_of(dressed["entered"] + 6))
    year = dressed.group_by("employer", "winter").agg(
        persons=dressed["person"].nunique(),
        from_month=dressed["entered"].min(),
        to_month=dressed["left_month"].max(),
        amount_fen=dressed["paid_fen"].sum(),
    )
    staff = disabled.group_by("employer").agg(disabled=disabled["person"].nunique())
    gone = peers.group_by("employer").agg(peers=peers["person"].nunique(), peers_short=peers["short"].sum())
    known = year.join(staff, "employer").left_join(gone, "employer")
    known = known.filter(
        known["persons"] >= p["persons"],
        at_least_pct(known["persons"], p["percent"], known["disabled"]),
        known["peers"].isnull() | ~at_least_pct(known["peers_short"], p["percent"], known["peers"]),
    )
    return known.select("from_month", "to_month", "amount_fen", "persons", "disabled", subject=known["employer"])


def _spells(t: Tables, p: Parameters) -> ir.Table:
    """From when to when a person was paid by an employer; short is what began and ended within the register's span."""
    spells = t["payroll_spells"]
    brief = (spells["within"] == 1) & (spells["left_month"] - spells["entered"] + 1 <= p["months"])
    return spells.mutate(short=ibis.ifelse(brief, 1, 0))


def _wanted(t: Tables, short: ir.Table, p: Parameters) -> ir.Table:
    """Spells with a December in them, or with a claim of the employer in them or soon before their end."""
    december = january_of(short["left_month"]) - 1
    at_end = (short["left_month"] % 12 == 11) | (short["entered"] <= december)
    dec = short.filter(at_end).select("person", "employer")
    filed = t["filings"].filter(t["filings"]["employer"].notnull()).select("employer", claimed="month")
    claims = short.join(filed, "employer")
    claims = claims.filter(
        claims["claimed"] >= claims["entered"], claims["left_month"] <= claims["claimed"] + p["months"]
    )
    return ibis.union(dec, claims.select("person", "employer"), distinct=True)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages of those who came and left."""
    short = _spells(t, p)
    short = short.filter(short["disabled"] == 1, short["short"] == 1).select("person", "employer").distinct()
    wages = t["wages"]
    paid = wages.semi_join(short, ["person", "employer"])
    return [cite(h, paid, "employer", within="month", source="wages")]


CHECK = Check(
    id="RF23",
    version=1,
    group="work",
    subject="employer",
    period="month",
    severity="MEDIUM",
    title=Words("突击用工", "Window dressing"),
    sentence=Words(
        "{from_month}至{to_month}间,{disabled}名残疾职工中有{persons}名在年末或申报前后短暂用工即离开,其他职工并非如此;"
        "涉及工资{amount_fen}。",
        "From {from_month} to {to_month} {persons} of {disabled} workers with disabilities stayed only around the end "
        "of the year or a claim, unlike their colleagues; wages of {amount_fen}.",
    ),
    innocent=(
        Words("季节性用工", "seasonal work"),
        Words("项目结束,全体离开", "the project ended and everybody left"),
    ),
    authority=(),
    precedents=("短暂缴纳社保 (GUIDE X18)",),
    sources=("wages",),
    thresholds=(
        Threshold(name="months", unit="months", low=1, high=6, zh="用工月数", en="months of a short spell"),
        Threshold(name="persons", unit="persons", low=1, high=50, zh="人数", en="persons"),
        Threshold(name="percent", unit="percent", low=10, high=100, zh="占残疾职工比例", en="share of those disabled"),
    ),
    hits=hits,
    cites=cites,
)
