"""Who may append: each command of a group is judged against what the book holds and what its forerunners changed."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.errors import Conflict, Refusal
from domain.money import MAX_FEN
from ledger.store.append import Append, Appended
from ledger.store.reads import BEYOND

CLOCK_TOLERANCE = timedelta(seconds=60)
"""How far a recorded time may lie before the latest one, since the clocks of several machines never agree."""


class BalanceExhausted(Refusal):
    """额度不足:{account} 余 {balance} 分,本次变动 {delta} 分。

    Not enough is left: {account} has {balance} fen and {delta} fen were asked.
    """


class BalanceTooLarge(Refusal):
    """{account} 余 {balance} 分,再增加 {delta} 分就超出可记的最大金额。

    {account} holds {balance} fen; {delta} more is beyond the largest amount that can be kept.
    """


class ClaimTaken(Refusal):
    """「{claim}」已被 {holder} 占用,不得重复享受或重复计算。

    "{claim}" is already held by {holder}; nothing is granted or counted twice.
    """


class ClockWentBack(Refusal):
    """记录时间 {recorded_at} 早于账套最新记录时间 {head};请校准系统时钟。

    The recorded time {recorded_at} lies before the latest one of the book, {head}; set the system clock right.
    """


class KeyAlreadyUsed(Exception):
    """A command with this idempotency key is in the book already; its stored answer is to be given again."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(kw_only=True)
class Standing:
    """What the book holds of all that a group of commands asks about, read under the head's lock."""

    position: int
    recorded_at: datetime | None
    versions: dict[str, int]
    balances: dict[str, int]
    holders: dict[str, str]
    keys: set[str]
    watched: dict[str, set[str]] = field(default_factory=dict)
    admitted: list[Append] = field(default_factory=list)

    def copy(self) -> "Standing":
        """The same standing, to be kept while this one goes on."""
        return replace(self, balances=dict(self.balances), holders=dict(self.holders), admitted=list(self.admitted))

    def admit(self, append: Append) -> Appended:
        """Take a command and give it its positions, or refuse it and change nothing."""
        if append.idempotency and append.idempotency[0] in self.keys:
            raise KeyAlreadyUsed(append.idempotency[0])
        self._check_clock(append)
        self._check_expected(append.expect)
        self._check_watched(append.watch)
        versions = self._advanced(append)
        balances = self._changed(append)
        released, taken = self._claimed(append)
        self.versions |= versions
        self.balances |= balances
        for claim in released:
            del self.holders[claim]
        self.holders |= taken
        self._follow(released, taken)
        return self._place(append)

    def _place(self, append: Append) -> Appended:
        if append.idempotency:
            self.keys.add(append.idempotency[0])
        self.admitted.append(append)
        first = self.position + 1
        self.position += len(append.leaves)
        self.recorded_at = append.latest if self.recorded_at is None else max(self.recorded_at, append.latest)
        return Appended(first, self.position)

    def _check_clock(self, append: Append) -> None:
        if self.recorded_at is not None and append.earliest < self.recorded_at - CLOCK_TOLERANCE:
            raise ClockWentBack(field="recorded_at", recorded_at=append.earliest, head=self.recorded_at)

    def _check_expected(self, expect: Mapping[str, int]) -> None:
        for stream, version in expect.items():
            if self.versions.get(stream, 0) != version:
                raise Conflict(stream=stream)

    def _check_watched(self, watch: Mapping[str, Collection[str]]) -> None:
        for prefix, claims in watch.items():
            if self.watched[prefix] != set(claims):
                raise Conflict(stream=prefix)

    def _follow(self, released: Iterable[str], taken: Iterable[str]) -> None:
        """What the next commands of the group will find under the beginnings that they watch."""
        # In order, the claims with one beginning stand together: a file of thousands watches and takes thousands.
        gone, come = set(released), sorted(taken)
        for prefix, claims in self.watched.items():
            claims.difference_update(claims & gone)
            claims.update(come[bisect_left(come, prefix) : bisect_right(come, prefix + BEYOND)])

    def _advanced(self, append: Append) -> dict[str, int]:
        versions: dict[str, int] = {}
        for leaf in append.leaves:
            before = versions.get(leaf.stream) or self.versions.get(leaf.stream, 0)
            if leaf.version != before + 1:
                raise Conflict(stream=leaf.stream)
            versions[leaf.stream] = leaf.version
        return versions

    def _changed(self, append: Append) -> dict[str, int]:
        balances: dict[str, int] = {}
        for account in sorted(append.reserve):
            balance, delta = self.balances.get(account, 0), append.reserve[account]
            if balance + delta < 0:
                raise BalanceExhausted(account=account, delta=delta, balance=balance)
            if balance + delta > MAX_FEN:
                raise BalanceTooLarge(account=account, balance=balance, delta=delta)
            balances[account] = balance + delta
        for account in append.drain:
            if balances.get(account, self.balances.get(account, 0)):
                raise Conflict(stream=account)
        return balances

    def _claimed(self, append: Append) -> tuple[Mapping[str, str], Mapping[str, str]]:
        for claim, holder in append.release.items():
            if self.holders.get(claim) != holder:
                raise Conflict(stream=claim)
        for claim in sorted(append.take):
            if claim in self.holders and claim not in append.release:
                raise ClaimTaken(claim=claim, holder=self.holders[claim])
        return append.release, append.take
