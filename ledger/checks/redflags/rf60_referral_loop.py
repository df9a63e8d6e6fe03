"""RF60: a reward for referring somebody who was there already, was rewarded before, or is sent to a related unit."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Rewards with an earlier insurance at the new employer, an earlier reward, a related agency, or a break after."""
    rewards = _rewards(t)
    marks = ibis.union(_was_there(t, rewards, p), _rewarded(rewards), _related(t, rewards), _broken(t, rewards, p))
    per = marks.group_by("person", "grant_key").agg(
        prior_month=marks["prior_month"].max(), times=marks["times"].max(), related_employer=marks["related"].max()
    )
    found = rewards.join(per, ["person", "grant_key"])
    found = found.mutate(year=january_of(found["month"]))
    year = found.group_by("person", "year").agg(
        from_month=found["month"].min(),
        to_month=found["last"].max(),
        amount_fen=found["amount_fen"].sum(),
        agency=found["agency"].max(),
        prior_month=found["prior_month"].max(),
        times=ibis.coalesce(found["times"].max(), 1),
        related_employer=found["related_employer"].max(),
    )
    return year.mutate(subject=year["person"]).drop("person", "year")


def _rewards(t: Tables) -> ir.Table:
    """Rewards for referrals that correct no other."""
    grants = t["other_grants"]
    paid = grants.filter(grants["programme"] == "referral_reward", grants["person"].notnull())
    paid = paid.filter(paid["original"].isnull())
    return paid.group_by("person", "grant_key").agg(
        agency=paid["employer"].max(),
        month=paid["from_month"].min(),
        last=paid["to_month"].max(),
        paid_day=paid["paid_day"].max(),
        amount_fen=paid["amount_fen"].max(),
    )


def _mark(rows: ir.Table, **given: ir.Value) -> ir.Table:
    nothing = ibis.null("int64")
    marks = {"prior_month": nothing, "times": nothing, "related": nothing, **given}
    return rows.select("person", "grant_key", **marks)


def _hired(t: Tables, rewards: ir.Table) -> ir.Table:
    """Who insured the person in the first months of the referral."""
    insured = t["insurance_months"].select("person", "payer", insured=t["insurance_months"]["month"])
    started = rewards.join(insured, "person")
    started = started.filter(
        started["insured"] >= started["month"],
        started["insured"] <= started["month"] + 1,
        started["agency"].isnull() | (started["payer"] != started["agency"]),
    )
    return started.select("person", "grant_key", "agency", "payer", "month").distinct()


def _was_there(t: Tables, rewards: ir.Table, p: Parameters) -> ir.Table:
    insured = t["insurance_months"].select("person", "payer", earlier=t["insurance_months"]["month"])
    before = _hired(t, rewards).join(insured, ["person", "payer"])
    before = before.filter(
        before["earlier"] < before["month"], before["earlier"] >= before["month"] - p["prior_months"]
    )
    return _mark(before, prior_month=before["earlier"])


def _rewarded(rewards: ir.Table) -> ir.Table:
    first = rewards.group_by("person").agg(first_day=rewards["paid_day"].min(), times=rewards["grant_key"].nunique())
    again = rewards.join(first.filter(first["times"] >= 2), "person")
    again = again.filter(again["paid_day"] > again["first_day"])
    return _mark(again, times=again["times"])


def _related(t: Tables, rewards: ir.Table) -> ir.Table:
    ties = t["unit_ties"].select(agency=t["unit_ties"]["employer"], payer=t["unit_ties"]["other"]).distinct()
    tied = _hired(t, rewards).join(ties, ["agency", "payer"])
    return _mark(tied, related=tied["payer"])


def _broken(t: Tables, rewards: ir.Table, p: Parameters) -> ir.Table:
    """A year of stable work was rewarded, and more months than `break_months` of it were not insured."""
    insured = t["insurance_months"].select("person", insured=t["insurance_months"]["month"])
    year = rewards.filter(rewards["last"] >= rewards["month"] + 11, rewards["last"] < rewards["month"] + 24)
    during = year.join(insured, "person")
    during = during.filter(during["insured"] >= during["month"], during["insured"] <= during["month"] + 11)
    count = during.group_by("person", "grant_key").agg(months=during["insured"].nunique())
    return _mark(count.filter(count["months"] < 12 - p["break_months"]))


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The rewards, the earlier insurance, and the insurance of the months rewarded."""
    grants, insured = t["other_grants"], t["insurance_months"]
    return [
        cite(h, grants, "person", where=grants["programme"] == "referral_reward"),
        cite(h, insured, {"subject": "person", "prior_month": "month"}),
        cite(h, insured, "person", within="month"),
    ]


CHECK = Check(
    id="RF60",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("推荐奖励套取", "Referral reward loop"),
    sentence=Words(
        "{agency}为{from_month}起的推荐就业领取奖励{amount_fen}:此前在同一单位最近参保月{prior_month},同一人第{times}次领奖,"
        "与推荐机构有关联的用人单位{related_employer}。",
        "{agency} was rewarded with {amount_fen} for a referral from {from_month}: last insured by the same employer "
        "before in {prior_month}, reward no. {times} for the person, employer related to the agency: "
        "{related_employer}.",
    ),
    innocent=(
        Words("裁员满六个月后重新录用", "hired again more than six months after a lay-off"),
        Words("更正发放(注明原发放)", "a correction that names the grant it corrects"),
    ),
    authority=(),
    precedents=("烟台职业介绍补贴规定 (GUIDE RE01)", "五个行动方案 S135"),
    sources=("other_grants", "insurance_months"),
    thresholds=(
        Threshold(name="prior_months", unit="months", low=1, high=24, zh="此前参保回溯月数", en="months looked back"),
        Threshold(name="break_months", unit="months", low=0, high=6, zh="容许断缴月数", en="months of break let go"),
    ),
    hits=hits,
    cites=cites,
)
