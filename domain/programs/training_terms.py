"""What all training subsidies share: well-formed codes, fees that are not negative, and the yearly limit."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from domain.errors import Refusal
from domain.programs.base import Contradiction, Earlier
from domain.statutes.book import Provision
from domain.wording import clean
from domain.working import Working

_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,39}")


class CodeMalformed(Refusal):
    """「{field}」应填代码:1 至 40 个字母、数字、点、横线或下划线。

    "{field}" takes a code: 1 to 40 letters, digits, points, hyphens or underscores.
    """


class FeeNegative(Refusal):
    """实际费用不能为负数。

    The actual fee must not be negative.
    """


def check_code(code: str, field: str) -> None:
    """Refuse a code that could break a key, or that looks like a personal number."""
    if not _CODE.fullmatch(clean(code, field)):
        raise CodeMalformed(field=field)


def check_fee(working: Working, fee: int, name: str, *, by: Provision) -> None:
    """A subsidy gives back what was paid: nothing paid (fen), nothing to give back; less than nothing is no fact."""
    if fee < 0:
        raise FeeNegative(field="fee")
    if fee == 0:
        working.refuse("no_fee_paid", f"没有实际发生的{name}", "no fee was really paid", by=by)


def check_yearly_limit(working: Working, subsidised_this_year: int) -> None:
    """Not more often in a calendar year than the law allows."""
    most = working.uses("每人每年最多补贴次数", "max_per_year")
    if subsidised_this_year >= most.count:
        working.refuse(
            "yearly_limit_reached",
            f"本年已享受 {subsidised_this_year} 次,每年最多 {most.count} 次",
            f"already subsidised {subsidised_this_year} times this year, of {most.count} at most",
            by=most,
        )


def yearly_history(
    law_day: Callable[[Any], date],
) -> Callable[[Any, str, tuple[Earlier, ...]], Iterator[Contradiction]]:
    """No fewer subsidies of the calendar year are stated than the book has granted; `law_day` says which year."""

    def history(facts: Any, _: str, earlier: tuple[Earlier, ...]) -> Iterator[Contradiction]:
        year = law_day(facts).year
        cases = tuple(each.case for each in earlier if law_day(each.facts).year == year)
        if facts.subsidised_this_year < len(cases):
            stated, held = str(facts.subsidised_this_year), str(len(cases))
            yield Contradiction(field="subsidised_this_year", stated=stated, held=held, cases=cases)

    return history
