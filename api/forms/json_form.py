"""One form in a JSON file: UTF-8, no duplicate names, exact numbers."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from api.forms.sheet import FileTooLarge, SheetUnreadable
from api.schemas.refusals import NotAGroup
from domain.errors import Refusal

MAX_BYTES: Final = 1024 * 1024
STANDARD_INPUT: Final = "-"


class JsonMalformed(Refusal):
    """JSON 格式有误:第 {line} 行第 {column} 列附近。

    The JSON is malformed near line {line}, column {column}.
    """


class NameTwice(Refusal):
    """JSON 的同一组中有名称出现了两次。

    A name stands twice in one group of the JSON.
    """


class NotANumberHere(Refusal):
    """JSON 中不得有 NaN 或 Infinity。

    NaN and Infinity are no numbers here.
    """


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; `-` reads standard input."""
    content = _content(path)
    if len(content) > MAX_BYTES:
        raise FileTooLarge(field="form", size=len(content), most=MAX_BYTES)
    return parse_json(content)


def parse_json(content: bytes) -> dict[str, Any]:
    """The object in a JSON text; every name once, numbers exact."""
    try:
        data = json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        raise JsonMalformed(field="form", line=error.lineno, column=error.colno) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise SheetUnreadable(field="form", problem=f"JSON, UTF-8 ({type(error).__name__})") from None
    if not isinstance(data, dict):
        raise NotAGroup(field="form")
    return data


def _content(path: Path) -> bytes:
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetUnreadable(field="form", problem=error.strerror or type(error).__name__) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, value in pairs:
        if name in data:
            raise NameTwice(field="form")
        data[name] = value
    return data


def _refuse_constant(_: str) -> Any:
    raise NotANumberHere(field="form")
