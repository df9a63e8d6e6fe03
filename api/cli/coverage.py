"""`law coverage`: every rule of the plans, what carries it out, and the scenarios that show it."""

from collections import Counter
from pathlib import Path

import click

from api.cli import screen
from api.cli.session import Session, reads
from api.law.coverage import Covered, coverage
from api.law.scenarios import ROOT, read_scenarios
from domain.plans.catalogue import not_executable, plan_rules
from domain.plans.implementers import implementers

GAP = 1
"""The exit code where a rule is neither shown nor recorded."""

STATUS_ZH = {
    "executable": "可执行",
    "recorded": "已记明不可执行",
    "no_scenario": "没有场景",
    "no_implementer": "没有实现",
    "missing": "缺",
    "contradictory": "自相矛盾",
}


@click.command("coverage")
@click.option(
    "--plan", type=click.IntRange(1, 5), help="只看一个行动方案(1 国家、2 湖州、3 山西、4 湖南、5 金华)。 One plan."
)
@click.option("--gaps", is_flag=True, help="只列缺口。 Only what is neither shown nor recorded.")
@click.option(
    "--features",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT / "features",
    show_default="features/",
    help="功能文件所在的文件夹。 Where the feature files are.",
)
@reads
@click.pass_context
def law_coverage(context: click.Context, session: Session, plan: int | None, gaps: bool, features: Path) -> None:
    """五个行动方案的每一条由什么执行、由哪个场景证明。 Every rule of the plans: what carries it out and what shows it.

    场景从功能文件的标签读出,不凭登记;有缺口时退出码为 1。 Scenarios come from the feature files; a gap exits with 1.
    """
    every = coverage(plan_rules(), implementers(), read_scenarios(features), not_executable())
    found = [each for each in every if plan in (None, each.rule.plan)]
    shown = [each for each in found if each.is_gap] if gaps else found
    session.answer(
        {"rules": [_plain(each) for each in shown], "summary": _summary(found)},
        screen.table("", _HEADINGS, (_cells(each) for each in shown)),
        _sentence(found),
    )
    if any(each.is_gap for each in found):
        context.exit(GAP)


_HEADINGS = ("条目 rule", "强度 strength", "原文 sentence", "状态 status", "执行者 implemented by", "场景 shown by")
_LONGEST = 48


def _cells(each: Covered) -> tuple[str, ...]:
    quote = each.rule.quote if len(each.rule.quote) <= _LONGEST else each.rule.quote[:_LONGEST] + "…"
    by = "\n".join(f"{by.kind} {by.code} {by.name_zh}" for by in each.implementers)
    scenarios = "\n".join(scenario.title for scenario in each.scenarios)
    reason = f"{each.reason.zh} {each.reason.en}" if each.reason else ""
    return (each.rule.id, each.rule.strength, quote, STATUS_ZH[each.status], by, scenarios or reason)


def _plain(each: Covered) -> dict[str, object]:
    return {
        "id": each.rule.id,
        "plan": each.rule.plan,
        "sentences": each.rule.sentences,
        "strength": each.rule.strength,
        "types": each.rule.types,
        "quote": each.rule.quote,
        "status": each.status,
        "gap": each.is_gap,
        "implemented_by": [
            {"kind": by.kind, "code": by.code, "zh": by.name_zh, "en": by.name_en} for by in each.implementers
        ],
        "scenarios": [{"file": one.file, "line": one.line, "name": one.name} for one in each.scenarios],
        "reason": {"ground": each.reason.ground, "zh": each.reason.zh, "en": each.reason.en} if each.reason else None,
    }


def _summary(found: list[Covered]) -> dict[str, int]:
    counted = Counter[str](each.status for each in found)
    return {
        "rules": len(found),
        **{status: counted[status] for status in STATUS_ZH},
        "gaps": sum(e.is_gap for e in found),
    }


def _sentence(found: list[Covered]) -> str:
    numbers = _summary(found)
    total, done, recorded, gaps = (numbers[name] for name in ("rules", "executable", "recorded", "gaps"))
    return (
        f"{total} 条:可执行 {done},已记明不可执行 {recorded},缺口 {gaps}。"
        f" {total} rules: {done} executable, {recorded} recorded as not executable, {gaps} gaps."
    )
