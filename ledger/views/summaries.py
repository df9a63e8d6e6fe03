"""One line per kind of event, in both languages: the table of templates, and how their fields are shown."""

from string import Formatter
from typing import Any

from domain import names
from domain.events import Event
from domain.money import shown

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
    "recovery.Determined": (
        "决定追回 {amount:zh_money}(支付 {payment},依据 {clause})",
        "{amount:money} of payment {payment} to be recovered ({clause})",
    ),
    "recovery.Received": (
        "追回款到账 {amount:zh_money},流水 {bank_line.key},{destination:zh_destination}",
        "{amount:money} recovered by bank line {bank_line.key}; the budget goes to {destination}",
    ),
    "recovery.WrittenOff": ("核销 {amount:zh_money}({document})", "{amount:money} written off ({document})"),
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
}


class _Wording(Formatter):
    """Shows a field the way its template asks for after the colon."""

    def format_field(self, value: Any, format_spec: str) -> str:
        match format_spec:
            case "money":
                return f"CNY {shown(value).removesuffix(' 元')}"
            case "zh_money":
                return shown(value)
            case "zh":
                return _ZH.get(value) or names.zh(value)
            case "count":
                return str(len(value))
            case "reasons" | "zh_reasons":
                chinese = format_spec == "zh_reasons"
                return (";" if chinese else "; ").join(reason.zh if chinese else reason.en for reason in value)
            case "line" | "zh_line":
                words = (",未出账", ",流水 ") if format_spec == "zh_line" else (", never booked", ", bank line ")
                return words[1] + value.key if value else words[0]
            case "upheld" | "zh_upheld":
                words = ("不成立", "成立,退回初审") if format_spec == "zh_upheld" else ("dismissed", "upheld")
                return words[bool(value)]
            case "zh_destination":
                return "额度恢复" if value == "allotment" else "额度失效"
        return str(super().format_field(value, format_spec))


_wording = _Wording()


def summary(event: Event) -> tuple[str, str]:
    """The event in one line, in Chinese and in English."""
    zh, en = TEMPLATES[event.topic]
    fields = {name: getattr(event, name) for name in event.__struct_fields__}
    return _wording.vformat(zh, (), fields), _wording.vformat(en, (), fields)
