"""All that the law gives on a day, key by key."""

from datetime import date

from domain.statutes.book import GENERAL, Law, Provision, StatuteBook


def in_force(statutes: StatuteBook, known: Law, day: date) -> list[Provision]:
    """What the law gives for every key that the programme, or every programme, has."""
    keys = {row.key for row in statutes.provisions if row.programme in (known.programme, GENERAL)}
    found = (known.find(key, day) for key in sorted(keys))
    return [provision for provision in found if provision]
