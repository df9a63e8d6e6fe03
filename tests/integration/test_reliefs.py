"""Reliefs on both stores: taken once, claimed once under concurrency, and every forgery of one is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.calendar import Month, month_range
from domain.details import Details, EmployerDetails
from domain.errors import Refusal
from domain.relief.refusals import OtherBeginning
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands import reliefs
from ledger.commands.base import Receipt, Request
from ledger.commands.draft import WrongBeneficiary
from ledger.commands.load import load_relief
from ledger.commands.place import PlaceOutsideBook
from ledger.vault import Vault
from ledger.views import queries, relief_queries
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from tests.factories import uscc
from tests.integration.clerks import assert_sound, at_once
from tests.integration.tampering import find, forge, setting, wrong
from tests.integration.world import PLACE, World, opened, person, startup_facts

STALL, VAT = "stall_fee_reduction", "vat_refund"
PROCESSES = 4


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A new book, once on each store."""
    here = opened(book_url, tmp_path)
    here.today = date(2024, 3, 4)
    yield here
    here.book.close()


def plain(month: Month) -> dict[str, int]:
    return {"year": month.year, "month": month.month}


def stall(first: Month, last: Month) -> dict[str, Any]:
    return {
        "site": "newspaper_kiosk",
        "newly_built": True,
        "run_by_government": False,
        "first_month": plain(first),
        "certificate_valid": True,
        "operates_in_person": True,
        "charges": [
            {"month": plain(month), "fee": "stall_fee", "charged": 60_000} for month in month_range(first, last)
        ],
    }


def choice(policy: str) -> dict[str, Any]:
    return {
        "policy": policy,
        "chosen_on": "2024-02-01",
        "credit_grade": "A",
        "blind_massage": False,
        "resale_or_commissioned": False,
        "qualifying_revenue": 0,
        "total_revenue": 0,
        "vat_paid": 0,
    }


def employer(seed: int) -> EmployerDetails:
    return EmployerDetails(uscc=uscc(seed), name=f"用人单位{seed}", account="")


def ask(world: World, facts: dict[str, Any], who: Details | None = None, *, relief: str = STALL, **how: Any) -> Receipt:
    command, details = reliefs.requesting(
        world.vault, relief=relief, place=how.pop("place", PLACE), facts=facts, beneficiary=who or person(1), **how
    )
    return reliefs.request(world.book, world.vault, command, details, world.request("first"))


def granted(world: World) -> str:
    """A relief of three months, renewed by two."""
    relief = ask(world, stall(Month(2024, 3), Month(2024, 5))).subject
    reliefs.decide(world.book, reliefs.OnRelief(relief=relief), world.request("approver"))
    ask(world, stall(Month(2024, 6), Month(2024, 7)), renews=relief)
    reliefs.decide(world.book, reliefs.OnRelief(relief=relief), world.request("approver"))
    return relief


def refused_one(world: World) -> str:
    facts = stall(Month(2024, 3), Month(2024, 3)) | {"operates_in_person": False}
    relief = ask(world, facts, person(2)).subject
    reliefs.decide(world.book, reliefs.OnRelief(relief=relief), world.request("approver"))
    return relief


def test_a_relief_lives_and_is_sound_and_its_view_is_what_a_rebuild_gives(world: World) -> None:
    relief = granted(world)
    refused_one(world)
    ending = reliefs.EndRelief(
        relief=relief, cause="condition_lost", ground="转租", clause="第一条", ends_on=date(2024, 4, 30)
    )
    reliefs.end(world.book, ending, world.request("second"))
    row = relief_queries.relief(world.book, relief)
    state, _ = load_relief(world.book, relief)
    assert (row.status, row.amount, row.ends_on) == (state.status.value, state.amount, state.ends_on)
    assert (row.amount, row.review_until) == (60_000, date(2024, 5, 3))
    assert state.claims == tuple(f"cost:{row.beneficiary}:stall_fee:2024-0{month}" for month in (3, 4))
    before = relief_queries.reliefs(world.book)
    rebuild(world.book)
    assert relief_queries.reliefs(world.book) == before
    assert [line.topic for line in queries.timeline(world.book, stream=relief)][-1] == "relief.Ended"
    assert_sound(world.book, world.vault)


def reviewed(world: World) -> str:
    """A relief that was ended and, upon review, goes on."""
    relief = granted(world)
    ending = reliefs.EndRelief(
        relief=relief, cause="condition_lost", ground="转租", clause="第一条", ends_on=date(2024, 4, 30)
    )
    reliefs.end(world.book, ending, world.request("second"))
    asked = reliefs.RequestReview(relief=relief, reference="复议1号")
    reliefs.request_review(world.book, asked, world.request("intake"))
    decided = reliefs.DecideReview(relief=relief, outcome="revoked", finding="并未转租")
    reliefs.decide_review(world.book, decided, world.request("appeal"))
    return relief


def test_what_a_review_undoes_is_as_it_was(world: World) -> None:
    relief = reviewed(world)
    row, (state, _) = relief_queries.relief(world.book, relief), load_relief(world.book, relief)
    assert (row.status, row.amount, row.ends_on) == (state.status.value, state.amount, state.ends_on)
    assert (row.status, row.amount, row.ends_on) == ("relief_granted", 150_000, date(2024, 7, 31))
    assert len(state.claims) == 5
    before = relief_queries.reliefs(world.book)
    rebuild(world.book)
    assert relief_queries.reliefs(world.book) == before
    assert_sound(world.book, world.vault)


def test_a_forged_review_is_found(world: World) -> None:
    reviewed(world)
    catch_up(world.book)
    decided = find(world.book, "relief.ReviewDecided")
    ender = next(each for each in world.book.read(limit=1000) if each.event.topic == "relief.Ended").meta.actor
    forge(world.book, decided, setting("actor", to=ender))
    assert "reliefs-by-two-people" in wrong(verify(world.book))
    forge(world.book, decided, setting("data", "claims_taken", to=[]))
    assert "relief-claims-follow-facts" in wrong(verify(world.book))


def test_a_request_with_the_same_key_is_taken_once(world: World) -> None:
    command, details = reliefs.requesting(
        world.vault, relief=STALL, place=PLACE, facts=stall(Month(2024, 3), Month(2024, 3)), beneficiary=person(1)
    )
    asked = world.request("first")
    first = reliefs.request(world.book, world.vault, command, details, asked)
    length = world.book.head.position
    assert reliefs.request(world.book, world.vault, command, details, asked) == first
    assert world.book.head.position == length


def test_a_beneficiary_who_is_paid_already_keeps_the_account_on_file(world: World) -> None:
    world.file("startup", 1, "startup_grant", startup_facts(world.today, 1))
    ask(world, stall(Month(2024, 3), Month(2024, 3)), msgspec.structs.replace(person(1), account="", phone=""))
    party = world.vault.party_id(person(1))
    assert world.vault.open(party, 1) == person(1)
    assert len(world.book.events(f"party:{party}")) == 1


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"relief": VAT, "facts": choice("key_groups")}, WrongBeneficiary),
        ({"place": "430000"}, PlaceOutsideBook),
    ],
)
def test_a_request_for_somebody_or_somewhere_else_is_refused(
    world: World, how: dict[str, Any], refusal: type[Refusal]
) -> None:
    length = world.book.head.position
    with pytest.raises(refusal):
        ask(world, **{"facts": stall(Month(2024, 3), Month(2024, 3)), **how})
    assert world.book.head.position == length


def test_a_renewal_is_of_the_same_relief(world: World) -> None:
    relief = granted(world)
    with pytest.raises(OtherBeginning):
        ask(world, choice("key_groups"), employer(1), relief=VAT, renews=relief)
    with pytest.raises(OtherBeginning):
        ask(world, stall(Month(2024, 8), Month(2024, 8)), person(2), renews=relief)


# --- at once ---


def hand_in(command: reliefs.RequestRelief, details: Details, request: Request, book: Book, vault: Vault) -> Receipt:
    return reliefs.request(book, vault, command, details, request)


def rivals(world: World, *requests: tuple[str, dict[str, Any], Details]) -> list[Callable[[Book, Vault], Receipt]]:
    """Orders for requests at the same moment."""
    noon = datetime.combine(world.today, time(4), UTC)
    orders: list[Callable[[Book, Vault], Receipt]] = []
    for relief, facts, who in requests:
        command, details = reliefs.requesting(world.vault, relief=relief, place=PLACE, facts=facts, beneficiary=who)
        asked = msgspec.structs.replace(world.request("first"), now=noon)
        orders.append(partial(hand_in, command, details, asked))
    return orders


def test_a_month_is_relieved_once_however_many_ask_at_once(world: World, book_url: str, tmp_path: Path) -> None:
    wanted = [(STALL, stall(Month(2024, 3 + n % 2), Month(2024, 5)), person(1)) for n in range(PROCESSES)]
    said = at_once(book_url, tmp_path, [[order] for order in rivals(world, *wanted)])
    assert len([answer for answer in said if isinstance(answer, Receipt)]) == 1
    assert {answer for answer in said if isinstance(answer, str)} == {"CostAlreadyClaimed"}
    assert_sound(world.book, world.vault)


def test_one_choice_binds_however_many_are_made_at_once(world: World, book_url: str, tmp_path: Path) -> None:
    policies = ("pwd_employment", "key_groups", "retired_soldiers", "military_dependants")
    wanted = [(VAT, choice(policy), employer(5)) for policy in policies]
    said = at_once(book_url, tmp_path, [[order] for order in rivals(world, *wanted)])
    assert len([answer for answer in said if isinstance(answer, Receipt)]) == 1
    assert {answer for answer in said if isinstance(answer, str)} <= {"ChoiceLocked", "ClaimLocked"}
    assert_sound(world.book, world.vault)


# --- forged ---


@pytest.mark.parametrize(
    ("topic", "path", "to", "check"),
    [
        ("relief.Granted", ("data", "decision", "amount"), 90_001, "reliefs-recompute"),
        ("relief.Granted", ("data", "facts", "free_shop"), True, "reliefs-recompute"),
        ("relief.Granted", ("data", "decision", "known_on"), "2024-03-05", "reliefs-recompute"),
        ("relief.Renewed", ("actor",), f"{PLACE}-first", "reliefs-by-two-people"),
        ("relief.Requested", ("data", "claims"), [], "relief-claims-follow-facts"),
        ("relief.Refused", ("data", "claims_released"), [], "relief-claims-follow-facts"),
        ("relief.Refused", ("data", "decision", "reasons"), [], "reliefs-recompute"),
    ],
)
def test_a_forged_relief_is_found(world: World, topic: str, path: tuple[str, ...], to: object, check: str) -> None:
    granted(world)
    refused_one(world)
    catch_up(world.book)
    assert verify(world.book).ok
    if path == ("actor",):
        maker = next(each for each in world.book.read(limit=1000) if each.event.topic == "relief.Requested")
        to = maker.meta.actor
    forge(world.book, find(world.book, topic), setting(*path, to=to))
    assert check in wrong(verify(world.book))
