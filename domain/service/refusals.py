"""Why an act on the service register is refused."""

from domain.errors import Refusal


class AlreadyEnrolled(Refusal):
    """{person} 已在名册({place}),无须重复登记。

    {person} is on the register already ({place}).
    """


class PersonNotPseudonymous(Refusal):
    """名册中的个人须以化名(p_ 开头)登记,不得使用证件号码或姓名。

    A person on the register is written as a pseudonym (p_…), never as a number or a name.
    """


class HouseholdNotNumbered(Refusal):
    """家庭编号须以 h_ 开头,不得使用户口簿号码或户主姓名。

    A household is written by a number of the register (h_…), never by the number of a booklet or a name.
    """


class FileClosed(Refusal):
    """{person} 已退出名册,不能办理「{act}」。

    {person} has left the register; "{act}" is not possible.
    """


class FileUnchanged(Refusal):
    """{person} 的情况与名册一致,没有变化。

    The situation of {person} is what the register says already.
    """


class UnknownService(Refusal):
    """未知的服务「{kind}」;可用:{known}。

    Unknown service "{kind}"; known: {known}.
    """


class NotInPool(Refusal):
    """{person} 不符合「{act}」的条件,缺:{missing}。

    {person} does not meet the conditions of "{act}"; missing: {missing}.
    """


class NotAssessed(Refusal):
    """{person} 没有职业能力评估,不能据以登记结果或者安排培训。

    {person} has no vocational assessment on which a result or a course could rest.
    """

    rule = "培训以残疾人职业能力评估结果为依据(S060、S162)"


class AlreadyRecognised(Refusal):
    """{person} 已认定为就业困难残疾人。

    {person} is recognised already.
    """


class NotRecognised(Refusal):
    """{person} 没有就业困难认定。

    {person} is not recognised.
    """


class SamePersonRecognises(Refusal):
    """{actor} 登记了 {person},不得由同一人认定其就业困难。

    {actor} enrolled {person} and may not recognise the difficulty of the same person.
    """


class AgeOutOfRange(Refusal):
    """年龄 {age} 无效:应为 16 至 70 周岁。

    The age {age} is not valid: it lies between 16 and 70 years.
    """


class PlanAlreadyOpen(Refusal):
    """{person} 已有“一人一策”台账。

    {person} has a plan already.
    """


class NoPlanOpen(Refusal):
    """{person} 没有“一人一策”台账。

    {person} has no plan.
    """


class ReferralNotOpen(Refusal):
    """{person} 没有待答复的第 {number} 次推荐。

    Referral {number} of {person} does not wait for an answer.
    """


class ReferralStillOpen(Refusal):
    """{person} 的第 {number} 次推荐尚未答复。

    Referral {number} of {person} has not been answered yet.
    """


class HandoverOutOfOrder(Refusal):
    """{person} 当前不能办理「{act}」:移交状态为「{state}」。

    "{act}" is not possible for {person}: the hand-over is "{state}".
    """
