"""Verification of certifications: forged counts, claims, officers and rewards are found by name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.audit.verify import verify
from tests.integration.tampering import find, forge, setting, wrong
from tests.quota_office import FIRST, YEAR, Office

MONTHS = [{"year": YEAR, "month": month} for month in (1, 2)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An employer-year of two months that is certified, and a reward that rests on it."""
    here = Office(f"sqlite:///{tmp_path}/book.sqlite", tmp_path)
    person = here.known(1)
    here.files(FIRST, here.places(person, FIRST, last="2023-02"))
    here.certifies(FIRST)
    facts = {
        "year": YEAR,
        "staff_by_month": [100] * 12,
        "placements": [{"person": person, "weight": 1, "months": MONTHS}],
        "rests_on_certification": True,
    }
    here.rewarded(FIRST, facts)
    yield here
    here.book.close()


def test_nothing_is_wrong_before(office: Office) -> None:
    report = verify(office.book)
    assert report.ok
    assert report.check("certifications-recompute").counted == 1
    assert report.check("rewards-rest-on-certifications").counted == 1


def twice_the_weight(data: dict[str, Any]) -> None:
    data["data"]["counted"][0]["weight"] = 2


@pytest.mark.parametrize(
    "edit",
    [
        twice_the_weight,
        setting("data", "claims", to=[]),
        setting("data", "weight_months", to=24),
        setting("data", "known_on", to="2030-01-01"),
        setting("data", "read", to=[]),
        setting("actor", to="filer"),
        setting("actor", to="clerk"),
    ],
)
def test_a_forged_certification_is_found(office: Office, edit: Callable[[dict[str, Any]], None]) -> None:
    forge(office.book, find(office.book, "certification.Certified"), edit)
    assert "certifications-recompute" in wrong(verify(office.book))


def test_evidence_that_was_changed_behind_the_certification_is_found(office: Office) -> None:
    forge(office.book, find(office.book, "placement.MonthRecorded"), setting("data", "evidence", "wage", to=1))
    assert "certifications-recompute" in wrong(verify(office.book))


def test_a_reward_with_another_roster_is_found(office: Office) -> None:
    forge(office.book, find(office.book, "application.Drafted"), setting("data", "facts", "placements", to=[]))
    assert "rewards-rest-on-certifications" in wrong(verify(office.book))
