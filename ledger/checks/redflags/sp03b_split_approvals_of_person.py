"""SP03B: cases of one person that stay just below the limit of an approval, within days of each other."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """At least so many cases of one programme near the limit that follow each other closely."""
    split = with_month(t, _split(t, p), "applied_day")
    return split.group_by("person").agg(
        from_month=split["month"].min(),
        to_month=split["month"].max(),
        amount_fen=split["amount_fen"].sum(),
        cases=split["case_key"].nunique(),
        first_day=split["applied_day"].min(),
        last_day=split["applied_day"].max(),
    ).rename(subject="person")  # fmt: skip


def _split(t: Tables, p: Parameters) -> ir.Table:
    """Cases within `days` after the first of a series."""
    cases = t["book_cases"]
    near = cases.filter(
        cases["person"].notnull(),
        cases["amount_fen"] <= p["limit"],
        at_least_pct(cases["amount_fen"], p["percent"], p["limit"]),
    )
    first = near.view()
    after = near.join(first, ["person", "programme"])
    after = after.filter(
        after["applied_day"] >= after["applied_day_right"],
        after["applied_day"] <= after["applied_day_right"] + p["days"],
    )
    series = after.group_by("case_key_right").agg(cases=after["case_key"].nunique())
    series = series.filter(series["cases"] >= p["cases"])
    kept = after.semi_join(series, "case_key_right")
    return kept.select("person", "case_key", "applied_day", "amount_fen", "row").distinct()


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The cases."""
    return [cite(h, _split(t, p), "person", source="book_cases")]


CHECK = Check(
    id="SP03B",
    version=1,
    group="money",
    subject="person",
    period="ever",
    severity="MEDIUM",
    title=Words("个人拆分审批", "Split approvals of a person"),
    sentence=Words(
        "{first_day}至{last_day},同一人有{cases}件申请金额略低于审批限额,共{amount_fen}。",
        "From {first_day} to {last_day} {cases} applications stayed just below the limit of an approval: "
        "{amount_fen} in all.",
    ),
    innocent=(Words("各件事由独立,标准恰好接近限额", "independent matters whose standard lies near the limit"),),
    authority=("内部控制:授权审批限额 财会〔2012〕21号",),
    sources=(),
    thresholds=(
        Threshold(name="limit", unit="yuan", low=1, high=10_000_000_000, zh="审批限额", en="limit of an approval"),
        Threshold(name="percent", unit="percent", low=50, high=99, zh="接近限额的比例", en="share of the limit"),
        Threshold(name="days", unit="days", low=1, high=365, zh="相隔天数", en="days apart"),
        Threshold(name="cases", unit="count", low=2, high=50, zh="件数", en="cases"),
    ),
    hits=hits,
    cites=cites,
)
