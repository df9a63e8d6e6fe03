"""What the quota features talk about: the body or employer in hand, the law, and what came out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from domain.errors import Refusal
from domain.quota.bodies import Body
from domain.quota.centralised import Purpose, StaffedMonth
from domain.quota.status import CODE, PooledBody
from domain.statutes.book import Law
from domain.statutes.loader import load_statutes
from domain.working import Decision

KINDS = {
    "机关": "state_organ",
    "事业单位": "public_institution",
    "国有企业": "state_owned_enterprise",
    "残联机关": "dpf",
}
LEVELS = {"省级": "province", "地市级": "prefecture", "县级": "county", "乡级": "township"}
PURPOSES: dict[str, Purpose] = {"优惠门槛": "centralised_threshold", "奖励门槛": "centralised_reward_threshold"}
CHANNELS: dict[str, Literal["online_check", "on_site_check"]] = {"线上": "online_check", "线下": "on_site_check"}
DAY = date(2024, 12, 31)
CONVERTERS: dict[str, Callable[[str], Any]] = {"Day": date.fromisoformat}


@dataclass
class Scene:
    """The body or employer in hand, the law that it is judged by, and what came out."""

    place: str = "000000"
    demo: bool = True
    body: dict[str, Any] = field(default_factory=dict)
    persons: int = 0
    weights: int = 0
    pool: list[PooledBody] = field(default_factory=list)
    months: tuple[StaffedMonth, ...] = ()
    outcome: Any = None
    refusal: Refusal | None = None

    @property
    def law(self) -> Law:
        return load_statutes(demo=self.demo).law(CODE, self.place, date(2026, 12, 31))

    @property
    def stated(self) -> Body:
        return Body(**self.body)

    def judges(self, act: Callable[[], Any]) -> None:
        try:
            self.outcome = act()
        except Refusal as refusal:
            self.refusal = refusal

    @property
    def reasons(self) -> str:
        decision = self.outcome if isinstance(self.outcome, Decision) else self.outcome.decision
        assert all(reason.authority and reason.en for reason in decision.reasons)
        return "；".join(reason.zh for reason in decision.reasons)


def body(kind: str, level: str, posts: int) -> dict[str, Any]:
    return {
        "kind": kind,
        "level": level,
        "establishment_posts": posts,
        "posts_filled": posts,
        "school_or_kindergarten": False,
        "committee_member": False,
        "cadres": 0,
        "pwd_cadres": 0,
        "control_number": 0,
        "non_establishment_staff": 0,
        "reserved_non_establishment": 0,
    }
