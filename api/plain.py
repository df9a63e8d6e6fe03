"""What the ledger answers as plain data for JSON: money as yuan with two places, ISO dates, months as YYYY-MM."""

from datetime import date
from typing import Any, Final

import msgspec

from domain.money import yuan

MONEY: Final = frozenset(
    "amount allotted available pre_encumbered encumbered held unpaid paid recovered lapsed recovering written_off"
    " received remitted outstanding undone before after difference total_difference"
    " rent_paid loan principal interest_paid fee pension medical unemployment work_injury"
    " maternity up_to wage refunded overpaid surcharge surcharge_due"
    " charged residential income qualifying_revenue total_revenue vat_paid bid withdrawn"
    " budget unallotted committed confirmed_amount".split()
)
"""The names of fields that hold fen."""


def plain(value: Any, name: str = "") -> Any:
    """The value without types; `name` is the field that it stands in."""
    match value:
        case bool() | None:
            return value
        case int():
            return yuan(value) if name in MONEY else value
        case date():
            return value.isoformat()
        case msgspec.Struct():
            return plain({field: getattr(value, field) for field in value.__struct_fields__})
        case {"year": int(), "month": int()} if len(value) == 2:
            return f"{value['year']:04d}-{value['month']:02d}"
        case dict():
            return {key: plain(each, key) for key, each in value.items()}
        case list() | tuple():
            return [plain(each, name) for each in value]
    return str(value)
