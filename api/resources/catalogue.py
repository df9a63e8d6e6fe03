"""Every resource of the API."""

from typing import Final

from api.http.resource import Resource
from api.resources.accounts import accounts
from api.resources.alerts import alerts
from api.resources.applications import applications
from api.resources.audits import audits
from api.resources.checks import checks
from api.resources.credentials import credentials
from api.resources.documents import documents
from api.resources.endings import endings
from api.resources.events import events
from api.resources.evidence import evidence
from api.resources.exports import exports
from api.resources.funds import funds
from api.resources.holds import holds
from api.resources.identities import identities
from api.resources.imports import imports
from api.resources.inspections import inspections
from api.resources.investigations import investigations
from api.resources.journal import books
from api.resources.networks import networks
from api.resources.notices import notices
from api.resources.parties import parties
from api.resources.payments import adjustments, payments, recoveries
from api.resources.placements import placements
from api.resources.programmes import programmes
from api.resources.session import session
from api.resources.suppressions import suppressions
from api.resources.webhooks import webhooks

RESOURCES: Final[tuple[Resource, ...]] = (
    session,
    credentials,
    accounts,
    programmes,
    applications,
    documents,
    imports,
    evidence,
    endings,
    payments,
    holds,
    inspections,
    identities,
    checks,
    alerts,
    networks,
    investigations,
    suppressions,
    recoveries,
    adjustments,
    funds,
    notices,
    parties,
    placements,
    events,
    webhooks,
    books,
    audits,
    exports,
)
