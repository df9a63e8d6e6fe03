"""What an act may be told: value date, reason, and its own fields. Types are exact: no text stands for a number."""

from typing import Any, ClassVar

from marshmallow.fields import Field

from api.schemas import refusals as r
from api.schemas.fields import Choice, Day, FormField, Whole, Yuan
from api.schemas.people import FormPart
from domain.identity import is_credit_code
from domain.webhook.address import LONGEST as LONGEST_ADDRESS
from domain.wording import LONGEST, LONGEST_IDENTIFIER, clean, identifier


class Words(FormField[str]):
    """Free text for the log: up to 500 characters, no personal numbers."""

    form = "文本,不含个人号码 text without personal numbers"
    longest: ClassVar[int] = LONGEST

    def parsed(self, value: object) -> str:
        """The text."""
        if not isinstance(value, str) or len(value) > self.longest:
            raise r.NotText(field=str(self.name), longest=self.longest)
        return clean(value, str(self.name))


class Count(Whole):
    """A whole number, as a number."""

    def parsed(self, value: object) -> int:
        """The number."""
        if not isinstance(value, int):
            raise r.NotAWholeNumber(field=str(self.name))
        return super().parsed(value)


class Truth(FormField[bool]):
    """True or false."""

    form = "true / false"

    def parsed(self, value: object) -> bool:
        """The answer."""
        if not isinstance(value, bool):
            raise r.NotYesOrNo(field=str(self.name))
        return value


class Amount(Yuan):
    """An amount in yuan, written as text so that no reader makes a float of it."""

    def parsed(self, value: object) -> int:
        """Fen."""
        return super().parsed(value if isinstance(value, str) else None)


class Code(Choice):
    """One of a few codes."""

    def parsed(self, value: object) -> str:
        """The code."""
        if not isinstance(value, str) or value not in self.names:
            raise r.NotAChoice(field=str(self.name), known="、".join(self.names))
        return value


class WordsList(FormField[tuple[str, ...]]):
    """Several texts, at least one."""

    form = "一项或多项文本 one or more texts"
    most: ClassVar[int] = 50

    def parsed(self, value: object) -> tuple[str, ...]:
        """The texts."""
        if not isinstance(value, list) or not 1 <= len(value) <= self.most:
            raise r.NotAList(field=str(self.name))
        if not all(isinstance(each, str) and len(each) <= LONGEST for each in value):
            raise r.NotText(field=str(self.name), longest=LONGEST)
        return tuple(clean(each, str(self.name)) for each in value)


class Secret(FormField[str]):
    """A password or a token; it stands in no message."""

    form = "不显示、不记录 neither shown nor recorded"
    longest: ClassVar[int] = 256

    def parsed(self, value: object) -> str:
        """The secret."""
        if not isinstance(value, str) or not 1 <= len(value) <= self.longest:
            raise r.NotText(field=str(self.name), longest=self.longest)
        return value


class Name(FormField[str]):
    """An id or a reference: letters, digits and . _ : @ - only."""

    form = "字母、数字和 . _ : @ - letters, digits and . _ : @ -"

    def parsed(self, value: object) -> str:
        """The id."""
        if not isinstance(value, str):
            raise r.NotText(field=str(self.name), longest=LONGEST_IDENTIFIER)
        return identifier(value, str(self.name))


class NameList(FormField[tuple[str, ...]]):
    """Several ids or credit codes, at least one."""

    form = "一项或多项编号 one or more ids"
    most: ClassVar[int] = 5_000

    def parsed(self, value: object) -> tuple[str, ...]:
        """The ids, each once; a credit code may consist of digits alone, as a personal number does."""
        if not isinstance(value, list) or not 1 <= len(value) <= self.most:
            raise r.NotAList(field=str(self.name))
        if not all(isinstance(each, str) for each in value):
            raise r.NotText(field=str(self.name), longest=LONGEST_IDENTIFIER)
        return tuple(
            each if is_credit_code(each) else identifier(each, str(self.name)) for each in dict.fromkeys(value)
        )


class Address(FormField[str]):
    """An address on the network; whether it may be delivered to is a rule of the domain."""

    form = "https 网址,不含查询参数 URL without a query"
    longest: ClassVar[int] = LONGEST_ADDRESS

    def parsed(self, value: object) -> str:
        """The address."""
        if not isinstance(value, str):
            raise r.NotText(field=str(self.name), longest=self.longest)
        return value


class Topics(FormField[tuple[str, ...]]):
    """Kinds of events, separated by commas; each whole, or a beginning with a star."""

    form = "以逗号分隔,可用 application.* separated by commas"
    longest: ClassVar[int] = 4_000

    def parsed(self, value: object) -> tuple[str, ...]:
        """The topics; which there are is the ledger's affair."""
        if not isinstance(value, str) or not value or len(value) > self.longest:
            raise r.NotText(field=str(self.name), longest=self.longest)
        return tuple(value.split(","))


class Object(FormField[dict[str, Any]]):
    """A JSON object that something else reads."""

    form = "JSON 对象 object"

    def parsed(self, value: object) -> dict[str, Any]:
        """The object."""
        if not isinstance(value, dict):
            raise r.NotAGroup(field=str(self.name))
        return value


class BankLinePart(FormPart):
    """A line of the bank statement."""

    account = Name("账户别名", example="ZFZH-330500", note="不是账号 an alias, not the number")
    reference = Name("银行流水号", example="HZ240327-002")
    booked_on = Day("记账日", example="2024-03-27")
    amount = Amount("流水金额", example="10000.00")


class Query(FormPart):
    """What stands behind the question mark of an address."""

    def on_bind_field(self, field_name: str, field_obj: Field[Any]) -> None:
        """A parameter is there or is left out: no text in an address stands for null."""
        field_obj.allow_none = False


class ActBody(FormPart):
    """What every act may be told."""

    on = Day("生效日", example="2024-03-11", note="默认今天 today unless given", default=None)
    reason = Words("理由", example="依规定办理", note="默认为该步骤的名称 the name of the act unless given", default="")
