"""The form of a relief: for whom, which relief, where, with the facts of its formula. It asks for no account."""

from typing import Any, ClassVar

import msgspec

from api.schemas import refusals as r
from api.schemas.fields import Choice, FormField, Group
from api.schemas.form import place_field
from api.schemas.people import EXAMPLE_USCC, Certified, FormPart
from api.schemas.texts import CreditCode, Text
from domain.names import zh
from domain.reliefs.registry import RELIEFS


class Unit(FormPart):
    """An employer or another unit that is relieved, not paid."""

    uscc = CreditCode("统一社会信用代码", example=EXAMPLE_USCC)
    name = Text("单位名称", example="用人单位甲")


class Choices(FormField[list[str]]):
    """Any number of a few codes: a list, or text with 、 between them."""

    form = "多个用“、”分开 several"

    def __init__(self, heading: str, codes: tuple[str, ...], **how: Any) -> None:
        super().__init__(heading, **how)
        self.one = choice(heading, codes, example="")
        self.one.name = heading

    def parsed(self, value: object) -> list[str]:
        """The codes."""
        words = value.split("、") if isinstance(value, str) else value
        if not isinstance(words, list):
            raise r.NotAList(field=str(self.name))
        return [self.one.parsed(word) for word in words if word != ""]


class MaybeNone(Group):
    """A list that may be empty or left out."""

    def __init__(self, nested: Any, **how: Any) -> None:
        super().__init__(nested, many=True, **how)
        self.required = False
        self.load_default = []

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **how: Any) -> Any:
        return [] if value == [] else super()._deserialize(value, attr, data, partial, **how)


class ReliefForm(FormPart):
    """What every form of a relief begins with."""

    code: ClassVar[str]

    relief = Choice("减免项目", {code: known.name_zh for code, known in RELIEFS.items()}, example="")
    place = place_field("330502")
    beneficiary = Group(Certified)
    facts: Any

    def to_facts(self, form: dict[str, Any]) -> dict[str, Any]:
        """The facts as plain data."""
        plain: dict[str, Any] = msgspec.to_builtins(form["facts"])
        return plain


def choice(heading: str, codes: tuple[str, ...], **how: Any) -> Choice:
    """A choice between codes of the domain, by their Chinese names."""
    return Choice(heading, {code: zh(code) for code in codes}, **how)
