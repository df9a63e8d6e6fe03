"""Every mistake of a form at once: where it stands and what is wrong, in both languages."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from api.schemas.refusals import FieldUnknown, NotAGroup
from domain.errors import Refusal

Path = tuple[str | int, ...]
"""Where a value stands in a form: names, and numbers (from 0) in lists."""

_SCHEMA = "_schema"
_CODED: dict[str, type[Refusal]] = {"unknown": FieldUnknown, "type": NotAGroup}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake. `line` and `column` are those of a sheet, 0 and empty where there is none; `value` may be told."""

    path: Path
    heading: str
    refusal: Refusal
    line: int = 0
    column: str = ""
    value: str = ""

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON output."""
        where = {"line": self.line, "column": self.column} if self.line else {}
        said = self.refusal.as_dict()
        named = {"field": written(self.path), "heading": self.heading}
        told = {"value": self.value} if self.value else {}
        return where | named | told | {name: said[name] for name in ("code", "rule", "zh", "en")}


class FormInvalid(Refusal):
    """表单有 {count} 处需要更正,没有记录任何内容。

    The form is to be mended in {count} place(s); nothing was recorded.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(field=written(problems[0].path) if problems else "", count=len(problems))

    def below(self, name: str) -> "FormInvalid":
        """The same, of a form that stands below a name in what was sent."""
        return FormInvalid(tuple(msgspec.structs.replace(each, path=(name, *each.path)) for each in self.problems))

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON output, with every problem."""
        return super().as_dict() | {"problems": [problem.as_dict() for problem in self.problems]}


def written(path: Path) -> str:
    """The path as people write it: `facts.months[0].rent_paid`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def found(messages: Mapping[Any, Any], path: Path = ()) -> Iterator[tuple[Path, Refusal]]:
    """Every refusal in the messages of a schema, with its path."""
    for name, said in messages.items():
        here = path if name == _SCHEMA else (*path, name)
        if isinstance(said, Mapping):
            yield from found(said, here)
        else:
            yield from ((here, _refusal(each)) for each in said)


def _refusal(said: object) -> Refusal:
    return said if isinstance(said, Refusal) else _CODED[str(said)]()
