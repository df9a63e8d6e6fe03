"""Investigations: alerts looked into together, parties heard, findings proposed and confirmed by two people."""

from typing import Any, Final, get_args

from api.auth.policy import doing, one_of
from api.http.at import At
from api.http.inputs import ActBody, Amount, Code, Count, Name, Words, WordsList
from api.http.kinds import CASE, INVESTIGATION
from api.http.lists import PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.http.structs import Struct
from api.resources.alerts import READERS
from api.schemas.texts import PlaceCode
from domain.alert import REVIEWER_ROLE, ROLE, Finding
from domain.innocence import reasons
from domain.investigation.acts import APPEAL_ROLE
from domain.investigation.events import Measure, Outcome, Title
from domain.investigation.state import InvestigationStatus
from domain.names import zh
from ledger.commands import findings as finding
from ledger.commands import investigations as commands
from ledger.commands.base import Receipt, Request
from ledger.views import listing_alerts
from ledger.views.investigations import INVESTIGATIONS, InvestigationRow

investigations: Final = Resource("investigations", "疑点核查:听取陈述、排除、认定、申诉。 Investigations of alerts.")

ANALYSTS: Final = one_of(ROLE)
REVIEWERS: Final = one_of(REVIEWER_ROLE)
SHAPE: Final = shape_of(InvestigationRow, without="first_position last_position")
FINDINGS: Final = {each: zh(each) for each in get_args(Finding)}
CODES: Final = {code: reason.zh for code, reason in reasons().items()}
_ALERT: Final = ["alert:RF18-ABCDEFGH23456722"]


MEASURES: Final = {
    "hold": "暂缓支付",
    "suspend": "暂停案件",
    "recover": "追回支付",
    "resume": "恢复案件",
    "give_back": "撤销追回并退还",
}


class InvestigationsQuery(PageQuery):
    """Which investigations."""

    analyst = asked_id("分析员")
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in InvestigationStatus}, example="investigation_open", default=None)


class InvestigationBody(ActBody):
    """Which alerts, where, and what is suspected."""

    place = PlaceCode("地区", example="330500")
    title = Code("疑点性质", {each: zh(each) for each in get_args(Title)}, example="returned_wages")
    alerts = WordsList("疑点", example=_ALERT)


class JoinAlertsBody(ActBody):
    """Which alerts."""

    alerts = WordsList("疑点", example=_ALERT)


class AddCaseBody(ActBody):
    """Which case is looked into as well."""

    case = Name("案件", example="A2024-330500-ABCDEFGHIJ")


class AssignAnalystBody(ActBody):
    """To whom."""

    analyst = Name("分析员账号", example="330500-analyst")


class AskPartyBody(ActBody):
    """Whom, what, and by which letter."""

    party = Name("当事人", example="91330502000000001X")
    questions = WordsList("问题", example=["工资为何转回单位账户"])
    document = Words("询问文书的文号", example="湖残联询〔2024〕1号")


class StatementBody(ActBody):
    """Whose answer, in which documents or record; never its text."""

    party = Name("当事人", example="91330502000000001X")
    documents = WordsList("材料编号", example=["document:2024-330500-AAAAAAAAAA"], default=())
    reference = Words("笔录编号", example="笔录2024-1", note="有材料的可不填", default="")


class SilentPartyBody(ActBody):
    """Who said nothing in time."""

    party = Name("当事人", example="91330502000000001X")


class ClearAlertsBody(ActBody):
    """Which alerts were innocent, and why."""

    alerts = WordsList("疑点", example=_ALERT)
    code = Code("排除原因", CODES, example="sheltered_wage")
    note = Words("说明", example="庇护工场统一工资")


class ProposeFindingBody(ActBody):
    """What was found, how much it comes to, what should follow, and why."""

    alerts = WordsList("疑点", example=_ALERT)
    finding = Code("结论", FINDINGS, example="fraud")
    amount = Amount("金额", example="12600.00", default=0)
    measures = Struct("措施", tuple[Measure, ...], default=())
    cases = WordsList("措施所及的案件", example=["A2024-330500-ABCDEFGHIJ"], default=())
    reasons = Words("事实和理由", example="工资按月转回单位负责人账户")


class ConfirmFindingBody(ActBody):
    """Which finding."""

    number = Count("结论编号", example=1)


class RejectFindingBody(ActBody):
    """Which finding is not confirmed, and why."""

    number = Count("结论编号", example=1)
    ground = Words("理由", example="证据不足")


class CarryOutBody(ActBody):
    """What was ordered; a recovery names a payment, an amount and a clause."""

    measure = Code("措施", {"suspend": "暂停案件", "recover": "追回支付"}, example="suspend")
    case = Name("案件", example="A2024-330500-ABCDEFGHIJ")
    payment = Name("支付", example="A2024-330500-ABCDEFGHIJ-P1", default="")
    amount = Amount("追回金额", example="12600.00", default=0)
    clause = Words("追回的依据条款", example="财政违法行为处罚处分条例 第十四条", default="")


class LiftMeasureBody(ActBody):
    """Which finding's order for which case is lifted, and why."""

    number = Count("结论编号", example=1)
    measure = Code("措施", MEASURES, example="recover", default="hold")
    case = Name("案件", example="A2024-330500-ABCDEFGHIJ")
    ground = Words("理由", example="已如数退回")


class ReferBody(ActBody):
    """Which body is told, by which letter."""

    body = Name("移送的机关代码", example="330500-police")
    document = Words("移送文书的文号", example="湖残联移〔2024〕1号")


class FindingAppealBody(ActBody):
    """What became of the appeal."""

    number = Count("结论编号", example=1)
    outcome = Code("决定", {each: zh(each) for each in get_args(Outcome)}, example="upheld")
    finding = Code("变更后的结论", FINDINGS, example="claimant_error", default=None)
    code = Code("撤销的,排除原因", CODES, example="data_error", default="")
    reference = Words("申诉编号", example="申诉2024-1")


@investigations.reads(INVESTIGATION.path, page_of(SHAPE), roles=READERS, query=InvestigationsQuery)
def list_investigations(at: At, asked: dict[str, Any]) -> Any:
    """疑点核查清单。 Investigations."""
    return answered(at, listing_alerts.investigations, asked)


@investigations.reads(INVESTIGATION.one, SHAPE, roles=READERS, tells_version=True)
def show_investigation(at: At, investigation: str) -> Any:
    """一次核查。 One investigation."""
    return shown(at, INVESTIGATIONS, INVESTIGATION, investigation)


@investigations.makes(INVESTIGATION.path, INVESTIGATION, roles=ANALYSTS, body=InvestigationBody, reason="核查疑点")
def open_investigation(at: At, request: Request, **what: Any) -> Receipt:
    """开始核查一条或者多条疑点。 Begin to look into alerts together."""
    return commands.open_(at.book, commands.Open(**what), request)


@investigations.acts(INVESTIGATION, "join", roles=ANALYSTS, body=JoinAlertsBody, reason="并入核查")
def join(at: At, request: Request, **what: Any) -> Receipt:
    """并入更多疑点。 Look into more alerts with the others."""
    return commands.join(at.book, commands.Join(**what), request)


@investigations.acts(INVESTIGATION, "add-case", roles=ANALYSTS | REVIEWERS, body=AddCaseBody, reason="并入案件")
def add_case(at: At, request: Request, **what: Any) -> Receipt:
    """并入疑点没有指明的案件,申请人列为当事人。 Look into a case that no alert names; its applicant is a party."""
    at.must_see(CASE.place_of(at.book, what["case"]), CASE.name, what["case"])
    return commands.add_case(at.book, commands.AddCase(**what), request)


@investigations.acts(INVESTIGATION, "assign", roles=ANALYSTS | REVIEWERS, body=AssignAnalystBody, reason="指定分析员")
def assign(at: At, request: Request, **what: Any) -> Receipt:
    """指定分析员,并起算期限;分析员只能指定本人。 Give it to an analyst; analysts take it themselves."""
    return commands.assign(at.book, commands.Assign(**what), request)


@investigations.acts(INVESTIGATION, "ask", roles=ANALYSTS, body=AskPartyBody, reason="要求当事人陈述")
def ask(at: At, request: Request, **what: Any) -> Receipt:
    """要求当事人陈述。 Ask a party what it says."""
    return commands.ask(at.book, commands.Ask(**what), request)


@investigations.acts(INVESTIGATION, "answer", roles=ANALYSTS, body=StatementBody, reason="收取当事人陈述")
def answer(at: At, request: Request, **what: Any) -> Receipt:
    """登记当事人的陈述;内容在材料或者笔录中。 Put an answer on file; its text stays in its documents."""
    return commands.answer(at.book, commands.Answered(**what), request)


@investigations.acts(INVESTIGATION, "silent", roles=ANALYSTS, body=SilentPartyBody, reason="当事人逾期未陈述")
def silent(at: At, request: Request, **what: Any) -> Receipt:
    """登记当事人逾期未陈述。 Note that a party let its term pass."""
    return commands.no_statement(at.book, commands.Silent(**what), request)


@investigations.acts(INVESTIGATION, "clear", roles=ANALYSTS, body=ClearAlertsBody, reason="排除疑点")
def clear(at: At, request: Request, **what: Any) -> Receipt:
    """排除疑点。 Dispose of alerts as innocent."""
    return commands.clear(at.book, commands.Clear(**what), request)


@investigations.acts(INVESTIGATION, "propose", roles=ANALYSTS, body=ProposeFindingBody, reason="提出结论")
def propose(at: At, request: Request, **what: Any) -> Receipt:
    """提出结论;当事人陈述或者逾期以后方可提出。 Propose a finding, once the parties were heard."""
    return finding.propose(at.book, finding.Propose(**what), request)


@investigations.acts(INVESTIGATION, "confirm", roles=REVIEWERS, body=ConfirmFindingBody, reason="认定结论")
def confirm(at: At, request: Request, **what: Any) -> Receipt:
    """认定结论;由没有参与核查的人办理。 Confirm a finding, as somebody who did not look into it."""
    return finding.confirm(at.book, finding.Confirm(**what), request)


@investigations.acts(INVESTIGATION, "reject", roles=REVIEWERS, body=RejectFindingBody, reason="不认定结论")
def reject(at: At, request: Request, **what: Any) -> Receipt:
    """不认定结论,疑点仍待核。 Do not confirm a finding."""
    return finding.reject(at.book, finding.RejectFinding(**what), request)


@investigations.acts(
    INVESTIGATION,
    "carry-out",
    roles=doing("suspension", "payment"),
    body=CarryOutBody,
    reason="办理认定结论所责成的事项",
)
def carry_out(at: At, request: Request, **what: Any) -> Receipt:
    """由有权的人办理责成的事项:暂停案件,或者追回支付。 Suspend or recover, as the officer who may."""
    return finding.carry_out(at.book, finding.CarryOut(**what), request)


@investigations.acts(INVESTIGATION, "lift", roles=REVIEWERS, body=LiftMeasureBody, reason="解除责成的措施")
def lift(at: At, request: Request, **what: Any) -> Receipt:
    """解除责成的事项(包括撤回措施);由没有参与认定的复核员办理。 Let an order stand no more, as another reviewer."""
    return finding.lift(at.book, finding.LiftMeasure(**what), request)


@investigations.acts(INVESTIGATION, "refer", roles=REVIEWERS, body=ReferBody, reason="移送有关机关")
def refer(at: At, request: Request, **what: Any) -> Receipt:
    """移送有关机关。 Tell another body."""
    return finding.refer(at.book, finding.Refer(**what), request)


@investigations.acts(
    INVESTIGATION, "decide-appeal", roles=one_of(APPEAL_ROLE), body=FindingAppealBody, reason="决定申诉"
)
def decide_appeal(at: At, request: Request, **what: Any) -> Receipt:
    """决定对结论的申诉,疑点随之改标。 Decide an appeal against a finding; alerts are labelled anew."""
    return finding.decide_appeal(at.book, finding.DecideFindingAppeal(**what), request)
