"""Two benefits that exclude each other, asked for by eight processes at the same moment, on both stores."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.calendar import Month
from domain.details import PersonDetails
from ledger.commands.base import Receipt
from ledger.commands.draft import application
from tests.factories import bank_card, disability_certificate, resident_id
from tests.integration.clerks import Order, assert_sound, at_once, filing
from tests.integration.test_races import PROCESSES, rival
from tests.integration.world import PLACE, World, opened
from tests.steps.lifecycle.cast import plain


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


def somebody() -> PersonDetails:
    number = resident_id("19900101")
    return PersonDetails(
        resident_id=number, name="申请人", certificate=disability_certificate(number), account=bank_card(1)
    )


def insurance(world: World, month: int) -> dict[str, Any]:
    """One month of a flexible worker's insurance."""
    insured = {
        "person": world.vault.party_id(somebody()),
        "first_recognised": plain(Month(2023, 1)),
        "months_to_retirement_at_first_recognition": None,
        "months_already_subsidised": 0,
        "months": [{"month": plain(Month(2023, month)), "pension": 80_000}],
    }
    return {"employment": "flexible", "insured": [insured]}


def training(month: int) -> dict[str, Any]:
    """One day of training in a month."""
    day = f"2023-{month:02d}-10"
    return {
        "course": f"K{month}",
        "starts_on": day,
        "ends_on": day,
        "class_days": 1,
        "attended_days": 1,
        "employed_at_start": False,
        "of_working_age": True,
    }


def order(world: World, programme: str, facts: dict[str, Any]) -> Order:
    form = application(
        world.vault, programme=programme, place=PLACE, applied_on=world.today, facts=facts, applicant=somebody()
    )
    return filing(form, rival(world, "intake"))


def test_of_two_that_exclude_each_other_one_is_taken(world: World, book_url: str, tmp_path: Path) -> None:
    """Four pairs, one a month: insurance and training of the same person; no claim of one is a claim of another."""
    orders = [
        each
        for month in range(1, PROCESSES // 2 + 1)
        for each in (
            order(world, "social_insurance_subsidy", insurance(world, month)),
            order(world, "training_living_allowance", training(month)),
        )
    ]
    said = at_once(book_url, tmp_path, [[each] for each in orders])
    assert_sound(world.book, world.vault)
    assert len([what for what in said if isinstance(what, Receipt)]) == PROCESSES // 2
    assert Counter(what for what in said if isinstance(what, str)) == {"CrossUseExcluded": PROCESSES // 2}
