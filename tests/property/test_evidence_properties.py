"""Evidence, for all rows: what is written into a file is what stands in the tables that are read from it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.money import yuan
from ledger.evidence.dataset import datasets
from ledger.evidence.keys import number_of_other
from ledger.evidence.values import day_number, parse_of
from tests.evidence.files import PLACE, WAGE, FakeVault, read, written

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "fen": st.integers(0, 10**12),
            "pct": st.integers(-(10**15) + 1, 10**15 - 1),
            "day": st.dates(date(1900, 1, 1), date(9999, 12, 31)),
            "month": st.integers(1, 12),
            "cash": st.booleans(),
            "account": st.none() | st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40),
            "full_time": st.booleans(),
            "county": st.sampled_from(["", "330502", "330521"]),
        }
    ),
    min_size=1,
    max_size=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_what_is_written_is_read_back(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    told = [
        WAGE
        | {
            "paid_fen": yuan(row["fen"]),
            "due_pct": str(row["pct"]),
            "paid_day": str(row["day"]),
            "month": f"2024-{row['month']:02d}",
            "channel": "现金" if row["cash"] else "bank",
            "account": row["account"] or "",
            "full_time": "是" if row["full_time"] else "false",
            "place": row["county"],
        }
        for row in rows
    ]
    reading, read_back = read(written(tmp_path / "a.csv", told))
    assert reading.problems == []
    assert [row["line"] for row in read_back] == list(range(2, len(rows) + 2))
    for row, found in zip(rows, read_back, strict=True):
        account = row["account"]
        assert found["paid_fen"] == row["fen"]
        assert found["due_pct"] == row["pct"]
        assert date(1970, 1, 1) + timedelta(days=found["paid_day"]) == row["day"]
        assert found["month"] == found["part_month"] == 2024 * 12 + row["month"] - 1
        assert found["channel"] == ("cash" if row["cash"] else "bank")
        assert found["account"] == (number_of_other(FakeVault(), "account", account) if account else None)
        assert found["full_time"] == int(row["full_time"])
        assert found["place"] == int(row["county"] or PLACE)


@given(st.datetimes())
def test_a_moment_counts_the_seconds_since_1970(moment: datetime) -> None:
    at = moment.replace(microsecond=0)
    expected = (at - datetime.fromisoformat("1970-01-01")) // timedelta(seconds=1)
    assert parse_of(datasets()["presences"].column("second"))(at.isoformat(" ")) == expected
    assert expected // 86400 == day_number(at.date())
