"""The JSON form of a placement: terms, certificates and the first day; every fault is named before anything is kept."""

from typing import Any, TypeVar

import msgspec

from api.schemas.derived import age_in_years, category_of, has_retired
from domain.calendar import Month
from domain.details import Details, PersonDetails
from domain.errors import Refusal
from domain.identity import parse_resident_id
from domain.placement.terms import MonthEvidence
from ledger.certified_exchange import ExchangeFile
from ledger.commands.base import Command

C = TypeVar("C", bound=Command)


class FormDoesNotFit(Refusal):
    """表格内容不符合格式:{problem}。

    The form does not fit: {problem}.
    """


class NotAPerson(Refusal):
    """当事人 {party} 不是个人,没有年龄。

    Party {party} is no person and has no age.
    """


def command_of(kind: type[C], data: Any) -> C:
    """The command that a JSON form holds; refuses unknown, missing and misshapen fields by their path."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise FormDoesNotFit(field="form", problem=error) from error


def read_exchange(data: Any) -> ExchangeFile:
    """What another book exported."""
    try:
        return msgspec.convert(data, ExchangeFile)
    except msgspec.ValidationError as error:
        raise FormDoesNotFit(field="file", problem=error) from error


def with_age(evidence: dict[str, Any], month: Month, details: Details, former_age: str) -> MonthEvidence:
    """The evidence with age and retirement on the month's last day, worked out from the sealed resident ID."""
    if not isinstance(details, PersonDetails):
        raise NotAPerson(field="person", party=details.uscc)
    person = parse_resident_id(details.resident_id)
    return MonthEvidence(
        month=month,
        age_in_years=age_in_years(person.birth, month.last_day),
        worker=category_of(person, former_age),
        reached_retirement=has_retired(person, former_age, month.last_day),
        **evidence,
    )
