"""RF58: a public-welfare post held too long, too often, or beside other work or a business."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, january_of

DAYS_OF_A_MONTH = 31
"""A term of 36 months is let go on for 36 × 31 days: some twenty days more than three years."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Posts beyond the term or the number of placements, or with other insurance or an open business meanwhile."""
    posts = t["post_terms"].left_join(_insured_elsewhere(t), ["person", "row"]).drop("person_right", "row_right")
    posts = posts.left_join(_businesses(t), ["person", "row"]).drop("person_right", "row_right")
    too_long = (posts["days"] > p["term_months"] * DAYS_OF_A_MONTH) & (posts["extended"] == 0)
    wrong = posts.filter(
        too_long
        | (posts["ordinal"] > p["placements"])
        | (posts["insured_months"] >= p["least_months"])
        | posts["business_employer"].notnull()
    )
    wrong = wrong.mutate(year=january_of(wrong["from_month"]))
    year = wrong.group_by("person", "year").agg(
        from_month=wrong["from_month"].min(),
        to_month=wrong["to_month"].max(),
        employer=wrong["employer"].max(),
        ordinal=wrong["ordinal"].max(),
        days=wrong["days"].max(),
        insured_months=ibis.coalesce(wrong["insured_months"].max(), 0),
        other_employer=wrong["other_employer"].max(),
        business_employer=wrong["business_employer"].max(),
    )
    return year.mutate(subject=year["person"], amount_fen=ibis.literal(0)).drop("person", "year")


def _insured_elsewhere(t: Tables) -> ir.Table:
    """Whole months within the post that a unit other than the post's (or its ally) insured."""
    posts, insured = t["post_terms"], t["insurance_months"]
    meanwhile = posts.join(insured, "person")
    meanwhile = meanwhile.filter(
        meanwhile["month"] > meanwhile["from_month"],
        meanwhile["month"] < meanwhile["to_month"],
        meanwhile["payer"] != meanwhile["employer"],
        meanwhile["pension"] == 1,
    )
    allies = t["allied_units"].select("employer", payer=t["allied_units"]["other"]).distinct()
    foreign = meanwhile.anti_join(allies, ["employer", "payer"])
    return foreign.group_by("person", "row").agg(
        insured_months=foreign["month"].nunique(), other_employer=foreign["payer"].max()
    )


def _businesses(t: Tables) -> ir.Table:
    """Open firms and shops of which the holder was in charge during the post."""
    posts, businesses = t["post_terms"], t["businesses"]
    firms = businesses.filter(businesses["status"] == "open", businesses["kind"] != "non_enterprise")
    firms = firms.select("legal_rep", "legal_rep_from_day", "closed_day", business=firms["employer"])
    led = posts.join(firms, posts["person"] == firms["legal_rep"])
    led = led.filter(
        led["legal_rep_from_day"] < led["end_day"], led["closed_day"].isnull() | (led["closed_day"] > led["from_day"])
    )
    return led.group_by("person", "row").agg(business_employer=led["business"].max())


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The posts, the other insurance, the business."""
    return [
        cite(h, t["posts_held"], "person"),
        cite(h, t["insurance_months"], {"subject": "person", "other_employer": "payer"}, within="month"),
        cite(h, t["businesses"], {"subject": "legal_rep", "business_employer": "employer"}),
    ]


CHECK = Check(
    id="RF58",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="BLOCK",
    title=Words("公益性岗位违规", "Public-welfare post conflicts"),
    sentence=Words(
        "{from_month}至{to_month}在{employer}的公益性岗位:第{ordinal}次安置,在岗{days}天;"
        "其间由{other_employer}参保{insured_months}个月,任{business_employer}负责人。",
        "Public-welfare post with {employer} from {from_month} to {to_month}: placement no. {ordinal}, {days} days; "
        "meanwhile insured by {other_employer} for {insured_months} months, in charge of {business_employer}.",
    ),
    innocent=(
        Words("村级无酬职务", "unpaid role in the village"),
        Words("距法定退休不足五年,可以延长", "less than five years from retirement: may be extended"),
        Words("上岗、退出当月的衔接", "month of entry or exit"),
        Words("由派遣单位缴纳社会保险", "insured by the dispatch agency"),
    ),
    authority=("就业补助资金管理规定",),
    precedents=("南阳公益性岗位规定(GUIDE SB05)", "什邡 119 名村干部 (GUIDE X28)"),
    sources=("posts_held",),
    thresholds=(
        Threshold(name="term_months", unit="months", low=12, high=60, zh="最长期限", en="longest term"),
        Threshold(name="placements", unit="times", low=1, high=5, zh="最多安置次数", en="most placements"),
        Threshold(name="least_months", unit="months", low=1, high=12, zh="他处参保月数", en="months insured elsewhere"),
    ),
    hits=hits,
    cites=cites,
)
