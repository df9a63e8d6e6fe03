"""What the fund's uses carry out of the plans: first for employment, pooled with others, executed and evaluated."""

from typing import Final

from domain.plans.implementer import Implementer

IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="rule",
        code="fund_uses",
        name_zh="残保金的用途、优先使用和统筹",
        name_en="Uses of the levy fund, its priority, and the pooling of funds",
        rules=("P2-053", "P3-051", "P4-047", "P4-048", "P5-041"),
    ),
    Implementer(
        kind="rule",
        code="budget_performance",
        name_zh="预算执行和绩效",
        name_en="Budget execution and performance",
        rules=("P2-054", "P5-042"),
    ),
    Implementer(
        kind="rule",
        code="implementing_measures",
        name_zh="补贴奖励实施办法和标准",
        name_en="Implementing measures with standards and conditions",
        rules=("P1-051", "P4-050"),
    ),
)
