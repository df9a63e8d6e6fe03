"""What the law lacks at a place: values that only the demonstration gives, so that no document sets them."""

from datetime import date

from domain.statutes.book import Provision, StatuteBook


def missing(demo: StatuteBook, programme: str, place: str, day: date, known_on: date) -> tuple[Provision, ...]:
    """The demonstration values in force for which no documented row is, nearer or farther, sorted by key.

    A production book refuses to compute with any of them: an implementing measure must be issued and loaded first.
    """
    documented = StatuteBook(row for row in demo.provisions if not row.is_demo)
    keys = sorted({row.key for row in demo.provisions if row.programme == programme and row.is_demo})
    found = (demo.find(programme, key, day, place, known_on) for key in keys)
    return tuple(
        row
        for row in found
        if row is not None and row.is_demo and documented.law(programme, place, known_on).find(row.key, day) is None
    )
