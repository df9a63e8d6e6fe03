"""Other law for a while: what an office has in its statute book that is not the book as shipped."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law


@contextmanager
def other_law(*rows: Provision) -> Iterator[None]:
    """Within, these rows are in force too, or instead of those with the same programme, key, place and first day."""
    given = {_name(row): row for row in rows}
    shipped = {_name(row): row for row in load_statutes(demo=True).provisions}
    book = StatuteBook((shipped | given).values())
    with patch.object(law, "load_statutes", lambda *, demo: book):
        yield


def _name(row: Provision) -> tuple[object, ...]:
    return row.programme, row.key, row.place, row.valid_from, row.published_on
