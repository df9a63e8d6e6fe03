"""What a base of employment and start-up 残疾人就业创业基地、孵化基地 must be, whatever it applies for (金华 S399)."""

from domain.programs.base import Facts
from domain.programs.conditions import require
from domain.working import Working

REQUIRED = "base_required"
"""The provision that asks for a base; where it is not in force, nobody need be one."""


class BaseFacts(Facts, frozen=True, kw_only=True):
    """Whether the applicant runs a base: its workers are its own employees, insured, and it meets the standard."""

    employs_directly: bool = False
    insures_employees: bool = False
    meets_base_standard: bool = False


def check_base_where_required(working: Working, facts: BaseFacts) -> None:
    """Only where the place asks for a base."""
    if working.law.holds(REQUIRED, working.law_day):
        check_base(working, facts)


def check_base(working: Working, facts: BaseFacts) -> None:
    """The three conditions, each with its own reason. Raises NoProvisionInForce where no rule knows of bases."""
    clause = working.grants("须为达标的残疾人就业创业基地", REQUIRED)
    if not facts.employs_directly:
        working.refuse("no_own_employees", "未以员工制方式组织就业", "workers are not its own employees", by=clause)
    if not facts.insures_employees:
        working.refuse("employees_not_insured", "未按规定参加社会保险", "employees are not insured", by=clause)
    if not facts.meets_base_standard:
        working.refuse("below_base_standard", "未达到基地建设标准", "the base is below the standard", by=clause)


def check_running(working: Working, *, runs: bool) -> None:
    """The base must not have stopped. Raises NoProvisionInForce where no rule says whether it may."""
    require(
        working,
        "须正常运营",
        "running_required",
        met=runs,
        code="not_running",
        zh="基地已停止运营",
        en="the base does not run any more",
    )
