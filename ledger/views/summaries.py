"""One line per kind of event, in both languages: the table of templates, and how their fields are shown."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from operator import attrgetter
from string import Formatter
from typing import Any

from domain import names
from domain.events import Event
from domain.money import shown
from ledger.evidence.dataset import datasets
from ledger.views import levy_templates
from ledger.views.access_lines import ACCESS_LINES
from ledger.views.account_lines import ACCOUNT_LINES
from ledger.views.alert_lines import ALERT_LINES
from ledger.views.evidence_lines import EVIDENCE_LINES
from ledger.views.hold_lines import HOLD_LINES
from ledger.views.identity_lines import IDENTITY_LINES
from ledger.views.inspection_lines import INSPECTION_LINES
from ledger.views.register_lines import REGISTER_LINES
from ledger.views.view import CHINA
from ledger.views.webhook_lines import WEBHOOK_LINES

TEMPLATES: dict[str, tuple[str, str]] = {
    "book.Opened": ("账套开立({place},{mode:zh})", "book opened ({place}, {mode})"),
    "fund.Appropriated": (
        "{fund:zh} {year} 年度批复预算 {amount:zh_money}({document})",
        "{fund} {year}: {amount:money} appropriated ({document})",
    ),
    "fund.Allotted": (
        "下达「{line.programme:zh}」{line.place} 额度 {amount:zh_money}({document})",
        "{amount:money} allotted to {line.programme} at {line.place} ({document})",
    ),
    "fund.AllotmentWithdrawn": (
        "收回「{line.programme:zh}」{line.place} 额度 {amount:zh_money}({document})",
        "{amount:money} taken back from {line.programme} at {line.place} ({document})",
    ),
    "fund.YearClosed": (
        "{fund:zh} {year} 年度结账:结转 {carried_forward:zh_money},失效 {lapsed:zh_money}({document})",
        "{fund} {year} closed: {carried_forward:money} carried forward, {lapsed:money} lapsed ({document})",
    ),
    "fund.CarriedForwardIn": (
        "{fund:zh} {from_year} 年度结转 {amount:zh_money} 转入 {year} 年度({document})",
        "{amount:money} carried forward from {fund} {from_year} into {year} ({document})",
    ),
    "party.Registered": ("登记当事人 {party}({kind:zh})", "party {party} registered ({kind})"),
    "party.DetailsChanged": (
        "当事人 {party} 信息变更(第 {details_version} 版)",
        "details of party {party} changed (version {details_version})",
    ),
    "party.Revealed": (
        "查看当事人 {party} 第 {details_version} 版信息的「{field}」",
        "field {field} of party {party} shown (version {details_version})",
    ),
    "import.Staged": (
        "提交「{programme:zh}」申请表待复核({place},{applications} 件,限 {last_day} 前)",
        "a file of {applications} applications for {programme} ({place}) waits to be confirmed by {last_day}",
    ),
    "import.Confirmed": ("复核通过,{cases:count} 件申请入账", "confirmed: {cases:count} applications count"),
    "import.Discarded": ("撤下导入文件:{ground}", "file discarded: {ground}"),
    "import.Expired": ("逾期未复核,导入文件已删除", "not confirmed in time; the file was taken away"),
    "application.Drafted": (
        "{applicant} 申请「{programme:zh}」({place},申请日 {applied_on})",
        "{applicant} applies for {programme} ({place}, applied on {applied_on})",
    ),
    "application.Amended": ("修改申请内容", "facts amended"),
    "application.Submitted": ("提交申请,占用 {claims:count} 项申领", "submitted; {claims:count} claims taken"),
    "application.ReturnedForCorrection": (
        "退回补正:{findings:count} 项",
        "returned for correction: {findings:count} findings",
    ),
    "application.Resubmitted": ("补正后重新提交", "submitted again after correction"),
    "application.Accepted": (
        "受理,测算 {decision.amount:zh_money},预占 {line.key}",
        "accepted: {decision.amount:money} calculated and pre-encumbered on {line.key}",
    ),
    "application.FirstReviewed": ("初审通过", "first review passed"),
    "application.SiteChecked": ("{visited_on} 现场核查", "site checked on {visited_on}"),
    "application.NoticePublished": (
        "公示 {amount:zh_money}:{first_day} 至 {last_day}",
        "public notice of {amount:money} from {first_day} to {last_day}",
    ),
    "application.ObjectionFiled": ("收到第 {number} 号异议({reference})", "objection {number} filed ({reference})"),
    "application.ObjectionResolved": (
        "第 {number} 号异议{upheld:zh_upheld}",
        "objection {number} {upheld:upheld}",
    ),
    "application.SecondReviewed": ("复审通过", "second review passed"),
    "application.Recalculated": (
        "重新测算:{before:zh_money} 改为 {decision.amount:zh_money}",
        "recalculated: {before:money} becomes {decision.amount:money}",
    ),
    "application.ApprovalSigned": (
        "审批会签 {signature}/{needed},{amount:zh_money}",
        "approval signature {signature} of {needed} for {amount:money}",
    ),
    "application.Approved": (
        "审批通过 {decision.amount:zh_money},占用 {line.key}",
        "approved: {decision.amount:money} encumbered on {line.key}",
    ),
    "application.Rejected": (
        "不予批准({stage:zh}环节):{reasons:zh_reasons}",
        "rejected at {stage}: {reasons:reasons}",
    ),
    "application.Withdrawn": ("申请人撤回", "withdrawn by the applicant"),
    "application.Suspended": ("暂停办理和支付", "suspended"),
    "application.Resumed": ("恢复办理", "resumed"),
    "application.Terminated": ("停发", "terminated"),
    "application.Appealed": ("申请行政复议({reference})", "appealed ({reference})"),
    "application.AppealDecided": ("复议决定:{outcome:zh}", "appeal decided: {outcome}"),
    "payment.Instructed": (
        "支付指令 {amount:zh_money}(第 {tranche} 期,{label})",
        "{amount:money} instructed (tranche {tranche}, {label})",
    ),
    "payment.Settled": (
        "银行结清 {amount:zh_money},流水 {bank_line.key}",
        "{amount:money} settled by bank line {bank_line.key}",
    ),
    "payment.Returned": (
        "退汇 {amount:zh_money}({code}){bank_line:zh_line}",
        "{amount:money} returned ({code}){bank_line:line}",
    ),
    "payment.Reissued": ("第 {attempt} 次支付 {amount:zh_money}", "{amount:money} instructed again, attempt {attempt}"),
    "payment.Cancelled": (
        "撤销支付 {amount:zh_money},{destination:zh_destination}",
        "payment of {amount:money} cancelled; the budget goes to {destination}",
    ),
    "adjustment.Opened": (
        "依新规定重算立案:{before:zh_money} 应为 {decision.amount:zh_money}",
        "adjustment opened: {before:money} should be {decision.amount:money}",
    ),
    "adjustment.Signed": ("调整会签 {signature}/{needed}", "adjustment: signature {signature} of {needed}"),
    "adjustment.Approved": (
        "批准调整 {difference:zh_money}{line:zh_budget}",
        "adjustment of {difference:money} approved{line:budget}",
    ),
    "adjustment.Dismissed": ("不予调整", "adjustment dismissed"),
    "adjustment.Settled": (
        "办理调整:{payment:zh_back_pay}追回 {recoveries:count} 笔",
        "adjustment carried out: {payment:back_pay}{recoveries:count} recoveries",
    ),
    "recovery.Determined": (
        "决定追回 {amount:zh_money}(支付 {payment},依据 {clause})",
        "{amount:money} of payment {payment} to be recovered ({clause})",
    ),
    "recovery.Received": (
        "追回款到账 {amount:zh_money},流水 {bank_line.key},{destination:zh_destination}",
        "{amount:money} recovered by bank line {bank_line.key}; the budget goes to {destination}",
    ),
    "recovery.Undone": (
        "撤销追回:免予追回 {outstanding:zh_money},退还 {received:zh_money}",
        "recovery undone: {outstanding:money} owed no more, {received:money} given back",
    ),
    "document.Filed": ("提交材料:{kind:zh}({size} 字节)", "document filed: {kind} ({size} bytes)"),
    "document.Withdrawn": ("撤回材料", "document withdrawn"),
    "document.Opened": ("查看材料 {document}", "document {document} opened"),
    **levy_templates.TEMPLATES,
    "recovery.WrittenOff": ("核销 {amount:zh_money}({document})", "{amount:money} written off ({document})"),
    "publication.Published": (
        "公布{kind:zh_list}名单({place},{first_day} 至 {last_day})共 {count} 行,依据 {authority}",
        "list published ({kind}, {place}, {first_day} to {last_day}): {count} rows, by {authority}",
    ),
    "target.FigureReported": (
        "{place} {year} 年度目标「{target}」的统计数:{value} {unit:zh}({document})",
        "{place} {year}: figure of the target {target}: {value} {unit} ({document})",
    ),
    "duty.Fulfilled": (
        "{place} 履行职责「{name_zh}」({period:zh}):{count} 次,{document}",
        "{place} ({period}): {name_en}, {count} times: {document}",
    ),
    "duty.Retracted": (
        "{place} 职责 {duty}({period:zh})第 {number} 次履行撤销登记",
        "fulfilment {number} of the duty {duty} of {place} ({period}) withdrawn",
    ),
    "duty.Waived": (
        "{place} 职责「{name_zh}」({period:zh})依「{document}」免除",
        "{place} ({period}): {name_en}, waived by {document}",
    ),
    **HOLD_LINES,
    **INSPECTION_LINES,
    **IDENTITY_LINES,
    **REGISTER_LINES,
    **ACCOUNT_LINES,
    **ACCESS_LINES,
    **WEBHOOK_LINES,
    **ALERT_LINES,
    **EVIDENCE_LINES,
    "public_body.Recorded": (
        "{uscc} 截至 {as_of} 编制 {body.establishment_posts} 个({body.kind:zh},{place})",
        "{uscc} has {body.establishment_posts} establishment posts as of {as_of} ({body.kind}, {place})",
    ),
    "public_body.PostsOffered": (
        "{uscc} 推出 {posts} 个岗位用于安排残疾人({post:zh},{document})",
        "{uscc} offers {posts} posts to persons with disabilities ({post}, {document})",
    ),
    "headcount.Filed": (
        "{employer} 备案 {month} 职工 {count.staff} 人",
        "{employer} files {count.staff} staff for {month}",
    ),
    "headcount.Verified": (
        "{month} 职工人数{channel:zh}核定{agrees:zh_agrees}",
        "head-count of {month} verified {channel}: {agrees:agrees}",
    ),
    "service.SkillsAssessed": (
        "{person} 评估结果:技能{lacking:zh_lacking}({document})",
        "skills of {person}: {lacking:lacking} ({document})",
    ),
}
"""Topic → the line in Chinese and in English. Free text stays out, so that the line can be shown to anybody."""

_ZH = {
    "demo": "演示",
    "production": "正式",
    "upheld": "维持",
    "changed": "变更",
    "revoked": "撤销",
    "person": "个人",
    "employer": "用人单位",
    "password": "密码",
    "oidc": "统一身份",
    "enrolment": "凭一次性口令",
    "own": "本人更换",
    "parameters": "提高散列强度",
}


def summary(event: Event) -> tuple[str, str]:
    """The event in one line, in Chinese and in English."""
    zh, en = _compiled(event.topic)
    return "".join([part(event) for part in zh]), "".join([part(event) for part in en])


Part = Callable[[Event], str]


@cache
def _compiled(topic: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both templates of a topic, taken apart once."""
    zh, en = TEMPLATES[topic]
    return tuple(_parts(zh)), tuple(_parts(en))


def _parts(template: str) -> Iterator[Part]:
    for literal, field, spec, _ in Formatter().parse(template):
        if literal:
            yield _words(literal)
        if field:
            yield _field(attrgetter(field), SHOWN[spec or ""])


def _words(literal: str) -> Part:
    return lambda event: literal


def _field(get: Callable[[Event], Any], show: Callable[[Any], str]) -> Part:
    return lambda event: show(get(event))


def _plainly(value: Any) -> str:
    """As it is; a moment by the clock of China, to the minute."""
    return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def _money(fen: int) -> str:
    return f"CNY {shown(fen).removesuffix(' 元')}"


def _zh(code: str) -> str:
    return _ZH.get(code) or names.zh(code)


SHOWN: dict[str, Callable[[Any], str]] = {
    "": _plainly,
    "money": _money,
    "zh_money": shown,
    "zh": _zh,
    "count": lambda items: str(len(items)),
    "items": lambda items: "; ".join(map(str, items)),
    "zh_items": lambda items: "、".join(map(str, items)),
    "zh_cause": {
        "terminated": "停发",
        "adjusted": "依调整扣回",
        "dismissed": "补发不予办理",
        "cancelled": "撤销支付",
    }.__getitem__,
    "reasons": lambda reasons: "; ".join(reason.en for reason in reasons),
    "zh_reasons": lambda reasons: ";".join(reason.zh for reason in reasons),
    "line": lambda line: f", bank line {line.key}" if line else ", never booked",
    "zh_line": lambda line: f",流水 {line.key}" if line else ",未出账",
    "back": lambda fen: f", and {_money(fen)} that the bank returned," if fen else "",
    "zh_back": lambda fen: f"、退汇待重付 {shown(fen)}" if fen else "",
    "risk": lambda fen: f", {_money(fen)} at risk" if fen else "",
    "zh_risk": lambda fen: f",涉及 {shown(fen)}" if fen else "",
    "budget": lambda line: f", encumbered on {line.key}" if line else "",
    "zh_budget": lambda line: f",占用 {line.key}" if line else "",
    "back_pay": lambda payment: f"back-pay {payment}, " if payment else "",
    "zh_back_pay": lambda payment: f"补发 {payment}," if payment else "",
    "agrees": lambda agrees: "as filed" if agrees else "other than filed",
    "zh_agrees": lambda agrees: "相符" if agrees else "不符",
    "upheld": lambda upheld: "upheld" if upheld else "dismissed",
    "zh_statement": lambda upheld: "成立,不予记入" if upheld else "不成立",
    "zh_upheld": lambda upheld: "成立,退回初审" if upheld else "不成立",
    "zh_list": lambda kind: "公示" if kind == "notice" else "已批准",
    "relieved": lambda fen: f", {_money(fen)} not charged or not counted" if fen else "",
    "zh_relieved": lambda fen: f",免收或不计 {shown(fen)}" if fen else "",
    "renewal": lambda renewal: "asks for the renewal of" if renewal else "asks for",
    "zh_renewal": lambda renewal: "申请续期" if renewal else "申请",
    "lacking": lambda lacking: "lacking" if lacking else "sufficient",
    "zh_lacking": lambda lacking: "不足" if lacking else "足够",
    "passed": lambda passed: "passed" if passed else "failed",
    "zh_passed": lambda passed: "合格" if passed else "不合格",
    "dataset": lambda name: datasets()[name].zh if name in datasets() else str(name),
    "zh_destination": lambda to: "额度恢复" if to == "allotment" else "额度失效",
}
"""How a field is shown, by what its template says after the colon."""
