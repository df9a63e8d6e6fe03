"""Why an act on public-welfare posts is refused."""

from domain.errors import Refusal


class UnknownPostKind(Refusal):
    """未知的公益性岗位种类「{kind}」;可用:{known}。

    Unknown kind of post "{kind}"; known: {known}.
    """


class PostKindNotListed(Refusal):
    """「{kind}」不在 {place} 公益性岗位的种类之内。

    Posts of "{kind}" are not among those of {place}.
    """


class PostOtherwiseFunded(Refusal):
    """辅助性岗位须由基层政府开发管理,且没有财政资金或其他资金、基金保障。

    An auxiliary post must be run by grass-roots government, and nothing else may pay for it.
    """


class ExistingPostsVacant(Refusal):
    """{place} 的「{kind}」岗位还有 {vacant} 个空缺,应当先用好现有岗位。

    {vacant} posts of "{kind}" are vacant in {place}: the existing ones come first.
    """


class NoVacantPost(Refusal):
    """{employer} 没有空缺的「{kind}」岗位。

    {employer} has no vacant post of "{kind}".
    """


class FewerVacant(Refusal):
    """拟撤销 {seats} 个岗位,但空缺的只有 {vacant} 个。

    {seats} posts cannot be closed: only {vacant} are vacant.
    """


class CandidateTwice(Refusal):
    """应聘人员 {person} 重复填报。

    The candidate {person} was given twice.
    """


class NotACandidate(Refusal):
    """{person} 不在应聘人员之中。

    {person} is not among the candidates.
    """


class CandidateNotSuitable(Refusal):
    """{person} 不符合岗位条件。

    {person} does not meet the conditions of the post.
    """


class PriorityPassedOver(Refusal):
    """应当优先录用 {first}:{order}。

    {first} comes first: {order}.
    """


class PersonHoldsPost(Refusal):
    """{person} 已在「{kind}」岗位。

    {person} holds a post of "{kind}" already.
    """


class PersonNotInPost(Refusal):
    """{person} 不在 {employer} 的「{kind}」岗位。

    {person} does not hold a post of "{kind}" with {employer}.
    """
