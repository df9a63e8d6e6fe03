"""The form of the public-welfare-post subsidy 公益性岗位补贴: the post, its holders, and their months in it."""

from typing import Any, Final

import msgspec

from api.schemas.fields import Choice, Day, Group, MonthOfYear, Whole, YesNo, Yuan
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import Employer, FormPart, named_of
from api.schemas.recognised import Recognised, months_left
from domain.details import PersonDetails
from domain.identity import parse_disability_certificate
from domain.programs.public_welfare_facts import ENTRY_GROUNDS
from domain.register_names import POST_KINDS

OUTCOMES: Final = {"not_hired": "未录用", "refused_by_person": "本人拒绝", "hired": "录用"}
_AS_STATED: Final = (
    "ground",
    "ground_verified",
    "willing",
    "household_pwd",
    "placed_from",
    "placement",
    "previous_ended",
    "first_recognised",
    "months_already_subsidised",
    "referrals",
    "months",
)


class Referral(FormPart):
    """A post recommended before the placement."""

    referred_on = Day("推荐日期", example="2022-10-08")
    through_market = YesNo("是否市场渠道", example=True)
    outcome = Choice("推荐结果", OUTCOMES, example="not_hired")


class PostMonth(FormPart):
    """One month in the post."""

    month = MonthOfYear("在岗月份", example="2024-01")
    wage_paid = Yuan("当月实发工资(元)", example="2300.00")
    insured = YesNo("是否按要求缴纳社会保险费", example=True)


class PostHolder(Recognised):
    """A person in the post, and why."""

    ground = Choice("安置对象", ENTRY_GROUNDS, example="three_failed_referrals")
    ground_verified = YesNo("安置对象身份是否核实", example=True)
    willing = YesNo("是否本人自愿", example=True, default=True)
    household_pwd = Whole("家庭残疾人数", example=1, note="一户多残的填写", default=0)
    placed_from = MonthOfYear("本次上岗月份", example="2023-01")
    placement = Whole("第几次安置", example=1, default=1)
    previous_ended = MonthOfYear("上次安置结束月份", example=None, note="第一次安置的不填", default=None)
    referrals = Group(Referral, many=True, optional=True)
    months = Group(PostMonth, many=True)


class PublicWelfarePostFacts(FormPart):
    """One kind of post."""

    post_kind = Choice("岗位种类", POST_KINDS, example="cleaning")
    run_by_grass_roots = YesNo("是否基层政府开发管理", example=True, default=False)
    otherwise_funded = YesNo("是否已有其他资金保障", example=False)
    holders = Group(PostHolder, many=True, key="resident_id", zh="在岗人")


class PublicWelfarePostForm(ApplicationForm):
    """The whole form; holders become pseudonyms, the grade follows from the certificate."""

    code = "public_welfare_post_subsidy"
    place = place_field("430104")
    applicant = Group(Employer)
    facts = Group(PublicWelfarePostFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        facts = form["facts"]
        stated = {name: facts[name] for name in ("post_kind", "run_by_grass_roots", "otherwise_funded")}
        return stated | {"holders": [_holder(one, reading) for one in facts["holders"]]}

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody in the post."""
        return named_of(form["facts"]["holders"])


def _holder(one: dict[str, Any], reading: Reading) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins({name: one[name] for name in _AS_STATED})
    return plain | {
        "person": reading.vault.pseudonym(one["resident_id"]),
        "disability_grade": parse_disability_certificate(one["certificate"]).grade,
        "months_to_retirement_at_first_recognition": months_left(one),
    }
