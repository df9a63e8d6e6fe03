"""Why something cannot be done with evidence."""

from domain.errors import Refusal


class EvidenceNotInState(Refusal):
    """{evidence} 的状态是「{status}」,不能办理「{act}」。

    {evidence} is "{status}"; "{act}" is not possible.
    """

    ids = frozenset({"evidence"})


class SamePersonAccepts(Refusal):
    """{actor} 提交了 {evidence},须由另一人复核后入库。

    {actor} brought {evidence}; another person decides whether it counts.
    """

    ids = Refusal.ids | {"evidence"}


class SamePersonWithdraws(Refusal):
    """{actor} 提请撤回 {evidence},撤回须由另一人复核;此前该证据仍然有效。

    {actor} asked that {evidence} be withdrawn; another person decides, and until then it counts.
    """

    ids = Refusal.ids | {"evidence"}


class PeriodReversed(Refusal):
    """期间的起始月 {first} 晚于终止月 {last}。

    The period begins in {first}, after its end in {last}.
    """


class EvidenceOfTheFuture(Refusal):
    """证据的截止日 {as_of} 晚于今天({today})。

    The evidence is said to be of {as_of}, after today ({today}).
    """
