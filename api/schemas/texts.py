"""The fields of the forms that hold text: names, numbers of persons and employers, codes."""

import re
from typing import ClassVar

from api.schemas import refusals as r
from api.schemas.fields import FormField
from domain.identity import parse_account, parse_disability_certificate, parse_resident_id, parse_uscc
from domain.places import parse_place
from domain.programs.training_terms import check_code

_PHONE = re.compile(r"\+?[0-9][0-9-]{3,18}[0-9]")


class Text(FormField[str]):
    """Free text."""

    text_only = True
    form = "文本 text"
    longest: ClassVar[int] = 100

    def parsed(self, value: object) -> str:
        """The text, on one line and without control characters."""
        if not isinstance(value, str) or not value.strip() or len(value) > self.longest or not value.isprintable():
            raise r.NotText(field=str(self.name), longest=self.longest)
        return self.read(value)

    def read(self, text: str) -> str:
        """What the text stands for."""
        return text


class ResidentNumber(Text):
    """A resident ID number."""

    form = "18 位公民身份号码 18-character resident ID"

    def read(self, text: str) -> str:
        """The number in canonical form."""
        return parse_resident_id(text, field=str(self.name)).number


class CertificateNumber(Text):
    """A disability certificate number."""

    form = "残疾人证号 disability certificate"

    def read(self, text: str) -> str:
        """The number in canonical form."""
        return parse_disability_certificate(text, field=str(self.name)).number


class CreditCode(Text):
    """A unified social credit code."""

    form = "18 位统一社会信用代码 18-character credit code"

    def read(self, text: str) -> str:
        """The code in canonical form."""
        return parse_uscc(text, field=str(self.name))


class AccountNumber(Text):
    """A bank account."""

    form = "8 至 32 位账号 account of 8 to 32 digits"

    def read(self, text: str) -> str:
        """The account as written."""
        return parse_account(text, field=str(self.name))


class PlaceCode(Text):
    """A GB/T 2260 code."""

    form = "6 位行政区划代码 GB/T 2260"

    def read(self, text: str) -> str:
        """The code, if it is known."""
        return parse_place(text, field=str(self.name))


class Code(Text):
    """A code of a course, an occupation or a type of work."""

    form = "代码:字母、数字和 _ . - code"

    def read(self, text: str) -> str:
        """The code, if it could not break a key."""
        check_code(text, str(self.name))
        return text


class Phone(Text):
    """A telephone number."""

    form = "电话 telephone"

    def read(self, text: str) -> str:
        """The number as written."""
        if not _PHONE.fullmatch(text):
            raise r.NotAPhone(field=str(self.name))
        return text
