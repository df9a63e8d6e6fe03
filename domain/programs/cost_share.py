"""A share of what was really spent, rounded, never more than was spent nor than the cap."""

from domain.money import Rounding, round_fen, shown
from domain.statutes.book import Provision
from domain.working import Working


def share_of_cost(working: Working, cost: int, *, what: str, share: Provision, cap: Provision) -> int:
    """min(cost × share, cap) in fen, with its step; refused where nothing was spent. `what` names the cost."""
    rounding = Rounding(working.uses("金额取整规则", "rounding").text)
    amount = min(round_fen(cost * share.ratio, rounding), cost, cap.fen)
    working.step("补助金额", f"min({what} {shown(cost)} × {share.shown}, {cap.shown})", shown(amount), by=share)
    if not amount:
        working.refuse("nothing_spent", f"没有{what}", "nothing was really spent", by=share)
    return amount
