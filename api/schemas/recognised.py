"""A person with recognised employment difficulty in a form: when first recognised, and how near to retirement then."""

from typing import Any

from marshmallow import validates_schema

from api.schemas.derived import months_to_retirement
from api.schemas.fields import MonthOfYear, Whole, said
from api.schemas.form import former_retirement_age
from api.schemas.people import Certified
from domain.errors import Refusal
from domain.identity import parse_resident_id


class Recognised(Certified):
    """The person as first recognised; the distance to retirement is frozen then."""

    former_retirement_age = former_retirement_age()
    first_recognised = MonthOfYear("首次认定就业困难月份", example="2023-01")
    months_already_subsidised = Whole("已享受补贴月数", example=12)

    @validates_schema
    def retirement_is_known(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a person of whom the months to retirement cannot be told."""
        try:
            months_left(data)
        except Refusal as refusal:
            raise said(refusal, refusal.field) from None


def months_left(person: dict[str, Any]) -> int | None:
    """Months from first recognition to retirement, by the law of then; None where it is far."""
    resident = parse_resident_id(person["resident_id"])
    return months_to_retirement(resident, person["former_retirement_age"], person["first_recognised"])
