"""Write an application down: the applicant and everyone it names are registered in the same transaction."""

from datetime import date
from typing import Any

import msgspec

from domain.act import Act
from domain.application.filing import amend as decide_amend
from domain.application.filing import draft as decide_draft
from domain.details import Details, checked
from domain.errors import Refusal
from domain.party import is_pseudonym
from domain.places import covers, parse_place
from domain.programs.registry import programme
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, new_id, run
from ledger.commands.load import load_case
from ledger.commands.register import registration
from ledger.vault import Row, Vault


class PlaceOutsideBook(Refusal):
    """{place} 不属于本账套({book})的地区。

    {place} does not lie in the place of this book ({book}).
    """


class WrongBeneficiary(Refusal):
    """「{programme}」应由{wanted}申请。

    "{programme}" is for a {wanted} to apply for.
    """


class FactsMalformed(Refusal):
    """申请内容与「{programme}」的格式不符:{problem}。

    The facts do not fit the programme "{programme}": {problem}.
    """


class DraftApplication(Command, frozen=True, kw_only=True):
    """An application; `applicant` and `named` are party ids, `fingerprints` stand for their sealed details."""

    programme: str
    place: str
    applied_on: date
    facts: dict[str, Any]
    applicant: str
    fingerprints: tuple[str, ...]


class Amend(Command, frozen=True, kw_only=True):
    """New facts for a draft or a returned application."""

    case: str
    facts: dict[str, Any]


def application(
    vault: Vault,
    *,
    programme: str,
    place: str,
    applied_on: date,
    facts: dict[str, Any],
    applicant: Details,
    named: tuple[Details, ...] = (),
) -> tuple[DraftApplication, tuple[Details, ...]]:
    """The command for an application and the details to seal with it, all checked."""
    everyone = tuple(checked(details) for details in (applicant, *named))
    command = DraftApplication(
        programme=programme,
        place=parse_place(place, field="place"),
        applied_on=applied_on,
        facts=checked_facts(programme, facts),
        applicant=vault.party_id(everyone[0]),
        fingerprints=tuple(vault.fingerprint(details) for details in everyone),
    )
    return command, everyone


def checked_facts(code: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as the programme defines them, or a refusal that names the field."""
    known = programme(code)
    try:
        typed = msgspec.convert(facts, known.facts)
    except msgspec.ValidationError as error:
        raise FactsMalformed(field="facts", programme=code, problem=error) from error
    plain: dict[str, Any] = msgspec.to_builtins(typed)
    return plain


def draft(
    book: Book, vault: Vault, command: DraftApplication, details: tuple[Details, ...], request: Request
) -> Receipt:
    """Draft the application and register its parties."""
    return run(book, "draft", command, request, lambda act: drafted(book, vault, command, details, request, act))


def drafted(
    book: Book,
    vault: Vault,
    command: DraftApplication,
    details: tuple[Details, ...],
    request: Request,
    act: Act,
) -> Plan:
    """The plan of a draft; `submit` adds the submission to it."""
    _check_beneficiary(command)
    if not covers(book.place, command.place):
        raise PlaceOutsideBook(field="place", place=command.place, book=book.place)
    event = decide_draft(
        programme=command.programme,
        place=command.place,
        applicant=command.applicant,
        applied_on=command.applied_on,
        facts=command.facts,
        act=act,
    )
    case = new_id("A", book, request, command.place, command.applied_on.year)
    parties, rows = registrations(book, vault, details)
    return Plan(subject=case, changes=(*parties, Change(stream=case, version=0, events=(event,))), rows=tuple(rows))


def registrations(book: Book, vault: Vault, details: tuple[Details, ...]) -> tuple[list[Change], list[Row]]:
    """Registrations of everyone who is new or changed, each party once."""
    unique = {vault.party_id(one): one for one in details}
    changes: list[Change] = []
    rows: list[Row] = []
    for one in unique.values():
        change, more = registration(book, vault, one)
        if change is not None:
            changes.append(change)
            rows.extend(more)
    return changes, rows


def amend(book: Book, command: Amend, request: Request) -> Receipt:
    """Change the facts of a draft or a returned application."""

    def decide(act: Act) -> Plan:
        state, version = load_case(book, command.case)
        event = decide_amend(state, facts=checked_facts(state.programme, command.facts), act=act)
        return Plan(subject=command.case, changes=(Change(stream=command.case, version=version, events=(event,)),))

    return run(book, "amend", command, request, decide)


def _check_beneficiary(command: DraftApplication) -> None:
    wanted = programme(command.programme).beneficiary
    given = "person" if is_pseudonym(command.applicant) else "employer"
    if wanted not in (given, "either"):
        raise WrongBeneficiary(field="applicant", programme=command.programme, wanted=wanted)
