"""Refusals: one class per rule; the docstring is the sentence, first in Chinese, then in English."""

import re
from inspect import cleandoc
from typing import ClassVar

from domain import names


class Refusal(Exception):
    """操作被拒绝。

    The operation is refused.
    """

    rule: str = ""
    """The clause that this refusal rests on, where the class always rests on the same one."""

    ids: ClassVar[frozenset[str]] = frozenset({"actor", "certification", "levy", "holder"})
    """The details that are ids, and stay as they are in Chinese too."""

    def __init__(self, *, field: str = "", rule: str = "", **details: object) -> None:
        self.field = field
        self.rule = rule or type(self).rule
        self.details = details
        super().__init__(f"{self.zh} {self.en}")

    @property
    def code(self) -> str:
        """The stable name of the rule: the class name in kebab case."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", type(self).__name__).lower()

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return self._sentence(0, {name: self._zh(name, value) for name, value in self.details.items()})

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self._sentence(1, {name: _in_english(value) for name, value in self.details.items()})

    def _zh(self, name: str, value: object) -> str:
        """A code by its Chinese name; an id stays as it is typed, even where it reads like a code."""
        return str(value) if name in self.ids else names.zh(value)

    def _sentence(self, index: int, details: dict[str, str]) -> str:
        paragraphs = cleandoc(type(self).__doc__ or "").split("\n\n")
        return " ".join(paragraphs[index].split()).format_map({"field": self.field, "rule": self.rule, **details})

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON output: code, field, rule, both sentences and the details as text."""
        return {
            "code": self.code,
            "field": self.field,
            "rule": self.rule,
            "zh": self.zh,
            "en": self.en,
            "details": {name: str(value) for name, value in self.details.items()},
        }


def _in_english(value: object) -> str:
    """Amounts and lists as they are written in English; words of the book stay in Chinese."""
    return str(value).replace(" 元", " yuan").replace("、", ", ")


class Conflict(Refusal):
    """{stream} 已被他人更改,请重新读取后再试。

    {stream} was changed by someone else meanwhile; read it again and retry.
    """


class NotFound(Refusal):
    """未找到{what}「{key}」。

    No such {what}: "{key}".
    """

    ids = frozenset({"key"})
