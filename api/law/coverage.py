"""How far the plans are carried out: every rule with what implements it and what shows it, or the reason why not."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

import msgspec

from api.law.scenarios import Scenario
from domain.plans.catalogue import NotExecutable, PlanRule, UnknownPlanRule
from domain.plans.implementer import Implementer

Listed = TypeVar("Listed")

Status = Literal["executable", "recorded", "no_scenario", "no_implementer", "missing", "contradictory"]
"""Executable and shown; recorded as not executable; claimed by one side only; by neither; or both done and excused."""


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """One rule, and what became of it."""

    rule: PlanRule
    status: Status
    implementers: tuple[Implementer, ...]
    scenarios: tuple[Scenario, ...]
    reason: NotExecutable | None

    @property
    def is_gap(self) -> bool:
        """True where the rule is neither executable nor recorded, or where a reason may not stand for it."""
        if self.status == "recorded":
            return self.rule.must_be_executable
        return self.status != "executable"


def coverage(
    rules: dict[str, PlanRule],
    implementers: Iterable[Implementer],
    scenarios: Iterable[Scenario],
    reasons: dict[str, NotExecutable],
) -> tuple[Covered, ...]:
    """Match the catalogue with what is there; a row that nobody knows raises UnknownPlanRule."""
    by_rule: dict[str, list[Implementer]] = {rule_id: [] for rule_id in rules}
    shown: dict[str, list[Scenario]] = {rule_id: [] for rule_id in rules}
    for each in implementers:
        for rule_id in each.rules:
            _known(by_rule, rule_id, f"{each.kind} {each.code}").append(each)
    for scenario in scenarios:
        for rule_id in scenario.shows:
            _known(shown, rule_id, scenario.title).append(scenario)
    return tuple(
        Covered(
            rule=rule,
            status=_status(by_rule[rule_id], shown[rule_id], reasons.get(rule_id)),
            implementers=tuple(by_rule[rule_id]),
            scenarios=tuple(shown[rule_id]),
            reason=reasons.get(rule_id),
        )
        for rule_id, rule in rules.items()
    )


def _known(lists: dict[str, list[Listed]], rule_id: str, where: str) -> list[Listed]:
    if rule_id not in lists:
        raise UnknownPlanRule(field="rules", rule_id=rule_id, where=where)
    return lists[rule_id]


def _status(by: Sequence[Implementer], shown: Sequence[Scenario], reason: NotExecutable | None) -> Status:
    if reason is not None:
        return "contradictory" if by or shown else "recorded"
    if by and shown:
        return "executable"
    if by:
        return "no_scenario"
    return "no_implementer" if shown else "missing"
