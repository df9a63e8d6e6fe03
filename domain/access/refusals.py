"""Why something about an account is refused."""

from domain.errors import Refusal


class AccountExists(Refusal):
    """账号 {account} 已存在或曾经存在,账号不得重复使用。

    The account {account} exists or existed; the id of an account is never given twice.
    """

    ids = frozenset({"account"})


class AccountReserved(Refusal):
    """账号名 {account} 由系统自用,请另取一个。

    The name {account} stands for the system itself; take another.
    """

    ids = frozenset({"account"})


class AccountsExist(Refusal):
    """本账套已有账号,首任账号管理员不得再次指定;请由现任账号管理员办理。

    This book has accounts: its first administrator cannot be named again; ask an administrator.
    """


class AccountSuspended(Refusal):
    """账号 {account} 已停用。

    The account {account} is suspended.
    """

    ids = frozenset({"account"})


class AccountNotSuspended(Refusal):
    """账号 {account} 没有停用。

    The account {account} is not suspended.
    """

    ids = frozenset({"account"})


class AccountClosed(Refusal):
    """账号 {account} 已注销。

    The account {account} is closed.
    """

    ids = frozenset({"account"})


class UnknownRole(Refusal):
    """没有角色「{role}」。可用角色:{known}。

    There is no role "{role}"; the roles are: {known}.
    """

    ids = frozenset({"role", "known"})


class UnknownAccountKind(Refusal):
    """账号类别只有 officer(人员)和 service(系统),没有「{kind}」。

    An account is of an officer or of a service; there is no kind "{kind}".
    """

    ids = frozenset({"kind"})


class AdministersOneself(Refusal):
    """{actor} 是账号管理员,不得为自己或与自己互为代理的账号办理「{act}」。

    {actor} administers accounts and may not do "{act}" for themself, a deputy or a principal.
    """


class AlreadyAppointed(Refusal):
    """账号 {account} 已在 {place} 担任「{role}」。

    The account {account} already holds the role "{role}" for {place}.
    """

    ids = frozenset({"account", "place"})


class NotAppointed(Refusal):
    """账号 {account} 没有在 {place} 担任「{role}」的任职。

    The account {account} has no appointment as "{role}" for {place}.
    """

    ids = frozenset({"account", "place"})


class RolesIncompatible(Refusal):
    """账号 {account} 在 {held_place} 具有「{held}」角色,不得同时在 {place} 担任「{role}」:不相容岗位必须分离({rule})。

    The account {account} holds "{held}" for {held_place} and may not hold "{role}" for {place} as well: these duties
    are incompatible ({rule}).
    """

    ids = frozenset({"account", "place", "held_place"})


class NotOnesOwnRole(Refusal):
    """{actor} 只能把自己任职取得的角色交人代理;受托代理的角色不得再转交。

    {actor} may lend only a role held by appointment: what was lent to a deputy is not lent on.
    """


class DeputyIsOneself(Refusal):
    """{actor} 不能作自己的代理人。

    {actor} cannot be their own deputy.
    """


class DelegationDays(Refusal):
    """代理期自 {first_day} 至 {last_day}:须从今天({today})或之后开始,最长 {longest} 天。

    A delegation from {first_day} to {last_day}: it begins today ({today}) or later and lasts at most {longest} days.
    """


class LentAlready(Refusal):
    """「{role}」({place})在这一期间已由 {deputy} 代理(第 {number} 号),同一角色同时只能有一名代理人。

    The role "{role}" for {place} is lent to {deputy} in these days (delegation {number}): it has one deputy at a time.
    """

    ids = frozenset({"place", "deputy"})


class NoSuchDelegation(Refusal):
    """账号 {account} 没有进行中的第 {number} 号代理。

    The account {account} has no running delegation number {number}.
    """

    ids = frozenset({"account"})


class NotOnesOwnAccount(Refusal):
    """{actor} 只能为自己的账号办理「{act}」。

    {actor} may do "{act}" for their own account only.
    """


class NotAParty(Refusal):
    """「{field}」应为当事人编号(p_ 开头)或统一社会信用代码。

    "{field}" is the pseudonym of a person (p_…) or a credit code.
    """


class UnknownRelation(Refusal):
    """没有「{relation}」这种利害关系。可选:{known}。

    There is no relation "{relation}"; the relations are: {known}.
    """

    ids = frozenset({"relation", "known"})


class InterestKnown(Refusal):
    """账号 {account} 已申报与 {party} 的利害关系。

    The account {account} has declared its interest in {party} already.
    """

    ids = frozenset({"account", "party"})


class NoSuchInterest(Refusal):
    """账号 {account} 没有申报与 {party} 的利害关系。

    The account {account} has declared no interest in {party}.
    """

    ids = frozenset({"account", "party"})
