"""The way of a case as data: stages, roles, who must differ, notice, and how many sign for which amount."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from domain.actor import Actor, authorise, must_be_another
from domain.errors import Refusal
from domain.money import fen_from_yuan
from domain.statutes.book import Law

KNOWN_STAGES = frozenset(
    {"completeness", "first_review", "on_site_check", "public_notice", "second_review", "approval"}
)


ALWAYS_SEPARATE = frozenset({"first_review", "approval", "payment"})
"""Maker, checker and releaser: whatever else a place separates, these three are three people."""


class SamePersonActs(Refusal):
    """{actor} 已办理本案的「{earlier}」,不得再办理「{act}」:不相容岗位必须分离。

    {actor} already did "{earlier}" in this case and may not do "{act}": these duties must lie with different people.
    """


class WorkflowMalformed(Refusal):
    """办理流程数据有误:{problem}。

    The workflow data is wrong: {problem}.
    """


class NoticeRule(msgspec.Struct, frozen=True, kw_only=True):
    """How long an intended grant is on public notice: days, their unit, and the level that publishes."""

    days: int
    unit: Literal["working_day", "day"]
    level: str


class ApprovalLimit(msgspec.Struct, frozen=True, kw_only=True):
    """Up to this amount (fen; None = no limit) so many different officers of this role sign."""

    up_to: int | None
    role: str
    signers: int


class Workflow(msgspec.Struct, frozen=True, kw_only=True):
    """The workflow that was in force for a case, kept by value in its events."""

    stages: tuple[str, ...]
    roles: dict[str, str]
    separate: tuple[tuple[str, ...], ...]
    notice: NoticeRule
    limits: tuple[ApprovalLimit, ...]
    authority: str

    def limit_for(self, amount: int) -> ApprovalLimit:
        """The first limit that reaches the amount (fen)."""
        return next(limit for limit in self.limits if limit.up_to is None or amount <= limit.up_to)


def workflow_in_force(law: Law, day: date) -> Workflow:
    """Read the workflow, notice and approval limits for the law's programme and place on that day."""
    provision = law.at("workflow", day)
    table, notice = provision.table, law.at("notice", day).table
    limits = tuple(_limit(row) for row in law.at("approval_limits", day).table["limits"])
    workflow = Workflow(
        stages=tuple(table["stages"]),
        roles=dict(table["roles"]),
        separate=tuple(tuple(group) for group in table["separate"]),
        notice=msgspec.convert(notice, NoticeRule),
        limits=limits,
        authority=provision.authority,
    )
    _check(workflow)
    return workflow


def _limit(row: Mapping[str, object]) -> ApprovalLimit:
    up_to = str(row["up_to"])
    return ApprovalLimit(
        up_to=fen_from_yuan(up_to, field="up_to") if up_to else None,
        role=str(row["role"]),
        signers=int(str(row["signers"])),
    )


def _check(workflow: Workflow) -> None:
    unknown = set(workflow.stages) - KNOWN_STAGES
    if unknown:
        raise WorkflowMalformed(field="stages", problem=f"未知环节 unknown stage {sorted(unknown)}")
    if workflow.stages[:1] != ("completeness",) or workflow.stages[-1:] != ("approval",):
        raise WorkflowMalformed(
            field="stages", problem="首为受理、末为审批 must begin with completeness and end with approval"
        )
    if not any(set(group) >= ALWAYS_SEPARATE for group in workflow.separate):
        raise WorkflowMalformed(field="separate", problem="初审、审批、支付须由三人办理 three people must do them")
    if workflow.limits[-1].up_to is not None:
        raise WorkflowMalformed(field="limits", problem="末档须无上限 the last approval limit must have no upper end")


def authorise_act(
    workflow: Workflow, acted: tuple[tuple[str, str], ...], actor: Actor, act: str, place: str, *concerning: object
) -> None:
    """Refuse unless role, jurisdiction and separation of duties allow the actor to do the act in this case.

    `acted` lists (act, actor id) of everything done in the case, in every round; `concerning` as for `authorise`.
    """
    authorise(actor, act, workflow.roles[act], place, *concerning)
    for group in workflow.separate:
        if act not in group:
            continue
        for earlier, who in acted:
            if actor.is_one_of((who,)) and earlier != act and earlier in group:
                same = SamePersonActs(field="actor", rule=workflow.authority, actor=actor.id, act=act, earlier=earlier)
                must_be_another(actor, (who,), same)
