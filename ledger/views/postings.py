"""The view of postings: every amount on every account, with the value date and the day on which it became known."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ledger.views.view import CHINA, Entry, Row, View


class PostingRow(Row, frozen=True, kw_only=True):
    """The n-th posting of the event at a position; fen, debit positive. `known_on` is the day of recording in China."""

    position: int
    n: int
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


POSTINGS = View("postings", PostingRow, key=("position", "n"), fold=fold, indexes=[("account",), ("line",), ("case",)])
