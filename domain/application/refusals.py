"""Why an act on an application is refused."""

from domain.errors import Refusal


class WrongStatus(Refusal):
    """本案当前状态为「{status}」,不能办理「{act}」。

    The case is "{status}"; "{act}" is not possible now.
    """


class StageOutOfOrder(Refusal):
    """下一环节应为「{next_stage}」,不能办理「{act}」。

    The next stage is "{next_stage}"; "{act}" is out of order.
    """


class CaseSuspended(Refusal):
    """本案已暂停,恢复之前不能办理「{act}」。

    The case is suspended; "{act}" must wait until it is resumed.
    """


class NotSuspended(Refusal):
    """本案并未暂停。

    The case is not suspended.
    """


class ApplicationOutsideWindow(Refusal):
    """申请日 {applied_on} 不在受理期 {opens} 至 {closes} 内。

    The application of {applied_on} lies outside the window {opens} to {closes}.
    """


class LateMeansWaived(Refusal):
    """申请日 {applied_on} 不在受理期 {opens} 至 {closes} 内,逾期视为放弃。

    The application of {applied_on} lies outside the window {opens} to {closes}; being late counts as a waiver.
    """


class CostAlreadyClaimed(Refusal):
    """「{claim}」已由案件 {holder} 申领:同一费用、同一期间不得重复享受。

    "{claim}" is already claimed by case {holder}: one cost item and period can be funded once only.
    """

    rule = "国办发〔2022〕6号 三(三):统筹用好各类残疾人就业创业扶持资金,避免交叉使用"


class PersonAlreadyCounted(Refusal):
    """「{claim}」已在案件 {holder} 中计入:同一人同一月只能计入一个单位。

    "{claim}" is already counted in case {holder}: one person counts in one unit per month only.
    """

    rule = "财政部公告2019年第98号 二"


class NotGranted(Refusal):
    """测算结果为不予补贴,不能办理「{act}」;请办理「不予批准」。

    The calculation refuses the grant; "{act}" is not possible: reject the case.
    """


class LineDoesNotFit(Refusal):
    """预算科目 {line} 与本案的项目「{programme}」或地区 {place} 不符。

    The budget line {line} does not fit the case's programme "{programme}" or place {place}.
    """


class VisitInFuture(Refusal):
    """核查日期 {visited_on} 晚于生效日 {on}。

    The visit of {visited_on} lies after the value date {on}.
    """


class NoticeNotEnded(Refusal):
    """公示期至 {last_day} 届满,{on} 不得办理「{act}」。

    The public notice runs until {last_day}; "{act}" is not possible on {on}.
    """


class NoticeBackdated(Refusal):
    """公示不得倒签:起始日 {first_day} 早于今天({today})。

    A notice cannot be backdated: it would begin on {first_day}, before today ({today}).
    """


class NoNoticeRunning(Refusal):
    """本案没有进行中的公示,不能提出异议。

    No public notice of this case is running; an objection cannot be filed.
    """


class ObjectionStillOpen(Refusal):
    """异议 {numbers} 尚未处理完毕,不能办理「{act}」。

    Objection {numbers} is still open; "{act}" must wait.
    """


class NoSuchObjection(Refusal):
    """没有第 {number} 号未决异议。

    There is no open objection number {number}.
    """


class DecisionOutOfDate(Refusal):
    """按今天的规定测算为 {now},与已测算(公示)的 {before} 不一致;请先重新测算并再次公示。

    Today's law gives {now}, not the {before} that was calculated and published; recalculate and repeat the notice.
    """


class NothingToRecalculate(Refusal):
    """重新测算结果仍为 {amount},无须变更。

    The recalculation gives {amount} again; there is nothing to change.
    """


class SignedAlready(Refusal):
    """{actor} 已签署,须由另一名审批人会签。

    {actor} has signed already; another approver must sign.
    """


class AppealTooLate(Refusal):
    """复议申请期限至 {deadline} 届满。

    The time for an appeal ended on {deadline}.
    """

    rule = "行政复议法(2023年修订)第二十条"


class NoAppealOpen(Refusal):
    """本案没有待决的复议。

    No appeal of this case is open.
    """


class AppealAlreadyDecided(Refusal):
    """对同一决定的复议已有结论;不服的,依法向人民法院起诉。

    The appeal against this decision was decided; who disagrees goes to court.
    """

    rule = "行政诉讼法 第四十四条"


class AppealAlreadyOpen(Refusal):
    """本案已有待决的复议。

    An appeal of this case is open already.
    """


class FindingsMissing(Refusal):
    """退回补正必须逐条写明需要补正的内容。

    A return for correction must say what is to be corrected.
    """


class ReasonsMissing(Refusal):
    """不予批准必须写明理由和依据。

    A rejection must state its reasons and clauses.
    """
