"""Which views there are, and the table that says how far they have read the book."""

from typing import Any, Final

from sqlalchemy import BigInteger, Column, PrimaryKeyConstraint, Table

from ledger.tables import Code, metadata
from ledger.views.accounts import ACCOUNTS
from ledger.views.adjustments import ADJUSTMENTS
from ledger.views.alerts import ALERT_CASES, ALERTS
from ledger.views.allotments import ALLOTMENTS
from ledger.views.bank_lines import BANK_LINES
from ledger.views.bodies import BODIES, HEADCOUNTS, OFFERS
from ledger.views.cases import CASES
from ledger.views.certifications import CERTIFICATIONS
from ledger.views.check_policies import CHECK_POLICIES
from ledger.views.check_runs import RUN_CHECKS, RUNS
from ledger.views.contributions import CONTRIBUTIONS
from ledger.views.credits import CREDITS
from ledger.views.documents import DOCUMENTS
from ledger.views.duties import DUTIES
from ledger.views.evidence import EVIDENCE
from ledger.views.exchanges import EXCHANGES
from ledger.views.facilities import FACILITIES
from ledger.views.hearings import APPEALS, OBJECTIONS
from ledger.views.holds import HOLDS
from ledger.views.identity_pairs import IDENTITY_PAIRS
from ledger.views.imports import IMPORTS
from ledger.views.inspections import SAMPLE_ITEMS, SAMPLES
from ledger.views.investigations import INVESTIGATIONS
from ledger.views.jobs import JOBS
from ledger.views.levies import LEVIES
from ledger.views.parties import MENTIONS, PARTIES
from ledger.views.payments import PAYMENTS
from ledger.views.placements import PLACEMENT_MONTHS, PLACEMENTS, WORKERS
from ledger.views.places import STREAM_PLACES
from ledger.views.postings import POSTINGS
from ledger.views.recoveries import RECOVERIES
from ledger.views.reliefs import RELIEFS
from ledger.views.service_acts import SERVICE_ACTS
from ledger.views.service_files import SERVICE_FILES
from ledger.views.suppressions import SUPPRESSIONS
from ledger.views.timeline import TIMELINE
from ledger.views.view import View
from ledger.views.webhooks import WEBHOOKS
from ledger.views.welfare_posts import WELFARE_POSTS

VIEWS: Final[tuple[View[Any], ...]] = (
    CASES,
    POSTINGS,
    ALLOTMENTS,
    PAYMENTS,
    RECOVERIES,
    ADJUSTMENTS,
    HOLDS,
    LEVIES,
    CREDITS,
    STREAM_PLACES,
    TIMELINE,
    BANK_LINES,
    DUTIES,
    CONTRIBUTIONS,
    PLACEMENTS,
    PLACEMENT_MONTHS,
    WORKERS,
    CERTIFICATIONS,
    BODIES,
    OFFERS,
    HEADCOUNTS,
    SERVICE_FILES,
    SERVICE_ACTS,
    EXCHANGES,
    RELIEFS,
    FACILITIES,
    JOBS,
    IMPORTS,
    WELFARE_POSTS,
    ACCOUNTS,
    PARTIES,
    MENTIONS,
    OBJECTIONS,
    APPEALS,
    DOCUMENTS,
    WEBHOOKS,
    EVIDENCE,
    RUNS,
    RUN_CHECKS,
    ALERTS,
    ALERT_CASES,
    CHECK_POLICIES,
    INVESTIGATIONS,
    SUPPRESSIONS,
    SAMPLES,
    SAMPLE_ITEMS,
    IDENTITY_PAIRS,
)
"""Every view of a book; all of them stand at the same position."""

PROJECTION: Final = "views"

view_positions = Table(
    "view_positions",
    metadata,
    Column("book", Code, nullable=False),
    Column("name", Code, nullable=False),
    Column("position", BigInteger, nullable=False, comment="of the last event that the views contain"),
    Column("generation", BigInteger, nullable=False, comment="whose rows readers see"),
    Column("newest", BigInteger, nullable=False, comment="the last generation that a rebuild began"),
    PrimaryKeyConstraint("book", "name"),
    comment="How far the views have read the book; its row is the fence between rival runners.",
    sqlite_with_rowid=False,
)


def beginning(book: str) -> tuple[Table, dict[str, Any]]:
    """The row with which the views of a new book begin, to be inserted with its first event."""
    return view_positions, {"book": book, "name": PROJECTION, "position": 0, "generation": 1, "newest": 1}
