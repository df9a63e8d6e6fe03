"""From accounts to an actor: what one may do on a day by appointment and delegation, as whom, and with whose kin."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from domain.access.refusals import AccountClosed, AccountSuspended
from domain.access.state import Account, Delegation, stream_of
from domain.actor import Actor, Appointment


def must_be_open(account: Account) -> None:
    """Refuse an account that is suspended or closed."""
    if account.standing == "closed":
        raise AccountClosed(field="account", account=account.id)
    if account.standing == "suspended":
        raise AccountSuspended(field="account", account=account.id)


def principals_of(account: Account, day: date) -> tuple[str, ...]:
    """Whose deputy the account may be on that day, by what is written down with it."""
    return tuple(sorted({each.principal for each in account.borrowed if each.runs_on(day)}))


def borrowed_of(account: Account, principals: Iterable[Account]) -> Iterator[Delegation]:
    """The delegations to the account that have not ended, as those who lent them know."""
    return (each for principal in principals for each in principal.lent if each.deputy == account.id)


def in_force(account: Account, principals: Iterable[Account], day: date) -> Iterator[Delegation]:
    """The delegations to the account that hold on that day; a suspended account lends nothing."""
    standing = [principal for principal in principals if principal.standing == "active"]
    return (each for each in borrowed_of(account, standing) if each.runs_on(day))


def actor_from(account: Account, principals: Iterable[Account], day: date, versions: Mapping[str, int]) -> Actor:
    """What the account may do on the day; `principals` are those that `principals_of` names.

    A deputy is as close to the principal's kin as the principal: who is recused does not act by a deputy either.
    `versions` are those of the accounts' streams, on which all this rests.
    """
    must_be_open(account)
    known = {principal.id: principal for principal in principals}
    borrowed = tuple(in_force(account, known.values(), day))
    deputies = {each.deputy for each in account.lent if each.runs_on(day)}
    standing_in_for = {each.principal for each in borrowed}
    lent = tuple(Appointment(role=each.role, place=each.place, deputy_for=each.principal) for each in borrowed)
    appointments = account.appointments + lent
    return Actor(
        id=account.id,
        roles=tuple(sorted({held.role for held in appointments})),
        place=account.place,
        appointments=appointments,
        counts_as=frozenset(deputies | standing_in_for),
        kin=frozenset(account.interests).union(*(known[each].interests for each in standing_in_for)),
        rests_on={stream: versions[stream] for stream in map(stream_of, (account.id, *known))},
    )
