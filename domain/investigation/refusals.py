"""Why an investigation may not go on as asked."""

from domain.errors import Refusal


class NothingToInvestigate(Refusal):
    """没有列出任何疑点。

    No alert is named.
    """


class InvestigationClosed(Refusal):
    """{investigation} 已办结,不能办理「{act}」。

    {investigation} is closed; "{act}" is not possible.
    """

    ids = frozenset({"investigation"})


class AlertNotHere(Refusal):
    """疑点 {alert} 不在本次核查中,或者已经处理,不能办理「{act}」。

    The alert {alert} is not looked into here, or was disposed of already; "{act}" is not possible.
    """

    ids = frozenset({"alert"})


class PartyNotConcerned(Refusal):
    """{party} 不是本次核查的当事人。

    {party} is not a party to this investigation.
    """

    ids = frozenset({"party"})


class AskedAlready(Refusal):
    """已要求 {party} 在 {until} 前陈述,尚未答复也未逾期。

    {party} was asked to answer by {until}, and has neither answered nor let the term pass.
    """

    ids = frozenset({"party"})


class NotAsked(Refusal):
    """没有要求 {party} 陈述,或者已有答复。

    {party} was not asked, or has answered already.
    """

    ids = frozenset({"party"})


class StatementWithoutRecord(Refusal):
    """陈述应当附材料,或者写明笔录的编号。

    A statement needs documents, or the reference of the record that was made of it.
    """


class TermStillRuns(Refusal):
    """{party} 可以在 {until} 前陈述申辩,期满以前不得视为放弃。

    {party} may answer until {until}; until then silence means nothing.
    """

    ids = frozenset({"party"})


class PartyNotHeard(Refusal):
    """{party} 尚未陈述申辩,期限也未届满:听取当事人意见以前不得提出或认定结论。

    {party} was not heard, and no term ran out: nothing is found about anybody before that.
    """

    ids = frozenset({"party"})


class AmountAtRiskNegative(Refusal):
    """涉及金额不能为负数,现为 {amount}。

    The amount of a finding cannot be below zero: {amount}.
    """


class NoSuchFinding(Refusal):
    """没有待办的第 {number} 号结论,不能办理「{act}」。

    There is no finding {number} for which "{act}" is possible.
    """


class SamePersonFinds(Refusal):
    """{actor} 核查了本案或提出了该结论,须由另一人办理「{act}」。

    {actor} looked into this or proposed the finding; "{act}" is for another person.
    """

    ids = Refusal.ids


class CaseNotConcerned(Refusal):
    """案件 {case} 与所列疑点无关。

    The case {case} is none of those that the alerts name.
    """

    ids = frozenset({"case"})


class MeasureWithoutCase(Refusal):
    """「{measure}」要对案件采取,没有列出案件。

    "{measure}" is done in a case, and none is named.
    """


class CaseConcernedAlready(Refusal):
    """案件 {case} 已在本次核查之中。

    The case {case} is looked into here already.
    """

    ids = frozenset({"case"})


class NotReferable(Refusal):
    """没有要求移送的已认定结论。

    No confirmed finding asks for a referral.
    """


class NotOrdered(Refusal):
    """没有对案件 {case} 责成「{measure}」,或者已经办理。

    "{measure}" was not ordered for the case {case}, or was done already.
    """

    ids = frozenset({"case"})


class NotStanding(Refusal):
    """第 {number} 号结论没有责成对案件 {case} 办理「{measure}」,或者已经办理、解除。

    Finding {number} does not order "{measure}" for the case {case}, or that was done or lifted already.
    """

    ids = frozenset({"case"})


class SuspendedByFinding(Refusal):
    """{investigation} 第 {number} 号结论责成案件 {case} 暂停;复核员解除(lift --measure suspend)或申诉撤销后可恢复。

    Finding {number} of {investigation}, which stands, asks that the case {case} be suspended: it goes on once a
    reviewer without part in the finding lifts that (lift --measure suspend), or an appeal revokes the finding.
    """

    ids = frozenset({"investigation", "case"})


class FindingOutcomeAtOdds(Refusal):
    """维持原结论的,不另写结论和排除原因;变更的写明新结论;撤销的写明排除原因。

    What is upheld takes no new finding, what is changed takes another one, what is revoked takes an innocent reason.
    """


class NoSuchInnocence(Refusal):
    """没有「{code}」这一排除原因;可用的有:{known}。

    There is no innocent reason "{code}"; there are: {known}.
    """

    ids = frozenset({"code", "known"})
