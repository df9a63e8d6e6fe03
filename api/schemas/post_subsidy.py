"""The form of the post subsidy 岗位补贴: the ground, the workers, and their months."""

from typing import Any

import msgspec

from api.schemas.fields import Choice, Group, MonthOfYear, Whole, YesNo, Yuan
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import Certified, Employer, FormPart, named_of
from domain.details import PersonDetails
from domain.programs.post_subsidy import GROUNDS


class WorkedMonth(FormPart):
    """One month at work."""

    month = MonthOfYear("在岗月份", example="2024-01")
    wage_paid = Yuan("当月实发工资(元)", example="2300.00")
    hours = Whole("当月工时", example=160)
    insured = YesNo("是否缴纳社会保险费", example=True)


class PostWorker(Certified):
    """A person in a subsidised post."""

    recognised_from = MonthOfYear("认定就业困难月份", example=None, note="未认定的不填", default=None)
    ability_assessed = YesNo("是否经就业能力评估", example=False, note="仅部分地区要求", default=False)
    months_already_subsidised = Whole("已享受补贴月数", example=0)
    months = Group(WorkedMonth, many=True)


class PostSubsidyFacts(FormPart):
    """The posts of one ground."""

    ground = Choice("岗位类型", GROUNDS, example="auxiliary")
    recognised = YesNo("单位或岗位是否经认定", example=True)
    with_township = YesNo("是否乡镇(街道)、村(社区)联动开发", example=False, note="灵活就业岗位填写", default=False)
    workers = Group(PostWorker, many=True, key="resident_id", zh="在岗人")


class PostSubsidyForm(ApplicationForm):
    """The whole form; workers become pseudonyms."""

    code = "post_subsidy"
    place = place_field("140105")
    applicant = Group(Employer)
    facts = Group(PostSubsidyFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        facts = form["facts"]
        return {
            "ground": facts["ground"],
            "recognised": facts["recognised"],
            "with_township": facts["with_township"],
            "workers": [_worker(one, reading) for one in facts["workers"]],
        }

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody in the posts."""
        return named_of(form["facts"]["workers"])


def _worker(one: dict[str, Any], reading: Reading) -> dict[str, Any]:
    stated = {name: one[name] for name in ("ability_assessed", "months_already_subsidised")}
    return stated | {
        "person": reading.vault.pseudonym(one["resident_id"]),
        "recognised_from": msgspec.to_builtins(one["recognised_from"]),
        "months": msgspec.to_builtins(one["months"]),
    }
