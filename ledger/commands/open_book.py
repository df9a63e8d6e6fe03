"""Open a book: keys first, then tables and the first event in one transaction."""

from pathlib import Path
from typing import Literal

from domain.events import Meta, Recorded
from domain.opening import Opened
from domain.places import parse_place
from domain.statutes.loader import load_statutes
from ledger.book import Book
from ledger.commands.base import Request
from ledger.keys import Keys, create_keys


def create_book(
    url: str, *, place: str, mode: Literal["demo", "production"], key_file: Path, request: Request
) -> tuple[Book, Keys]:
    """Create the keys and the book; run again after an interruption it goes on where it stopped."""
    act = request.act()
    code = parse_place(place, field="place")
    digest = load_statutes(demo=mode == "demo").digest
    keys = create_keys(key_file)
    meta = Meta(
        book=code,
        effective_on=act.on,
        recorded_at=request.now,
        actor=act.actor.id,
        roles=act.actor.roles,
        reason=act.reason,
        command_id=request.key,
    )
    opened = Recorded(stream="book", version=1, event=Opened(place=code, mode=mode, statute_digest=digest), meta=meta)
    return Book.create(url, place=code, mode=mode, opened_events=[opened]), keys
