"""Who must be heard before a finding: whom it is about, and of those a thing leads to, whose case it touches."""

from datetime import date

import pytest

from domain.investigation.events import CaseAdded, Joined
from domain.investigation.state import NOBODY, Asked, Investigation, Looked

A, B, LINKED = "p_a", "p_b", "p_linked"
ACCOUNT = Joined(
    alert="account",
    subject="account:0000000000000001",
    parties=(A, B, LINKED),
    cases=("case-a", "case-b"),
    applicants=(A, B),
    amount=0,
)
PERSON = Joined(alert="person", subject=A, parties=(A, B), cases=("case-b",), applicants=(B,), amount=0)
BARE = Joined(alert="bare", subject="village:0000000000000001", parties=(), cases=(), amount=0)
EARLIER = Joined(alert="earlier", subject="ring:0000000000000001", parties=(A, B), cases=("case-a", "case-b"), amount=0)
ADDED = CaseAdded(case="case-c", party="p_c")


def investigation(*heard: str) -> Investigation:
    return Investigation(
        id="investigation:1",
        place="330500",
        title="other",
        severity="HIGH",
        alerts=tuple(Looked(joined=each) for each in (ACCOUNT, PERSON, BARE, EARLIER)),
        last_on=date(2024, 3, 1),
        asked=tuple(Asked(party=party, until=date(2024, 3, 8), settled=True) for party in heard),
        added=(ADDED,),
    )


@pytest.mark.parametrize(
    ("alert", "cases", "heard", "missing"),
    [
        ("person", (), (A, B), None),
        ("person", (), (A,), B),
        ("account", ("case-b",), (B,), None),
        ("account", ("case-b",), (A, LINKED), B),
        ("account", (), (LINKED,), None),
        ("account", (), (), NOBODY),
        ("account", (), ("p_c",), NOBODY),
        ("account", ("case-c",), (LINKED,), "p_c"),
        ("bare", (), (), NOBODY),
        ("bare", (), ("p_c",), None),
        ("bare", ("case-c",), (A,), "p_c"),
        ("earlier", ("case-b",), (B,), A),
    ],
)
def test_nothing_is_found_about_somebody_unheard(
    alert: str, cases: tuple[str, ...], heard: tuple[str, ...], missing: str | None
) -> None:
    assert investigation(*heard).unheard((alert,), cases) == missing
