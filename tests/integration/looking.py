"""A look before a payment that finds nothing, without evidence of its own."""

from collections.abc import Callable

from domain.act import Act
from domain.application.state import Application
from domain.check_run import CheckVersion, Screening
from ledger.book import Book
from ledger.commands.screening import Looked
from ledger.evidence.current import current
from ledger.evidence.used import digest_of, used_in
from ledger.views.check_queries import checks_in, holding_on


class Looker:
    """Looks with whatever checks stop payments, finds nothing, and lets something happen behind it each time."""

    def __init__(self, *then: Callable[[], None]) -> None:
        self._then = list(then)
        self.looks = 0

    def look(self, book: Book, case: Application, tranche: int, act: Act) -> Looked:
        self.looks += 1
        position, states = book.head.position, checks_in(book)
        counted = digest_of(used_in(current(book, position)))
        ran = tuple(
            CheckVersion(check=id, version=1, text_digest=states[id].policies[-1].digest, mode="hold")
            for id in holding_on(book, act.today)
        )
        screening = Screening(position=position, evidence=counted, checks=ran, omitted=(), passed=())
        if self._then:
            self._then.pop(0)()
        return Looked(screening=screening if ran else None)
