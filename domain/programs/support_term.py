"""For how long somebody with recognised difficulty is supported: some years, or until a retirement that was near."""

from typing import Final

import msgspec

from domain.calendar import Month, months_between
from domain.programs.exclusions import Ground
from domain.statutes.book import Provision
from domain.working import Working

BEFORE_RECOGNITION: Final = Ground(
    "before_recognition", "早于首次认定就业困难人员的月份", "before the first recognition of difficulty"
)
RETIRED: Final = Ground(
    "retired", "已到法定退休月份,延长期届满", "the statutory retirement month has come and the extension has ended"
)
USED_UP: Final = Ground("term_used_up", "已享受满规定期限", "the full term has been drawn")


class SupportTerm(msgspec.Struct, frozen=True):
    """The ordinary term, and how near to retirement somebody must have been at first recognition for the longer one."""

    months: Provision
    extension_below: Provision

    def ground_against(
        self, first_recognised: Month, months_to_retirement: int | None, month: Month, used: int
    ) -> Ground | None:
        """Why the month lies outside the term; None where it lies within.

        `months_to_retirement` is as at first recognition, None where it was far; `used` are the months drawn before.
        """
        if month < first_recognised:
            return BEFORE_RECOGNITION
        if months_to_retirement is not None and months_to_retirement < self.extension_below.count:
            return RETIRED if months_between(first_recognised, month) >= months_to_retirement else None
        return USED_UP if used >= self.months.count else None

    def clause(self, ground: Ground) -> Provision:
        """The clause that such a ground rests on."""
        return self.extension_below if ground == RETIRED else self.months


def support_term(working: Working) -> SupportTerm:
    """The term of the programme at its place on the law day."""
    return SupportTerm(
        working.uses("补贴期限", "term_months"),
        working.uses("首次认定时距法定退休不足此数可延长至退休", "extension_below_months"),
    )
