"""Signing in: one answer for every failure, no more tries than allowed, sessions that end when they should."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import inspect, select

from domain.access import password as rules
from domain.access.audit import stream_of
from domain.access.lockout import FIRST_LOCK, FREE_TRIES
from domain.actor import Actor
from ledger.commands import access
from ledger.commands.passwords import change_password, set_password
from ledger.credentials import enrolments, passwords, sessions, tries
from ledger.credentials.enrolments import EnrolmentTokenRefused
from ledger.credentials.passwords import CredentialsRefused, SignInBusy
from ledger.credentials.sessions import ABSOLUTE, IDLE, TOUCH, SessionEnded
from ledger.credentials.tables import sessions as session_rows
from tests.integration.gatehouse import MINUTE, NOW, OFFICER, OTHER, PASSWORD, PLACE, Gatehouse, light_hashes


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    light_hashes(monkeypatch)


@pytest.fixture
def gate(book_url: str, tmp_path: Path) -> Iterator[Gatehouse]:
    """A book in which one officer has a password."""
    here = Gatehouse(book_url, tmp_path)
    here.enrol()
    yield here
    here.book.close()


def fails(gate: Gatehouse, password: str = "wrong", now: datetime = NOW, account: str = OFFICER) -> str:
    with pytest.raises(CredentialsRefused) as caught:
        gate.sign_in(password, now, account)
    return str(caught.value)


def test_the_right_password_begins_a_session_and_the_log_says_so(gate: Gatehouse) -> None:
    begun = gate.sign_in()
    session = sessions.resolve(gate.book, begun.token, NOW + MINUTE)
    assert (session.account, session.method, session.begun_at) == (OFFICER, "password", NOW)
    assert gate.topics() == ["access.EnrolmentIssued", "access.PasswordChanged", "access.LoggedIn"]
    last = gate.book.events(stream_of(OFFICER))[-1]
    assert (last.event.session, last.meta.actor) == (session.id, OFFICER)  # type: ignore[attr-defined]


def test_neither_password_nor_token_stands_anywhere_in_the_book(gate: Gatehouse) -> None:
    begun = gate.sign_in()
    with gate.book.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        content = "".join(str(connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall()) for name in names)
    assert begun.token not in content
    assert PASSWORD not in content
    assert begun.token not in repr(begun)
    assert "credential_sessions" in names


def test_wrong_unknown_locked_and_unusable_names_get_the_same_answer(gate: Gatehouse) -> None:
    answers = {fails(gate, account=name) for name in (OFFICER, "330500-nobody", "", "不是账号", "x\0y", "a" * 500)}
    for _ in range(FREE_TRIES):
        answers.add(fails(gate))
    answers |= {fails(gate, PASSWORD), fails(gate, "x" * 5000), fails(gate, "\ud800")}
    assert len(answers) == 1


def test_what_strangers_type_is_counted_and_not_written(gate: Gatehouse) -> None:
    head = gate.book.head
    for name in ("330500-nobody", "张三的账号", "x\0y"):
        fails(gate, account=name)
    assert gate.book.head == head
    assert tries.at_nobody(gate.book) == 3


def test_five_failures_lock_the_account_even_for_the_right_password(gate: Gatehouse) -> None:
    for _ in range(FREE_TRIES):
        fails(gate)
    fails(gate, PASSWORD, NOW + FIRST_LOCK - MINUTE)
    assert gate.topics()[2:] == ["access.LoginFailed"] * FREE_TRIES + ["access.LockedOut"]
    gate.sign_in(now=NOW + FIRST_LOCK)
    fails(gate, now=NOW + FIRST_LOCK)
    gate.sign_in(now=NOW + FIRST_LOCK)


def test_an_account_that_was_suspended_gets_the_same_answer_to_its_right_password(gate: Gatehouse) -> None:
    gate.suspend(OFFICER)
    assert fails(gate, PASSWORD) == fails(gate)


def test_each_further_failure_locks_for_longer(gate: Gatehouse) -> None:
    for _ in range(FREE_TRIES):
        fails(gate)
    later = NOW + FIRST_LOCK
    fails(gate, now=later)
    fails(gate, PASSWORD, later + FIRST_LOCK)
    gate.sign_in(now=later + 2 * FIRST_LOCK)


def test_the_door_and_not_the_account_is_who_failed(gate: Gatehouse) -> None:
    fails(gate)
    assert gate.book.events(stream_of(OFFICER))[-1].meta.actor == "access:door"


def test_eight_at_once_get_no_more_tries_than_one(gate: Gatehouse) -> None:
    def guess(number: int) -> bool:
        return passwords.judge(gate.book, OFFICER, f"guess {number}", NOW).known

    with ThreadPoolExecutor(8) as pool:
        looked_at = list(pool.map(guess, range(16)))
    assert looked_at.count(True) == FREE_TRIES


def test_who_comes_when_too_many_wait_is_sent_away_and_nothing_is_counted(
    gate: Gatehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = BoundedSemaphore(1)
    monkeypatch.setattr(passwords, "_line", line)
    head = gate.book.head
    with line:
        for _ in range(FREE_TRIES + 1):
            with pytest.raises(SignInBusy):
                gate.sign_in("wrong")
    assert gate.book.head == head
    gate.sign_in()


def test_a_session_is_over_when_idle(gate: Gatehouse) -> None:
    token = gate.sign_in().token
    sessions.resolve(gate.book, token, NOW + IDLE - MINUTE)
    sessions.resolve(gate.book, token, NOW + 2 * IDLE - 2 * MINUTE)
    with pytest.raises(SessionEnded):
        sessions.resolve(gate.book, token, NOW + 3 * IDLE)


def test_a_session_is_over_after_twelve_hours_however_busy(gate: Gatehouse) -> None:
    token, now = gate.sign_in().token, NOW
    while now - NOW < ABSOLUTE - 20 * MINUTE:
        now += 20 * MINUTE
        sessions.resolve(gate.book, token, now)
    with pytest.raises(SessionEnded):
        sessions.resolve(gate.book, token, NOW + ABSOLUTE)


def test_reading_does_not_write_more_than_once_a_minute(gate: Gatehouse) -> None:
    token = gate.sign_in().token

    def seen() -> int:
        with gate.book.engine.connect() as connection:
            return int(connection.execute(select(session_rows.c.seen_at)).scalar_one())

    before = seen()
    sessions.resolve(gate.book, token, NOW + TOUCH - timedelta(seconds=1))
    assert seen() == before
    sessions.resolve(gate.book, token, NOW + TOUCH)
    assert seen() == before + 60


@pytest.mark.parametrize(
    "token", ["", "x", "\0", "密", "\ud800", "a" * 10_000], ids=["none", "x", "null", "zh", "half", "long"]
)
def test_a_token_of_nobody_is_no_session(gate: Gatehouse, token: str) -> None:
    with pytest.raises(SessionEnded):
        sessions.resolve(gate.book, token, NOW)


def test_signing_out_ends_one_session_and_signing_out_everywhere_all(gate: Gatehouse) -> None:
    first, second, third = (gate.sign_in().token for _ in range(3))
    access.sign_out(gate.book, token=first, now=NOW)
    with pytest.raises(SessionEnded):
        sessions.resolve(gate.book, first, NOW)
    with pytest.raises(SessionEnded):
        access.sign_out(gate.book, token=first, now=NOW)
    sessions.resolve(gate.book, second, NOW)
    access.sign_out_everywhere(gate.book, account=OFFICER, now=NOW)
    for token in (second, third):
        with pytest.raises(SessionEnded):
            sessions.resolve(gate.book, token, NOW)


def test_what_is_over_is_swept_at_the_next_sign_in(gate: Gatehouse) -> None:
    gate.sign_in()
    gate.sign_in(now=NOW + ABSOLUTE)
    with gate.book.engine.connect() as connection:
        assert len(connection.execute(select(session_rows)).all()) == 1


def test_the_anti_forgery_token_belongs_to_one_session(gate: Gatehouse) -> None:
    first, second = gate.sign_in().token, gate.sign_in().token
    assert sessions.csrf_matches(first, sessions.csrf_token(first))
    assert not any(sessions.csrf_matches(first, given) for given in ("", sessions.csrf_token(second), "密"))


def test_a_changed_password_ends_all_other_sessions(gate: Gatehouse) -> None:
    kept, other = gate.sign_in().token, gate.sign_in().token
    change_password(gate.book, account=OFFICER, password=PASSWORD, new=OTHER, now=NOW, keep=kept)
    sessions.resolve(gate.book, kept, NOW)
    with pytest.raises(SessionEnded):
        sessions.resolve(gate.book, other, NOW)
    fails(gate, PASSWORD)
    gate.sign_in(OTHER)


def test_a_password_is_changed_only_by_who_knows_it_and_only_to_another(gate: Gatehouse) -> None:
    with pytest.raises(CredentialsRefused):
        change_password(gate.book, account=OFFICER, password="wrong", new=OTHER, now=NOW)
    assert gate.topics()[-1] == "access.LoginFailed"
    with pytest.raises(rules.PasswordUnchanged):
        change_password(gate.book, account=OFFICER, password=PASSWORD, new=PASSWORD, now=NOW)
    with pytest.raises(rules.PasswordTooShort):
        change_password(gate.book, account=OFFICER, password=PASSWORD, new="short", now=NOW)


def test_a_password_that_is_due_is_changed_before_anybody_signs_in(gate: Gatehouse) -> None:
    later = NOW + rules.LONGEST_USE
    with pytest.raises(access.PasswordDue):
        gate.sign_in(now=later)
    change_password(gate.book, account=OFFICER, password=PASSWORD, new=OTHER, now=later)
    gate.sign_in(OTHER, later)


def test_a_one_time_token_is_good_once_for_its_account_and_for_a_day(gate: Gatehouse) -> None:
    token = gate.token()
    for account, now in (("330500-other", NOW), (OFFICER, NOW + enrolments.GOOD_FOR)):
        with pytest.raises(EnrolmentTokenRefused):
            set_password(gate.book, account=account, token=token, password=OTHER, now=now)
    set_password(gate.book, account=OFFICER, token=token, password=OTHER, now=NOW)
    with pytest.raises(EnrolmentTokenRefused):
        set_password(gate.book, account=OFFICER, token=token, password=PASSWORD, now=NOW)


def test_a_token_used_by_many_at_once_sets_one_password(gate: Gatehouse) -> None:
    token = gate.token()

    def use(number: int) -> bool:
        try:
            set_password(gate.book, account=OFFICER, token=token, password=f"{OTHER} {number}", now=NOW)
        except EnrolmentTokenRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(use, range(4))).count(True) == 1
    assert gate.topics().count("access.PasswordChanged") == 2


def test_a_new_password_ends_sessions_and_locks(gate: Gatehouse) -> None:
    token = gate.sign_in().token
    for _ in range(FREE_TRIES):
        fails(gate)
    gate.enrol(OTHER)
    with pytest.raises(SessionEnded):
        sessions.resolve(gate.book, token, NOW)
    gate.sign_in(OTHER)


def test_a_refused_password_leaves_the_token_good(gate: Gatehouse) -> None:
    token, head = gate.token(), gate.book.head
    with pytest.raises(rules.PasswordTooShort):
        set_password(gate.book, account=OFFICER, token=token, password="short", now=NOW)
    assert gate.book.head == head
    set_password(gate.book, account=OFFICER, token=token, password=OTHER, now=NOW)


def test_passwords_are_hashed_by_argon2id_as_rfc_9106_recommends(
    gate: Gatehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert extract_parameters(passwords.hashed(PASSWORD)) == RFC_9106_LOW_MEMORY


def test_a_password_hashed_with_lower_parameters_is_hashed_anew_at_sign_in(
    gate: Gatehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    gate.sign_in()
    assert gate.topics()[-2:] == ["access.PasswordChanged", "access.LoggedIn"]
    gate.sign_in()
    assert gate.topics()[-1] == "access.LoggedIn"
    assert gate.topics().count("access.PasswordChanged") == 2


def test_a_denial_is_noted_once_a_minute_for_each_endpoint_and_rule(gate: Gatehouse) -> None:
    def denied(endpoint: str, rule: str, now: datetime, place: str = "330502") -> None:
        access.note_denied(gate.book, account=OFFICER, endpoint=endpoint, place=place, rule=rule, now=now)

    for second in range(0, 59, 10):
        denied("fund.allot", "role-not-allowed", NOW + timedelta(seconds=second), f"3305{second:02}")
    denied("fund.allot", "outside-jurisdiction", NOW)
    denied("fund.withdraw", "role-not-allowed", NOW)
    denied("fund.allot", "role-not-allowed", NOW + MINUTE)
    assert gate.topics().count("access.Denied") == 4


def test_an_export_is_noted_with_digests_and_never_with_its_query(gate: Gatehouse) -> None:
    officer = Actor(id=OFFICER, roles=("auditor",), place=PLACE)
    access.note_exported(
        gate.book, by=officer, what="journal", format_="csv", query="party=p_secret", rows=3, digest="0" * 64, now=NOW
    )
    raw = gate.book.raw()[-1].state
    assert b"p_secret" not in raw
    assert b'"rows":3' in raw
