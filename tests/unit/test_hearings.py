"""Objections and appeals as the views follow them, event by event."""

from datetime import date

from domain.application.events import AppealDecided, Appealed, ObjectionFiled, ObjectionResolved
from domain.events import Event
from ledger.views.hearings import APPEALS, OBJECTIONS, AppealRow, ObjectionRow
from ledger.views.view import Entry
from tests.cases import AFTER, CASE, by, recorded


def entry(event: Event) -> Entry:
    return Entry(recorded(CASE, 1, event, by("officer", AFTER)), (), "330502")


def appeals(*events: Event) -> AppealRow:
    known: dict[str, AppealRow] = {}
    for event in events:
        known |= {row.id: row for row in APPEALS.fold(known, entry(event))}
    return known[CASE]


def test_a_second_appeal_stands_in_for_the_first_and_is_counted() -> None:
    first = Appealed(reference="复议1号", deadline=date(2024, 5, 1))
    decided = AppealDecided(outcome="changed", finding="应予受理", claims_taken=(), reinstated=None)
    second = Appealed(reference="复议2号", deadline=date(2025, 5, 1))
    assert appeals(first).number == 1
    assert appeals(first, decided).status == "changed"
    again = appeals(first, decided, second)
    assert (again.number, again.reference, again.status) == (2, "复议2号", "open")
    assert (again.decided_on, again.decided_by, again.finding) == (None, "", "")


def test_each_objection_of_a_case_is_followed_by_its_number() -> None:
    known: dict[str, ObjectionRow] = {}
    for event in (
        ObjectionFiled(number=1, reference="来信1号", ground="甲"),
        ObjectionFiled(number=2, reference="来信2号", ground="乙"),
        ObjectionResolved(number=1, upheld=False, finding="不成立"),
    ):
        known |= {row.id: row for row in OBJECTIONS.fold(known, entry(event))}
    assert [(row.number, row.status, row.place) for row in known.values()] == [
        (1, "dismissed", "330502"),
        (2, "open", "330502"),
    ]
