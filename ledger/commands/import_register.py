"""Import people into the service register: a whole sheet of them in one transaction, or none."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from domain.act import Act
from domain.actor import must_hold
from domain.details import PersonDetails
from domain.errors import Refusal
from domain.service.filing import REGISTER_ROLE
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.draft import registrations_of
from ledger.commands.services import Enrol, enrolment
from ledger.vault import Vault

Progress = Callable[[int, int], None]
"""Told after every person: how many are planned, of how many."""


class EnrolmentsRefused(Refusal):
    """文件中有 {count} 处问题,没有列入任何人。

    {count} things in the file stand against the import; nobody was enrolled.
    """

    def __init__(self, refused: Sequence[tuple[int, Refusal]]) -> None:
        self.refused = tuple(sorted(refused, key=lambda each: each[0]))
        """Line and refusal, by line."""
        super().__init__(field="file", count=len(self.refused))


class EnrolledTwiceInFile(Refusal):
    """同一人在本文件第 {first} 行与第 {second} 行重复。

    The same person stands in lines {first} and {second} of this file.
    """


class Enrolment(NamedTuple):
    """One person of a file: the line, the command, and the details to seal, if the file has them."""

    line: int
    command: Enrol
    details: PersonDetails | None


class EnrolAll(Command, frozen=True, kw_only=True):
    """Every person of a file, in its order."""

    people: tuple[Enrol, ...]


def enrol_all(
    book: Book, vault: Vault, people: Sequence[Enrolment], request: Request, progress: Progress | None = None
) -> Receipt:
    """Enrol every person, all or none; the receipt names the pseudonym of every line."""
    command = EnrolAll(people=tuple(each.command for each in people))
    return run(book, "service_import", command, request, lambda act: _planned(book, vault, people, act, progress))


def check_enrolments(
    book: Book, vault: Vault, people: Sequence[Enrolment], request: Request, progress: Progress | None = None
) -> dict[str, str]:
    """What an import would do, without doing it; refuses what the import would refuse."""
    return _planned(book, vault, people, request.act(), progress).outcome


def _planned(book: Book, vault: Vault, people: Sequence[Enrolment], act: Act, progress: Progress | None) -> Plan:
    must_hold(act.actor, "enrolment", REGISTER_ROLE)
    changes: dict[int, Change] = {}
    refused = list(_twice(people))
    for number, each in enumerate(people, start=1):
        try:
            changes[each.line] = enrolment(book, each.command, act)
        except Refusal as refusal:
            refused.append((each.line, refusal))
        if progress:
            progress(number, len(people))
    if refused:
        raise EnrolmentsRefused(refused)
    named = tuple(each.details for each in people if each.details is not None)
    parties, rows = registrations_of(book, vault, (), named)
    outcome = {str(each.line): each.command.person for each in people}
    return Plan(subject="service", changes=(*parties, *changes.values()), rows=tuple(rows), outcome=outcome)


def _twice(people: Sequence[Enrolment]) -> Iterator[tuple[int, Refusal]]:
    seen: dict[str, int] = {}
    for each in people:
        first = seen.setdefault(each.command.person, each.line)
        if first != each.line:
            yield each.line, EnrolledTwiceInFile(field="resident_id", first=first, second=each.line)
