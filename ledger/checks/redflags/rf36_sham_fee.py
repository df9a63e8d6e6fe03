"""RF36: a fee for arranging placements that takes much of the levy saved, with hardly any service on record."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Agreements whose fee is more than so much of the saved levy, or per person, and less than a record for each."""
    dear = with_month(t, _dear(t, p), "from_day")
    return dear.group_by("unit").agg(
        from_month=dear["month"].min(),
        to_month=dear["month"].max(),
        amount_fen=dear["fee_fen"].max(),
        saved_levy_fen=dear["saved_levy_fen"].max(),
        persons=dear["persons"].max(),
        records=dear["service_records"].min(),
        agency=dear["agency"].max(),
    ).rename(subject="unit")  # fmt: skip


def _dear(t: Tables, p: Parameters) -> ir.Table:
    agreements = t["dispatch_agreements"]
    share = (agreements["saved_levy_fen"] > 0) & (
        agreements["fee_fen"] * 100 > agreements["saved_levy_fen"] * p["percent"]
    )
    each = agreements["fee_fen"] > agreements["persons"] * p["per_person"]
    dear = agreements.filter(agreements["service_records"] < agreements["persons"], share | each)
    sides = (dear.mutate(unit=dear[side]) for side in ("agency", "user_unit"))
    return ibis.union(*sides, distinct=True)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The agreement."""
    return [cite(h, _dear(t, p), "unit", source="dispatch_agreements")]


CHECK = Check(
    id="RF36",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="MEDIUM",
    title=Words("高额中介费", "Sham fee agreement"),
    sentence=Words(
        "{agency}为{persons}人收服务费{amount_fen},用工单位由此减免残保金{saved_levy_fen},而服务记录只有{records}条。",
        "{agency} takes {amount_fen} for {persons} persons, by whom {saved_levy_fen} of levy are saved; there are "
        "{records} records of service.",
    ),
    innocent=(Words("真实的就业辅导,记录未录入", "true job coaching whose records were not entered"),),
    authority=(),
    precedents=("每人每年 6,800 元 / 3,000 元、「审核不过赔付」(GUIDE X3、X6)",),
    sources=("dispatch_agreements",),
    thresholds=(
        Threshold(name="percent", unit="percent", low=1, high=100, zh="占减免残保金比例", en="share of the levy saved"),
        Threshold(name="per_person", unit="yuan", low=1, high=100_000_000, zh="每人费用", en="fee per person"),
    ),
    hits=hits,
    cites=cites,
)
