"""Group commit: who leads, who waits, and who is told what."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore
from typing import Any

import pytest

from domain.errors import Refusal
from ledger.store.append import Append, Appended, of_recorded
from ledger.store.standing import BalanceExhausted
from ledger.store.transaction import AppendUnconfirmed, Outcome
from ledger.writer import GroupWriter
from tests.books import CODEC, PLACE, noted

Commit = Callable[[Sequence[Append]], Sequence[Outcome]]


def command(name: str) -> Append:
    return of_recorded(PLACE, CODEC, [noted(name)], {})


def names(group: Sequence[Append]) -> list[str]:
    return [append.leaves[0].stream for append in group]


class Bookkeeper:
    """Commits groups; the first one only when all of `crowd` commands are waiting."""

    def __init__(self, crowd: int, judge: Commit) -> None:
        self.groups: list[list[str]] = []
        self._crowd = crowd
        self._arrived = Semaphore(0)
        self._judge = judge

    def run(self) -> list[Appended | BaseException]:
        """Let one thread for each of the crowd write a command; what each was told, by its number."""
        writer = AnnouncingWriter(self._commit, self._arrived)

        def write(number: int) -> Appended | BaseException:
            try:
                return writer.write(command(str(number)))
            except (Refusal, KeyboardInterrupt) as error:
                return error

        with ThreadPoolExecutor(self._crowd) as pool:
            return list(pool.map(write, range(self._crowd)))

    def _commit(self, group: Sequence[Append]) -> Sequence[Outcome]:
        if not self.groups:
            for _ in range(self._crowd):
                self._arrived.acquire()
        self.groups.append(names(group))
        return self._judge(group)


class AnnouncingWriter(GroupWriter):
    """Announces every command that has joined the queue."""

    def __init__(self, commit: Commit, arrived: Semaphore) -> None:
        super().__init__(commit)
        self._arrived = arrived

    def _join(self, *arguments: Any) -> bool:
        leads = super()._join(*arguments)
        self._arrived.release()
        return leads


def all_taken(group: Sequence[Append]) -> Sequence[Outcome]:
    return [Appended(int(name), int(name)) for name in names(group)]


def test_a_single_writer_commits_alone() -> None:
    groups: list[list[str]] = []

    def commit(group: Sequence[Append]) -> Sequence[Outcome]:
        groups.append(names(group))
        return all_taken(group)

    writer = GroupWriter(commit)
    assert [writer.write(command(name)) for name in "12"] == [(1, 1), (2, 2)]
    assert groups == [["1"], ["2"]]


def test_those_who_come_during_a_commit_share_the_next_one() -> None:
    bookkeeper = Bookkeeper(16, all_taken)
    assert bookkeeper.run() == [(number, number) for number in range(16)]
    first, second = bookkeeper.groups
    assert (len(first), len(second)) == (1, 15)
    assert sorted(int(name) for name in first + second) == list(range(16))


def test_each_of_a_group_gets_its_own_refusal() -> None:
    def every_other(group: Sequence[Append]) -> Sequence[Outcome]:
        return [
            BalanceExhausted(account=name, delta=-1, balance=0) if int(name) % 2 else Appended(int(name), int(name))
            for name in names(group)
        ]

    for number, told in enumerate(Bookkeeper(16, every_other).run()):
        if number % 2:
            assert isinstance(told, BalanceExhausted)
            assert told.details["account"] == str(number)
        else:
            assert told == (number, number)


def test_an_interrupted_leader_leaves_nobody_waiting_or_told_a_falsehood() -> None:
    def interrupted_once(group: Sequence[Append]) -> Sequence[Outcome]:
        if len(bookkeeper.groups) == 2:
            raise KeyboardInterrupt
        return all_taken(group)

    bookkeeper = Bookkeeper(16, interrupted_once)
    told = bookkeeper.run()
    assert sum(isinstance(one, Appended) for one in told) == 1
    assert sum(isinstance(one, KeyboardInterrupt) for one in told) == 1
    assert sum(isinstance(one, AppendUnconfirmed) for one in told) == 14


def test_a_writer_goes_on_after_an_interrupted_commit() -> None:
    outcomes: Iterator[Appended | KeyboardInterrupt] = iter([KeyboardInterrupt(), Appended(1, 1)])

    def commit(_: Sequence[Append]) -> Sequence[Outcome]:
        outcome = next(outcomes)
        if isinstance(outcome, KeyboardInterrupt):
            raise outcome
        return [outcome]

    writer = GroupWriter(commit)
    with pytest.raises(KeyboardInterrupt):
        writer.write(command("1"))
    assert writer.write(command("1")) == (1, 1)
