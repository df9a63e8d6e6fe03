"""How tables are laid out: ids, codes and days are never broken; what does not fit side by side stands in a list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Column, Table

_WORD: Final = re.compile(r"(?![),;:.])[!-~]+")
"""What somebody may want to copy: Chinese text can be broken anywhere, this cannot."""

_PIECE: Final = re.compile(rf"(?:{_WORD.pattern}|.)[),;:.,。、;:)」》〕]*")
"""No line begins with what closes."""

NARROWEST: Final = 6
"""Cells of a column, whatever stands in it."""


class Listing(Table):
    """A table with each row below its headings, or as pairs of heading and cell where the terminal is too narrow."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As wide as the terminal, at most."""
        if not self.row_count:
            yield from super().__rich_console__(console, options)
            return
        widths = _widths(self.columns, options.max_width)
        if widths is None:
            yield self._below_each_other(options.max_width)
            return
        made = Table(title=self.title, title_justify="left", header_style="bold")
        for column, width in zip(self.columns, widths, strict=True):
            made.add_column(column.header, justify=column.justify, overflow="fold", width=width)
        for cells in self._cells():
            made.add_row(*(_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)))
        yield made

    def _below_each_other(self, most: int) -> Table:
        """Each row as pairs of heading and cell, without the cells in which nothing stands."""
        headings = [str(column.header) for column in self.columns]
        width = most - _longest_line(headings) - _around(2)
        made = Table(title=self.title, title_justify="left", show_header=False)
        made.add_column(style="bold", no_wrap=True)
        made.add_column(overflow="fold")
        for cells in self._cells():
            for heading, cell in zip(headings, cells, strict=True):
                if cell:
                    made.add_row(heading, _wrapped(cell, width))
            made.add_section()
        return made

    def _cells(self) -> Iterator[tuple[str, ...]]:
        """The texts of each row."""
        return zip(*(map(str, column.cells) for column in self.columns), strict=True)


def _widths(columns: Sequence[Column], most: int) -> list[int] | None:
    """How wide each column is, of so many cells for all; None where something would be broken."""
    spare = most - _around(len(columns))
    cells = [_longest_line(map(str, column.cells)) for column in columns]
    headings = [_longest_line((str(column.header),)) for column in columns]
    headed = [max(pair) for pair in zip(cells, headings, strict=True)]
    filled = [max(cell, min(NARROWEST, heading)) for cell, heading in zip(cells, headings, strict=True)]
    least = [full if column.no_wrap else _least(column, full) for column, full in zip(columns, filled, strict=True)]
    return _given(headed, filled, spare) or _given(filled, least, spare)


def _given(wanted: Sequence[int], least: Sequence[int], spare: int) -> list[int] | None:
    """What each column gets, the widest giving way first, all down to one width; None where that is not enough."""
    for width in range(spare, -1, -1):
        given = [min(want, max(fewest, width)) for want, fewest in zip(wanted, least, strict=True)]
        if sum(given) <= spare:
            return given
    return None


def _around(columns: int) -> int:
    """The cells that borders take, and the room beside what stands in columns."""
    return 3 * columns + 1


def _least(column: Column, filled: int) -> int:
    """What it takes to show the longest word of a column."""
    words = (len(word) for cell in column.cells for word in _WORD.findall(str(cell)))
    return max(min(filled, NARROWEST), *words, 0)


def _longest_line(cells: Iterable[str]) -> int:
    return max(cell_len(line) for cell in cells for line in cell.split("\n"))


def _wrapped(text: str, width: int) -> str:
    """The text in lines, broken between words or Chinese characters; only a word that is wider stays to be broken."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph, width))


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(paragraph):
        if cell_len(line + piece) > width and line.strip():
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()
