"""What officers do to the case in hand, each act by the name that the features use, and the usual way of a case."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final, Literal

from domain.working import Reason
from ledger.commands import endings, notice, review, submit
from ledger.commands.base import Receipt, Request
from tests.steps.lifecycle.world import World

CaseAct = Callable[[World, Request], Receipt]


def _ground(verb: Callable[..., Receipt], text: str) -> CaseAct:
    return lambda world, request: verb(world.book, endings.Ground(case=world.case, ground=text), request)


def _review(verb: Callable[..., Receipt], opinion: str) -> CaseAct:
    return lambda world, request: verb(world.book, review.Review(case=world.case, opinion=opinion), request)


def _accept(world: World, request: Request) -> Receipt:
    return review.accept(world.book, review.Accept(case=world.case), request)


def _check_site(world: World, request: Request) -> Receipt:
    command = review.SiteCheck(case=world.case, visited_on=request.on or world.today, finding="查明正常经营")
    return review.check_site(world.book, command, request)


def _publish(world: World, request: Request) -> Receipt:
    return notice.publish_notice(world.book, notice.PublishNotice(case=world.case, contact="市残联办公室"), request)


def _approve(world: World, request: Request) -> Receipt:
    return review.approve(world.book, review.Approve(case=world.case), request)


def _recalculate(world: World, request: Request) -> Receipt:
    return review.recalculate(world.book, review.Accept(case=world.case), request)


def _submit(world: World, request: Request) -> Receipt:
    return submit.submit(world.book, submit.OnCase(case=world.case), request)


def _resubmit(world: World, request: Request) -> Receipt:
    return submit.resubmit(world.book, submit.OnCase(case=world.case), request)


CASE_ACTS: Final[dict[str, CaseAct]] = {
    "提交": _submit,
    "重新提交": _resubmit,
    "受理": _accept,
    "初审": _review(review.first_review, "材料属实"),
    "现场核查": _check_site,
    "公示": _publish,
    "复审": _review(review.second_review, "同意"),
    "审批": _approve,
    "重新测算": _recalculate,
    "暂停": _ground(endings.suspend, "待查明经营情况"),
    "恢复": _ground(endings.resume, "经查情况属实"),
    "停发": _ground(endings.terminate, "企业已注销"),
    "撤回": _ground(endings.withdraw, "申请人书面要求撤回"),
}

THE_USUAL_WAY: Final = {
    "completeness": ("受理", "受理人"),
    "first_review": ("初审", "初审人"),
    "on_site_check": ("现场核查", "现场核查人"),
    "public_notice": ("公示", "初审人"),
    "second_review": ("复审", "复审人"),
    "approval": ("审批", "审批人"),
}
"""Each stage with the act that passes it and the post that usually does."""

STAGES: Final = {act: stage for stage, (act, _) in THE_USUAL_WAY.items()}


def do(world: World, who: str, name: str, *, place: str = "", **request: object) -> Receipt | None:
    """Let the holder of a post do one of the acts above."""
    return world.does(who, lambda asked: CASE_ACTS[name](world, asked), place=place, **request)


def advance(world: World, last: str, by: Mapping[str, str] = MappingProxyType({})) -> None:
    """Take the case in hand through its stages up to and including `last`, waiting for its notice to end.

    `by` says who does an act where it is not the usual post.
    """
    while (stage := world.state.next_stage) is not None:
        act, who = THE_USUAL_WAY[stage]
        if stage == "second_review":
            wait_for_the_notice(world)
        do(world, by.get(act, who), act)
        if act == last:
            return
    raise AssertionError(f"the workflow has no {last}")


def wait_for_the_notice(world: World) -> None:
    """Let it be the day after the notice, or any later day that it is already."""
    last = world.state.notice_last_day
    if last is not None:
        world.day(max(world.today, last + timedelta(days=1)))


def file_objection(world: World, who: str) -> None:
    """Somebody wrote in against the case in hand."""
    command = notice.FileObjection(case=world.case, reference="来信2024-1", ground="反映企业并未经营")
    world.does(who, lambda request: notice.file_objection(world.book, command, request))


def resolve_objection(world: World, who: str, number: int, *, upheld: bool) -> None:
    """An objection to the case in hand was looked into."""
    command = notice.ResolveObjection(case=world.case, number=number, upheld=upheld, finding="经复核")
    world.does(who, lambda request: notice.resolve_objection(world.book, command, request))


OUTCOMES: Final[dict[str, Literal["upheld", "changed", "revoked"]]] = {
    "维持": "upheld",
    "变更": "changed",
    "撤销": "revoked",
}


def appeal(world: World, who: str) -> None:
    """The applicant of the case in hand applied for administrative review."""
    command = endings.Appeal(case=world.case, reference="复议2024-1")
    world.does(who, lambda request: endings.appeal(world.book, command, request))


def decide_appeal(world: World, who: str, case: str, outcome: str) -> None:
    """The review of a case was decided."""
    command = endings.DecideAppeal(case=case, outcome=OUTCOMES[outcome], finding="经复议查明")
    world.does(who, lambda request: endings.decide_appeal(world.book, command, request))


def rejection(case: str, text: str) -> endings.Reject:
    """The command that refuses a case for one reason."""
    reason = Reason(code="found_on_review", zh=text, en="found on review", authority="演示条款(没有文件规定)")
    return endings.Reject(case=case, reasons=(reason,))
