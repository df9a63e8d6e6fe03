"""Ways out of a case: refused, withdrawn, suspended, ended, appealed."""

from typing import Any, Final

from api.auth.policy import doing
from api.http.at import At
from api.http.inputs import ActBody, Code, Words
from api.http.kinds import CASE
from api.http.resource import Resource
from api.schemas.fields import Group
from api.schemas.people import FormPart
from domain.working import Reason
from ledger.commands import endings as commands
from ledger.commands.base import Receipt, Request

endings: Final = Resource("endings", "案件的终结和复议。 Ways out of a case, and appeals.")

REVIEWERS: Final = doing("completeness", "first_review", "on_site_check", "public_notice", "second_review", "approval")
OUTCOMES: Final = {"upheld": "维持", "changed": "变更", "revoked": "撤销"}


class ReasonPart(FormPart):
    """Why a grant is refused."""

    zh = Words("理由(中文)", example="店铺已停止经营")
    en = Words("理由(英文)", example="The shop is closed")
    clause = Words("依据条款", example="第五条")


class RejectBody(ActBody):
    """Every reason of a refusal, with its clause."""

    grounds = Group(ReasonPart, many=True)


class GroundBody(ActBody):
    """Why."""

    ground = Words("事实和理由", example="申请人自愿放弃")


class FindingBody(ActBody):
    """What was found."""

    finding = Words("核查结论", example="核查无误")


class AppealBody(ActBody):
    """An application for administrative review."""

    reference = Words("复议案号", example="复议〔2024〕1号")


class DecideAppealBody(FindingBody):
    """What the reviewing authority decided."""

    outcome = Code("复议结果", OUTCOMES, example="upheld")


@endings.acts(CASE, "reject", roles=REVIEWERS, body=RejectBody, reason="审核不通过")
def reject(at: At, request: Request, case: str, grounds: list[dict[str, str]]) -> Receipt:
    """不予批准。 Refuse an application, with reasons and clauses."""
    reasons = tuple(
        Reason(code="found_by_officer", zh=each["zh"], en=each["en"], authority=each["clause"]) for each in grounds
    )
    return commands.reject(at.book, commands.Reject(case=case, reasons=reasons), request)


@endings.acts(CASE, "withdraw", roles=doing("intake"), body=GroundBody, reason="申请人撤回")
def withdraw(at: At, request: Request, case: str, ground: str) -> Receipt:
    """申请人撤回。 Take an application back at the applicant's wish."""
    return commands.withdraw(at.book, commands.Ground(case=case, ground=ground), request)


@endings.acts(CASE, "suspend", roles=doing("suspension"), body=GroundBody, reason="暂停核查")
def suspend(at: At, request: Request, case: str, ground: str) -> Receipt:
    """暂停办理和支付。 Stop the case and its payments."""
    return commands.suspend(at.book, commands.Ground(case=case, ground=ground), request)


@endings.acts(CASE, "resume", roles=doing("suspension"), body=FindingBody, reason="恢复办理")
def resume(at: At, request: Request, case: str, finding: str) -> Receipt:
    """恢复办理。 Let a suspended case go on."""
    return commands.resume(at.book, commands.Ground(case=case, ground=finding), request)


@endings.acts(CASE, "terminate", roles=doing("suspension"), body=GroundBody, reason="停发")
def terminate(at: At, request: Request, case: str, ground: str) -> Receipt:
    """停发。 End a grant."""
    return commands.terminate(at.book, commands.Ground(case=case, ground=ground), request)


@endings.acts(CASE, "appeal", roles=doing("intake"), body=AppealBody, reason="收到复议申请")
def appeal(at: At, request: Request, case: str, reference: str) -> Receipt:
    """登记行政复议。 Record an application for administrative review."""
    return commands.appeal(at.book, commands.Appeal(case=case, reference=reference), request)


@endings.acts(CASE, "decide-appeal", roles=doing("appeal"), body=DecideAppealBody, reason="复议决定")
def decide_appeal(at: At, request: Request, case: str, **decided: Any) -> Receipt:
    """登记复议决定。 Record what came of the appeal."""
    return commands.decide_appeal(at.book, commands.DecideAppeal(case=case, **decided), request)
