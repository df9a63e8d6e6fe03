"""A statute book that remembers which of its rows were read, so that a changed amount can be put down to them."""

from datetime import date

from domain.statutes.book import Provision, StatuteBook

Name = tuple[str, str, str, date, date]


def name_of(row: Provision) -> Name:
    """What no two rows of a book share: programme, key, place, beginning and publication."""
    return row.programme, row.key, row.place, row.valid_from, row.published_on


class ReadBook(StatuteBook):
    """The same rows as another book, and which of them look-ups have found."""

    def __init__(self, book: StatuteBook) -> None:
        # Shared, not built anew: a book is sorted, hashed and indexed once, and this one is made for every command.
        self.provisions, self.digest, self._index = book.provisions, book.digest, book._index
        self._read: dict[Name, Provision] = {}

    @property
    def read(self) -> tuple[Provision, ...]:
        """The rows found, in the order in which they were first asked for."""
        return tuple(self._read.values())

    def find(self, programme: str, key: str, day: date, place: str, known_on: date) -> Provision | None:
        """As the book finds it, and remembered."""
        found = super().find(programme, key, day, place, known_on)
        if found is not None:
            self._read[name_of(found)] = found
        return found


class ComparedBook(StatuteBook):
    """A changed book that knows, look-up by look-up, where it says something else than the book it came from.

    Every look-up is remembered: a history asks the same few questions over and over, all as known on one day.
    """

    def __init__(self, changed: StatuteBook, base: StatuteBook) -> None:
        super().__init__(changed.provisions)
        self._base = base
        self._known: dict[tuple[str, str, date, str, date], tuple[Provision | None, bool]] = {}
        self.differs = False

    def find(self, programme: str, key: str, day: date, place: str, known_on: date) -> Provision | None:
        """As the changed book finds it; `differs` is set where the other finds something else."""
        asked = programme, key, day, place, known_on
        answer = self._known.get(asked)
        if answer is None:
            found = super().find(*asked)
            answer = self._known[asked] = found, found != self._base.find(*asked)
        if answer[1]:
            self.differs = True
        return answer[0]
