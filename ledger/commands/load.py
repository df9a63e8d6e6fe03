"""Loading what a command decides on; NotFound names what is missing."""

from collections.abc import Callable
from typing import TypeVar

from domain import (
    adjustment,
    alert,
    document,
    evidence,
    exchange,
    fund,
    headcount,
    hold,
    identity_link,
    imports,
    inspection_sample,
    jobs,
    party,
    payment,
    public_body,
    recovery,
    suppression,
    welfare_posts,
)
from domain.adjustment import Adjustment
from domain.alert import Alert
from domain.application.events import Destination, Release
from domain.application.state import Application
from domain.application.state import evolve as evolve_application
from domain.certification.state import Certification
from domain.certification.state import evolve as evolve_certification
from domain.document import Document
from domain.errors import NotFound
from domain.events import Recorded
from domain.evidence import Evidence
from domain.exchange import Exchange
from domain.facility.state import Facility
from domain.facility.state import evolve as evolve_facility
from domain.fund import Fund, Line
from domain.headcount import Headcount
from domain.hold import Hold
from domain.identity_link import Pair
from domain.imports import Import
from domain.inspection_sample import Sample
from domain.investigation.state import Investigation
from domain.investigation.state import evolve as evolve_investigation
from domain.jobs import Batch
from domain.levy import credit
from domain.levy.credit import CreditRecord
from domain.levy.state import Levy
from domain.levy.state import evolve as evolve_levy
from domain.party import Party
from domain.payment import Payment
from domain.placement.state import Placement
from domain.placement.state import evolve as evolve_placement
from domain.public_body import PublicBody
from domain.recovery import Recovery
from domain.relief.state import ReliefCase
from domain.relief.state import evolve as evolve_relief
from domain.service import state as service
from domain.suppression import Suppression
from domain.welfare_posts import Posts
from ledger import chart
from ledger.book import Book
from ledger.guards import account_key, recoverable_key
from ledger.journal import commodity

State = TypeVar("State")


def load_case(book: Book, case: str) -> tuple[Application, int]:
    """The application and its version."""
    return _required(book, case, evolve_application, "case")


def load_payment(book: Book, payment_id: str) -> tuple[Payment, int]:
    """The payment and its version."""
    return _required(book, payment_id, payment.evolve, "payment")


def load_recovery(book: Book, recovery_id: str) -> tuple[Recovery, int]:
    """The recovery and its version."""
    return _required(book, recovery_id, recovery.evolve, "recovery")


def load_hold(book: Book, payment_id: str) -> tuple[Hold, int]:
    """The hold of the payment that a tranche would be, and its version."""
    state, version = book.load(hold.stream_of(payment_id), hold.evolve, None)
    if state is None:
        raise NotFound(field="id", what="hold", key=payment_id)
    return state, version


def load_alert(book: Book, alert_id: str) -> tuple[Alert, int]:
    """The alert and its version."""
    return _required(book, alert_id, alert.evolve, "alert")


def load_investigation(book: Book, investigation_id: str) -> tuple[Investigation, int]:
    """The investigation and its version."""
    return _required(book, investigation_id, evolve_investigation, "investigation")


def load_suppression(book: Book, suppression_id: str) -> tuple[Suppression, int]:
    """The suppression and its version."""
    return _required(book, suppression_id, suppression.evolve, "suppression")


def load_document(book: Book, document_id: str) -> tuple[Document, int]:
    """The document and its version."""
    return _required(book, document_id, document.evolve, "document")


def load_placement(book: Book, placement_id: str) -> tuple[Placement, int]:
    """The placement and its version."""
    return _required(book, placement_id, evolve_placement, "placement")


def load_welfare_posts(book: Book, place: str, kind: str) -> tuple[Posts, int]:
    """The public-welfare posts of a kind at a place and their version; there may be none yet."""
    state, version = book.load(welfare_posts.stream_of(place, kind), welfare_posts.evolve, None)
    return state or Posts(place=place, kind=kind), version


def load_adjustment(book: Book, adjustment_id: str) -> tuple[Adjustment, int]:
    """The adjustment and its version."""
    return _required(book, adjustment_id, adjustment.evolve, "adjustment")


def load_adjustments(book: Book, case: str) -> tuple[tuple[Adjustment, ...], dict[str, int]]:
    """Every adjustment of a case, and the versions on which that rests, that of the next one (0) included."""
    found: list[Adjustment] = []
    versions: dict[str, int] = {}
    while True:
        stream = adjustment.stream_of(case, len(found) + 1)
        state, versions[stream] = book.load(stream, adjustment.evolve, None)
        if state is None:
            return tuple(found), versions
        found.append(state)


def load_credit(book: Book, record_id: str) -> tuple[CreditRecord, int]:
    """The credit record and its version."""
    return _required(book, record_id, credit.evolve, "credit record")


def load_levy(book: Book, levy_id: str) -> tuple[Levy, int]:
    """The levy of an employer and year, and its version."""
    return _required(book, levy_id, evolve_levy, "levy")


def load_public_body(book: Book, body_id: str) -> tuple[PublicBody, int]:
    """The public body and its version."""
    return _required(book, body_id, public_body.evolve, "registered_body")


def load_headcount(book: Book, headcount_id: str) -> tuple[Headcount, int]:
    """The centralised head-count and its version."""
    return _required(book, headcount_id, headcount.evolve, "headcount")


def load_certification(book: Book, certification_id: str) -> tuple[Certification, int]:
    """The certification and its version."""
    return _required(book, certification_id, evolve_certification, "certification")


def load_relief(book: Book, relief_id: str) -> tuple[ReliefCase, int]:
    """The relief and its version."""
    return _required(book, relief_id, evolve_relief, "relief")


def load_fund(book: Book, code: str, year: int) -> tuple[Fund | None, int]:
    """The fund's year and its version; None and 0 where nothing was appropriated."""
    fund.symbol(code)
    return book.load(fund.stream_of(code, year), fund.evolve, None)


def load_party(book: Book, party_id: str) -> tuple[Party | None, int]:
    """The party and its version; None and 0 where it is not registered."""
    return book.load(f"party:{party_id}", party.evolve, None)


def load_file(book: Book, person: str) -> tuple[service.File, int]:
    """The person's file on the service register and its version."""
    return _required(book, service.stream_of(person), service.evolve, "file")


def load_exchange(book: Book, exchange_id: str) -> tuple[Exchange, int]:
    """The exchange between departments and its version."""
    return _required(book, exchange_id, exchange.evolve, "exchange")


def load_facility(book: Book, facility: str) -> tuple[Facility, int]:
    """The carrier and its version."""
    return _required(book, facility, evolve_facility, "facility")


def load_batch(book: Book, batch: str) -> tuple[Batch, int]:
    """The batch of posts and its version."""
    return _required(book, batch, jobs.evolve, "batch")


def load_evidence(book: Book, id: str) -> tuple[Evidence, int]:
    """The import of evidence and its version."""
    return _required(book, id, evidence.evolve, "evidence")


def load_import(book: Book, import_id: str) -> tuple[Import, int]:
    """The import and its version."""
    return _required(book, import_id, imports.evolve, "import_file")


def load_pair(book: Book, pair: str) -> tuple[Pair, int]:
    """The pair that may be one person and its version."""
    return _required(book, pair, identity_link.evolve, "identity_pair")


def load_sample(book: Book, sample: str) -> tuple[Sample, int]:
    """The random inspection list and its version."""
    return _required(book, sample, inspection_sample.evolve, "sample")


def _required(
    book: Book, stream: str, evolve: Callable[[State | None, Recorded], State | None], what: str
) -> tuple[State, int]:
    state, version = book.load(stream, evolve, None)
    if state is None:
        raise NotFound(field="id", what=what, key=stream)
    return state, version


def balance_of(book: Book, account: chart.Account, line: Line, case: str = "") -> int:
    """The live balance (fen) of a budget account."""
    return book.balance(account_key(account, commodity(line.fund, line.year, account), line.key, case))


def encumbered(book: Book, state: Application) -> int:
    """What the case still has encumbered (fen)."""
    return balance_of(book, chart.ENCUMBERED, state.line, state.id) if state.line else 0


def recoverable(book: Book, payment_id: str) -> int:
    """What may still be recovered of a payment (fen)."""
    return book.balance(recoverable_key(payment_id))


def destination_of(book: Book, line: Line) -> tuple[Destination, dict[str, int]]:
    """Where budget of the line goes back to, and the fund version on which that rests."""
    state, version = load_fund(book, line.fund, line.year)
    closed = state is not None and state.closed
    return ("lapsed" if closed else "allotment"), {fund.stream_of(line.fund, line.year): version}


def release_of(book: Book, state: Application) -> tuple[Release | None, dict[str, int], tuple[str, ...]]:
    """What the case gives back, the fund version it rests on, and the guard rows that must end at zero."""
    if state.line is None:
        return None, {}, ()
    line = state.line
    destination, expect = destination_of(book, line)
    rows = (chart.PRE_ENCUMBERED, chart.ENCUMBERED, chart.ENCUMBERED_HELD)
    pre_encumbered, *approved = (balance_of(book, account, line, state.id) for account in rows)
    still_encumbered = sum(approved)
    release = Release(line=line, pre_encumbered=pre_encumbered, encumbered=still_encumbered, destination=destination)
    drained = tuple(account_key(a, commodity(line.fund, line.year, a), line.key, state.id) for a in rows)
    return release, expect, drained
