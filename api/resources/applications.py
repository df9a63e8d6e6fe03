"""Applications: taken in, accepted, reviewed, published, signed."""

from typing import Any, Final

from marshmallow import Schema
from marshmallow import fields as ma

from api.auth.policy import OFFICERS, doing
from api.http.at import At
from api.http.inputs import ActBody, Amount, Code, Count, Object, Truth, Words, WordsList
from api.http.kinds import CASE
from api.http.lists import Flag, PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import ANYTHING, TEXT, Shown, page_of, shape_of
from api.plain import plain
from api.schemas.catalogue import form_for
from api.schemas.fields import Day
from api.schemas.form import read
from api.schemas.problems import FormInvalid
from domain.application.events import Rejected, ReturnedForCorrection
from domain.application.state import Application, Status
from domain.details import Details
from domain.names import zh
from domain.programs.registry import PROGRAMMES
from domain.workflow import KNOWN_STAGES
from domain.working import Decision, Reason
from ledger.commands import draft as drafting
from ledger.commands import notice as notices
from ledger.commands import review as reviews
from ledger.commands import submit as submitting
from ledger.commands.base import Receipt, Request
from ledger.commands.draft import DraftApplication
from ledger.commands.load import load_case
from ledger.views import listing
from ledger.views.cases import CASES, CaseRow

applications: Final = Resource("applications", "申请:从收件到批准。 Applications, from intake to approval.")

INTAKE: Final = doing("intake")


ONE_CASE: Final = f"{CASE.path}/<string(minlength=7):{CASE.name}>"
"""No id is as short as `submit`, which takes another method."""

CASE_SHAPE: Final = shape_of(CaseRow, "Application")
IN_FULL: Final = Schema.from_dict(
    {
        **CASE_SHAPE().declared_fields,
        "facts": Shown({**ANYTHING, "description": "按项目的事实 the facts of the programme"}),
        "claims": Shown({"type": "array", "items": TEXT}),
        "decision": ma.Nested(shape_of(Decision), required=True, allow_none=True),
        "findings": Shown({"type": "array", "items": TEXT, "description": "待补正的内容 what is to be mended"}),
        "reasons": ma.List(ma.Nested(shape_of(Reason)), required=True),
    },
    name="ApplicationInFull",
)
"""The row with what it rests on: facts, claims, and the last calculation with its working."""


class ApplicationsQuery(PageQuery):
    """Which applications."""

    programme = Code("项目", {code: known.name_zh for code, known in PROGRAMMES.items()}, example="", default=None)
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in Status}, example="in_review", default=None)
    applicant = asked_id("申请人")
    next_stage = Code("下一环节", {each: zh(each) for each in sorted(KNOWN_STAGES)}, example="approval", default=None)
    suspended = Flag("是否暂停", example=False, default=None)
    applied_from = Day("申请日期起", example="2024-03-01", default=None)
    applied_to = Day("申请日期止", example="2024-03-31", default=None)


class FormBody(ActBody):
    """An application form; what stands in it depends on its programme (docs/reference/application-form.md)."""

    form = Object("申请表", example="", note="按项目填写 the form of the programme")


class AcceptBody(ActBody):
    """Which fund pays, where several could."""

    fund = Words("资金", example="employment_security_fund", note="可由多项资金列支时指明", default="")


class ReturnBody(ActBody):
    """What is to be mended."""

    findings = WordsList("需补正的内容", example=["营业执照复印件不清晰"])


class OpinionBody(ActBody):
    """An opinion of a reviewer."""

    opinion = Words("审查意见", example="材料齐全,情况属实")


class SiteBody(ActBody):
    """A visit."""

    visited_on = Day("核查日期", example="2024-03-10")
    finding = Words("查明的情况", example="正常经营")


class NoticeBody(ActBody):
    """Where objections are taken."""

    contact = Words("受理异议的单位和电话", example="某区残联就业科 0572-0000000")


class ObjectionBody(ActBody):
    """An objection that came in."""

    reference = Words("异议材料编号", example="异议〔2024〕1号")
    ground = Words("异议理由", example="门店长期未营业")


class ResolveBody(ActBody):
    """What came of an objection."""

    number = Count("异议序号", example=1)
    upheld = Truth("是否成立", example=False)
    finding = Words("查明的情况", example="经复核,门店正常营业")


class ApproveBody(ActBody):
    """The amount, to be compared with the calculated one."""

    amount = Amount("核对金额", example="10000.00", note="与测算不符即拒绝", default=None)


def filled(at: At, form: dict[str, Any]) -> tuple[DraftApplication, tuple[Details, ...]]:
    """The command and the details that a form stands for."""
    try:
        read_form = read(form_for(form), form, at.book, at.vault)
    except FormInvalid as invalid:
        raise invalid.below("form") from None
    return drafting.application(
        at.vault,
        programme=read_form.programme,
        place=read_form.place,
        applied_on=read_form.applied_on,
        facts=read_form.facts,
        applicant=read_form.applicant,
        named=read_form.named,
    )


@applications.reads(CASE.path, page_of(CASE_SHAPE), roles=OFFICERS, query=ApplicationsQuery)
def list_applications(at: At, asked: dict[str, Any]) -> Any:
    """申请清单,按申请日期。 Applications by day of application."""
    return answered(at, listing.cases, asked)


@applications.reads(ONE_CASE, IN_FULL, roles=OFFICERS, tells_version=True)
def show_application(at: At, case: str) -> Any:
    """一个案件及其事实和测算。 One application with its facts and its calculation."""
    row, status, headers = shown(at, CASES, CASE, case)
    state, _ = load_case(at.book, case)
    rests_on = {
        "facts": state.facts,
        "claims": state.claims,
        "decision": state.decision,
        **_said_last(at, state),
    }
    return {**plain(row), **plain(rests_on)}, status, headers


def _said_last(at: At, state: Application) -> dict[str, Any]:
    """What is to be mended in a case that was given back, and why one was refused; nothing where it went on since."""
    findings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    if state.status in (Status.RETURNED, Status.REJECTED):
        for recorded in at.book.events(state.id):
            if isinstance(recorded.event, ReturnedForCorrection):
                findings = recorded.event.findings
            elif isinstance(recorded.event, Rejected):
                reasons = recorded.event.reasons
    returned = state.status is Status.RETURNED
    return {"findings": findings if returned else (), "reasons": () if returned else reasons}


@applications.makes(CASE.path, CASE, roles=INTAKE, body=FormBody, reason="窗口收件")
def draft(at: At, request: Request, form: dict[str, Any]) -> Receipt:
    """录入申请草稿。 Write an application down."""
    return drafting.draft(at.book, at.vault, *filled(at, form), request)


@applications.makes(f"{CASE.path}/submit", CASE, roles=INTAKE, body=FormBody, reason="窗口收件")
def draft_and_submit(at: At, request: Request, form: dict[str, Any]) -> Receipt:
    """录入并提交申请。 Write an application down and hand it in."""
    return submitting.draft_and_submit(at.book, at.vault, *filled(at, form), request)


@applications.acts(CASE, "amend", roles=INTAKE, body=FormBody, reason="修改申请")
def amend(at: At, request: Request, case: str, form: dict[str, Any]) -> Receipt:
    """按新的申请表修改草稿或退回的申请。 Change a draft or a returned application by a new form."""
    return drafting.amend_by_form(at.book, at.vault, case, *filled(at, form), request)


@applications.acts(CASE, "submit", roles=INTAKE, reason="窗口收件")
def submit(at: At, request: Request, case: str) -> Receipt:
    """提交草稿。 Submit a draft."""
    return submitting.submit(at.book, submitting.OnCase(case=case), request)


@applications.acts(CASE, "return", roles=doing("completeness"), body=ReturnBody, reason="材料不齐,退回补正")
def give_back(at: At, request: Request, case: str, findings: tuple[str, ...]) -> Receipt:
    """退回补正。 Return an application for correction."""
    command = submitting.ReturnForCorrection(case=case, findings=findings)
    return submitting.return_for_correction(at.book, command, request)


@applications.acts(CASE, "resubmit", roles=INTAKE, reason="补正后重新提交")
def resubmit(at: At, request: Request, case: str) -> Receipt:
    """补正后重新提交。 Hand a corrected application in again."""
    return submitting.resubmit(at.book, submitting.OnCase(case=case), request)


@applications.acts(CASE, "accept", roles=doing("completeness"), body=AcceptBody, reason="受理登记", bulk=True)
def accept(at: At, request: Request, case: str, fund: str) -> Receipt:
    """受理并测算,预占额度。 Accept, calculate and pre-encumber."""
    return reviews.accept(at.book, reviews.Accept(case=case, fund=fund), request)


@applications.acts(CASE, "first-review", roles=doing("first_review"), body=OpinionBody, reason="初审", bulk=True)
def first_review(at: At, request: Request, case: str, opinion: str) -> Receipt:
    """初审。 First review."""
    return reviews.first_review(at.book, reviews.Review(case=case, opinion=opinion), request)


@applications.acts(CASE, "check-site", roles=doing("on_site_check"), body=SiteBody, reason="现场核查")
def check_site(at: At, request: Request, case: str, **visit: Any) -> Receipt:
    """现场核查。 Record a visit."""
    return reviews.check_site(at.book, reviews.SiteCheck(case=case, **visit), request)


@applications.acts(CASE, "notice", roles=doing("public_notice"), body=NoticeBody, reason="拟补贴公示", bulk=True)
def notice(at: At, request: Request, case: str, contact: str) -> Receipt:
    """公示。 Publish the intended grant."""
    return notices.publish_notice(at.book, notices.PublishNotice(case=case, contact=contact), request)


@applications.acts(CASE, "object", roles=INTAKE, body=ObjectionBody, reason="收到异议")
def file_objection(at: At, request: Request, case: str, reference: str, ground: str) -> Receipt:
    """登记公示期内的异议。 Record an objection during the notice."""
    command = notices.FileObjection(case=case, reference=reference, ground=ground)
    return notices.file_objection(at.book, command, request)


@applications.acts(CASE, "resolve-objection", roles=doing("objection"), body=ResolveBody, reason="异议处理")
def resolve_objection(at: At, request: Request, case: str, **found: Any) -> Receipt:
    """处理异议;成立的退回初审。 Resolve an objection; upheld, the case goes back to the first review."""
    return notices.resolve_objection(at.book, notices.ResolveObjection(case=case, **found), request)


@applications.acts(CASE, "second-review", roles=doing("second_review"), body=OpinionBody, reason="复审", bulk=True)
def second_review(at: At, request: Request, case: str, opinion: str) -> Receipt:
    """复审。 Second review."""
    return reviews.second_review(at.book, reviews.Review(case=case, opinion=opinion), request)


@applications.acts(CASE, "recalculate", roles=doing("first_review"), reason="按现行规定重新测算")
def recalculate(at: At, request: Request, case: str) -> Receipt:
    """按现行规定重新测算;金额变动的须再次公示。 Calculate anew; a changed amount is published again."""
    return reviews.recalculate(at.book, reviews.Accept(case=case), request)


@applications.acts(CASE, "approve", roles=doing("approval"), body=ApproveBody, reason="审批", bulk=True)
def approve(at: At, request: Request, case: str, amount: int | None) -> Receipt:
    """审批签署。 Sign; the last signature needed approves."""
    return reviews.approve(at.book, reviews.Approve(case=case, amount=amount), request)
