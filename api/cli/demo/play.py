"""Play the demonstration: four books in a folder, made anew each time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import rmtree

import msgspec

from api.cli.demo import hunan, huzhou, sham, shanxi
from api.cli.demo.stage import KEY_PREFIX, Stage, Tell, evidence_of
from domain.errors import Refusal
from ledger.book import Book

OPENED_ON = date(2024, 1, 2)
LEFTOVERS = ("", ".key", "-wal", "-shm")
"""What a book of the demonstration consists of: the database, the keys beside it, SQLite's own files."""


class NotADemonstration(Refusal):
    """{path} 不是演示账套,不会被覆盖;请另选目录。

    {path} is not a demonstration book and will not be replaced; choose another folder.
    """


class Story(msgspec.Struct, frozen=True):
    """One book of the demonstration: its title, its file, its place, and the play that returns a payment to trace."""

    title: str
    file: str
    place: str
    play: Callable[[Stage], str]


STORIES = (
    Story("湖州市 Huzhou 2024", "demo.sqlite", "330500", huzhou.play),
    Story("湖南省 Hunan 2024", "demo-hunan.sqlite", "430000", hunan.play),
    Story("山西省 Shanxi 2024", "demo-shanxi.sqlite", "140000", shanxi.play),
    Story("疑点核查 Sham placements 2024", "demo-checks.sqlite", "330500", sham.play),
)


def play(story: Story, folder: Path, tell: Tell) -> tuple[Book, str]:
    """Play one story in a new book; returns the open book and the payment worth tracing."""
    path = folder / story.file
    _clear(path)
    stage = Stage(path, story.place, OPENED_ON, tell)
    return stage.book, story.play(stage)


def _clear(path: Path) -> None:
    """Remove an earlier demonstration; anything else is left alone and refused."""
    if not path.exists():
        return
    with Book.open(f"sqlite:///{path}") as book:
        if not book.events("book")[0].meta.command_id.startswith(KEY_PREFIX):
            raise NotADemonstration(field="out", path=path)
    for ending in LEFTOVERS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    rmtree(evidence_of(path), ignore_errors=True)
