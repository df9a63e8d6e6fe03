"""Whoever writes a credential into the tables behind the log's back is found."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands import access, credentials, identities
from ledger.commands.passwords import change_password
from ledger.credentials import keys, passwords, sessions
from ledger.credentials import tables as t
from ledger.credentials.tokens import seconds
from tests.integration.gatehouse import (
    ADMINISTRATOR,
    MINUTE,
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


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    light_hashes(monkeypatch)


@pytest.fixture
def gate(book_url: str, tmp_path: Path) -> Iterator[Gatehouse]:
    """A book in which every kind of credential came and went by commands."""
    here = Gatehouse(book_url, tmp_path)
    here.enrol()
    here.sign_in()
    access.sign_out(here.book, token=here.sign_in().token, now=NOW)
    change_password(here.book, account=OFFICER, password=PASSWORD, new=OTHER, now=NOW, keep=here.sign_in().token)
    revoked = keys.resolve(here.book, here.service_key(), NOW).key
    credentials.revoke_key(here.book, credentials.OfCredential(account=SERVICE, id=revoked), here.by(ADMINISTRATOR))
    here.service_key()
    identities.link_own_identity(
        here.book, account=OFFICER, password=OTHER, issuer="https://a.cn", subject="7", now=NOW
    )
    here.token()
    yield here
    here.book.close()


def tamper(book: Book, statement: Any) -> None:
    with book.engine.begin() as connection:
        connection.execute(statement)


def found(gate: Gatehouse) -> list[tuple[str, str]]:
    report = verify(gate.book)
    assert wrong(report) <= {"credentials-as-logged"}
    (check,) = (check for check in report.checks if check.code == "credentials-as-logged")
    return [(finding.subject, finding.en) for finding in check.findings]


def test_what_came_by_commands_is_as_logged(gate: Gatehouse) -> None:
    assert found(gate) == []


def test_what_ends_by_itself_is_no_fault(gate: Gatehouse) -> None:
    gate.sign_in(OTHER, NOW + timedelta(days=2))
    assert found(gate) == []


def another_password() -> Any:
    return update(t.passwords).values(hash=passwords.hashed("nobody should ever know"))


def another_hash(table: Any, column: str) -> Callable[[], Any]:
    return lambda: update(table).values({column: "0" * 64})


def a_forged_session() -> Any:
    row = {"book": PLACE, "token_hash": "f" * 64, "account": OFFICER, "method": "password"}
    return insert(t.sessions).values(**row, begun_at=seconds(NOW), seen_at=seconds(NOW))


FORGERIES: dict[str, tuple[Callable[[], Any], str]] = {
    "a password": (another_password, "password"),
    "a removed password": (lambda: delete(t.passwords), "password"),
    "a key's secret": (another_hash(t.keys, "secret_hash"), "API key"),
    "a key's scope": (lambda: update(t.keys).values(scope='[{"role":"approver","place":"330500"}]'), "API key"),
    "a key's end": (lambda: update(t.keys).values(expires_at=t.keys.c.expires_at + 9**9), "API key"),
    "a key revived": (lambda: update(t.keys).values(revoked_at=None), "API key"),
    "a key's account": (lambda: update(t.keys).values(account=OFFICER), "API key"),
    "an identity": (another_hash(t.links, "subject_hash"), "identity"),
    "an identity's account": (lambda: update(t.links).values(account=ADMINISTRATOR), "identity"),
    "a token": (another_hash(t.enrolments, "token_hash"), "one-time token"),
    "a session": (a_forged_session, "session"),
    "a session's account": (lambda: update(t.sessions).values(account=ADMINISTRATOR), "session"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_credential_is_found(gate: Gatehouse, forgery: str) -> None:
    statement, kind = FORGERIES[forgery]
    tamper(gate.book, statement())
    assert any(said.startswith(kind) for _, said in found(gate))


def test_an_ended_session_that_is_put_back_is_found(gate: Gatehouse) -> None:
    ended = gate.sign_in(OTHER)
    table, row = ended.row
    access.sign_out(gate.book, token=ended.token, now=NOW + MINUTE)
    tamper(gate.book, insert(table).values(**row))
    assert [said.partition(" ")[0] for _, said in found(gate)] == ["session"]
    assert sessions.resolve(gate.book, ended.token, NOW).account == OFFICER
