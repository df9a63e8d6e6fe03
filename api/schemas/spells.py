"""Spells in forms: from one month to another, both included."""

from collections.abc import Iterable
from typing import Any

import msgspec
from marshmallow import validates_schema

from api.schemas.fields import MonthOfYear, said
from api.schemas.people import FormPart
from domain.calendar import EndsBeforeItBegins, month_range


class Spell(FormPart):
    """One spell without a break."""

    first_month = MonthOfYear("起始月份", example="2023-01")
    last_month = MonthOfYear("截止月份", example="2023-12")

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a spell that runs backwards."""
        first, last = data["first_month"], data["last_month"]
        if last < first:
            raise said(EndsBeforeItBegins(field="last_month", first=first, last=last), "last_month")


def months_of(spells: Iterable[dict[str, Any]]) -> Any:
    """Every month of the spells, once and in order, as plain data."""
    months = {month for spell in spells for month in month_range(spell["first_month"], spell["last_month"])}
    return msgspec.to_builtins(sorted(months))
