"""One line per kind of event, in both languages: the table of templates, and how their fields are shown."""

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from string import Formatter
from typing import Any

from domain import names
from domain.events import Event
from domain.money import shown
from ledger.views import levy_templates
from ledger.views.register_lines import REGISTER_LINES

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
    **REGISTER_LINES,
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
    "certification.Filed": (
        "{employer} 申报 {year} 年度认证:{placements:count} 项安置",
        "{employer} files the certification of {year}: {placements:count} placements",
    ),
    "certification.Certified": (
        "认证通过:{employer} {year} 年度计入 {counted:count} 个人月,不计入 {uncounted:count} 个",
        "certified: {employer} {year}, {counted:count} person-months count, {uncounted:count} do not",
    ),
    "certification.Returned": ("认证申报退回:{findings:count} 项", "certification returned: {findings:count} findings"),
    "certification.Revoked": (
        "撤销认证({clause}),释放 {claims_released:count} 个人月",
        "certification revoked ({clause}); {claims_released:count} person-months are free",
    ),
    "placement.Registered": (
        "{terms.person} 自 {started_on} 起在 {terms.employer} 就业({terms.post:zh},{terms.place})",
        "{terms.person} works for {terms.employer} from {started_on} on ({terms.post}, {terms.place})",
    ),
    "placement.TermsChanged": (
        "安置约定自 {from_on} 起变更({terms.post:zh})",
        "new terms of the placement from {from_on} on ({terms.post})",
    ),
    "placement.CertificatesRecorded": (
        "登记证件沿革 {certificates:count} 段",
        "history of certificates recorded: {certificates:count} spans",
    ),
    "placement.MonthRecorded": (
        "登记 {evidence.month} 用工证据:实发工资 {evidence.wage:zh_money}",
        "evidence of {evidence.month} recorded: wage {evidence.wage:money}",
    ),
    "placement.MonthCorrected": (
        "更正 {evidence.month} 用工证据:实发工资 {evidence.wage:zh_money}",
        "evidence of {evidence.month} corrected: wage {evidence.wage:money}",
    ),
    "placement.Ended": ("安置至 {ended_on} 结束({ground:zh})", "placement ended with {ended_on} ({ground})"),
    "exchange.Agreed": (
        "约定数据交换「{kind:zh}」:{source} 至 {receiver},每 {every_months} 个月",
        "exchange of {kind} agreed on: {source} to {receiver}, every {every_months} months",
    ),
    "exchange.Run": (
        "数据交换「{kind:zh}」:{rows} 条,一致 {matched} 条,不一致 {unmatched} 条",
        "exchange of {kind}: {rows} rows, {matched} matched, {unmatched} unmatched",
    ),
    "welfare_post.Opened": (
        "开发公益性岗位「{kind:zh}」{seats} 个({employer},{document})",
        "{seats} public-welfare posts of {kind} opened by {employer} ({document})",
    ),
    "welfare_post.Recruited": (
        "公益性岗位「{kind:zh}」招录 {person}({employer}),应聘 {candidates:count} 人",
        "{person} recruited for {kind} by {employer} among {candidates:count} candidates",
    ),
    "welfare_post.Vacated": (
        "公益性岗位「{kind:zh}」{person} 离岗:{ground}",
        "{person} left the post of {kind}: {ground}",
    ),
    "welfare_post.Closed": (
        "撤销公益性岗位「{kind:zh}」{seats} 个({employer}):{ground}",
        "{seats} posts of {kind} with {employer} closed: {ground}",
    ),
    "exchange.Ended": ("数据交换「{kind:zh}」终止", "exchange of {kind} ended"),
    "facility.Registered": ("登记{kind:zh}「{name}」({place})", "{kind} {name} registered ({place})"),
    "facility.Recognised": (
        "认定为{standard:zh}({level:zh},{stars} 星,{document})",
        "recognised as {standard} ({level}, {stars} stars, {document})",
    ),
    "facility.Rechecked": ("复核{standard:zh}:{passed:zh_passed}", "{standard} checked again: {passed:passed}"),
    "facility.RecognitionWithdrawn": ("撤销{standard:zh}认定", "recognition as {standard} withdrawn"),
    "facility.Reported": (
        "服务 {served} 人,辅助性就业 {auxiliary_workers} 人,社工岗位 {social_work_posts} 个,辅导员 {job_coaches} 人",
        "{served} served, {auxiliary_workers} in auxiliary work, {social_work_posts} posts, {job_coaches} coaches",
    ),
    "facility.CourseListed": ("公布培训项目「{title}」({course})", "course {title} listed ({course})"),
    "facility.EntryRequested": ("第 {number} 号入驻申请({applicant})", "request {number} to enter ({applicant})"),
    "facility.Admitted": ("第 {number} 号入驻", "request {number} admitted"),
    "facility.EntryRefused": ("第 {number} 号入驻申请不予同意", "request {number} refused"),
    "facility.Left": ("第 {number} 号退出", "number {number} left"),
    "facility.Closed": ("{kind:zh}退出登记册", "{kind} left the register"),
    "jobs.Developed": ("开发{kind:zh} {count} 个:{title}", "{count} of {kind} developed: {title}"),
    "jobs.Filled": ("{person} 上岗", "{person} took a post"),
    "jobs.Vacated": ("{person} 离岗", "{person} left the post"),
    "jobs.Allocated": ("调配 {count} 个给 {facility}", "{count} allocated to {facility}"),
    "jobs.Withdrawn": ("收回 {count} 个", "{count} taken back"),
    "service.Enrolled": ("{person} 列入名册({place},{basis:zh})", "{person} enrolled ({place}, {basis})"),
    "service.SituationChanged": (
        "{person} 情况变更:{before.employment:zh} 改为 {situation.employment:zh}",
        "situation of {person}: {before.employment} becomes {situation.employment}",
    ),
    "service.HouseholdRecorded": (
        "{person} 的家庭情况({household.id},{document})",
        "household {household.id} of {person} recorded ({document})",
    ),
    "service.DifficultyRecognised": (
        "认定 {person} 就业困难({document},时年 {age} 周岁)",
        "{person} recognised as having difficulty ({document}, aged {age})",
    ),
    "service.DifficultyDenied": ("{person} 经审核不认定就业困难", "{person} examined and not recognised"),
    "service.DifficultyEnded": ("{person} 就业困难认定终止", "recognition of {person} ended"),
    "service.OfficerAssigned": ("指定 {officer} 负责 {person}", "{officer} is responsible for {person}"),
    "service.PlanOpened": ("为 {person} 建立“一人一策”台账", "plan of {person} opened"),
    "service.PlanClosed": ("{person} 的“一人一策”台账办结", "plan of {person} closed"),
    "service.Served": ("为 {person} {kind:zh}({provider:zh})", "{kind} for {person} by {provider}"),
    "service.SkillsAssessed": (
        "{person} 评估结果:技能{lacking:zh_lacking}({document})",
        "skills of {person}: {lacking:lacking} ({document})",
    ),
    "service.OfferMade": (
        "向 {person} 提供第 {number} 个就业机会({employer})",
        "offer {number} to {person} ({employer})",
    ),
    "service.Referred": ("向 {employer} 推荐 {person}(第 {number} 次)", "referral {number} of {person} to {employer}"),
    "service.ReferralAnswered": (
        "{person} 第 {number} 次推荐:{result:zh}",
        "referral {number} of {person}: {result}",
    ),
    "service.Trained": (
        "{person} 参加培训 {course}({type:zh},{mode:zh},{outcome:zh})",
        "{person} attended {course} ({type}, {mode}, {outcome})",
    ),
    "service.HandedOver": ("残联移交 {person}", "{person} handed over by the federation"),
    "service.HandoverReceived": ("人社部门接收 {person}", "{person} received by human resources"),
    "service.Closed": ("{person} 退出名册", "{person} left the register"),
    "relief.Requested": (
        "{beneficiary} {renewal:zh_renewal}「{relief:zh}」({place}),占用 {claims:count} 项",
        "{beneficiary} {renewal:renewal} {relief} ({place}); {claims:count} claims taken",
    ),
    "relief.Granted": (
        "批准「{relief:zh}」,免收、不计或放宽 {decision.amount:zh_money},自 {begins_on} 起",
        "{relief} granted: {decision.amount:money} not charged or not counted, from {begins_on} on",
    ),
    "relief.Renewed": (
        "批准续期「{relief:zh}」,免收、不计或放宽 {decision.amount:zh_money}",
        "{relief} renewed: {decision.amount:money} not charged or not counted",
    ),
    "relief.Refused": (
        "不予「{relief:zh}」:{reasons:zh_reasons}(可在 {review_until} 前申请行政复议)",
        "{relief} refused: {reasons:reasons} (review may be asked for until {review_until})",
    ),
    "relief.Ended": (
        "「{relief:zh}」至 {ends_on} 终止({cause:zh}),撤回 {withdrawn:zh_money}",
        "{relief} ends with {ends_on} ({cause}); {withdrawn:money} withdrawn",
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


def _money(fen: int) -> str:
    return f"CNY {shown(fen).removesuffix(' 元')}"


def _zh(code: str) -> str:
    return _ZH.get(code) or names.zh(code)


SHOWN: dict[str, Callable[[Any], str]] = {
    "": str,
    "money": _money,
    "zh_money": shown,
    "zh": _zh,
    "count": lambda items: str(len(items)),
    "reasons": lambda reasons: "; ".join(reason.en for reason in reasons),
    "zh_reasons": lambda reasons: ";".join(reason.zh for reason in reasons),
    "line": lambda line: f", bank line {line.key}" if line else ", never booked",
    "zh_line": lambda line: f",流水 {line.key}" if line else ",未出账",
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
    "zh_destination": lambda to: "额度恢复" if to == "allotment" else "额度失效",
}
"""How a field is shown, by what its template says after the colon."""
