"""The command line `subsidy-ledger`: one module per group of commands, loaded when one of them is typed."""

from typing import Final

import click

from api.cli.root import main

COMMANDS: Final = {
    "account": "accounts:account",
    "adjustment": "adjustments:adjustment",
    "alerts": "alerts:alerts",
    "application": "applications:application",
    "balances": "amounts:balances",
    "book": "books:book",
    "case": "cases:case",
    "certification": "certifications:certification",
    "checks": "checks:checks",
    "demo": "demo.command:demo",
    "document": "documents:document",
    "duty": "duties:duty",
    "evidence": "evidence:evidence",
    "exchange": "exchanges:exchange",
    "export": "exports:export",
    "facility": "facilities:facility",
    "fund": "funds:fund",
    "hold": "holds:hold",
    "identity": "identities:identity",
    "import": "imports:import_",
    "inspection": "inspections:inspection",
    "investigation": "investigations:investigation",
    "jobs": "jobs:jobs",
    "law": "laws:law",
    "levy": "levies:levy",
    "party": "parties:party",
    "payment": "payments:payment",
    "placement": "placements:placement",
    "post": "posts:post",
    "publication": "publications:publication",
    "quota": "quotas:quota",
    "recovery": "recoveries:recovery",
    "relief": "reliefs:relief",
    "report": "reports:report",
    "serve": "serving:serve",
    "service": "services:service",
    "suppression": "suppressions:suppression",
    "target": "targets:target",
    "trace": "audits:trace",
    "verify": "audits:verify",
    "views": "audits:views",
    "webhooks": "webhooks:webhooks",
}
"""Name → module and what stands there; what a command needs (Ibis, openpyxl, pyarrow) no other one waits for."""

BELOW: Final = {
    "account": ("credentials:CREDENTIALS",),
    "law": (
        "coverage:law_coverage",
        "law_changes:changes",
        "cross_use:law_cross_use",
        "what_if:law_what_if",
        "law_missing:law_missing",
        "law_book:law_book",
    ),
    "webhooks": ("delivering:deliver",),
}
"""Group → the commands of other modules that stand below it."""


def everything() -> click.Group:
    """The command line with every command loaded, for who reads about all of them."""
    context = click.Context(main)
    for name in COMMANDS:
        main.get_command(context, name)
    return main


main.stands_at(__name__, COMMANDS, BELOW)

__all__ = ["everything", "main"]
