"""Carriers and batches as they stood on a day: public lists, demands of the plans, posts of a year, who fits."""

from datetime import date

from domain import job_demands, jobs
from domain.facility import standing, state
from domain.facility.state import Facility
from domain.jobs import Batch
from ledger.book import Book
from ledger.commands.load import load_batch
from ledger.law import law_for
from ledger.service_files import files_on
from ledger.views import registers


def facilities_on(book: Book, place: str, as_of: date) -> list[Facility]:
    """Every carrier of the place and what lies in it, by what counts up to the day."""
    found = (_facility_on(book, row.id, as_of) for row in registers.facilities(book, place=place))
    return [each for each in found if each is not None]


def _facility_on(book: Book, facility: str, as_of: date) -> Facility | None:
    known: Facility | None = None
    for recorded in book.events(facility):
        if recorded.meta.effective_on <= as_of:
            known = state.evolve(known, recorded)
    return known


def batches_on(book: Book, place: str, as_of: date) -> list[Batch]:
    """Every batch of the place and what lies in it, by what counts up to the day."""
    found = (_batch_on(book, row.id, as_of) for row in registers.batches(book, place=place))
    return [each for each in found if each is not None]


def _batch_on(book: Book, batch: str, as_of: date) -> Batch | None:
    known: Batch | None = None
    for recorded in book.events(batch):
        if recorded.meta.effective_on <= as_of:
            known = jobs.evolve(known, recorded)
    return known


def directory(book: Book, place: str, name: str, as_of: date) -> tuple[standing.Listed, ...]:
    """A public list of carriers of the place."""
    return standing.directory(facilities_on(book, place, as_of), name)


def demands(book: Book, place: str, as_of: date) -> tuple[standing.DemandStanding, ...]:
    """How far the plans' demands on carriers are met at the place on the day."""
    law = law_for(book, standing.PROGRAMME, place, as_of)
    return standing.standings(facilities_on(book, place, as_of), law, as_of)


def posts_of_year(book: Book, place: str, year: int, as_of: date) -> tuple[job_demands.Year, ...]:
    """What the plans demand to be developed in a year, and what there is."""
    law = law_for(book, job_demands.PROGRAMME, place, as_of)
    return job_demands.years(batches_on(book, place, as_of), law, year, as_of)


def candidates(book: Book, batch: str, as_of: date) -> tuple[str, ...]:
    """Who on the register can be recommended for a batch, in which order."""
    known, _ = load_batch(book, batch)
    return job_demands.candidates(known, files_on(book, known.place, as_of))
