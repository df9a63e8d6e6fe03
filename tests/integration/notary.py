"""A program that appends to a book of notes; tests run it beside themselves and kill it.

It says `ready`, waits for a line, then appends until it is refused or has done its share, one line per outcome.
With a moment (`before`, `after`: the commit) and a number it kills itself at that moment of that append.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from ledger.book import Book
from ledger.store.append import Appended
from ledger.store.standing import BalanceExhausted, KeyAlreadyUsed
from tests.books import CODEC, noted

FUND = "fund"
AMOUNT = 700
DIGEST = "digest"


def key_of(name: str, number: int) -> str:
    """The stream, claim and idempotency key of a writer's note."""
    return f"{name}-{number}"


def append(book: Book, key: str) -> Appended:
    """Append one note that spends from the fund and takes a claim."""
    return book.append(
        [noted(key)], reserve={FUND: -AMOUNT}, take={key: key}, idempotency=(key, DIGEST, f"answer to {key}".encode())
    )


def attempt(book: Book, key: str) -> str:
    """Append, and say what came of it."""
    try:
        return f"appended {key} {append(book, key).first}"
    except BalanceExhausted:
        return f"exhausted {key}"
    except KeyAlreadyUsed:
        return f"known {key}"


def kill_at(moment: str, number: int) -> None:
    """Make this process kill itself at the commit with that number, before or after it happens."""
    commit: Callable[[Connection], None] = Connection.commit
    commits = iter(range(1, sys.maxsize))

    def fatal_commit(connection: Connection) -> None:
        now = next(commits) == number
        if not now or moment == "after":
            commit(connection)
        if now:
            os.kill(os.getpid(), signal.SIGKILL)

    replaced: Any = Connection
    replaced.commit = fatal_commit


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(url: str, name: str, share: str, moment: str = "", number: str = "0") -> None:
    """Append a share of notes to the book."""
    with Book.open(url, codec=CODEC) as book:
        if moment:
            kill_at(moment, int(number))
        say("ready")
        sys.stdin.readline()
        for count in range(int(share)):
            say(attempt(book, key_of(name, count)))


if __name__ == "__main__":
    main(*sys.argv[1:])
