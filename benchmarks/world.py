"""A book with money and many start-up applications, made for measuring."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from api.cli.demo.people import person
from domain.actor import Actor
from domain.details import PersonDetails
from domain.identity import check_character, uscc_check_character
from ledger.authority import actor_of
from ledger.book import Book
from ledger.commands import draft, funds, review, submit
from ledger.commands.base import Request
from ledger.commands.open_book import create_book
from ledger.vault import Vault

PLACE = "330500"
FUND = "employment_security_fund"
NOW = datetime(2024, 3, 4, 1, 0, tzinfo=UTC)
ROLES = ("budget_officer", "intake_officer", "first_reviewer")
OFFICER = Actor(id="bench-officer", roles=ROLES, place=PLACE)


def request(key: str) -> Request:
    """A request of the one officer at the one time."""
    return Request(actor=OFFICER, now=NOW, key=key, reason="压力测试")


def acting(book: Book, account: str) -> Callable[[str], Request]:
    """Requests of an account, by key."""
    actor = actor_of(book, account, NOW.date())
    return lambda key: Request(actor=actor, now=NOW, key=key, reason="压力测试")


def new_book(url: str, folder: Path) -> tuple[Book, Vault]:
    """A book with a large allotment."""
    book, keys = create_book(url, place=PLACE, mode="demo", key_file=folder / "bench.key", request=request("open"))
    amount = 10**12
    funds.appropriate(
        book, funds.Appropriate(fund=FUND, year=2024, amount=amount, document="压测1号"), request("appropriate")
    )
    allot = funds.Allot(fund=FUND, year=2024, programme="startup_grant", place=PLACE, amount=amount, document="压测2号")
    funds.allot(book, allot, request("allot"))
    return book, Vault(book, keys)


def applicant(number: int) -> PersonDetails:
    """The `number`-th made-up applicant: places and birthdays vary, the sequence code is never issued."""
    day = date.fromordinal(date(1970, 1, 1).toordinal() + number % 12000)
    first = f"{330502 if number < 12000 else 330503}{day:%Y%m%d}000"
    resident_id = first + check_character(first)
    sample = person(0, "330502")
    return PersonDetails(
        resident_id=resident_id, name=sample.name, certificate=f"{resident_id}42", account=sample.account
    )


def file_case(book: Book, vault: Vault, number: int) -> str:
    """Draft and submit one application."""
    facts = {
        "applied_on": "2024-03-01",
        "business_uscc": credit_code(number),
        "registered_on": "2023-05-01",
        "running_since": "2023-05-01",
        "still_running": True,
        "founders": 1,
        "certificate_valid": True,
        "age_in_years_on_application": 34,
        "reached_retirement": False,
        "grants_received": 0,
    }
    command, details = draft.application(
        vault,
        programme="startup_grant",
        place="330502",
        applied_on=date(2024, 3, 1),
        facts=facts,
        applicant=applicant(number),
    )
    return submit.draft_and_submit(book, vault, command, details, request(f"file-{number}")).subject


def credit_code(number: int) -> str:
    """The code of the `number`-th made-up business."""
    first = f"91330502{number:09d}"
    return first + uscc_check_character(first)


def accept_case(book: Book, case: str) -> None:
    """Load, calculate, reserve, append: one whole command."""
    review.accept(book, review.Accept(case=case), request(f"accept-{case}"))
