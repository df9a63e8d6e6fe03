"""Credentials under many hands: guesses from many processes, one account signed in everywhere at once."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from domain.access.lockout import FREE_TRIES
from domain.errors import NotFound
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands import access, credentials
from ledger.commands.passwords import change_password
from ledger.credentials import keys, passwords
from ledger.credentials.keys import ApiKeyRefused
from tests.integration.gatehouse import (
    ADMINISTRATOR,
    NOW,
    OFFICER,
    OTHER,
    PASSWORD,
    PLACE,
    SERVICE,
    Gatehouse,
    light_hashes,
)
from tests.integration.tampering import wrong

PROCESSES, GUESSES = 3, 4


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    light_hashes(monkeypatch)


@pytest.fixture
def gate(book_url: str, tmp_path: Path) -> Iterator[Gatehouse]:
    here = Gatehouse(book_url, tmp_path)
    here.enrol()
    yield here
    here.book.close()


def guess(url: str, number: int) -> int:
    """In a process of its own: how many of a few guesses were looked at."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with Book.open(url, place=PLACE) as book:
        return sum(passwords.judge(book, OFFICER, f"{number} {each}", NOW).known for each in range(GUESSES))


def test_processes_that_guess_together_get_no_more_tries_than_one(gate: Gatehouse, book_url: str) -> None:
    forking = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(PROCESSES, mp_context=forking) as pool:
        looked_at = list(pool.map(guess, [book_url] * PROCESSES, range(PROCESSES)))
    assert sum(looked_at) == FREE_TRIES


def test_many_failures_at_once_are_noted_one_by_one(gate: Gatehouse) -> None:
    def fail(_: int) -> None:
        with pytest.raises(passwords.CredentialsRefused):
            gate.sign_in("wrong")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fail, range(8)))
    assert gate.topics().count("access.LoginFailed") == FREE_TRIES
    assert gate.topics().count("access.LockedOut") == 1


def test_an_account_that_signs_in_in_many_places_at_once_has_as_many_sessions(gate: Gatehouse) -> None:
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: gate.sign_in(), range(4)))
    access.sign_out(gate.book, token=begun[0].token, now=NOW)
    assert gate.topics().count("access.LoggedIn") == 4
    assert wrong(verify(gate.book)) == set()


def test_a_key_that_is_revoked_here_is_refused_there_at_once(gate: Gatehouse, book_url: str) -> None:
    text = gate.service_key()
    with Book.open(book_url, place=PLACE) as elsewhere:
        key = keys.resolve(elsewhere, text, NOW).key
        command = credentials.OfCredential(account=SERVICE, id=key)
        credentials.revoke_key(gate.book, command, gate.by(ADMINISTRATOR))
        with pytest.raises(ApiKeyRefused):
            keys.resolve(elsewhere, text, NOW)


def test_a_key_is_revoked_once_however_many_revoke_it(gate: Gatehouse) -> None:
    key = keys.resolve(gate.book, gate.service_key(), NOW).key
    command = credentials.OfCredential(account=SERVICE, id=key)
    requests = [gate.by(ADMINISTRATOR) for _ in range(4)]

    def revoke(number: int) -> bool:
        try:
            credentials.revoke_key(gate.book, command, requests[number])
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(revoke, range(4))).count(True) == 1


def test_no_session_begins_by_a_password_that_was_reset_while_it_was_looked_at(
    gate: Gatehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, fresh = passwords.judge, iter([OTHER, f"{OTHER} again"])

    def reset_meanwhile(*asked: Any) -> passwords.Verdict:
        verdict = judge(*asked)
        gate.enrol(next(fresh))
        return verdict

    monkeypatch.setattr(passwords, "judge", reset_meanwhile)
    with pytest.raises(passwords.CredentialsRefused):
        gate.sign_in()
    with pytest.raises(passwords.CredentialsRefused):
        change_password(gate.book, account=OFFICER, password=OTHER, new=PASSWORD, now=NOW)
    assert "access.LoggedIn" not in gate.topics()
