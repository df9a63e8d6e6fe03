"""Check commands: propose that a check run so from a day on, and agree or not."""

from collections.abc import Mapping
from datetime import date

import msgspec

from domain import check_policy
from domain.act import Act
from domain.check_policy import CheckInBook, CheckText, PolicyMode, VersionRegistered
from domain.errors import NotFound, Refusal
from ledger.book import Book
from ledger.checks.carrying import Chosen
from ledger.checks.check import Check
from ledger.checks.dialects import DIALECTS
from ledger.checks.registry import check_of
from ledger.checks.thresholds import thresholds_of
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, run
from ledger.law import statutes_of


class ThresholdsMissing(Refusal):
    """检查 {check} 的阈值「{names}」没有规定,须由本地设定后才能运行。

    Nothing gives the thresholds "{names}" of check {check}; the jurisdiction must set them before it runs.
    """


class Propose(Command, frozen=True, kw_only=True):
    """How a check is to run: thresholds set here go before those of the statute book."""

    check: str
    mode: PolicyMode
    from_on: date
    thresholds: dict[str, int] = msgspec.field(default_factory=dict)


class Decide(Command, frozen=True, kw_only=True):
    """Of which check the proposal is decided."""

    check: str


def propose(book: Book, command: Propose, request: Request) -> Receipt:
    """Ask that a check run in a mode; its text is registered with that where it is new."""

    def decide(act: Act) -> Plan:
        chosen = chosen_of(book, check_of(command.check), command.from_on, command.thresholds)
        if chosen.missing:
            raise ThresholdsMissing(field="thresholds", check=command.check, names=", ".join(chosen.missing))
        stream = check_policy.stream_of(command.check)
        state, version = book.load(stream, check_policy.evolve, None)
        events = check_policy.propose(
            state,
            registration_of(chosen),
            chosen=tuple(sorted(command.thresholds)),
            mode=command.mode,
            from_on=command.from_on,
            place=book.place,
            act=act,
        )
        return Plan(subject=stream, changes=(Change(stream=stream, version=version, events=events),))

    return run(book, "propose_check", command, request, decide)


def approve(book: Book, command: Decide, request: Request) -> Receipt:
    """Agree with what was proposed for a check."""

    def decide(act: Act) -> Plan:
        state, version = _load(book, command.check)
        event = check_policy.approve(state, place=book.place, act=act)
        return filed(check_policy.stream_of(command.check), version, event)

    return run(book, "approve_check", command, request, decide)


def reject(book: Book, command: Decide, request: Request) -> Receipt:
    """Do not agree."""

    def decide(act: Act) -> Plan:
        state, version = _load(book, command.check)
        event = check_policy.reject(state, place=book.place, act=act)
        return filed(check_policy.stream_of(command.check), version, event)

    return run(book, "reject_check", command, request, decide)


def chosen_of(book: Book, check: Check, day: date, thresholds: Mapping[str, int] | None = None) -> Chosen:
    """A check with the thresholds of the book's place on a day, but for those that are set here."""
    found = thresholds_of(check, statutes_of(book), book.place, day, chosen=thresholds)
    return Chosen(check=check, parameters=found.values, missing=found.missing)


def registration_of(chosen: Chosen) -> VersionRegistered:
    """The event that keeps the texts of a check."""
    texts = (chosen.text(dialect) for dialect in DIALECTS)
    return VersionRegistered(
        check=chosen.check.id,
        version=chosen.check.version,
        parameters=chosen.parameters,
        digest=chosen.digest,
        texts=tuple(CheckText(dialect=text.dialect, hits=text.hits, cites=text.cites) for text in texts),
    )


def _load(book: Book, check: str) -> tuple[CheckInBook, int]:
    state, version = book.load(check_policy.stream_of(check), check_policy.evolve, None)
    if state is None:
        raise NotFound(field="check", what="check", key=check)
    return state, version
