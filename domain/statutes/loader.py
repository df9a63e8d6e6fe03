"""Reads the statute book from TOML files and refuses every row that could not be defended before an auditor.

A file is `<place>/<programme>.toml`, or `demo/<place>/<programme>.toml` for values that no document gives. This is the
one place in `domain` that reads files: they are part of the package, read once and kept.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from domain.errors import Refusal
from domain.places import MalformedPlace, UnknownPlace, parse_place
from domain.statutes.book import DEMO, Provision, StatuteBook
from domain.statutes.rows import Row, Rows, Written, provision_of

ROOT: Final = Path(__file__).parent


class StatuteFileUnreadable(Refusal):
    """法规数据文件 {file} 无法读取:{problem}。

    The statute file {file} cannot be read: {problem}.
    """


class WrongPlaceFolder(Refusal):
    """{file} 所在文件夹不是已知的行政区划代码(GB/T 2260),应为「区划代码/项目.toml」。

    {file} is not in the folder of a known GB/T 2260 place; it must be "place/programme.toml".
    """


def load_statutes(root: Path = ROOT, *, demo: bool) -> StatuteBook:
    """The statute book in `root`, read once; `demo=False` leaves the demonstration values out, as production must."""
    return _load(root, demo)


@cache
def _load(root: Path, demo: bool) -> StatuteBook:
    known, provisions = Rows(), list[Provision]()
    for path in sorted(root.rglob("*.toml")):
        file = path.relative_to(root).as_posix()
        is_demo, place = _folder(file)
        if is_demo and not demo:
            continue
        for number, row in enumerate(rows_of(path.read_bytes(), file), start=1):
            provision = provision_of(row, file, number, place, path.stem, is_demo)
            known.add(provision, file, number)
            provisions.append(provision)
    return StatuteBook(provisions)


def _folder(file: str) -> tuple[bool, str]:
    *folders, _ = file.split("/")
    is_demo = folders[:1] == [DEMO]
    inner = folders[1:] if is_demo else folders
    if len(inner) != 1:
        raise WrongPlaceFolder(field="place", file=file)
    try:
        return is_demo, parse_place(inner[0], field="place")
    except (MalformedPlace, UnknownPlace) as error:
        raise WrongPlaceFolder(field="place", file=file) from error


def rows_of(content: bytes, file: str) -> list[Row]:
    """The rows that a file holds, not looked at yet; refuses what is not TOML made of [[provision]] rows."""
    try:
        known = tomllib.loads(content.decode("utf-8"), parse_float=Written)
    except ValueError as error:
        raise StatuteFileUnreadable(file=file, problem=error) from error
    rows = known.pop("provision", [])
    if known or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise StatuteFileUnreadable(file=file, problem="只能有 only [[provision]] rows are allowed")
    return rows
