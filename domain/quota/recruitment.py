"""Posts that must be filled or offered: by each district of Huzhou, and every year in Jinhua."""

from datetime import date
from typing import Final

from domain.plans.implementer import Implementer
from domain.quota.status import FORMULA
from domain.statutes.book import Law
from domain.working import Decision, Working


def district_recruitment(administrative: int, institution: int, on: date, law: Law) -> Decision:
    """Persons recruited by a district into administrative (参公) and institution posts within the plan's years.

    Where the text gives a range (1~2 人), the place's data says which of the two binds.
    """
    working = Working(FORMULA, law, on)
    rule = working.uses("区县招聘", "district_recruitment")
    bound = working.uses("区间以哪一端为准", "range_binds")
    least = {"administrative": rule.table["administrative"], "institution": rule.table[f"institution_{bound.text}"]}
    for kind, name, hired in (
        ("administrative", "行政(参公)编制", administrative),
        ("institution", "事业编制", institution),
    ):
        working.step(name, f"至少 {least[kind]} 人,期限 {rule.table['by']}", f"{hired} 人", by=rule)
        if hired < least[kind]:
            zh = f"{name}招聘 {hired} 人,至少应为 {least[kind]} 人"
            en = f"{hired} recruited into {kind} posts where {least[kind]} must be"
            working.refuse(f"{kind}_recruitment", zh, en, by=rule)
    return working.decide(0)


def enterprise_recruitment(offered: int, year: int, law: Law) -> Decision:
    """Posts that a state-owned enterprise offered in the year, by open recruitment, dispatch or special posts.

    The text asks for planned recruitment every year and gives no number: a year without any offer falls short.
    """
    working = Working(FORMULA, law, date(year, 12, 31))
    rule = working.grants("国有企业每年安排", "enterprise_recruits_yearly")
    working.step("已推出", f"{year} 年公开招考(聘)、劳务派遣等", f"{offered} 个", by=rule)
    if not offered:
        zh, en = f"{year} 年没有推出岗位", f"no post was offered in {year}"
        working.refuse("enterprise_recruitment", zh, en, by=rule)
    return working.decide(0)


def yearly_post(offered: int, year: int, law: Law) -> Decision:
    """Posts of organs and institutions offered to persons with disabilities in the year, all over the city."""
    working = Working(FORMULA, law, date(year, 12, 31))
    rule = working.uses("每年推出的岗位", "posts_offered_yearly")
    working.step("已推出", f"{year} 年至少 {rule.count} 个", f"{offered} 个", by=rule)
    if offered < rule.count:
        zh, en = f"{year} 年推出 {offered} 个岗位,至少应为 {rule.count} 个", f"{offered} posts offered in {year}"
        working.refuse("posts_offered", zh, en, by=rule)
    return working.decide(0)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="duty",
        code="district_recruitment",
        name_zh="区县招聘残疾人",
        name_en="districts recruit persons with disabilities",
        rules=("P2-004",),
    ),
    Implementer(
        kind="duty",
        code="enterprise_recruits_yearly",
        name_zh="国有企业每年有计划地安排",
        name_en="state-owned enterprises recruit every year",
        rules=("P2-011",),
    ),
    Implementer(
        kind="duty",
        code="posts_offered_yearly",
        name_zh="每年推出机关、事业单位岗位",
        name_en="a post offered every year",
        rules=("P5-005",),
    ),
)
