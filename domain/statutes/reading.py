"""A statute book that remembers which of its rows were read, so that a changed amount can be put down to them."""

from datetime import date

from domain.statutes.book import Provision, StatuteBook

Name = tuple[str, str, str, date, date]


def name_of(row: Provision) -> Name:
    """What no two rows of a book share: programme, key, place, beginning and publication."""
    return row.programme, row.key, row.place, row.valid_from, row.published_on


class ReadBook(StatuteBook):
    """The same rows as another book, and which of them look-ups have found since they were last forgotten."""

    def __init__(self, book: StatuteBook) -> None:
        super().__init__(book.provisions)
        self._read: dict[Name, Provision] = {}

    @property
    def read(self) -> tuple[Provision, ...]:
        """The rows found, in the order in which they were first asked for."""
        return tuple(self._read.values())

    def forget(self) -> None:
        """Begin anew."""
        self._read.clear()

    def find(self, programme: str, key: str, day: date, place: str, known_on: date) -> Provision | None:
        """As the book finds it, and remembered."""
        found = super().find(programme, key, day, place, known_on)
        if found is not None:
            self._read[name_of(found)] = found
        return found
