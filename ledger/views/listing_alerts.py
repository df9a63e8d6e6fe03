"""Lists of alerts, investigations, suppressions and runs for outsiders, page by page."""

from collections.abc import Sequence

from sqlalchemy import literal

from ledger.book import Book
from ledger.views.alerts import ALERTS, AlertRow
from ledger.views.check_runs import RUNS, RunRow
from ledger.views.investigations import INVESTIGATIONS, InvestigationRow
from ledger.views.jurisdiction import seen
from ledger.views.paging import FIRST, Page, Turn, page
from ledger.views.suppressions import SUPPRESSIONS, SuppressionRow


def alerts(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    check: str | None = None,
    subject: str | None = None,
    subject_kind: str | None = None,
    case: str | None = None,
    investigation: str | None = None,
    place: str | None = None,
    status: str | None = None,
    trial: bool | None = None,
) -> Page[AlertRow]:
    """Alerts by the day on which they were raised; those of checks on trial only where they are asked for."""
    at = ALERTS.table.c
    mode = at.mode == "shadow" if trial else at.mode != "shadow"
    naming = [] if case is None else [(literal(",") + at.cases + ",").contains(f",{case},", autoescape=True)]
    equal = {
        "check": check,
        "subject": subject,
        "subject_kind": subject_kind,
        "investigation": investigation,
        "status": status,
    }
    return page(
        book, ALERTS, ("raised_on",), turn, equal=equal, conditions=[*seen(book, ALERTS, sees, place), mode, *naming]
    )


def investigations(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    analyst: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> Page[InvestigationRow]:
    """Investigations by the day on which they were opened."""
    conditions = seen(book, INVESTIGATIONS, sees, place)
    equal = {"analyst": analyst, "status": status}
    return page(book, INVESTIGATIONS, ("opened_on",), turn, equal=equal, conditions=conditions)


def suppressions(
    book: Book,
    sees: Sequence[str],
    turn: Turn = FIRST,
    *,
    subject: str | None = None,
    place: str | None = None,
    status: str | None = None,
) -> Page[SuppressionRow]:
    """Suppressions by the day on which they were asked for."""
    conditions = seen(book, SUPPRESSIONS, sees, place)
    equal = {"subject": subject, "status": status}
    return page(book, SUPPRESSIONS, ("requested_on",), turn, equal=equal, conditions=conditions)


def runs(book: Book, sees: Sequence[str], turn: Turn = FIRST, *, place: str | None = None) -> Page[RunRow]:
    """Runs by their day."""
    return page(book, RUNS, ("ran_on",), turn, conditions=seen(book, RUNS, sees, place))
