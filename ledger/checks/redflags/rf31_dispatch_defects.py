"""RF31: dispatch without licence, for too short a term, with fees from the worker, or with wages skimmed."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Agencies with defective dispatch contracts, and how many persons each defect concerns."""
    bad = with_month(t, _defects(t, p), "from_day")
    return (
        bad.group_by("unit")
        .agg(
            from_month=bad["month"].min(),
            to_month=bad["month"].max(),
            amount_fen=bad["lost_fen"].sum().cast("int64"),
            persons=bad["person"].nunique(),
            unlicensed=_of(bad, "licence"),
            short=_of(bad, "term"),
            fees=_of(bad, "fee"),
            skimmed=_of(bad, "skimmed"),
        )
        .rename(subject="unit")
    )


def _of(bad: ir.Table, why: str) -> ir.Value:
    """How many persons have a contract with that defect."""
    return ibis.ifelse(bad["why"] == why, bad["person"], ibis.null("int64")).nunique()


def _defects(t: Tables, p: Parameters) -> ir.Table:
    contracts = t["contracts"]
    sent = contracts.filter((contracts["kind"] == "dispatch") | contracts["agency"].notnull())
    sent = sent.mutate(unit=ibis.coalesce(sent["agency"], sent["employer"]))
    short = sent.filter(
        sent["open_ended"] == 0, (sent["to_day"] - sent["from_day"] + 1 + p["grace"]) * 12 < 365 * p["months"]
    )
    fee = sent.filter(sent["worker_fee_fen"] > 0)
    found = {
        "licence": _unlicensed(t, sent, p).mutate(lost_fen=ibis.literal(0, "int64")),
        "term": short.mutate(lost_fen=ibis.literal(0, "int64")),
        "fee": fee.mutate(lost_fen=fee["worker_fee_fen"]),
        "skimmed": _skimmed(t, p),
    }
    return ibis.union(*(_named(rows, why) for why, rows in found.items()), distinct=True)


def _named(rows: ir.Table, why: str) -> ir.Table:
    return rows.select("person", "unit", "from_day", "to_day", "row", "lost_fen", why=ibis.literal(why))


def _unlicensed(t: Tables, sent: ir.Table, p: Parameters) -> ir.Table:
    """Contracts begun on days that no licence of the agency covers, a renewal under way allowed for.

    Only agencies that the register knows: of others it says nothing.
    """
    licences, businesses = t["licences"], t["businesses"]
    known = licences.select(unit="agency").union(
        businesses.filter(businesses["kind"] == "agency").select(unit="employer"), distinct=True
    )
    agencies = sent.semi_join(known, "unit")
    spans = licences.view()
    return agencies.anti_join(
        spans,
        [
            agencies["unit"] == spans["agency"],
            spans["from_day"] <= agencies["from_day"] + p["grace"],
            agencies["from_day"] <= spans["to_day"] + p["grace"],
        ],
    )


def _skimmed(t: Tables, p: Parameters) -> ir.Table:
    """Contracts with full months, again and again, in which clearly less was paid than agreed."""
    months = t["underpaid_dispatches"]
    months = months.filter(months["paid_fen"] * 100 < months["wage_fen"] * p["percent"])
    contract = months.group_by(*_KEPT).agg(
        lost_fen=(months["wage_fen"] - months["paid_fen"]).sum().cast("int64"), months=months["month"].nunique()
    )
    return contract.filter(contract["months"] >= p["skimmed_months"])


_KEPT = ("person", "unit", "from_day", "to_day", "row")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The contracts, licences of the agency that end too soon, and wages where they were skimmed."""
    bad, wages, months = _defects(t, p), t["wages"], t["months"]
    skimmed = bad.filter(bad["why"] == "skimmed").select("person", "unit", "from_day", "to_day").distinct()
    paid = wages.select("person", "employer", "month", "row").join(months, "month")
    short = skimmed.join(
        paid,
        [
            skimmed["person"] == paid["person"],
            skimmed["unit"] == paid["employer"],
            skimmed["from_day"] <= paid["first_day"],
            paid["last_day"] <= skimmed["to_day"],
        ],
    ).select(skimmed["unit"], paid["row"])
    return [
        cite(h, bad, "unit", source="contracts"),
        cite(h, short, "unit", source="wages"),
    ]


CHECK = Check(
    id="RF31",
    version=1,
    group="chains",
    subject="employer",
    period="ever",
    severity="HIGH",
    title=Words("派遣合同缺陷", "Dispatch defects"),
    sentence=Words(
        "该单位{persons}人的派遣合同有缺陷:无有效许可{unlicensed}人,期限不足{short}人,向劳动者收费{fees}人,"
        "工资被截留{skimmed}人;涉及{amount_fen}。",
        "Dispatch contracts of {persons} persons are defective: no valid licence {unlicensed}, too short {short}, fees "
        "from the worker {fees}, wages skimmed {skimmed}; {amount_fen} concerned.",
    ),
    innocent=(
        Words("许可正在办理延续", "the licence was being renewed"),
        Words("个人承担的社保和个税已扣除", "insurance and tax of the worker deducted"),
    ),
    authority=("劳动合同法 第五十七、五十八、六十条",),
    precedents=("审计署 2023 年度:截留克扣劳动者报酬 7558 万元 (GUIDE X17)",),
    sources=("contracts",),
    thresholds=(
        Threshold(name="months", unit="months", low=1, high=36, zh="最短期限", en="shortest term"),
        Threshold(name="grace", unit="days", low=0, high=180, zh="宽限天数", en="days of grace"),
        Threshold(name="percent", unit="percent", low=30, high=100, zh="实发占约定工资", en="paid share of the wage"),
        Threshold(name="skimmed_months", unit="months", low=1, high=12, zh="截留月数", en="months skimmed"),
    ),
    hits=hits,
    cites=cites,
)
