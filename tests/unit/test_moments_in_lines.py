"""Lines of the timeline tell a moment as the officers' clock shows it."""

from datetime import UTC, datetime

from domain.access.audit import LockedOut
from ledger.views.summaries import summary


def test_a_moment_is_told_by_the_clock_of_china_to_the_minute() -> None:
    until = datetime(2024, 3, 12, 17, 10, 30, tzinfo=UTC)
    zh, en = summary(LockedOut(account="330500-first", failures=5, until=until))
    assert zh == "账号 330500-first 连续 5 次登录失败,锁定至 2024-03-13 01:10"
    assert en == "330500-first locked until 2024-03-13 01:10 after 5 failures in a row"
