"""When a delivery is tried again, and how it is signed."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.webhooks.schedule import HOUR, LONGEST, MINUTE, SECOND, WAITS, millisecond, too_long, wait
from ledger.webhooks.signature import headers

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "waited"), [(1, 5 * SECOND), (2, 30 * SECOND), (3, 2 * MINUTE), (99, 8 * HOUR)])
def test_the_wait_grows_with_every_failure(failures: int, waited: int) -> None:
    assert wait(failures, jitter=0) == waited


@given(st.integers(1, 50), st.integers(0, 1_000))
def test_jitter_adds_up_to_half(failures: int, jitter: int) -> None:
    planned = wait(failures, jitter=0)
    assert planned <= wait(failures, jitter=jitter) <= planned * 3 // 2


def test_waits_never_shrink() -> None:
    assert list(WAITS) == sorted(WAITS)


def test_a_receiver_is_not_tried_before_it_asked_to_be() -> None:
    assert wait(1, jitter=0, asked=HOUR) == HOUR
    assert wait(99, jitter=0, asked=HOUR) == 8 * HOUR


def test_nobody_asks_for_more_patience_than_a_day() -> None:
    assert wait(1, jitter=0, asked=10**15) == LONGEST


def test_a_webhook_rests_after_days_of_failure_and_not_after_one() -> None:
    since = millisecond(NOW)
    assert not too_long(since, millisecond(NOW + timedelta(days=4, hours=23)), timedelta(days=5))
    assert too_long(since, millisecond(NOW + timedelta(days=5)), timedelta(days=5))
    assert not too_long(0, since, timedelta(days=5))


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the Standard Webhooks specification."""
    made = headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        [b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")],
        datetime.fromtimestamp(1614265330, UTC),
    )
    assert made["webhook-timestamp"] == "1614265330"
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_while_secrets_change_there_are_two_signatures() -> None:
    both = headers("m", b"x", [b"new", b"old"], NOW)["webhook-signature"].split(" ")
    assert both == [headers("m", b"x", [key], NOW)["webhook-signature"] for key in (b"new", b"old")]
