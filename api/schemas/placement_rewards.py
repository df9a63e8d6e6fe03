"""The forms of the rewards for referral 推荐就业 and for stable placement 稳定就业."""

from datetime import date
from typing import Any

import msgspec

from api.schemas.fields import Choice, Day, Group, MonthOfYear, Year, YesNo
from api.schemas.form import ApplicationForm, Reading, place_field
from api.schemas.people import Certified, Employer, FormPart, named_of
from api.schemas.spells import Spell, months_of
from api.schemas.texts import CreditCode
from domain.details import PersonDetails
from domain.programs.stable_placement_reward import KINDS


class ReferredPerson(Certified):
    """A person whom the agency sent to an employer, and the spells insured there since."""

    employer_uscc = CreditCode("用人单位统一社会信用代码", example="913305020000000021")
    referred_on = Day("推荐日期", example="2022-12-20")
    last_there_before = MonthOfYear(
        "推荐前最后一次在该单位就业或参保的月份", example=None, note="没有的不填", default=None
    )
    related_employer = YesNo("用人单位是否关联方", example=False, default=False)
    insured = Group(Spell, many=True, zh="参保")


class ReferralRewardFacts(FormPart):
    """The batch."""

    referred = Group(ReferredPerson, many=True, key="resident_id", zh="被推荐人")


class ReferralRewardForm(ApplicationForm):
    """The whole form of the referral reward; the referred become pseudonyms."""

    code = "referral_reward"
    applicant = Group(Employer)
    facts = Group(ReferralRewardFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        referred = [
            {
                "person": reading.vault.pseudonym(one["resident_id"]),
                "employer_uscc": one["employer_uscc"],
                "referred_on": date.isoformat(one["referred_on"]),
                "months": months_of(one["insured"]),
                "last_there_before": msgspec.to_builtins(one["last_there_before"]),
                "related_employer": one["related_employer"],
            }
            for one in form["facts"]["referred"]
        ]
        return {"referred": referred}

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody referred."""
        return named_of(form["facts"]["referred"])


class StablePlacement(Certified):
    """A person and the spells of the year in which the placement stood."""

    at_work = Group(Spell, many=True, zh="在岗")


class StablePlacementFacts(FormPart):
    """One year of one body."""

    year = Year("安置年度", example=2023)
    kind = Choice("机构类型", KINDS, example="hr_agency")
    placements = Group(StablePlacement, many=True, key="resident_id", zh="安置人员")


class StablePlacementForm(ApplicationForm):
    """The whole form of the stable-placement reward; the placed become pseudonyms."""

    code = "stable_placement_reward"
    place = place_field("140105")
    applicant = Group(Employer)
    facts = Group(StablePlacementFacts)

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts, without a name or a number."""
        facts = form["facts"]
        placements = [
            {"person": reading.vault.pseudonym(one["resident_id"]), "months": months_of(one["at_work"])}
            for one in facts["placements"]
        ]
        return {"year": facts["year"], "kind": facts["kind"], "placements": placements}

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody placed."""
        return named_of(form["facts"]["placements"])
