"""The command line `subsidy-ledger`: one module per group of commands."""

from api.cli.accounts import account
from api.cli.adjustments import adjustment
from api.cli.alerts import alerts
from api.cli.amounts import balances
from api.cli.applications import application
from api.cli.audits import trace, verify, views
from api.cli.books import book
from api.cli.cases import case
from api.cli.certifications import certification
from api.cli.checks import checks
from api.cli.coverage import law_coverage
from api.cli.credentials import CREDENTIALS
from api.cli.cross_use import law_cross_use
from api.cli.delivering import deliver
from api.cli.demo.command import demo
from api.cli.documents import document
from api.cli.duties import duty
from api.cli.evidence import evidence
from api.cli.exchanges import exchange
from api.cli.exports import export
from api.cli.facilities import facility
from api.cli.funds import fund
from api.cli.holds import hold
from api.cli.identities import identity
from api.cli.imports import import_
from api.cli.inspections import inspection
from api.cli.investigations import investigation
from api.cli.jobs import jobs
from api.cli.law_book import law_book
from api.cli.law_changes import changes
from api.cli.law_missing import law_missing
from api.cli.laws import law
from api.cli.levies import levy
from api.cli.parties import party
from api.cli.payments import payment
from api.cli.placements import placement
from api.cli.posts import post
from api.cli.publications import publication
from api.cli.quotas import quota
from api.cli.recoveries import recovery
from api.cli.reliefs import relief
from api.cli.reports import report
from api.cli.root import main
from api.cli.services import service
from api.cli.serving import serve
from api.cli.suppressions import suppression
from api.cli.targets import target
from api.cli.webhooks import webhooks
from api.cli.what_if import law_what_if

for _command in (
    book,
    fund,
    application,
    import_,
    evidence,
    checks,
    payment,
    hold,
    inspection,
    identity,
    alerts,
    investigation,
    suppression,
    recovery,
    levy,
    adjustment,
    party,
    case,
    document,
    trace,
    balances,
    export,
    views,
    verify,
    law,
    duty,
    target,
    placement,
    publication,
    report,
    certification,
    quota,
    service,
    exchange,
    relief,
    facility,
    jobs,
    post,
    account,
    webhooks,
    demo,
    serve,
):
    main.add_command(_command)

for _command in (law_coverage, changes, law_cross_use, law_what_if, law_missing, law_book):
    law.add_command(_command)

for _command in CREDENTIALS:
    account.add_command(_command)

webhooks.add_command(deliver)

__all__ = ["main"]
