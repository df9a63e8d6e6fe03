"""The test of Huzhou's S107: a post that another fund pays for may not be a public-welfare post.

Kept apart from the matrix, which knows every programme: a programme itself can use this.
"""

from typing import Final

from domain.working import Working

CELL: Final = "other_fund.public_welfare_post.site"


def check_no_other_fund(working: Working, funded_by: tuple[str, ...]) -> None:
    """Refuse a post with any other funding, where the place forbids it; leaves the clause as a step."""
    law = working.law
    cell = law.book.find("cross_use", CELL, working.law_day, law.place, law.known_on)
    if cell is None:
        return
    working.step("岗位没有其他资金保障", "财政资金或其他各类资金、基金", "、".join(funded_by) or "没有", by=cell)
    if funded_by:
        named = "、".join(funded_by)
        zh, en = f"岗位已有其他资金保障:{named}", f"the post is paid for by another fund: {named}"
        working.refuse("other_fund", zh, en, by=cell)
