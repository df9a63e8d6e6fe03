"""What a password must be, and how long nothing is tried after wrong ones."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import password as p
from domain.access.lockout import FIRST_LOCK, FREE_TRIES, LONGEST_LOCK, MOST_TRIES, locked_until
from domain.errors import Refusal

NOW = datetime(2024, 3, 1, 1, tzinfo=UTC)
GOOD = "木桥 下的 七只 灰鹭 飞走了吗啊"


@pytest.mark.parametrize(
    "text", [GOOD, "correct horse battery staple", "7 grey herons under the bridge", "x9$Kq2-Lm7!vTz4"]
)
def test_length_is_enough_whatever_the_characters(text: str) -> None:
    assert p.fit(text, "330500-intake") == p.normalised(text)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", p.PasswordTooShort),
        ("Aa1!Aa1!Zz9?Qw", p.PasswordTooShort),
        ("k" * 129, p.PasswordTooLong),
        ("aaaaaaaaaaaaaaaaaaaa", p.PasswordTooCommon),
        ("abcabcabcabcabcabc", p.PasswordTooCommon),
        ("Password123456789", p.PasswordTooCommon),
        ("P@ssw0rd P@ssw0rd 2024", p.PasswordTooCommon),
        ("PASSWORD.PASSWORD.x1", p.PasswordTooCommon),
        ("1qaz2wsx1qaz2wsx", p.PasswordTooCommon),
        ("残疾人联合会密码口令管理员2024中国", p.PasswordTooCommon),
        ("admin123456789!@#", p.PasswordTooCommon),
        ("herons of 330500-INTAKE fly", p.PasswordHoldsAccount),
    ],
)
def test_what_would_be_guessed_is_refused_by_name_and_never_repeated(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as caught:
        p.fit(text, "330500-intake")
    assert not text or text not in str(caught.value)


def test_full_width_and_composed_signs_are_one_password() -> None:
    assert p.normalised("correct horse") == "correct horse"
    assert p.fit("cafe\u0301 du pont gris 7", "x") == p.fit("caf\u00e9 du pont gris 7", "x")


def test_a_full_width_name_of_the_account_is_found_too() -> None:
    with pytest.raises(p.PasswordHoldsAccount):
        p.fit("grey herons and Intake fly", "intake")


def test_a_password_is_due_after_half_a_year_to_the_second() -> None:
    assert not p.due_for_change(NOW, NOW + p.LONGEST_USE - timedelta(seconds=1))
    assert p.due_for_change(NOW, NOW + p.LONGEST_USE)


def test_the_lock_begins_with_the_fifth_failure_and_doubles_up_to_a_day() -> None:
    assert [locked_until(n, NOW) for n in range(FREE_TRIES)] == [None] * FREE_TRIES
    locks = [locked_until(n, NOW) for n in range(FREE_TRIES, MOST_TRIES)]
    lengths = [until - NOW for until in locks if until]
    assert lengths[:3] == [FIRST_LOCK, 2 * FIRST_LOCK, 4 * FIRST_LOCK]
    assert lengths == sorted(lengths)
    assert lengths[-1] == LONGEST_LOCK
    assert len(lengths) == MOST_TRIES - FREE_TRIES


def test_after_a_hundred_failures_only_an_administrator_helps() -> None:
    until = locked_until(MOST_TRIES, NOW)
    assert until is not None
    assert until - NOW > timedelta(days=30_000)


@given(st.text(max_size=150), st.from_regex(r"[a-z0-9]{3,20}", fullmatch=True))
def test_whatever_is_typed_is_taken_as_it_is_or_refused_by_name(text: str, account: str) -> None:
    try:
        taken = p.fit(text, account)
    except Refusal:
        return
    assert taken == p.normalised(text)
    assert len(taken) >= p.SHORTEST
    assert account not in taken.casefold()
    assert p.fit(taken, account) == taken or len(taken) > p.LONGEST
