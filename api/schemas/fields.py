"""The fields of the forms: each has a heading, an example and a note, and refuses in both languages."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from marshmallow import ValidationError, fields, missing

from api.schemas import refusals as r
from domain.calendar import Month
from domain.errors import Refusal
from domain.money import MalformedMoney, fen_from_yuan

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"[12][0-9]{3}")
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")
_YES_NO = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}
_MESSAGES: dict[str, type[Refusal]] = {
    "required": r.FieldMissing,
    "null": r.FieldMissing,
    "type": r.NotAList,
    "empty": r.NotAList,
}


def said(refusal: Refusal, *path: str) -> ValidationError:
    """The refusal as schemas pass it on: of the field at the path below the schema or field that raises it."""
    messages: Any = [refusal]
    for name in reversed(path):
        messages = {name: messages}
    return ValidationError(messages)


class FormField(fields.Field[T]):
    """A field that an officer fills in; `note` says how, `example` is a right value as it stands in JSON."""

    text_only: ClassVar[bool] = False
    """Whether a sheet must keep it as text, because a number loses digits or leading zeros."""
    form: ClassVar[str] = ""
    """What is to be written, for the reference."""

    def __init__(self, zh: str, *, example: object, note: str = "", default: Any = missing) -> None:
        super().__init__(required=default is missing, load_default=default)
        self.zh = zh
        self.example = example
        self.note = note

    def make_error(self, key: str, **_: Any) -> ValidationError:
        """The refusal behind a message of the library."""
        return said(_MESSAGES[key](field=str(self.name)))

    def parsed(self, value: object) -> T:
        """The value, or a Refusal."""
        raise NotImplementedError

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> T:
        try:
            return self.parsed(value)
        except Refusal as refusal:
            raise said(refusal) from None


class Yuan(FormField[int]):
    """An amount in yuan, read as fen."""

    form = "元,最多两位小数 yuan"

    def parsed(self, value: object) -> int:
        """Fen."""
        if isinstance(value, str | Decimal | int):
            return fen_from_yuan(value, field=str(self.name))
        raise MalformedMoney(field=str(self.name))


class Percent(FormField[int]):
    """A yearly rate in percent, read as basis points."""

    form = "百分数,最多两位小数 percent"

    def parsed(self, value: object) -> int:
        """Basis points."""
        plain = isinstance(value, str | Decimal | int) and not isinstance(value, bool)
        match = _PERCENT.fullmatch(str(value)) if plain else None
        if match is None:
            raise r.NotAPercentage(field=str(self.name))
        return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


class Whole(FormField[int]):
    """A whole number, zero or more."""

    form = "整数 whole number"

    def parsed(self, value: object) -> int:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, int | str) or not _WHOLE.fullmatch(str(value)):
            raise r.NotAWholeNumber(field=str(self.name))
        return int(value)


class Year(Whole):
    """A calendar year."""

    form = "年份 YYYY"

    def parsed(self, value: object) -> int:
        """The year."""
        if not _YEAR.fullmatch(str(value)):
            raise r.NotAYear(field=str(self.name))
        return super().parsed(value)


class YesNo(FormField[bool]):
    """Yes or no."""

    form = "是 / 否 yes or no"

    def parsed(self, value: object) -> bool:
        """The answer."""
        if isinstance(value, bool):
            return value
        answer = _YES_NO.get(value.strip().lower()) if isinstance(value, str) else None
        if answer is None:
            raise r.NotYesOrNo(field=str(self.name))
        return answer


class Day(FormField[date]):
    """A day."""

    form = "日期 YYYY-MM-DD"

    def parsed(self, value: object) -> date:
        """The day."""
        try:
            if isinstance(value, str) and _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            raise r.NotADate(field=str(self.name)) from None
        raise r.NotADate(field=str(self.name))


class MonthOfYear(FormField[Month]):
    """A month."""

    form = "月份 YYYY-MM"

    def parsed(self, value: object) -> Month:
        """The month."""
        return Month.parse(value if isinstance(value, str) else "", field=str(self.name))


class Choice(FormField[str]):
    """One of a few codes, written as the code or by its Chinese name."""

    def __init__(self, zh: str, names: Mapping[str, str], **how: Any) -> None:
        super().__init__(zh, **how)
        self.names = names

    def parsed(self, value: object) -> str:
        """The code."""
        text = str(value).strip() if isinstance(value, str | int) else ""
        for code, name in self.names.items():
            if text in (code, name):
                return code
        raise r.NotAChoice(field=str(self.name), known="、".join(dict.fromkeys(self.names.values())))


class Group(fields.Nested):
    """A group of fields, or with `many` a list of them.

    In a sheet, `zh` stands before the headings of the group, and `key` names the field that tells its items apart
    (without it every row is an item). An `optional` list may be empty.
    """

    def __init__(self, nested: Any, *, many: bool = False, key: str = "", zh: str = "", optional: bool = False) -> None:
        super().__init__(nested, many=many, required=not optional, load_default=list if optional else missing)
        self.key = key
        self.zh = zh

    def make_error(self, key: str, **_: Any) -> ValidationError:
        """The refusal behind a message of the library."""
        return said((_MESSAGES if self.many or key != "type" else {"type": r.NotAGroup})[key](field=str(self.name)))

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, partial: Any = None, **how: Any
    ) -> Any:
        if self.many and self.required and not value:
            raise self.make_error("empty")
        return super()._deserialize(value, attr, data, partial, **how)
