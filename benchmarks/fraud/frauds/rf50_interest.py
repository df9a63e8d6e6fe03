"""RF50: more interest is claimed than there was; of overdue or extended loans; above the cap; a receipt used twice."""

from benchmarks.fraud.calendar import FIRST, LAST, Chance
from benchmarks.fraud.edits import ways
from benchmarks.fraud.honest.enterprise import interest, startups
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """A fifth each, the receipts in pairs."""
    made = startups(world, rng, max(15, world.count(1)))
    loans, count = made.loans, len(made.granted)
    more, overdue, extended, large, receipts = ways(rng, count, 5)
    whole = interest(loans["principal_fen"], loans["rate_bp"], loans["to_day"] - loans["from_day"])
    loans.put(more, interest_fen=whole[more] * rng.integers(115, 300, len(more)) // 100)
    loans.put(overdue, overdue=1)
    loans.put(extended, extended=1)
    principal = rng.integers(40, 90, len(large)) * 1_000_000
    days = (loans["applied_day"] - loans["from_day"])[large]
    loans.put(large, principal_fen=principal, interest_fen=interest(principal, loans["rate_bp"][large], days))
    pairs = len(receipts) // 2
    loans.put(receipts[pairs : 2 * pairs], receipt=loans["receipt"][receipts[:pairs]])
    loans.put(receipts[2 * pairs :], overdue=1)
    world.fraud(
        "RF50",
        (FIRST, LAST),
        "贴息计算或单据有误",
        loan=loans["loan"].copy(),
        person=made.firms.owner,
        employer=made.firms.employer,
    )
