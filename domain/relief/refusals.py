"""Why an act on a relief is refused."""

from domain.errors import Refusal


class ReliefWrongStatus(Refusal):
    """减免 {relief} 当前状态为「{status}」,不能办理「{act}」。

    The relief {relief} is "{status}"; "{act}" is not possible now.
    """


class RenewalUndecided(Refusal):
    """减免 {relief} 有续期申请尚未决定,应先作出决定。

    A renewal of the relief {relief} is still undecided: decide on it first.
    """


class SamePersonDecides(Refusal):
    """{actor} 提出了该项减免,不得由同一人作出决定:不相容岗位必须分离。

    {actor} put this relief forward and may not decide on it: these duties must lie with different people.
    """


class OtherBeginning(Refusal):
    """续期申请的依据「{given}」与首次批准时的「{known}」不同;续期不能改变它。

    The renewal rests on "{given}", the relief on "{known}"; a renewal cannot change that.
    """


class AlreadyInRelief(Refusal):
    """「{claim}」已在本项减免之内,不能重复申请。

    "{claim}" is part of this relief already.
    """


class ChoiceLocked(Refusal):
    """已由 {holder} 选定,{until} 之前(含当日)不得变更;自 {possible} 起可以另行选择。

    The choice was made by {holder} and binds until {until}; another one is possible from {possible} on.
    """


class ClaimLocked(Refusal):
    """「{claim}」已由 {holder} 选定或起算,在其期限内不能另行申请。

    "{claim}" is bound by {holder}; nothing else can be asked for within its period.
    """


class RenewInstead(Refusal):
    """{holder} 已经选定或起算,不能另起一项;请对它办理续期。

    {holder} has begun already and there is no second one beside it: ask for a renewal of it.
    """


class NothingToReview(Refusal):
    """减免 {relief} 没有可以复议的决定。

    There is no decision on the relief {relief} that could be reviewed.
    """


class ReviewTooLate(Refusal):
    """申请行政复议的期限已于 {until} 届满。

    The time to ask for an administrative review ended on {until}.
    """

    rule = "行政复议法(2023年修订)第二十条"


class UnderReview(Refusal):
    """减免 {relief} 正在行政复议,复议决定之前不能办理「{act}」。

    The relief {relief} is under review; "{act}" must wait for what comes of it.
    """


class NotUnderReview(Refusal):
    """减免 {relief} 没有正在进行的行政复议。

    No review of the relief {relief} is going on.
    """


class DeciderReviews(Refusal):
    """{actor} 办理过该项减免,不得承办对它的复议。

    {actor} acted on this relief and may not decide on the review of it.
    """


class RefusalWithoutReason(Refusal):
    """不予减免必须写明理由和依据。

    A refusal states its reasons, each with its clause.
    """


class EndsBeforeItBegan(Refusal):
    """终止日 {on} 早于减免起始日的前一日({first})。

    The relief cannot end on {on}, before the day before its first day ({first}).
    """


class EndsAfterItsEnd(Refusal):
    """结束日 {on} 晚于减免的最后一天 {last};需要延长的,请办理续期。

    The end on {on} lies after the last day of the relief, {last}; what is to last longer is renewed.
    """
