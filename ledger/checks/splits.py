"""Split approvals: cases of one employer or person that stay just below the limit, within days of each other."""

from typing import Final

import ibis.expr.types as ir

from ledger.checks.check import Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month

INNOCENT: Final = (Words("各件事由独立,标准恰好接近限额", "independent matters whose standard lies near the limit"),)
AUTHORITY: Final = ("行政事业单位内部控制规范(试行)(财会〔2012〕21号):授权审批限额",)
THRESHOLDS: Final = (
    Threshold(name="limit", unit="yuan", low=1, high=10_000_000_000, zh="审批限额", en="limit of an approval"),
    Threshold(name="percent", unit="percent", low=50, high=99, zh="接近限额的比例", en="share of the limit"),
    Threshold(name="days", unit="days", low=1, high=365, zh="相隔天数", en="days apart"),
    Threshold(name="cases", unit="count", low=2, high=50, zh="件数", en="cases"),
)


def split(t: Tables, key: str, p: Parameters) -> ir.Table:
    """Cases of one programme within `days` after the first of a series, near the limit of an approval."""
    cases = t["book_cases"]
    near = cases.filter(
        cases[key].notnull(),
        cases["amount_fen"] <= p["limit"],
        at_least_pct(cases["amount_fen"], p["percent"], p["limit"]),
    )
    first = near.view()
    after = near.join(first, [key, "programme"])
    after = after.filter(
        after["applied_day"] >= after["applied_day_right"],
        after["applied_day"] <= after["applied_day_right"] + p["days"],
    )
    series = after.group_by("case_key_right").agg(cases=after["case_key"].nunique())
    series = series.filter(series["cases"] >= p["cases"])
    kept = after.semi_join(series, "case_key_right")
    return kept.select(key, "case_key", "applied_day", "amount_fen", "row").distinct()


def told(t: Tables, key: str, p: Parameters) -> ir.Table:
    """One hit for each key, with its cases and days."""
    near = with_month(t, split(t, key, p), "applied_day")
    return near.group_by(key).agg(
        from_month=near["month"].min(),
        to_month=near["month"].max(),
        amount_fen=near["amount_fen"].sum(),
        cases=near["case_key"].nunique(),
        first_day=near["applied_day"].min(),
        last_day=near["applied_day"].max(),
    ).rename(subject=key)  # fmt: skip


def cite_cases(t: Tables, h: ir.Table, key: str, p: Parameters) -> list[ir.Table]:
    """The cases."""
    return [cite(h, split(t, key, p), key, source="book_cases")]
