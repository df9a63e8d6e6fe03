"""What stands against holding money, and what a hold stands against."""

from domain.errors import Refusal


class PaymentHeld(Refusal):
    """第 {tranche} 期正暂缓支付,至 {last_day} 为止,理由:{grounds};复核解除或者期满之前不能支付。

    Tranche {tranche} is held until {last_day} ({grounds}); it cannot be paid until a reviewer or time releases it.
    """


class AlreadyHeld(Refusal):
    """第 {tranche} 期已在暂缓支付之中,至 {last_day} 为止。

    Tranche {tranche} is held already, until {last_day}.
    """


class PaymentAtBank(Refusal):
    """第 {tranche} 期的支付指令已经送交银行,不能再暂缓支付;退汇的,可以暂缓重新支付。

    Tranche {tranche} is at the bank already and cannot be held; once it bounced, it can be.
    """


class NothingToHold(Refusal):
    """第 {tranche} 期没有未付的金额,无从暂缓支付。

    Nothing of tranche {tranche} is unpaid; there is nothing to hold.
    """


class GroundsMissing(Refusal):
    """暂缓支付必须写明依据的疑点或者条款。

    A hold must name the check, the alert or the clause that it rests on.
    """


class GroundsJudged(Refusal):
    """第 {tranche} 期曾以同样的理由({grounds})暂缓支付,已经解除或者期满;没有新的理由,不得再次暂缓。

    Tranche {tranche} was held on these grounds before ({grounds}) and let go; only new grounds hold it again.
    """


class HoldNotActive(Refusal):
    """{hold} 的状态是「{status}」,不能办理「{act}」。

    {hold} is "{status}"; "{act}" is not possible now.
    """

    ids = frozenset({"hold"})


class HoldTooLong(Refusal):
    """{until} 太晚:从今天起,暂缓支付最迟到 {longest}。

    {until} is too late: from today on a hold runs until {longest} at the latest.
    """


class HoldTooShort(Refusal):
    """{until} 太早:暂缓支付至少到 {first}。

    {until} is too early: the hold must run until {first} at least.
    """


class SamePersonHolds(Refusal):
    """{hold} 由 {actor} 暂缓支付,须由另一人复核。

    {actor} put the hold on {hold}; another person reviews it.
    """

    ids = frozenset({"actor", "hold"})


class SamePersonLookedIntoIt(Refusal):
    """{actor} 核查过 {hold} 所依据的疑点,须由另一人解除。

    {actor} looked into the alerts that {hold} rests on; another person lets the money go.
    """

    ids = frozenset({"actor", "hold"})


class HeldByFinding(Refusal):
    """{hold} 所在的案件由 {investigation} 的认定责成暂缓支付;须先在该核查中解除该措施。

    The finding of {investigation} orders that the money of {hold}'s case is held; that measure is lifted there first.
    """

    ids = frozenset({"hold", "investigation"})


class TrialHoldsNothing(Refusal):
    """「{alert}」是检查试运行的结果,不得据以暂缓支付。

    "{alert}" comes from the trial of a check, which holds no money.
    """

    ids = frozenset({"alert"})
