"""Many officers and one file: whoever is first has the effect, on both stores, and a killed confirmation had none."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from api.forms.staging import confirm_file, stage_file
from ledger.book import Book
from ledger.commands import imports
from ledger.commands.base import Receipt, Request
from ledger.vault import Vault
from ledger.views import queries
from tests.integration.clerks import Order, assert_sound, at_once, deaths, die_in_book, order, wait_for_the_dead
from tests.integration.world import PLACE, STARTUP, World, opened
from tests.integration.world_imports import sheet, staged

PROCESSES = 4


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book with a budget, once on each store."""
    here = opened(book_url, tmp_path)
    here.today += timedelta(days=60)
    yield here
    here.book.close()


def rival(world: World, number: int) -> Request:
    """A request of one of many officers, at the same time as those of all the others."""
    request = world.request("second-intake")
    noon = datetime.combine(world.today, time(4), UTC)
    actor = msgspec.structs.replace(request.actor, id=f"{PLACE}-officer-{number}")
    return msgspec.structs.replace(request, now=noon, actor=actor)


def _confirm(file: str, request: Request, book: Book, vault: Vault) -> Receipt:
    return confirm_file(book, vault, imports.Confirm(file=file), request)


def _stage(content: bytes, request: Request, book: Book, vault: Vault) -> Receipt:
    return stage_file(book, vault, content, programme=STARTUP, place=PLACE, request=request)


def raced(world: World, url: str, folder: Path, orders: list[Order]) -> Counter[str]:
    """What became of orders that are carried out at once; the book is sound afterwards."""
    said = at_once(url, folder, [[each] for each in orders])
    assert_sound(world.book, world.vault)
    return Counter("done" if isinstance(each, Receipt) else each for each in said)


def test_a_file_that_many_confirm_at_once_counts_once(world: World, book_url: str, tmp_path: Path) -> None:
    file = staged(world, sheet(0, 1))
    orders: list[Order] = [partial(_confirm, file, rival(world, number)) for number in range(PROCESSES)]
    assert raced(world, book_url, tmp_path, orders) == {"done": 1, "ImportNotStaged": PROCESSES - 1}
    assert len(queries.cases(world.book)) == 2


def test_a_file_is_confirmed_or_discarded_and_never_both(world: World, book_url: str, tmp_path: Path) -> None:
    file = staged(world, sheet(0))
    discarding = imports.Discard(file=file, ground="误传")
    orders: list[Order] = [
        partial(_confirm, file, rival(world, number))
        if number % 2
        else order(imports.discard, discarding, rival(world, number))
        for number in range(PROCESSES)
    ]
    assert raced(world, book_url, tmp_path, orders) == {"done": 1, "ImportNotStaged": PROCESSES - 1}


def test_a_file_that_many_stage_at_once_waits_once(world: World, book_url: str, tmp_path: Path) -> None:
    content = sheet(0)
    orders: list[Order] = [partial(_stage, content, rival(world, number)) for number in range(PROCESSES)]
    assert raced(world, book_url, tmp_path, orders) == {"done": 1, "FileTakenAlready": PROCESSES - 1}


def test_files_that_hold_the_same_claim_are_confirmed_once(world: World, book_url: str, tmp_path: Path) -> None:
    files = [staged(world, sheet(0, founders=str(number + 1))) for number in range(PROCESSES)]
    orders: list[Order] = [partial(_confirm, file, rival(world, number)) for number, file in enumerate(files)]
    assert raced(world, book_url, tmp_path, orders) == {"done": 1, "FormInvalid": PROCESSES - 1}


def test_a_killed_confirmation_leaves_the_file_waiting_or_has_all_its_cases(
    world: World, book_url: str, tmp_path: Path
) -> None:
    file, request = staged(world, sheet(0, 1)), rival(world, 1)
    work: Order = partial(_confirm, file, request)
    for through in deaths(die_in_book, book_url, tmp_path, work, stride=13):
        wait_for_the_dead(world.book)
        status = queries.import_(world.book, file).status
        assert (status, len(queries.cases(world.book))) in {("staged", 0), ("confirmed", 2)}
        assert_sound(world.book, world.vault)
        assert not through or status == "confirmed"
    assert work(world.book, world.vault).subject == file
    assert len(queries.cases(world.book)) == 2
