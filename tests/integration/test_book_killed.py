"""A process killed in the middle of its work leaves a book that opens, adds up and takes the same command once."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.codec import leaf_hash
from ledger.store.append import Appended
from ledger.store.standing import KeyAlreadyUsed
from tests.books import CODEC, PLACE, assert_contiguous, noted
from tests.integration import notary
from tests.integration.notary import AMOUNT, DIGEST, FUND

ROOT = Path(__file__).parents[2]
PLENTY = 10**9
ENDLESS = str(10**6)


@contextmanager
def writer(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A writer process that was told to go."""
    command = [sys.executable, "-m", "tests.integration.notary", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        yield process


def acknowledged(said: list[str]) -> list[str]:
    """The keys of the appends that the writer was told of, without a last half line."""
    return [line.split()[1] for line in said if line.startswith("appended ") and line.endswith("\n")]


def killed_after(url: str, name: str, lines: int) -> list[str]:
    """Let a writer say so many lines, kill it in the middle of what follows, and return the acknowledged keys."""
    with writer(url, name, ENDLESS) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    return acknowledged(said)


def assert_sound(book: Book) -> set[str]:
    """The book adds up: positions, hashes, balances, claims and answers all follow from the stored events."""
    assert_contiguous(book)
    rows = book.raw(0, book.head.position)
    assert all(row.leaf_hash == leaf_hash(row.state) for row in rows)
    keys = {row.stream for row in rows} - {FUND}
    assert book.guard_tables() == (
        {FUND: PLENTY - AMOUNT * len(keys)},
        {key: key for key in keys},
        len(rows),
    )
    assert all(book.answer(key, DIGEST) == f"answer to {key}".encode() for key in keys)
    return keys


def open_fund(url: str) -> None:
    with Book.create(url, place=PLACE, mode="demo", codec=CODEC) as book:
        book.append([noted(FUND)], reserve={FUND: PLENTY})


def test_what_was_acknowledged_survives_kills_at_any_point(book_url: str) -> None:
    open_fund(book_url)
    for round_, lines in enumerate((1, 2, 5, 13, 30)):
        name = f"round{round_}"
        known = killed_after(book_url, name, lines)
        with Book.open(book_url, codec=CODEC) as book:
            stored = {key for key in assert_sound(book) if key.startswith(f"{name}-")}
            assert set(known) <= stored
            # At most one append was under way, and nobody was told of it.
            assert len(stored) - len(known) in (0, 1)
            in_doubt = notary.key_of(name, len(known))
            said = notary.attempt(book, in_doubt)
            assert said.startswith("known" if in_doubt in stored else "appended")
            assert len(book.events(in_doubt)) == 1
            assert_sound(book)


@pytest.mark.parametrize(("moment", "stored"), [("before", 3), ("after", 4)])
def test_a_command_killed_at_its_commit_is_taken_once(book_url: str, moment: str, stored: int) -> None:
    open_fund(book_url)
    with writer(book_url, "clerk", ENDLESS, moment, "4") as process:
        assert process.stdout is not None
        assert acknowledged(process.stdout.readlines()) == ["clerk-0", "clerk-1", "clerk-2"]
    assert process.returncode == -signal.SIGKILL
    with Book.open(book_url, codec=CODEC) as book:
        assert len(assert_sound(book)) == stored
        for _ in range(2):
            if book.answer("clerk-3", DIGEST) is None:
                assert isinstance(notary.append(book, "clerk-3"), Appended)
            else:
                with pytest.raises(KeyAlreadyUsed):
                    notary.append(book, "clerk-3")
        assert len(assert_sound(book)) == 4
