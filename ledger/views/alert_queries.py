"""What is asked of alerts: lists, runs, investigations with their age, suppressions, how often a check was right."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from sqlalchemy import exists, literal

from domain.alert import AlertStatus
from domain.interval import wilson
from domain.investigation.acts import GRAVEST
from domain.investigation.state import InvestigationStatus
from ledger.book import Book
from ledger.views.alerts import ALERT_CASES, ALERTS, AlertRow
from ledger.views.asking import Condition, one, rows, within
from ledger.views.check_runs import RUN_CHECKS, RUNS, RunCheckRow, RunRow
from ledger.views.investigations import INVESTIGATIONS, InvestigationRow
from ledger.views.jurisdiction import seen
from ledger.views.suppressions import SUPPRESSIONS, SuppressionRow


class PrecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """How the alerts of one text of a check were disposed of; `open` ones say nothing yet.

    `right_…` bound the share that was not innocent, `fraud_…` the share that was fraud (Wilson's interval, per mille);
    an error of the claimant or of the office is right, but no fraud.
    """

    check: str
    check_version: int
    text_digest: str
    mode: str
    open: int
    fraud: int
    claimant_error: int
    official_error: int
    innocent: int
    right_low: int
    right_high: int
    fraud_low: int
    fraud_high: int


def alert(book: Book, id: str) -> AlertRow:
    """One alert."""
    return one(book, ALERTS, id, "alert")


def alerts(
    book: Book,
    *,
    check: str | None = None,
    subject: str | None = None,
    case: str | None = None,
    place: str | None = None,
    status: str | None = None,
    investigation: str | None = None,
    trial: bool = False,
    open_on: date | None = None,
    sees: Sequence[str] | None = None,
) -> list[AlertRow]:
    """Alerts, the gravest and then the dearest first; those of checks on trial are on no list but their own.

    With `open_on` those that wait on that day: open, looked into by nobody, and not put aside. With `sees` only those
    in the places that are seen.
    """
    at = ALERTS.table.c
    wanted: list[Condition] = [at.mode == "shadow" if trial else at.mode != "shadow"]
    wanted += [] if place is None else within(at.place, place)
    wanted += [] if case is None else [_names(case)]
    wanted += [] if sees is None else seen(book, ALERTS, sees)
    equal = {"check": check, "subject": subject, "status": status, "investigation": investigation}
    found = rows(book, ALERTS, ("raised_on", "id"), equal, wanted)
    waiting = found if open_on is None else [row for row in found if waits(row, open_on)]
    return sorted(waiting, key=lambda row: (GRAVEST.index(row.severity), -row.amount))


def waits(row: AlertRow, day: date) -> bool:
    """Whether somebody should take it up on a day."""
    aside = row.suppressed_until is not None and day <= row.suppressed_until
    return row.status == AlertStatus.OPEN and not row.investigation and not aside


def run(book: Book, id: str) -> RunRow:
    """One run."""
    return one(book, RUNS, id, "check_run")


def runs(book: Book, *, place: str | None = None) -> list[RunRow]:
    """Runs in their order."""
    return rows(book, RUNS, ("last_position",), {}, [] if place is None else within(RUNS.table.c.place, place))


def run_checks(book: Book, *, run: str | None = None, check: str | None = None) -> list[RunCheckRow]:
    """What became of each check of each run."""
    return rows(book, RUN_CHECKS, ("position", "check", "mode", "source"), {"run": run, "check": check})


def investigation(book: Book, id: str) -> InvestigationRow:
    """One investigation."""
    return one(book, INVESTIGATIONS, id, "investigation")


def investigations(
    book: Book,
    *,
    place: str | None = None,
    status: str | None = None,
    analyst: str | None = None,
    case: str | None = None,
    overdue_on: date | None = None,
) -> list[InvestigationRow]:
    """Investigations, what is due first; `overdue_on` asks for open ones whose term was over before that day."""
    at = INVESTIGATIONS.table.c
    wanted: list[Condition] = [] if place is None else list(within(at.place, place))
    if case is not None:
        wanted.append((literal(",") + at.cases + ",").contains(f",{case},", autoescape=True))
    found = rows(book, INVESTIGATIONS, ("opened_on", "id"), {"status": status, "analyst": analyst}, wanted)
    late = found if overdue_on is None else [row for row in found if overdue(row, overdue_on)]
    return sorted(late, key=lambda row: row.due or date.max)


def overdue(row: InvestigationRow, day: date) -> bool:
    """Whether it is open, and its term was over before that day."""
    return row.status == InvestigationStatus.OPEN and row.due is not None and day > row.due


def suppression(book: Book, id: str) -> SuppressionRow:
    """One suppression."""
    return one(book, SUPPRESSIONS, id, "suppression")


def suppressions(book: Book, *, subject: str | None = None, status: str | None = None) -> list[SuppressionRow]:
    """Suppressions by their last day."""
    return rows(book, SUPPRESSIONS, ("until", "id"), {"subject": subject, "status": status})


def precision(
    book: Book, *, check: str | None = None, place: str | None = None, sees: Sequence[str] | None = None
) -> list[PrecisionRow]:
    """How often each text of a check was right, from what became of its alerts; of alerts on trial nothing is known."""
    grouped: dict[tuple[str, int, str, str], list[AlertRow]] = {}
    for row in alerts(book, check=check, place=place, sees=sees):
        grouped.setdefault((row.check, row.check_version, row.text_digest, row.mode), []).append(row)
    return [_precision(key, grouped[key]) for key in sorted(grouped)]


def _precision(key: tuple[str, int, str, str], of: Sequence[AlertRow]) -> PrecisionRow:
    fraud, claimant, official = (_found(of, what) for what in ("fraud", "claimant_error", "official_error"))
    innocent = sum(row.status == AlertStatus.CLEARED for row in of)
    disposed = fraud + claimant + official + innocent
    right, deceived = wilson(disposed - innocent, disposed), wilson(fraud, disposed)
    return PrecisionRow(
        check=key[0],
        check_version=key[1],
        text_digest=key[2],
        mode=key[3],
        open=len(of) - disposed,
        fraud=fraud,
        claimant_error=claimant,
        official_error=official,
        innocent=innocent,
        right_low=right.low,
        right_high=right.high,
        fraud_low=deceived.low,
        fraud_high=deceived.high,
    )


def _found(of: Iterable[AlertRow], finding: str) -> int:
    return sum(row.status == AlertStatus.CONFIRMED and row.finding == finding for row in of)


def _names(case: str) -> Condition:
    alert, at = ALERTS.table.c, ALERT_CASES.table.c
    same = at.book == alert.book, at.generation == alert.generation, at.alert == alert.id
    return exists().where(*same, at.case == case)
