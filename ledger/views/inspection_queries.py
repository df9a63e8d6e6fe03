"""Questions about random inspections: the lists, their items, and what they say about the whole."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from domain.interval import Share, wilson
from ledger.book import Book
from ledger.views.alerts import ALERT_CASES, ALERTS
from ledger.views.asking import one, reading, rows
from ledger.views.inspections import SAMPLE_ITEMS, SAMPLES, SampleItemRow, SampleRow
from ledger.views.placements import PLACEMENTS


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a list says about everything that it was drawn from, once somebody looked.

    `wrong` is the share with an error or suspected fraud, `suspected` that of suspected fraud alone. `recall` is how
    many of the suspected ones some check had told before anybody looked: what checks find of what there is.
    """

    inspected: int
    left: int
    wrong: Share
    suspected: Share
    recall: Share


def sample(book: Book, id: str) -> SampleRow:
    """One list."""
    return one(book, SAMPLES, id, "sample")


def samples(book: Book, *, kind: str | None = None) -> list[SampleRow]:
    """Every list, by day and id."""
    return rows(book, SAMPLES, ("drawn_on", "id"), {"kind": kind})


def sample_items(book: Book, sample: str) -> list[SampleItemRow]:
    """The items of a list, in the order of the draw."""
    return rows(book, SAMPLE_ITEMS, ("rank",), {"sample": sample})


def estimate(book: Book, of: SampleRow, items: Sequence[SampleItemRow]) -> Estimate:
    """What the findings on a list say."""
    found = [item for item in items if item.finding]
    suspected = [item for item in found if item.finding == "fraud_suspected"]
    told = sum(_was_told(book, of, item) for item in suspected)
    return Estimate(
        inspected=len(found),
        left=len(items) - len(found),
        wrong=wilson(sum(item.finding != "in_order" for item in found), len(found)),
        suspected=wilson(len(suspected), len(found)),
        recall=wilson(told, len(suspected)),
    )


def _was_told(book: Book, of: SampleRow, item: SampleItemRow) -> bool:
    """Whether an alert concerned the item before the finding was recorded."""
    alerts, cases, placements = ALERTS.table.c, ALERT_CASES.table.c, PLACEMENTS.table.c
    with reading(book) as (connection, generation):
        if of.kind == "placement":
            parties = select(placements.person, placements.employer).where(
                placements.book == book.place, placements.generation == generation, placements.id == item.item
            )
            subjects = [party for row in connection.execute(parties) for party in row]
            asked = select(alerts.id).where(
                alerts.book == book.place,
                alerts.generation == generation,
                alerts.subject.in_(subjects),
                alerts.first_position < item.last_position,
            )
        else:
            case = item.item.rpartition("-P")[0] if of.kind == "payment" else item.item
            asked = select(cases.alert).where(
                cases.book == book.place,
                cases.generation == generation,
                cases.case == case,
                cases.position < item.last_position,
            )
        return connection.execute(asked.limit(1)).first() is not None
