"""Who may hold a public-welfare post: the grounds of entry, and a second placement after the first."""

from typing import Final

from domain.calendar import Month, months_between
from domain.programs.exclusions import Exclusions, Ground
from domain.programs.public_welfare_facts import ENTRY_GROUNDS, PostHolder
from domain.statutes.book import Provision
from domain.working import Working

_NOT_LISTED = Ground(
    "ground_not_listed", "当地规定没有列入这类安置对象", "the place does not list this ground of entry"
)
_NOT_VERIFIED = Ground("ground_not_verified", "安置对象的身份未经核实", "the ground of entry is not verified")
_TOO_FEW_REFERRALS = Ground(
    "too_few_failed_referrals",
    "通过市场渠道连续岗位推荐未能就业的次数不足",
    "too few consecutive failed market referrals",
)
_HOUSEHOLD = Ground("household_too_few", "家庭残疾人数不足", "too few persons with disabilities in the household")
_NOT_WILLING = Ground("not_willing", "没有本人意愿", "the person does not want the post")
_TOO_MANY = Ground("too_many_placements", "安置次数已满", "placed as often as the rule allows")
_NOT_SEVERE = Ground("not_severe", "不属于可以再次安置的残疾等级", "not of a grade that may be placed again")
_TOO_SOON = Ground("placed_again_too_soon", "距上次安置结束未满规定月数", "too soon after the last placement ended")

_REFERRALS: Final = {"three_failed_referrals": "failed_referrals", "graduate": "failed_referrals_of_graduates"}
"""The key of how many failed referrals a ground asks for."""


class Entry:
    """The rules of entry of a place, read and cited when the first holder needs them."""

    def __init__(self, working: Working, exclusions: Exclusions) -> None:
        self._working = working
        self._exclusions = exclusions
        self._cited: dict[str, Provision] = {}

    def admits(self, holder: PostHolder) -> bool:
        """Whether the holder may be in the post; leaves the first ground against it as a step."""
        found = self._against_ground(holder) or self._against_repetition(holder)
        if found is None:
            return True
        self._exclusions.leave_out(holder.person, *found)
        return False

    def _against_ground(self, holder: PostHolder) -> tuple[Ground, Provision] | None:
        listed = self._grounds()
        if holder.ground not in listed.table["names"]:
            return _NOT_LISTED, listed
        if not holder.ground_verified:
            return _NOT_VERIFIED, listed
        if not holder.willing:
            return _NOT_WILLING, listed
        if holder.ground in _REFERRALS:
            least = self._rule("连续推荐未能就业的次数", _REFERRALS[holder.ground])
            if (
                failed_in_a_row(holder, refusals_count=self._rule("本人拒绝算未能就业", "refusal_counts").flag)
                < least.count
            ):
                return _TOO_FEW_REFERRALS, least
        if holder.ground == "household_of_several":
            several = self._rule("一户多残的人数", "household_pwd_at_least")
            if holder.household_pwd < several.count:
                return _HOUSEHOLD, several
        return None

    def _against_repetition(self, holder: PostHolder) -> tuple[Ground, Provision] | None:
        """A second placement is for severe grades, after a while, and not for ever."""
        if holder.placement == 1:
            return None
        most = self._rule("安置次数上限", "placements_at_most")
        if holder.placement > most.count:
            return _TOO_MANY, most
        grades = self._rule("可以再次安置的残疾等级", "repeat_grades")
        if holder.disability_grade not in grades.table["grades"]:
            return _NOT_SEVERE, grades
        gap = self._rule("再次安置的间隔月数", "repeat_gap_months")
        if months_off(holder.previous_ended, holder.placed_from) < gap.count:
            return _TOO_SOON, gap
        return None

    def _grounds(self) -> Provision:
        listed = self._working.law.at("entry_grounds", self._working.law_day)
        if "entry_grounds" not in self._cited:
            self._cited["entry_grounds"] = listed
            names = "、".join(ENTRY_GROUNDS[name] for name in listed.table["names"])
            self._working.step("安置对象", listed.key, names + ("(演示值)" if listed.is_demo else ""), by=listed)
        return listed

    def _rule(self, label: str, key: str) -> Provision:
        if key not in self._cited:
            self._cited[key] = self._working.uses(label, key)
        return self._cited[key]


def failed_in_a_row(holder: PostHolder, *, refusals_count: bool) -> int:
    """How many market referrals before the placement failed one after another, counted back from the last.

    A referral outside the market neither counts nor breaks the row. A refusal by the person breaks it, unless the place
    lets refusals count.
    """
    row = 0
    through_market = (one for one in holder.referrals if one.through_market)
    for referral in sorted(through_market, key=lambda one: one.referred_on, reverse=True):
        if Month.of(referral.referred_on) > holder.placed_from:
            continue
        if referral.outcome == "not_hired" or (refusals_count and referral.outcome == "refused_by_person"):
            row += 1
        else:
            break
    return row


def months_off(previous_ended: Month | None, placed_from: Month) -> int:
    """Whole months between two placements; none where the end of the one before is not stated."""
    return months_between(previous_ended, placed_from) - 1 if previous_ended else 0
