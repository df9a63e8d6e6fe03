"""Why an act on a levy is refused."""

from domain.errors import Refusal


class LevyAssessedAlready(Refusal):
    """{uscc} 的 {year} 年度残保金已经核定;有变更的请重新核定。

    The {year} levy of {uscc} is assessed already; where something changed, reassess it.
    """


class YearOfAnotherLevy(Refusal):
    """所报缴费年度是 {stated},该笔残保金是 {year} 年度的。

    The levy year stated is {stated}; this levy is of {year}.
    """


class LevyUnchanged(Refusal):
    """重新核定的结果仍为 {amount},无须变更。

    The reassessment gives {amount} again; there is nothing to change.
    """


class NothingOwed(Refusal):
    """该单位 {year} 年度没有欠缴的残保金,不能办理「{act}」。

    Nothing of the {year} levy is owed; "{act}" is not possible.
    """


class NotDueYet(Refusal):
    """缴费期限至 {due_on},{on} 尚未届满,不能办理「{act}」。

    The levy is due on {due_on}; on {on} "{act}" is too early.
    """


class NotWarnedYet(Refusal):
    """加收滞纳金以前应当先警告并责令限期缴纳;{problem}。

    A surcharge needs a warning and an order to pay first; its term must have passed ({problem}).
    """

    rule = "残疾人就业条例(国务院令第488号)第二十七条"


class DeadlineInPast(Refusal):
    """责令缴纳的期限 {deadline} 应晚于 {on}。

    The deadline {deadline} must lie after {on}.
    """


class DeferralTooLong(Refusal):
    """缓缴最长 {months} 个月,至多到 {latest},不能到 {until}。

    A deferral is for at most {months} months, until {latest}, not until {until}.
    """


class DeferralTooShort(Refusal):
    """缓缴到期日 {until} 应晚于原期限 {due_on}。

    A deferral must end after the levy is due ({due_on}), not on {until}.
    """


class SurchargedAlready(Refusal):
    """已经加收滞纳金,不能再缓缴。

    A surcharge was charged already; the levy can no longer be deferred.
    """


class WaiverExceedsLevy(Refusal):
    """拟减免 {amount},但应缴额只有 {principal}。

    {amount} cannot be waived: the levy is only {principal}.
    """


class SurchargePaidTwice(Refusal):
    """缴纳滞纳金 {amount},但尚欠的滞纳金只有 {due}。

    A surcharge of {amount} cannot be paid: only {due} is due.
    """


class SurchargeExceedsReceipt(Refusal):
    """入库流水 {receipt} 中的滞纳金不得为负,也不得超过流水金额。

    The surcharge within the receipt {receipt} must be neither negative nor more than the receipt.
    """


class RefundExceedsOverpaid(Refusal):
    """拟退 {amount},但多缴的只有 {left}。

    {amount} cannot be refunded: only {left} was paid too much.
    """


class RefundExceedsReceived(Refusal):
    """拟退 {amount},但已入库而未退的只有 {left}。

    {amount} cannot be refunded: only {left} was received and not refunded.
    """


class SamePersonSaidHowMuch(Refusal):
    """{actor} 核定或减免了该笔残保金,不得再办理「{act}」。

    {actor} said how much of this levy is owed and may not do "{act}".
    """


class SamePersonReceived(Refusal):
    """{actor} 登记过该笔残保金的入库,不得办理退还。

    {actor} recorded a receipt of this levy and may not refund it.
    """
