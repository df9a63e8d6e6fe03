"""A whole form: who applies, for which programme, where and when, with the facts of the programme."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import msgspec
from marshmallow import Schema, ValidationError, validates_schema

from api.schemas.derived import FORMER_AGES, category_of
from api.schemas.fields import Choice, Day, FormField, Group, said
from api.schemas.people import FormPart, Person, details_of
from api.schemas.problems import FormInvalid, Path, Problem, found
from api.schemas.texts import PlaceCode
from domain.details import Details, PersonDetails
from domain.errors import Refusal
from domain.identity import parse_resident_id
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


def place_field(example: str) -> PlaceCode:
    """The field that says where an application is filed."""
    return PlaceCode("地区", example=example, note="申请受理地的区划代码")


class ApplicationForm(FormPart):
    """What every form begins with. A programme adds its facts and says what follows from them."""

    code: ClassVar[str]

    programme = Choice("项目", {code: known.name_zh for code, known in PROGRAMMES.items()}, example="")
    place = place_field("330502")
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


def former_retirement_age() -> Choice:
    """The field that tells the retirement categories apart."""
    return Choice("原法定退休年龄", FORMER_AGES, example="50", note="女性填 55 或 50,男性可不填", default="")


class AgedForm(ApplicationForm):
    """A form of a person whose age counts; its facts have the field `former_retirement_age`."""

    @validates_schema
    def age_goes_with_the_person(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a former retirement age that is not that of the applicant's sex."""
        try:
            category_of(parse_resident_id(data["applicant"]["resident_id"]), data["facts"]["former_retirement_age"])
        except Refusal as refusal:
            raise said(refusal, "facts", "former_retirement_age") from None


def read(schema: ApplicationForm, data: Mapping[str, Any], book: Book, vault: Vault) -> Filled:
    """Read a form; refuses it with every mistake at once."""
    form = loaded(schema, data)
    law = law_for(book, schema.code, form["place"], form["applied_on"])
    return Filled(
        programme=schema.code,
        place=form["place"],
        applied_on=form["applied_on"],
        facts=schema.to_facts(form, Reading(law=law, vault=vault)),
        applicant=details_of(form["applicant"]),
        named=schema.named(form),
    )


def loaded(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says, field by field; refuses it with every mistake at once."""
    try:
        form: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        problems = (
            Problem(path=path, heading=heading_of(schema, path), refusal=refusal)
            for path, refusal in found(error.messages_dict)
        )
        raise FormInvalid(tuple(problems)) from None
    return form


def heading_of(schema: Schema, path: Path) -> str:
    """The heading of the field at the path; empty for a group and for what does not exist."""
    at: Schema | None = schema
    heading = ""
    for part in path:
        if isinstance(part, int):
            continue
        field = at.fields.get(part) if at else None
        heading = field.zh if isinstance(field, FormField) else ""
        at = field.schema if isinstance(field, Group) else None
    return heading
