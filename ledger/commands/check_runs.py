"""The run command: whoever may run checks has them carried out, and what they say is recorded; once for a key."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Final

import msgspec

from domain.application.state import Status
from domain.errors import Refusal
from domain.identity import parse_uscc
from domain.party import is_pseudonym
from ledger.book import Book
from ledger.checks.adopted import Adopted
from ledger.checks.engines.engine import Engine
from ledger.checks.registry import check_of
from ledger.checks.running import CheckRoom, Found
from ledger.commands.alerts import must_be_allowed_to_run, telling
from ledger.commands.base import Command, Receipt, Request, answered, run
from ledger.views import queries
from ledger.views.cases import CaseRow

NAME: Final = "run_checks"

PAYABLE: Final = "payable"
"""Stands for the batch to be paid next: every case with money that is approved and neither held nor instructed."""


class NoChecksRun(Refusal):
    """{on} 没有已获批准运行的检查;请先提出设定,由另一人同意。

    On {on} no check is set to run in this book: one person proposes how it runs, and another one approves.
    """


class RunChecks(Command, frozen=True, kw_only=True):
    """What to look at: cases, persons, credit codes and the batch that is PAYABLE, or everything where none is named.

    Of the checks that the book runs, only those that are named, if any are; with `trial` those on trial too.
    """

    about: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    trial: bool = False


def run_checks(book: Book, room: CheckRoom, command: RunChecks, request: Request, on: Engine | None = None) -> Receipt:
    """Carry checks out, on DuckDB unless told otherwise, and record the run with all that they say.

    Nothing is looked at before the actor is known to be allowed to, and nothing is held while checks are carried out:
    what changed meanwhile is seen when their hits are told. Raises NoChecksRun, and NotFound for a check or a case.
    """
    known = answered(book, NAME, command, request)
    if known is not None:
        return known
    asked = request.act()
    must_be_allowed_to_run(book, asked, book.place, command.about)
    found = carried_out(book, room, command, asked.today, on)
    return run(book, NAME, command, request, lambda act: telling(book, found.ran, found.hits, request, act))


def carried_out(book: Book, room: CheckRoom, command: RunChecks, today: date, on: Engine | None = None) -> Found:
    """What the checks say; nothing is recorded."""
    for id in command.checks:
        check_of(id)
    adopted = [each for each in room.adopted(today, command.checks) if command.trial or each.mode != "shadow"]
    changed = [each for each in room.changed(today, command.checks) if command.trial or each.mode != "shadow"]
    if not adopted and not changed:
        raise NoChecksRun(on=today)
    about = command.about
    found = _about(book, room, about, adopted, today) if about else room.everything(adopted, today, on)
    omitted = (*found.ran.omitted, *(each.omitted for each in changed))
    return msgspec.structs.replace(found, ran=msgspec.structs.replace(found.ran, omitted=omitted))


def _about(book: Book, room: CheckRoom, about: Sequence[str], adopted: Sequence[Adopted], today: date) -> Found:
    parties = [word for word in about if is_pseudonym(word) or _is_credit_code(word)]
    named = [queries.case(book, word) for word in about if word not in parties and word != PAYABLE]
    batch = _payable(book) if PAYABLE in about else []
    own = chain.from_iterable(queries.cases(book, applicant=party) for party in parties)
    cases = {case.id: case for case in (*named, *batch, *own)}
    return room.about(list(cases.values()), adopted, today, parties)


def _payable(book: Book) -> list[CaseRow]:
    approved = queries.cases(book, status=Status.APPROVED.value)
    return [case for case in approved if case.encumbered > 0 and not case.suspended]


def _is_credit_code(word: str) -> bool:
    try:
        parse_uscc(word)
    except Refusal:
        return False
    return True
