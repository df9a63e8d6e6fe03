"""Many writers at once, in threads and in processes, on both stores."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest

from domain.errors import Conflict, Refusal
from ledger.book import Book
from ledger.store.append import Appended, Conditions, of_recorded
from ledger.store.database import BookBusy, BookOpenedBeforeFork
from ledger.store.standing import BalanceExhausted, ClaimTaken, KeyAlreadyUsed
from ledger.store.transaction import AppendUnconfirmed, append_group
from tests.books import CODEC, PLACE, assert_contiguous, dump, noted
from tests.integration import notary
from tests.integration.notary import AMOUNT, FUND

ROOT = Path(__file__).parents[2]


def open_fund(book: Book, amount: int) -> None:
    book.append([noted(FUND)], reserve={FUND: amount})


def outcome(book: Book, stream: str, conditions: Conditions) -> Appended | Exception:
    try:
        return book.append([noted(stream)], **conditions)
    except (Refusal, KeyAlreadyUsed) as error:
        return error


def run_writers(url: str, writers: int, share: int) -> list[str]:
    """Run so many writer processes at once and return all that they said."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.integration.notary", url, f"writer{number}", str(share)],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for number in range(writers)
        ]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [line for process in processes for line in process.communicate()[0].splitlines()]
    assert all(process.returncode == 0 for process in processes)
    return said


def test_threads_leave_contiguous_positions_and_exact_balances(notes: Book) -> None:
    open_fund(notes, 4 * 50 * AMOUNT)
    start = Barrier(4)

    def write(name: str) -> list[int]:
        start.wait()
        return [notary.append(notes, notary.key_of(name, number)).first for number in range(50)]

    with ThreadPoolExecutor(4) as pool:
        positions = [position for found in pool.map(write, "abcd") for position in found]
    assert sorted(positions) == list(range(2, 202))
    assert notes.balance(FUND) == 0
    assert_contiguous(notes)


def test_processes_leave_contiguous_positions(notes: Book, book_url: str) -> None:
    open_fund(notes, 4 * 25 * AMOUNT)
    said = run_writers(book_url, writers=4, share=25)
    assert sorted(int(line.split()[2]) for line in said) == list(range(2, 102))
    assert_contiguous(notes)


def test_eight_processes_never_overspend_one_fund_by_a_fen(notes: Book, book_url: str) -> None:
    affordable = 100
    open_fund(notes, affordable * AMOUNT + AMOUNT - 1)
    said = Counter(line.split()[0] for line in run_writers(book_url, writers=8, share=20))
    assert said == {"appended": affordable, "exhausted": 8 * 20 - affordable}
    assert notes.balance(FUND) == AMOUNT - 1
    assert notes.head.position == affordable + 1
    assert len(notes.guard_tables().claims) == affordable
    assert_contiguous(notes)


def test_one_stream_has_one_winner_per_version(notes: Book) -> None:
    start = Barrier(8)

    def write(_: int) -> Appended | Exception:
        start.wait()
        return outcome(notes, "contested", {})

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(write, range(8)))
    assert sum(isinstance(found, Appended) for found in outcomes) == 1
    assert sum(isinstance(found, Conflict) for found in outcomes) == 7
    assert notes.head.position == 1


CONTESTS: list[tuple[Conditions, type[Exception], int]] = [
    ({"reserve": {FUND: -AMOUNT}}, BalanceExhausted, 5),
    ({"take": {"march": "someone"}}, ClaimTaken, 1),
    ({"idempotency": ("same", "digest", b"")}, KeyAlreadyUsed, 1),
]


@pytest.mark.parametrize(("conditions", "refusal", "winners"), CONTESTS)
def test_sixteen_threads_each_get_their_own_outcome(
    notes: Book, conditions: Conditions, refusal: type[Exception], winners: int
) -> None:
    open_fund(notes, 5 * AMOUNT)
    start = Barrier(16)

    def write(number: int) -> Appended | Exception:
        start.wait()
        return outcome(notes, f"thread-{number}", conditions)

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(write, range(16)))
    taken = [number for number, found in enumerate(outcomes) if isinstance(found, Appended)]
    assert len(taken) == winners
    assert sum(isinstance(found, refusal) for found in outcomes) == 16 - winners
    assert {event.stream for event in notes.read()} == {FUND, *(f"thread-{number}" for number in taken)}
    assert_contiguous(notes)


def group(book: Book, *commands: Conditions) -> list[Appended | Exception]:
    appends = [
        of_recorded(PLACE, CODEC, [noted(f"command-{number}")], conditions)
        for number, conditions in enumerate(commands)
    ]
    return list(append_group(book.database, PLACE, appends))


def test_commands_of_one_group_see_what_went_before_them(notes: Book) -> None:
    outcomes = group(
        notes,
        {"reserve": {FUND: 10}, "take": {"march": "a"}},
        {"reserve": {FUND: -11}},
        {"reserve": {FUND: -10}, "drain": [FUND], "release": {"march": "a"}},
        {"take": {"march": "b"}, "expect": {"command-0": 1}},
        {"take": {"march": "c"}},
        {"idempotency": ("key", "digest", b"")},
        {"idempotency": ("key", "digest", b"")},
    )
    kinds = [found if isinstance(found, Appended) else type(found) for found in outcomes]
    assert kinds == [(1, 1), BalanceExhausted, (2, 2), (3, 3), ClaimTaken, (4, 4), KeyAlreadyUsed]
    assert notes.guard_tables() == ({FUND: 0}, {"march": "b"}, 4)
    assert_contiguous(notes)


def test_a_group_that_is_refused_as_a_whole_writes_nothing(notes: Book) -> None:
    before = dump(notes)
    assert {type(found) for found in group(notes, {"reserve": {FUND: -1}}, {"release": {"x": "y"}})} == {
        BalanceExhausted,
        Conflict,
    }
    assert dump(notes) == before


def test_a_command_the_database_cannot_take_does_not_harm_its_group(notes: Book) -> None:
    first, second, third = group(notes, {}, {"reserve": {FUND: 2**63}}, {})
    assert (first, third) == ((1, 1), (2, 2))
    assert isinstance(second, Exception)
    assert notes.balances() == {}


def test_a_commit_that_fails_is_confirmed_to_nobody(notes: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(notes)

    def failing_commit(*_: object) -> None:
        raise notes.database.unsure[0]("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("sqlalchemy.engine.default.DefaultDialect.do_commit", failing_commit)
        assert [type(found) for found in group(notes, {}, {})] == [AppendUnconfirmed, AppendUnconfirmed]
        with pytest.raises(AppendUnconfirmed):
            notes.append([noted("a")])
    assert dump(notes) == before
    assert notes.append([noted("a")]) == (1, 1)


def test_a_file_that_others_write_for_too_long_is_busy(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        Book.create(sqlite_url, place=PLACE, mode="demo", codec=CODEC) as book,
        Book.open(sqlite_url, codec=CODEC) as other,
    ):
        monkeypatch.setattr("ledger.store.sqlite.WRITER_PATIENCE_NS", 1_000_000)
        with other.database.writing(), pytest.raises(BookBusy):
            book.append([noted("a")])
        assert book.append([noted("a")]) == (1, 1)


def test_readers_go_on_while_a_file_is_written(sqlite_url: str) -> None:
    with Book.create(sqlite_url, place=PLACE, mode="demo", codec=CODEC) as book:
        book.append([noted("a")])
        with book.database.writing():
            assert (book.head.position, len(book.events("a"))) == (1, 1)


def test_a_book_opened_before_a_fork_is_refused_after_it(notes: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getpid", lambda: -1)
    for use in (lambda: notes.append([noted("a")]), notes.read, lambda: notes.head):
        with pytest.raises(BookOpenedBeforeFork):
            use()
