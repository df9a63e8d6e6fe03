"""Write an application down: the applicant and everyone it names are registered in the same transaction."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

import msgspec

from domain.act import Act
from domain.application.filing import amend as decide_amend
from domain.application.filing import draft as decide_draft
from domain.details import Details, checked
from domain.errors import Refusal
from domain.identity import is_credit_code
from domain.party import is_pseudonym
from domain.places import parse_place
from domain.programs.base import Facts
from domain.programs.registry import programme
from domain.wording import without_personal_number
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_case, load_party
from ledger.commands.place import must_lie_within
from ledger.commands.register import registration
from ledger.vault import Row, Vault


class WrongBeneficiary(Refusal):
    """「{programme}」应由{wanted}申请。

    "{programme}" is for a {wanted} to apply for.
    """


class OtherApplicant(Refusal):
    """案件 {case} 的申请人不是表单中的申请人;更换申请人须重新申请。

    The form names another applicant than case {case} has; another applicant is another application.
    """


class OtherForm(Refusal):
    """表单的项目、地区或申请日与案件 {case} 不同;这些不能补正,须重新申请。

    The form's programme, place or day of application is not that of case {case}; these are not amended, but applied for
    anew.
    """


class DetailsOnFileDiffer(Refusal):
    """当事人 {party} 已登记的姓名、证件或收款账户与申请表不同;变更须先单独登记(party register)。

    What is on file of {party} differs from the form; a change of name, certificate or account is registered on its own
    first (party register).
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
    """New facts for a draft or a returned application; `fingerprints` stand for the details of a whole new form."""

    case: str
    facts: dict[str, Any]
    fingerprints: tuple[str, ...] = ()


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
    everyone = (checked(applicant), *(checked(details, paid=False) for details in named))
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
    return plain_facts(programme(code).facts, code, facts)


def plain_facts(kind: type[Facts], code: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as that type defines them, as plain data without personal numbers; refused where they do not fit."""
    try:
        typed = msgspec.convert(facts, kind)
    except msgspec.ValidationError as error:
        raise FactsMalformed(field="facts", programme=code, problem=error) from error
    plain: dict[str, Any] = msgspec.to_builtins(typed)
    for text in _texts(plain):
        if not is_credit_code(text):
            without_personal_number(text, "facts")
    return plain


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from chain.from_iterable(map(_texts, value.values()))
        case list():
            yield from chain.from_iterable(map(_texts, value))


def draft(
    book: Book, vault: Vault, command: DraftApplication, details: tuple[Details, ...], request: Request
) -> Receipt:
    """Draft the application and register its parties."""

    def decide(act: Act) -> Plan:
        change = drafting(book, command, request, act)
        parties, rows = registrations(book, vault, details)
        return Plan(subject=change.stream, changes=(*parties, change), rows=tuple(rows))

    return run(book, "draft", command, request, decide)


def drafting(book: Book, command: DraftApplication, request: Request, act: Act) -> Change:
    """The beginning of a case, without its parties."""
    _check_beneficiary(command)
    must_lie_within(book, command.place)
    event = decide_draft(
        programme=command.programme,
        place=command.place,
        applicant=command.applicant,
        applied_on=command.applied_on,
        facts=command.facts,
        act=act,
    )
    case = new_id("A", book, request, command.place, command.applied_on.year)
    return Change(stream=case, version=0, events=(event,))


def registrations(book: Book, vault: Vault, details: tuple[Details, ...]) -> tuple[list[Change], list[Row]]:
    """Registrations of the applicant, if new or changed, and of everyone named beside, if new; each party once."""
    applicant, *named = details
    return registrations_of(book, vault, (applicant,), tuple(named))


def registrations_of(
    book: Book, vault: Vault, applicants: tuple[Details, ...], named: tuple[Details, ...]
) -> tuple[list[Change], list[Row]]:
    """Registrations of applicants who are new or changed, and of named persons who are new.

    Neither changes an account that is sealed already: whoever is paid elsewhere is not rerouted by another form.
    """
    for one in applicants:
        must_be_as_on_file(book, vault, one)
    paid = {vault.party_id(one): one for one in applicants}
    named_only = {vault.party_id(one): one for one in named if vault.party_id(one) not in paid}
    fresh = (one for party, one in named_only.items() if load_party(book, party)[0] is None)
    changes: list[Change] = []
    rows: list[Row] = []
    for one in (*paid.values(), *fresh):
        change, more = registration(book, vault, one)
        if change is not None:
            changes.append(change)
            rows.extend(more)
    return changes, rows


def must_be_as_on_file(book: Book, vault: Vault, details: Details) -> None:
    """Raise DetailsOnFileDiffer for an applicant of whom other details, with an account, are sealed already."""
    party = vault.party_id(details)
    state, _ = load_party(book, party)
    if state is None:
        return
    on_file = vault.open(party, state.details_version)
    if on_file.account and on_file != details:
        raise DetailsOnFileDiffer(field="applicant", party=party)


def amend(book: Book, command: Amend, request: Request) -> Receipt:
    """Change the facts of a draft or a returned application."""
    return run(book, "amend", command, request, lambda act: _amended(book, command, act))


def amend_by_form(
    book: Book, vault: Vault, case: str, form: DraftApplication, details: tuple[Details, ...], request: Request
) -> Receipt:
    """Change the facts by a whole new form, and register whoever in it is new or changed; the applicant stays."""
    command = Amend(case=case, facts=form.facts, fingerprints=form.fingerprints)

    def decide(act: Act) -> Plan:
        plan = _amended(book, command, act)
        state, _ = load_case(book, case)
        if state.applicant != form.applicant:
            raise OtherApplicant(field="applicant", case=case)
        if (state.programme, state.place, state.applied_on) != (form.programme, form.place, form.applied_on):
            raise OtherForm(field="form", case=case)
        parties, rows = registrations(book, vault, details)
        return msgspec.structs.replace(plan, changes=(*parties, *plan.changes), rows=tuple(rows))

    return run(book, "amend", command, request, decide)


def _amended(book: Book, command: Amend, act: Act) -> Plan:
    state, version = load_case(book, command.case)
    event = decide_amend(state, facts=checked_facts(state.programme, command.facts), act=act)
    return filed(command.case, version, event)


def _check_beneficiary(command: DraftApplication) -> None:
    wanted = programme(command.programme).beneficiary
    given = "person" if is_pseudonym(command.applicant) else "employer"
    if wanted not in (given, "either"):
        raise WrongBeneficiary(field="applicant", programme=command.programme, wanted=wanted)
