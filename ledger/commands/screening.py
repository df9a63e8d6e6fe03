"""What stands against a payment before its money leaves: what findings order, then what checks find."""

from typing import NamedTuple, Protocol

import msgspec

from domain.act import Act
from domain.application.state import Application
from domain.check_run import Screening
from ledger.book import Book
from ledger.commands.base import Plan
from ledger.commands.holds import stopping
from ledger.commands.orders import ordered
from ledger.views.check_queries import must_not_need_checks, policies_in


class Looked(NamedTuple):
    """The plan that holds the tranche instead of paying it; else what looked at the case, if anything had to."""

    stopped: Plan | None = None
    screening: Screening | None = None


class Screen(Protocol):
    """Looks at a case before money leaves."""

    def look(self, book: Book, case: Application, tranche: int, act: Act, /) -> Looked: ...


class Screened(NamedTuple):
    """The plan that holds the tranche instead of paying it; else the claims and streams on which the payment rests.

    `screening` is what looked at the case; the payment keeps it.
    """

    stopped: Plan | None
    watch: dict[str, tuple[str, ...]]
    expect: dict[str, int]
    screening: Screening | None = None


def screened(book: Book, case: Application, tranche: int, screen: Screen | None, act: Act) -> Screened:
    """Ask findings first: what they order needs no evidence, and holds without a screen.

    Where two persons agree meanwhile that a check stops payments, or none any more, the payment is decided anew.
    Raises ChecksNotAtHand where the book has checks that stop payments and there is no screen.
    """
    orders = ordered(book, case.id)
    if orders.grounds and (stop := stopping(book, case, tranche, orders.grounds, act)) is not None:
        return Screened(msgspec.structs.replace(stop.plan(), watch=orders.watch), {}, {})
    agreed = policies_in(book)
    watch = orders.watch | agreed.watch
    if screen is not None:
        looked = screen.look(book, case, tranche, act)
        return Screened(looked.stopped, watch, agreed.expect, looked.screening)
    must_not_need_checks(book, act.today)
    return Screened(None, watch, agreed.expect)


def resting_on(plan: Plan, expect: dict[str, int]) -> Plan:
    """A plan that rests on more."""
    return msgspec.structs.replace(plan, expect=plan.expect | expect)
