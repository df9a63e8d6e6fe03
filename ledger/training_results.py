"""What the courses of a place brought in a year: people, person-times, certificates, by course."""

from collections.abc import Iterable

import msgspec

from ledger.book import Book
from ledger.views import registers
from ledger.views.service_acts import ServiceActRow


class CourseResult(msgspec.Struct, frozen=True, kw_only=True):
    """One course: `times` are person-times, of which each has one outcome; `dispersed` were not held in a group."""

    course: str
    people: int
    times: int
    certificates: int
    completed: int
    not_completed: int
    dispersed: int


def training_results(book: Book, place: str, year: int) -> tuple[CourseResult, ...]:
    """Every course that people of the place attended in the year, by course."""
    courses: dict[str, list[ServiceActRow]] = {}
    for row in registers.service_acts(book, kind="training", place=place):
        if row.on_day.year == year:
            courses.setdefault(row.detail, []).append(row)
    return tuple(_result(course, rows) for course, rows in sorted(courses.items()))


def _result(course: str, rows: Iterable[ServiceActRow]) -> CourseResult:
    attended = list(rows)
    words = [word for row in attended for word in row.how.split()]
    return CourseResult(
        course=course,
        people=len({row.person for row in attended}),
        times=len(attended),
        certificates=words.count("certificate"),
        completed=words.count("completed"),
        not_completed=words.count("not_completed"),
        dispersed=words.count("dispersed"),
    )
