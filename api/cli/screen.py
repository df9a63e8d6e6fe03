"""What people see: tables in Chinese with English beside, progress on the error stream, refusals in both languages."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.cli.listing import Listing
from domain.errors import Refusal
from domain.wording import without_numbers

NOTHING = "无记录 nothing found"
"""What stands under a table without rows."""

WIDTH_OF_FILES = 140
"""How wide to write where nobody's terminal says."""


def console(*, error: bool = False) -> Console:
    """A console that takes text as it is: nothing in it is markup."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else WIDTH_OF_FILES
    return Console(stderr=error, markup=False, highlight=False, emoji=False, width=width)


def show(*parts: RenderableType) -> None:
    """Print for people."""
    out = console()
    for part in parts:
        if isinstance(part, str):
            _say(out, part)
        else:
            out.print(part)


def _say(out: Console, text: str) -> None:
    """Print a line as it is: never broken in the middle of a sentence or an id."""
    out.print(safe(text), soft_wrap=True)


def document(content: object) -> None:
    """Print one JSON document."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def table(
    title: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    *,
    right: Iterable[int] = (),
    whole: Iterable[int] = (),
) -> Table:
    """A table; columns numbered in `right` hold numbers, aligned to the right; those and `whole` are never broken."""
    made = Listing(title=title or None, title_justify="left", header_style="bold", show_lines=False)
    numbers, unbroken = set(right), set(whole)
    for index, heading in enumerate(headings):
        justify: Literal["right", "left"] = "right" if index in numbers else "left"
        made.add_column(heading, justify=justify, overflow="fold", no_wrap=index in unbroken or index in numbers)
    for row in rows:
        made.add_row(*(safe("" if cell is None else str(cell)) for cell in row))
    if not made.row_count:
        made.caption, made.caption_justify = NOTHING, "left"
    return made


def safe(text: str) -> str:
    """The text without control characters, which could make a terminal show what is not there."""
    return "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text)


def refuse(refusal: Refusal, *, as_json: bool, key: str, rows: RenderableType | None = None) -> None:
    """Say why it was refused, without a number that may be personal; `key` lets the same command be tried again."""
    if as_json:
        document({"error": {**_told(refusal.as_dict()), **({"key": key} if key else {})}})
        return
    out = console(error=True)
    _say(out, f"拒绝:{without_numbers(refusal.zh)}")
    _say(out, f"Refused: {without_numbers(refusal.en)}")
    if rows is not None:
        out.print(rows)
    facts = {"栏目 field": refusal.field, "依据 rule": refusal.rule, "代码 code": refusal.code, "操作编号 key": key}
    for name, value in facts.items():
        if value:
            _say(out, f"{name}: {value}")


def _told(content: object) -> Any:
    """Plain data as it may be told, however deep."""
    match content:
        case str():
            return without_numbers(content)
        case dict():
            return {name: _told(value) for name, value in content.items()}
        case list() | tuple():
            return [_told(value) for value in content]
    return content


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream while something long goes on, where somebody sits at a terminal."""
    out = console(error=True)
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
