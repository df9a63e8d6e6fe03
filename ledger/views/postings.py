"""The view of postings: every amount on every account, with the value date and the day on which it became known."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ledger.views.view import CHINA, Entry, Row, View


class PostingRow(Row, frozen=True, kw_only=True):
    """The n-th posting (fen, debit positive) of an event, whose stream is `subject`. `known_on` is a day in China."""

    position: int
    n: int
    event: str
    subject: str
    account: str
    commodity: str
    line: str
    case: str
    place: str
    amount: int
    effective_on: date
    known_on: date
    recorded_at: datetime


def fold(_: Mapping[str, PostingRow], entry: Entry) -> Iterable[PostingRow]:
    """The postings of the event."""
    recorded = entry.recorded
    meta = recorded.meta
    return [
        PostingRow(
            position=recorded.position,
            n=n,
            event=recorded.event.topic,
            subject=recorded.stream,
            account=posting.account,
            commodity=posting.commodity,
            line=posting.line,
            case=posting.case,
            place=entry.place,
            amount=posting.amount,
            effective_on=meta.effective_on,
            known_on=meta.recorded_at.astimezone(CHINA).date(),
            recorded_at=meta.recorded_at,
        )
        for n, posting in enumerate(entry.postings, start=1)
    ]


_SUMMED = ("commodity", "place", "effective_on", "known_on", "amount")

POSTINGS = View(
    "postings",
    PostingRow,
    key=("position", "n"),
    fold=fold,
    # Sums by account or line, as of any day, are read from an index alone: ten times faster than from the rows.
    indexes=[("account", *_SUMMED), ("line", "account", *_SUMMED), ("case",)],
)
