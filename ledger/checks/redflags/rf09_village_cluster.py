"""RF09: a village in which severe certificates gather as nowhere in its county."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, month_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """At least `persons` severe certificates, `percent` of the village's, and `times` the share of the county."""
    rows = t["village_certificates"]
    rows = rows.filter(rows["severe"] >= p["persons"], at_least_pct(rows["severe"], p["percent"], rows["persons"]))
    rows = rows.filter(
        rows["severe"] * rows["county_persons"] * 100 >= rows["county_severe"] * rows["persons"] * p["ratio"]
    )
    dated = month_of(rows, "issued_day", t["month_buckets"])
    return (
        dated.group_by("village", "persons", "severe", "county_persons", "county_severe")
        .agg(from_month=dated["month"].min(), to_month=dated["month"].max(), amount_fen=dated["severe"].max() * 0)
        .rename(subject="village")
        .mutate(village=lambda h: h["subject"])
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The severe certificates of the village."""
    return [cite(h, t["village_certificates"], "village", row="certificate_row", source="certificates")]


CHECK = Check(
    id="RF09",
    version=1,
    group="persons",
    subject="village",
    period="ever",
    severity="MEDIUM",
    title=Words("村内重度残疾人证集中", "Cluster of severe certificates"),
    sentence=Words(
        "村(社区){village}有效残疾人证{persons}本,其中一、二级{severe}本;全县{county_persons}本中一、二级{county_severe}本。",
        "Village {village}: {severe} of {persons} valid certificates are of grade 1 or 2; in the county "
        "{county_severe} of {county_persons}.",
    ),
    innocent=(
        Words("地方病", "an endemic disease"),
        Words("人口很少的村", "a very small village"),
        Words("托养机构所在地", "the address of a care home"),
    ),
    authority=(),
    precedents=("东光县:700人的村有44本证,36本重度 (GUIDE X15)",),
    sources=("certificates",),
    thresholds=(
        Threshold(
            name="persons", unit="persons", low=3, high=100, zh="重度证最少本数", en="fewest severe certificates"
        ),
        Threshold(name="percent", unit="percent", low=30, high=100, zh="重度占比", en="share of severe ones"),
        Threshold(
            name="ratio", unit="percent", low=100, high=1000, zh="与全县占比之比", en="share against the county's"
        ),
    ),
    hits=hits,
    cites=cites,
)
