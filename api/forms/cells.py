"""One cell for one field: what its column wants, or why the cell cannot give it."""

import re
from datetime import date

from api.forms.sheet import Raw
from api.schemas.fields import Day, FormField, MonthOfYear
from api.schemas.refusals import NotADate
from domain.calendar import NoSuchMonth
from domain.errors import Refusal

_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}")


class NumberLosesDigits(Refusal):
    """「{heading}」列必须设为文本格式:身份证号、证号、账号等以数字格式保存会丢失末几位或开头的 0。

    The column "{heading}" must be formatted as text: as a number, IDs and accounts lose their last digits or leading
    zeros.
    """


def value_of(raw: Raw, field: FormField[object], heading: str) -> object:
    """The cell as the field takes it; raises the Refusal of a cell that cannot be used."""
    if isinstance(raw, Refusal):
        raise raw
    if field.text_only:
        return _text(raw, heading)
    if isinstance(raw, date):
        return _day(raw, field)
    return raw


def _text(raw: Raw, heading: str) -> object:
    numeric = isinstance(raw, str) and _SCIENTIFIC.fullmatch(raw.strip())
    if numeric or not isinstance(raw, str):
        raise NumberLosesDigits(field=heading, heading=heading)
    return raw


def _day(day: date, field: FormField[object]) -> str:
    """A real date as text; for a month its first day, which is what Excel makes of a month that is typed in."""
    if isinstance(field, MonthOfYear):
        if day.day != 1:
            raise NoSuchMonth(field=str(field.name))
        return f"{day:%Y-%m}"
    if not isinstance(field, Day):
        raise NotADate(field=str(field.name))
    return day.isoformat()
