"""Files of the service register as they stood on a day, and how far the duties of a place are met over them."""

from datetime import date

from domain.service.coverage import PROGRAMME, Coverage, coverages, target_group
from domain.service.state import File, evolve, stream_of
from ledger.book import Book
from ledger.law import law_for
from ledger.views import registers


def file_on(book: Book, person: str, as_of: date) -> File | None:
    """The person's file by what counts up to the day; None where they were not on the register yet."""
    state: File | None = None
    for recorded in book.events(stream_of(person)):
        if recorded.meta.effective_on <= as_of:
            state = evolve(state, recorded)
    return state


def files_on(book: Book, place: str, as_of: date) -> list[File]:
    """Every file of the place and what lies in it, as it stood on the day."""
    found = (file_on(book, row.id, as_of) for row in registers.service_files(book, place=place))
    return [file for file in found if file is not None]


def coverage(book: Book, place: str, as_of: date) -> tuple[Coverage, ...]:
    """How far the duties of service are met at the place on the day, by the law as it was known then."""
    return coverages(files_on(book, place, as_of), law_for(book, PROGRAMME, place, as_of), as_of)


def target_group_on(book: Book, place: str, as_of: date) -> tuple[str, ...]:
    """The persons whom the plan of the place has in view on the day."""
    return target_group(files_on(book, place, as_of), law_for(book, PROGRAMME, place, as_of), as_of)
