"""Duties of public bodies and state-owned enterprises: at least one, cadres, reserved posts, job coaches."""

from datetime import date
from fractions import Fraction
from typing import Final, Literal

import msgspec

from domain.counting import MONTHS_IN_YEAR, shown_fraction
from domain.plans.implementer import Implementer
from domain.quota.status import FORMULA
from domain.statutes.book import Law
from domain.working import Decision, Working

Level = Literal["province", "prefecture", "county", "township"]
CoachedEmployer = Literal["auxiliary", "centralised", "other"]
BodyKind = Literal["state_organ", "public_institution", "state_owned_enterprise", "dpf"]


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public body or state-owned enterprise as the statistics of placements know it, for one year.

    `cadres` and `pwd_cadres` are persons in post; `control_number` is how many non-establishment staff it may have.
    """

    kind: BodyKind
    level: Level
    establishment_posts: int
    posts_filled: int
    school_or_kindergarten: bool
    committee_member: bool
    cadres: int
    pwd_cadres: int
    control_number: int
    non_establishment_staff: int
    reserved_non_establishment: int


def average(weight_months: int) -> Fraction:
    """The counted head-count behind the weights of a year's months."""
    return Fraction(weight_months, MONTHS_IN_YEAR)


def minimum_of_one(body: Body, persons: int, counted: Fraction, on: date, law: Law) -> Decision:
    """Fulfilled where the body is not one of those meant, meets the quota, or has placed at least one person.

    A person counts as one here whatever the grade: the texts ask for one person, not for one counted.
    """
    working = Working(FORMULA, law, on)
    rule = working.uses("至少安排一人", "public_body_minimum")
    if not _is_meant(working, body, rule.table):
        return working.decide(0)
    ratio = working.uses("规定比例", "quota_ratio")
    required = body.establishment_posts * ratio.ratio
    working.step(
        "应安排人数", f"{body.establishment_posts} × {ratio.shown}", f"{shown_fraction(required)} 人", by=ratio
    )
    if counted >= required:
        working.step("安排比例", "达到规定比例", f"{shown_fraction(counted)} 人", by=rule)
        return working.decide(0)
    least = int(rule.table["at_least"])
    working.step("实际安排", f"未达到规定比例,至少 {least} 人,期限 {rule.table['by']}", f"{persons} 人", by=rule)
    if persons < least:
        due = date.fromisoformat(rule.table["by"])
        when = "已过期限" if on > due else f"期限 {due}"
        zh = f"未达到规定比例,应至少安排 {least} 人,现有 {persons} 人({when})"
        en = f"below the quota: at least {least} must be placed, {persons} are ({due})"
        working.refuse("minimum_of_one", zh, en, by=rule)
    return working.decide(0)


def _is_meant(working: Working, body: Body, rule: dict[str, object]) -> bool:
    """Organs and institutions from a number of posts on, of the levels named; members of the committee of any size."""
    if body.school_or_kindergarten:
        working.step("适用范围", "中小学、幼儿园除外", "不适用")
        return False
    if body.committee_member and rule.get("committee_members"):
        working.step("适用范围", "政府残疾人工作委员会成员单位", "适用")
        return True
    names = {"state_organ": "organ", "dpf": "organ", "public_institution": "institution"}
    kind = names.get(body.kind)
    levels = rule.get(f"{kind}_levels")
    if kind is None or not isinstance(levels, list) or body.level not in levels:
        working.step("适用范围", "类别或层级不在规定之内", "不适用")
        return False
    least = rule[f"{kind}_posts"]
    meant = isinstance(least, int) and body.establishment_posts >= least
    working.step(
        "适用范围", f"编制 {body.establishment_posts} 人,规定 {least} 人(含)以上", "适用" if meant else "不适用"
    )
    return meant


def cadres_of_federation(body: Body, on: date, law: Law) -> Decision:
    """The share of persons with disabilities among the cadres of a federation of county level or above."""
    working = Working(FORMULA, law, on)
    rule = working.uses("残联干部比例", "dpf_cadre_ratio")
    if body.kind != "dpf" or body.level == "township" or not body.cadres:
        working.step("适用范围", "县级以上残联机关", "不适用")
        return working.decide(0)
    ratio = Fraction(body.pwd_cadres, body.cadres)
    working.step("残疾人干部比例", f"{body.pwd_cadres} ÷ {body.cadres}", f"{shown_fraction(ratio * 100)}%", by=rule)
    if ratio < rule.ratio:
        zh = f"残疾人干部比例 {shown_fraction(ratio * 100)}%,不足 {rule.shown}"
        en = f"{shown_fraction(ratio * 100)}% of the cadres are persons with disabilities, less than {rule.shown}"
        working.refuse("cadre_ratio", zh, en, by=rule)
    return working.decide(0)


def reserved_non_establishment(body: Body, on: date, law: Law) -> Decision:
    """Posts outside the establishment that the body reserves for persons with disabilities: a certain number."""
    working = Working(FORMULA, law, on)
    rule = working.grants("编外岗位预留", "non_establishment_reserved")
    if body.kind not in ("state_organ", "public_institution") or not body.non_establishment_staff:
        working.step("适用范围", "设有编外岗位的机关事业单位", "不适用")
        return working.decide(0)
    least = working.uses("预留的最低数量", "non_establishment_reserved_least")
    working.step("已预留", f"至少 {least.count}", f"{body.reserved_non_establishment} 个", by=rule)
    if body.reserved_non_establishment < least.count:
        zh = f"编外岗位预留 {body.reserved_non_establishment} 个,少于 {least.count} 个"
        en = f"{body.reserved_non_establishment} posts are reserved, fewer than {least.count}"
        working.refuse("non_establishment_reserved", zh, en, by=rule)
    return working.decide(0)


def auxiliary_post(body: Body, *, with_contract: bool, on: date, law: Law) -> Decision:
    """Whether a body with no free post may place one more person outside the establishment."""
    working = Working(FORMULA, law, on)
    rule = working.grants("满编单位的编外辅助性岗位", "full_body_auxiliary_posts")
    if body.posts_filled < body.establishment_posts:
        zh = f"尚有空编 {body.establishment_posts - body.posts_filled} 个,不属于满编满岗"
        working.refuse("posts_free", zh, "there are free establishment posts", by=rule)
    if body.non_establishment_staff >= body.control_number:
        zh = f"编外人员 {body.non_establishment_staff} 人,已达控制数 {body.control_number} 人"
        working.refuse("control_number_reached", zh, "the control number is reached", by=rule)
    if not with_contract:
        zh, en = "没有依法签订劳动合同", "there is no labour contract"
        working.refuse("no_contract", zh, en, by=rule)
    return working.decide(0)


def must_develop_posts(body: Body, counted: Fraction, on: date, law: Law) -> Decision:
    """A state-owned enterprise below the quota must develop suitable posts; refused means the duty stands."""
    working = Working(FORMULA, law, on)
    rule = working.grants("国有企业开发岗位", "soe_develops_posts")
    ratio = working.uses("规定比例", "quota_ratio")
    required = body.establishment_posts * ratio.ratio
    if body.kind == "state_owned_enterprise" and counted < required:
        zh = f"安排 {shown_fraction(counted)} 人,未达到 {shown_fraction(required)} 人,应当开发适合残疾人的岗位"
        en = f"{shown_fraction(counted)} counted of {shown_fraction(required)}: suitable posts must be developed"
        working.refuse("soe_below_quota", zh, en, by=rule)
    return working.decide(0)


def job_coach(employer: CoachedEmployer, persons: int, coaches: int, on: date, law: Law) -> Decision:
    """A social-work post with a job coach: in the kinds of bodies named, elsewhere above a number of persons."""
    working = Working(FORMULA, law, on)
    rule = working.uses("就业辅导员", "job_coach")
    more_than = int(rule.table["more_than"])
    needed = employer in rule.table["bodies"] or persons > more_than
    working.step(
        "适用范围", f"安排残疾人 {persons} 人,规定超过 {more_than} 人", "应当配备" if needed else "不必配备", by=rule
    )
    if needed and not coaches:
        zh, en = "没有设置社会工作岗位、配备就业辅导员", "there is no social-work post with a job coach"
        working.refuse("job_coach", zh, en, by=rule)
    return working.decide(0)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="duty",
        code="public_body_minimum",
        name_zh="机关、事业单位至少安排一名残疾人",
        name_en="public bodies place at least one",
        rules=("P1-003", "P2-003", "P3-004", "P4-003"),
    ),
    Implementer(
        kind="duty",
        code="dpf_cadre_ratio",
        name_zh="残联机关干部中残疾人的比例",
        name_en="share of cadres of the federations",
        rules=("P3-006",),
    ),
    Implementer(
        kind="duty",
        code="non_establishment_reserved",
        name_zh="编外岗位预留",
        name_en="posts outside the establishment are reserved",
        rules=("P2-006",),
    ),
    Implementer(
        kind="rule",
        code="full_body_auxiliary_posts",
        name_zh="满编单位的编外辅助性岗位",
        name_en="auxiliary posts of full bodies",
        rules=("P2-007",),
    ),
    Implementer(
        kind="duty",
        code="soe_develops_posts",
        name_zh="国有企业开发岗位",
        name_en="state-owned enterprises develop posts",
        rules=("P3-007",),
    ),
    Implementer(
        kind="duty",
        code="job_coach",
        name_zh="配备就业辅导员",
        name_en="job coaches are provided",
        rules=("P4-015",),
    ),
)
