"""A whole form: who applies, for which programme, where and when, with the facts of the programme."""

from datetime import date
from typing import Any, ClassVar

import msgspec
from marshmallow import ValidationError

from api.schemas.fields import Choice, Day, FormField, Group, PlaceCode
from api.schemas.people import FormPart, Person, details_of
from api.schemas.problems import FormInvalid, Path, Problem, found
from domain.details import Details, PersonDetails
from domain.errors import Refusal
from domain.programs.registry import PROGRAMMES
from domain.statutes.book import Law
from ledger.book import Book
from ledger.law import law_for
from ledger.vault import Vault


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the facts are worked out with: the law of programme and place on the day of application, and the vault."""

    law: Law
    vault: Vault


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A form that was read: facts without personal data, and the details to seal."""

    programme: str
    place: str
    applied_on: date
    facts: dict[str, Any]
    applicant: Details
    named: tuple[PersonDetails, ...]


class ApplicationForm(FormPart):
    """What every form begins with. A programme adds its facts and says what follows from them."""

    code: ClassVar[str]

    programme = Choice("项目", {code: known.name_zh for code, known in PROGRAMMES.items()}, example="")
    place = PlaceCode("地区", example="330502", note="申请受理地的区划代码")
    applied_on = Day("申请日期", example="2024-03-01")
    applicant = Group(Person)
    facts: Any

    def to_facts(self, form: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """The facts of the programme, as plain data; everybody in them is a pseudonym."""
        plain: dict[str, Any] = msgspec.to_builtins(form["facts"])
        return plain

    def named(self, form: dict[str, Any]) -> tuple[PersonDetails, ...]:
        """Everybody whom the form names beside the applicant."""
        return ()


def read_form(schema: ApplicationForm, data: object, book: Book, vault: Vault) -> Filled:
    """Read a form; refuses it with every mistake at once."""
    try:
        form = schema.load(data)  # type: ignore
    except ValidationError as error:
        raise FormInvalid(_problems(schema, error)) from None
    ...
