"""A sheet of the service register, read and checked: who can be enrolled, and every problem with line and column."""

from typing import Any, Final, NamedTuple

from api.forms.columns import fields_of, matched, missing
from api.forms.rows import Joined
from api.forms.sheet import Sheet
from api.schemas.form import heading_of, loaded
from api.schemas.problems import FormInvalid, Problem
from api.schemas.register_row import RegisterRow
from domain.details import PersonDetails
from domain.errors import Refusal
from domain.service.events import Situation
from ledger.book import Book
from ledger.commands.base import Request
from ledger.commands.import_register import Enrolment, EnrolmentsRefused, Progress, check_enrolments, enrol_all
from ledger.commands.services import Enrol
from ledger.vault import Vault

SCHEMA: Final = RegisterRow()
COLUMNS: Final = fields_of(SCHEMA)


class Found(NamedTuple):
    """What a sheet holds: people who could be read, where each stands, and every problem."""

    people: list[Enrolment]
    places: dict[int, Joined]
    problems: list[Problem]


def people_of(sheet: Sheet, vault: Vault, place: str = "") -> Found:
    """Everybody in a sheet; `place` stands for the column 常住地 where that is missing or blank."""
    placed, problems = matched(sheet.headings, COLUMNS)
    problems += missing(placed, COLUMNS, {"place"} if place else set())
    found = Found([], {}, problems)
    for row in () if problems else sheet.rows:
        one = Joined([row], placed, {})
        one.data |= {"place": place} if place and "place" not in one.data else {}
        found.places[row.line] = one
        _read(one, vault, found)
    return found


def _read(one: Joined, vault: Vault, found: Found) -> None:
    try:
        data = loaded(SCHEMA, one.data)
    except FormInvalid as invalid:
        known = {problem.path for problem in one.problems}
        found.problems.extend(one.problems)
        found.problems.extend(_at(one, each.path, each.refusal) for each in invalid.problems if each.path not in known)
    else:
        found.problems.extend(one.problems)
        if not one.problems:
            found.people.append(Enrolment(one.line, _command(data, vault), _details(data)))


def _command(data: dict[str, Any], vault: Vault) -> Enrol:
    situation = Situation(**{name: data[name] for name in Situation.__struct_fields__})
    told = {name: data[name] for name in ("place", "basis", "hukou", "origin")}
    return Enrol(person=vault.pseudonym(data["resident_id"]), situation=situation, **told)


def _details(data: dict[str, Any]) -> PersonDetails | None:
    if not data["certificate"]:
        return None
    return PersonDetails(resident_id=data["resident_id"], name=data["name"], certificate=data["certificate"])


def enrolled(
    found: Found, book: Book, vault: Vault, request: Request, *, dry_run: bool, progress: Progress | None = None
) -> dict[str, str]:
    """Enrol who was found, all or none, or only check it; the pseudonym of every line, or every problem at once."""
    problems, people = list(found.problems), dict[str, str]()
    try:
        if problems or dry_run:
            people = check_enrolments(book, vault, found.people, request, progress)
        else:
            people = enrol_all(book, vault, found.people, request, progress).outcome
    except EnrolmentsRefused as refusal:
        problems += [
            _at(found.places[line], found.places[line].path_of(one.field), one) for line, one in refusal.refused
        ]
    if problems:
        raise FormInvalid(tuple(sorted(problems, key=lambda each: (each.line, len(each.column), each.column))))
    return people


def _at(one: Joined, path: tuple[str | int, ...], refusal: Refusal) -> Problem:
    line, column = one.located(path)
    return Problem(path=path, heading=heading_of(SCHEMA, path), refusal=refusal, line=line, column=column)
