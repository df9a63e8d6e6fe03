"""Signing in: one answer for every failure, no more tries than allowed, sessions that end when they should."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import insert, inspect, select

from domain.access import password as rules
from domain.access.audit import stream_of
from domain.access.lockout import FIRST_LOCK, FREE_TRIES
from domain.actor import Actor
from ledger.book import Book
from ledger.commands import access
from ledger.commands.base import Request
from ledger.commands.open_book import create_book
from ledger.commands.passwords import change_password, set_password
from ledger.credentials import enrolments, passwords, sessions, tries
from ledger.credentials.enrolments import EnrolmentTokenRefused
from ledger.credentials.passwords import CredentialsRefused
from ledger.credentials.sessions import ABSOLUTE, IDLE, TOUCH, SessionEnded
from ledger.credentials.tables import sessions as session_rows

PLACE = "330500"
ACCOUNT = "330500-intake"
PASSWORD = "七只灰鹭 from under the bridge"
OTHER = "nine brown owls above a well"
NOW = datetime(2024, 3, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost nothing: what is tested here is not how hard they are."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def book(book_url: str, tmp_path: Path) -> Iterator[Book]:
    """A book in which one account has a password."""
    request = Request(actor=Actor(id="x", roles=(), place=PLACE), now=NOW, key="open", reason="开账")
    opened, _ = create_book(book_url, place=PLACE, mode="demo", key_file=tmp_path / "key", request=request)
    with opened:
        enrol(opened, PASSWORD)
        yield opened


def token_for(book: Book, account: str = ACCOUNT, now: datetime = NOW) -> str:
    token, _, (table, row) = enrolments.prepare(book, account, now)
    with book.database.writing() as connection:
        connection.execute(enrolments.removing(book, account))
        connection.execute(insert(table).values(**row))
        connection.commit()
    return token


def enrol(book: Book, password: str, account: str = ACCOUNT, now: datetime = NOW) -> None:
    set_password(book, account=account, token=token_for(book, account, now), password=password, now=now)


def topics(book: Book, account: str = ACCOUNT) -> list[str]:
    return [recorded.event.topic for recorded in book.events(stream_of(account))]


def signs_in(book: Book, password: str = PASSWORD, now: datetime = NOW, account: str = ACCOUNT) -> sessions.Begun:
    return access.sign_in(book, account=account, password=password, now=now)


def fails(book: Book, password: str = "wrong", now: datetime = NOW, account: str = ACCOUNT) -> str:
    with pytest.raises(CredentialsRefused) as caught:
        signs_in(book, password, now, account)
    return str(caught.value)


def test_the_right_password_begins_a_session_and_the_log_says_so(book: Book) -> None:
    begun = signs_in(book)
    session = sessions.resolve(book, begun.token, NOW + MINUTE)
    assert (session.account, session.method, session.begun_at) == (ACCOUNT, "password", NOW)
    assert topics(book) == ["access.PasswordChanged", "access.LoggedIn"]
    last = book.events(stream_of(ACCOUNT))[-1]
    assert (last.event.session, last.meta.actor) == (session.id, ACCOUNT)  # type: ignore[attr-defined]


def test_neither_password_nor_token_stands_anywhere_in_the_book(book: Book) -> None:
    begun = signs_in(book)
    with book.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        content = "".join(str(connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall()) for name in names)
    assert begun.token not in content
    assert PASSWORD not in content
    assert begun.token not in repr(begun)
    assert "credential_sessions" in names


def test_wrong_unknown_locked_and_unusable_names_get_the_same_answer(book: Book) -> None:
    answers = {fails(book, account=name) for name in (ACCOUNT, "330500-nobody", "", "不是账号", "x\0y", "a" * 500)}
    for _ in range(FREE_TRIES):
        answers.add(fails(book))
    answers |= {fails(book, PASSWORD), fails(book, "x" * 5000), fails(book, "\ud800")}
    assert len(answers) == 1


def test_what_strangers_type_is_counted_and_not_written(book: Book) -> None:
    head = book.head
    for name in ("330500-nobody", "张三的账号", "x\0y"):
        fails(book, account=name)
    assert book.head == head
    assert tries.at_nobody(book) == 3


def test_five_failures_lock_the_account_even_for_the_right_password(book: Book) -> None:
    for _ in range(FREE_TRIES):
        fails(book)
    fails(book, PASSWORD, NOW + FIRST_LOCK - MINUTE)
    assert topics(book)[1:] == ["access.LoginFailed"] * FREE_TRIES + ["access.LockedOut"]
    signs_in(book, now=NOW + FIRST_LOCK)
    fails(book, now=NOW + FIRST_LOCK)
    signs_in(book, now=NOW + FIRST_LOCK)


def test_each_further_failure_locks_for_longer(book: Book) -> None:
    for _ in range(FREE_TRIES):
        fails(book)
    later = NOW + FIRST_LOCK
    fails(book, now=later)
    fails(book, PASSWORD, later + FIRST_LOCK)
    signs_in(book, now=later + 2 * FIRST_LOCK)


def test_the_door_and_not_the_account_is_who_failed(book: Book) -> None:
    fails(book)
    assert book.events(stream_of(ACCOUNT))[-1].meta.actor == "access:door"


def test_eight_at_once_get_no_more_tries_than_one(book: Book) -> None:
    def guess(number: int) -> bool:
        return passwords.judge(book, ACCOUNT, f"guess {number}", NOW).known

    with ThreadPoolExecutor(8) as pool:
        looked_at = list(pool.map(guess, range(16)))
    assert looked_at.count(True) == FREE_TRIES


def test_a_session_is_over_when_idle(book: Book) -> None:
    token = signs_in(book).token
    sessions.resolve(book, token, NOW + IDLE - MINUTE)
    sessions.resolve(book, token, NOW + 2 * IDLE - 2 * MINUTE)
    with pytest.raises(SessionEnded):
        sessions.resolve(book, token, NOW + 3 * IDLE)


def test_a_session_is_over_after_twelve_hours_however_busy(book: Book) -> None:
    token, now = signs_in(book).token, NOW
    while now - NOW < ABSOLUTE - 20 * MINUTE:
        now += 20 * MINUTE
        sessions.resolve(book, token, now)
    with pytest.raises(SessionEnded):
        sessions.resolve(book, token, NOW + ABSOLUTE)


def test_reading_does_not_write_more_than_once_a_minute(book: Book) -> None:
    token = signs_in(book).token

    def seen() -> int:
        with book.engine.connect() as connection:
            return int(connection.execute(select(session_rows.c.seen_at)).scalar_one())

    before = seen()
    sessions.resolve(book, token, NOW + TOUCH - timedelta(seconds=1))
    assert seen() == before
    sessions.resolve(book, token, NOW + TOUCH)
    assert seen() == before + 60


@pytest.mark.parametrize(
    "token", ["", "x", "\0", "密", "\ud800", "a" * 10_000], ids=["none", "x", "null", "zh", "half", "long"]
)
def test_a_token_of_nobody_is_no_session(book: Book, token: str) -> None:
    with pytest.raises(SessionEnded):
        sessions.resolve(book, token, NOW)


def test_signing_out_ends_one_session_and_signing_out_everywhere_all(book: Book) -> None:
    first, second, third = (signs_in(book).token for _ in range(3))
    access.sign_out(book, token=first, now=NOW)
    with pytest.raises(SessionEnded):
        sessions.resolve(book, first, NOW)
    with pytest.raises(SessionEnded):
        access.sign_out(book, token=first, now=NOW)
    sessions.resolve(book, second, NOW)
    access.sign_out_everywhere(book, account=ACCOUNT, now=NOW)
    for token in (second, third):
        with pytest.raises(SessionEnded):
            sessions.resolve(book, token, NOW)


def test_what_is_over_is_swept_at_the_next_sign_in(book: Book) -> None:
    signs_in(book)
    signs_in(book, now=NOW + ABSOLUTE)
    with book.engine.connect() as connection:
        assert len(connection.execute(select(session_rows)).all()) == 1


def test_the_anti_forgery_token_belongs_to_one_session(book: Book) -> None:
    first, second = signs_in(book).token, signs_in(book).token
    assert sessions.csrf_matches(first, sessions.csrf_token(first))
    assert not any(sessions.csrf_matches(first, given) for given in ("", sessions.csrf_token(second), "密"))


def test_a_changed_password_ends_all_other_sessions(book: Book) -> None:
    kept, other = signs_in(book).token, signs_in(book).token
    change_password(book, account=ACCOUNT, password=PASSWORD, new=OTHER, now=NOW, keep=kept)
    sessions.resolve(book, kept, NOW)
    with pytest.raises(SessionEnded):
        sessions.resolve(book, other, NOW)
    fails(book, PASSWORD)
    signs_in(book, OTHER)


def test_a_password_is_changed_only_by_who_knows_it_and_only_to_another(book: Book) -> None:
    with pytest.raises(CredentialsRefused):
        change_password(book, account=ACCOUNT, password="wrong", new=OTHER, now=NOW)
    assert topics(book)[-1] == "access.LoginFailed"
    with pytest.raises(rules.PasswordUnchanged):
        change_password(book, account=ACCOUNT, password=PASSWORD, new=PASSWORD, now=NOW)
    with pytest.raises(rules.PasswordTooShort):
        change_password(book, account=ACCOUNT, password=PASSWORD, new="short", now=NOW)


def test_a_password_that_is_due_is_changed_before_anybody_signs_in(book: Book) -> None:
    later = NOW + rules.LONGEST_USE
    with pytest.raises(access.PasswordDue):
        signs_in(book, now=later)
    change_password(book, account=ACCOUNT, password=PASSWORD, new=OTHER, now=later)
    signs_in(book, OTHER, later)


def test_a_one_time_token_is_good_once_for_its_account_and_for_a_day(book: Book) -> None:
    token = token_for(book)
    for account, now in (("330500-other", NOW), (ACCOUNT, NOW + enrolments.GOOD_FOR)):
        with pytest.raises(EnrolmentTokenRefused):
            set_password(book, account=account, token=token, password=OTHER, now=now)
    set_password(book, account=ACCOUNT, token=token, password=OTHER, now=NOW)
    with pytest.raises(EnrolmentTokenRefused):
        set_password(book, account=ACCOUNT, token=token, password=PASSWORD, now=NOW)


def test_a_token_used_by_many_at_once_sets_one_password(book: Book) -> None:
    token = token_for(book)

    def use(number: int) -> bool:
        try:
            set_password(book, account=ACCOUNT, token=token, password=f"{OTHER} {number}", now=NOW)
        except EnrolmentTokenRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(use, range(4))).count(True) == 1
    assert topics(book) == ["access.PasswordChanged"] * 2


def test_a_new_password_ends_sessions_and_locks(book: Book) -> None:
    token = signs_in(book).token
    for _ in range(FREE_TRIES):
        fails(book)
    enrol(book, OTHER)
    with pytest.raises(SessionEnded):
        sessions.resolve(book, token, NOW)
    signs_in(book, OTHER)


def test_a_refused_password_leaves_the_token_good(book: Book) -> None:
    token, head = token_for(book), book.head
    with pytest.raises(rules.PasswordTooShort):
        set_password(book, account=ACCOUNT, token=token, password="short", now=NOW)
    assert book.head == head
    set_password(book, account=ACCOUNT, token=token, password=OTHER, now=NOW)


def test_passwords_are_hashed_by_argon2id_as_rfc_9106_recommends(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert extract_parameters(passwords.hashed(PASSWORD)) == RFC_9106_LOW_MEMORY


def test_a_password_hashed_with_lower_parameters_is_hashed_anew_at_sign_in(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    signs_in(book)
    assert topics(book)[-2:] == ["access.PasswordChanged", "access.LoggedIn"]
    signs_in(book)
    assert topics(book)[-1] == "access.LoggedIn"
    assert topics(book).count("access.PasswordChanged") == 2


def test_a_denial_is_noted_once_a_minute_for_each_endpoint_and_rule(book: Book) -> None:
    def denied(endpoint: str, rule: str, now: datetime, place: str = "330502") -> None:
        access.note_denied(book, account=ACCOUNT, endpoint=endpoint, place=place, rule=rule, now=now)

    for second in range(0, 59, 10):
        denied("fund.allot", "role-not-allowed", NOW + timedelta(seconds=second), f"3305{second:02}")
    denied("fund.allot", "outside-jurisdiction", NOW)
    denied("fund.withdraw", "role-not-allowed", NOW)
    denied("fund.allot", "role-not-allowed", NOW + MINUTE)
    assert topics(book).count("access.Denied") == 4


def test_an_export_is_noted_with_digests_and_never_with_its_query(book: Book) -> None:
    officer = Actor(id=ACCOUNT, roles=("auditor",), place=PLACE)
    access.note_exported(
        book, by=officer, what="journal", format_="csv", query="party=p_secret", rows=3, digest="0" * 64, now=NOW
    )
    raw = book.raw()[-1].state
    assert b"p_secret" not in raw
    assert b'"rows":3' in raw
