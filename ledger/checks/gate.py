"""The gate before a payment: the checks that stop money look at its case, and what they find becomes a hold."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from domain.act import Act
from domain.alert import Hit
from domain.application.state import Application
from domain.check_run import Omitted, RunRecord, Screening
from domain.hold_due import HoldGround
from ledger.book import Book
from ledger.checks.registry import check_of
from ledger.checks.running import CheckRoom
from ledger.checks.sentence import sentence
from ledger.commands.alerts import Answer, answers_to, changes_of
from ledger.commands.holds import released_on, stopping
from ledger.commands.screening import Looked
from ledger.evidence.used import digest_of
from ledger.views import queries
from ledger.views.check_queries import holding_on


class Screened(NamedTuple):
    """What the checks said of a case: their hits, what ran, and which of them could not be carried out."""

    hits: tuple[Hit, ...]
    ran: RunRecord
    omitted: tuple[Omitted, ...]


class Gate:
    """Looks at a case before its tranche is instructed."""

    def __init__(self, room: CheckRoom) -> None:
        self._room = room

    def look(self, book: Book, case: Application, tranche: int, act: Act) -> Looked:
        """The plan that holds the tranche instead of paying it, else what looked; nothing where no check has to.

        A check that could not be carried out, or is not the one agreed on, is no clean result: it stops the payment as
        a hit does.
        """
        screened = self._screened(book, case, act)
        if screened is None:
            return Looked()
        answers = answers_to(book, screened.hits, act.today)
        agreed = released_on(book, case) if any(each.cleared for each in answers) else frozenset()
        grounds = (*_by_hits(answers, agreed), *_by_omitted(screened.omitted))
        stopped = stopping(book, case, tranche, grounds, act) if grounds else None
        if stopped is not None:
            return Looked(stopped=stopped.plan(*changes_of(answers)))
        return Looked(screening=_screening(screened, answers))

    def _screened(self, book: Book, case: Application, act: Act) -> Screened | None:
        """What the checks in hold mode say; None where the book has none."""
        holding = holding_on(book, act.today)
        if not holding:
            return None
        adopted = [each for each in self._room.adopted(act.today, holding) if each.mode == "hold"]
        found = self._room.about([queries.case(book, case.id)], adopted, act.today)
        hits = tuple(hit for hit in found.hits if case.id in hit.cases or hit.subject_kind not in _PARTIES)
        changed = (each.omitted for each in self._room.changed(act.today, holding) if each.mode == "hold")
        return Screened(hits, found.ran, (*found.ran.omitted, *changed))


_PARTIES = ("person", "employer", "case")
"""The kinds of subject whose cases are known; what hits another kind (an account, a ring) concerns the case at hand."""


def _by_hits(answers: Sequence[Answer], agreed: Collection[str]) -> tuple[HoldGround, ...]:
    """Every hit that is not put aside by two persons.

    One analyst clears an alert by himself: on the same facts it holds the case no more once a reviewer `agreed`, by
    letting money of the case go that was held on it.
    """
    return tuple(
        HoldGround(check=each.hit.check, alert=each.alert, authority=_stated(each.hit))
        for each in answers
        if each.outcome != "suppressed" and not (each.cleared and each.alert in agreed)
    )


def _stated(hit: Hit) -> str:
    """The law that the hit rests on, if there is any, and what it says."""
    said = sentence(check_of(hit.check), hit.facts).zh.rstrip("。")
    return ";".join(filter(None, (hit.authority, said)))


def _screening(screened: Screened, answers: Sequence[Answer]) -> Screening:
    return Screening(
        position=screened.ran.position,
        evidence=digest_of(screened.ran.evidence),
        checks=screened.ran.checks,
        omitted=screened.omitted,
        passed=tuple(sorted(each.alert for each in answers)),
    )


def _by_omitted(omitted: Sequence[Omitted]) -> tuple[HoldGround, ...]:
    return tuple(HoldGround(check=each.check, authority=f"未能核查:{each.source}({each.cause})") for each in omitted)
