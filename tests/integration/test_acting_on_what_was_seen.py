"""A command that says which version it acts on, and on what its authority rests, is refused once that has moved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from domain.actor import Appointment, OutsideJurisdiction, RoleNotAllowed
from ledger.commands import review
from ledger.commands.base import ChangedSinceRead, Request
from tests.integration.world import STARTUP, World, opened, startup_facts

CASE = "somebody"


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with one case under review."""
    here = opened(book_url, tmp_path)
    here.today = date(2024, 3, 4)
    here.file(CASE, 1, STARTUP, startup_facts(here.today, 1))
    here.accept(CASE)
    yield here
    here.book.close()


def seeing(request: Request, stream: str, version: int) -> Request:
    return msgspec.structs.replace(request, seen={stream: version})


def test_an_act_on_the_version_that_was_read_is_taken_and_answered_again_under_its_key(world: World) -> None:
    case = world.cases[CASE]
    seen = world.book.version(case)
    request = seeing(world.request("first"), case, seen)
    command = review.Review(case=case, opinion="属实")
    receipt = review.first_review(world.book, command, request)
    assert receipt.versions[case] == seen + 1
    assert review.first_review(world.book, command, request) == receipt


def test_an_act_on_an_older_version_is_refused_and_leaves_the_log_as_it_was(world: World) -> None:
    case, head = world.cases[CASE], world.book.head
    request = seeing(world.request("first"), case, world.book.version(case) - 1)
    with pytest.raises(ChangedSinceRead):
        review.first_review(world.book, review.Review(case=case, opinion="属实"), request)
    assert world.book.head == head


def test_appointments_say_where_each_role_is_held(world: World) -> None:
    case, request = world.cases[CASE], world.request("first")
    command = review.Review(case=case, opinion="属实")

    def held(*appointments: Appointment) -> Request:
        return msgspec.structs.replace(request, actor=msgspec.structs.replace(request.actor, appointments=appointments))

    with pytest.raises(OutsideJurisdiction):
        review.first_review(world.book, command, held(Appointment(role="first_reviewer", place="330521")))
    with pytest.raises(RoleNotAllowed):
        review.first_review(world.book, command, held(Appointment(role="approver", place="330502")))
    both = held(Appointment(role="approver", place="330500"), Appointment(role="first_reviewer", place="330502"))
    assert review.first_review(world.book, command, both).subject == case
