"""The reference of the accounts: the chart, and what each event posts, written from the journal itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from domain import adjustment, fund, hold, payment, recovery
from domain.application import events as application
from domain.application.events import Destination
from domain.bank import BankLine
from domain.events import Event, Meta, Recorded
from domain.fund import Line, LineAmount
from domain.hold_due import HoldGround
from domain.levy import events as levy
from domain.levy.surcharge import LateFacts
from domain.payment import Source
from domain.working import Decision
from ledger.chart import ACCOUNTS
from ledger.journal import Posting, postings

_INTRODUCTION = """\
# Accounts

Written from the chart and from the journal; a test keeps this page up to date.

Every event that concerns the spending of a fund posts on two tracks (平行记账): the budget track says what the budget
is committed to, the financial track what is owed, paid and due. The levy that feeds the employment security fund stands
on a third, the revenue track, and posts on no account of the other two. Each fund, year and track is a commodity of its
own, such as `CNY.LEVY24B`, `CNY.LEVY24F` and `CNY.LEVY24R`, and every event balances in every commodity. Debits are
positive. No budget account but
`Budget:Authority`, which is the contra of all others, may be below zero at any prefix of the log.

"""

AMOUNT: Final = 100
"""The amount of the examples; the page says only which account it comes from and where it goes."""

_DAY = date(2024, 3, 1)
_FUND = "employment_security_fund"
_LINE = Line(fund=_FUND, year=2024, programme="startup_grant", place="330500")
_BANK_LINE = BankLine(account="fund", reference="1", booked_on=_DAY, amount=AMOUNT)
_META = Meta(
    book="330500",
    effective_on=_DAY,
    recorded_at=datetime(2024, 3, 1, tzinfo=UTC),
    actor="officer-1",
    roles=(),
    reason="-",
    command_id="-",
)
_DESTINATIONS: Final[tuple[tuple[str, Destination], ...]] = (("", "allotment"), ("year closed", "lapsed"))
_SOURCES: Final[tuple[tuple[str, Source], ...]] = (("", "treasury_right"), ("from returned cash", "treasury_cash"))


def accounts_markdown() -> str:
    """The whole page."""
    chart = ["| account | name | | kept per |\n|---|---|---|---|\n"]
    chart += [f"| `{known.code}` | {known.zh} | {known.en} | {_kept_per(known.code)} |\n" for known in ACCOUNTS]
    table = ["| event | where | from | to |\n|---|---|---|---|\n", *(_row(what, event) for what, event in examples())]
    return "".join([_INTRODUCTION, "## Chart\n\n", *chart, "\n## Postings\n\n", *table])


def examples() -> Iterator[tuple[str, Event]]:
    """Every event that posts, in every situation in which it posts differently."""
    yield from _budget_events()
    yield from _case_events()
    yield from _hold_events()
    yield from _payment_events()
    yield from _adjustment_events()
    yield from _recovery_events()
    yield from _levy_events()


def recorded(event: Event) -> Recorded:
    """The event as if it stood in the book."""
    return Recorded(stream="case", version=1, event=event, meta=_META)


def _budget_events() -> Iterator[tuple[str, Event]]:
    yield "", fund.Appropriated(fund=_FUND, year=2024, place="330500", amount=AMOUNT, document="-")
    yield "", fund.Allotted(line=_LINE, amount=AMOUNT, document="-")
    yield "", fund.AllotmentWithdrawn(line=_LINE, amount=AMOUNT, document="-")
    yield (
        "of the closed year",
        fund.YearClosed(
            fund=_FUND,
            year=2024,
            unallotted=AMOUNT,
            rests=(LineAmount(line=_LINE, amount=AMOUNT),),
            carried_forward=AMOUNT,
            lapsed=AMOUNT,
            document="-",
        ),
    )
    yield (
        "of the next year",
        fund.CarriedForwardIn(fund=_FUND, year=2025, from_year=2024, place="330500", amount=AMOUNT, document="-"),
    )


def _case_events() -> Iterator[tuple[str, Event]]:
    yield "", application.Accepted(decision=_decision(AMOUNT), facts={}, line=_LINE)
    yield "to more", _recalculated(AMOUNT, 2 * AMOUNT, "allotment")
    for what, destination in _DESTINATIONS:
        yield _words("to less", what), _recalculated(2 * AMOUNT, AMOUNT, destination)
    yield "", application.Approved(decision=_decision(AMOUNT), facts={}, line=_LINE, party="-")
    for what, destination in _DESTINATIONS:
        accepted = _release(AMOUNT, 0, destination)
        granted = _release(0, AMOUNT, destination)
        yield (
            _words("accepted", what),
            application.Rejected(stage="-", reasons=(), decision=None, claims_released=(), release=accepted),
        )
        yield _words("accepted", what), application.Withdrawn(claims_released=(), release=accepted)
        yield what, application.Terminated(ground="-", claims_released=(), release=granted)
        yield (
            _words("an ended grant goes on", what),
            application.AppealDecided(outcome="revoked", finding="-", claims_taken=(), reinstated=granted),
        )


def _hold_events() -> Iterator[tuple[str, Event]]:
    ground = HoldGround(check="RF01", authority="-")
    yield (
        "",
        hold.Placed(case="case", tranche=1, line=_LINE, party="-", amount=AMOUNT, grounds=(ground,), until=_DAY),
    )
    yield "", hold.Reduced(case="case", line=_LINE, amount=AMOUNT)
    yield "", hold.Released(case="case", line=_LINE, amount=AMOUNT, ground="-")
    yield "", hold.Expired(case="case", line=_LINE, amount=AMOUNT)
    yield "", hold.Ended(case="case", line=_LINE, amount=AMOUNT, cause="terminated")


def _payment_events() -> Iterator[tuple[str, Event]]:
    yield (
        "",
        payment.Instructed(case="case", tranche=1, label="-", line=_LINE, party="-", details_version=1, amount=AMOUNT),
    )
    for what, source in _SOURCES:
        yield what, payment.Settled(case="case", line=_LINE, amount=AMOUNT, bank_line=_BANK_LINE, source=source)
    yield "never booked", payment.Returned(case="case", line=_LINE, amount=AMOUNT, code="-", bank_line=None)
    yield "booked", payment.Returned(case="case", line=_LINE, amount=AMOUNT, code="-", bank_line=_BANK_LINE)
    yield "", payment.Reissued(case="case", line=_LINE, amount=AMOUNT, attempt=2, details_version=1)
    for cash, source in (("never booked", _SOURCES[0][1]), ("cash returned", _SOURCES[1][1])):
        for what, destination in _DESTINATIONS:
            yield (
                _words(cash, what),
                payment.Cancelled(case="case", line=_LINE, amount=AMOUNT, source=source, destination=destination),
            )


def _adjustment_events() -> Iterator[tuple[str, Event]]:
    yield "back-pay", adjustment.Approved(case="case", difference=AMOUNT, line=_LINE, tranche=2)
    for what, destination in _DESTINATIONS:
        held = _release(0, AMOUNT, destination)
        yield _words("approved back-pay", what), adjustment.Dismissed(case="case", ground="-", release=held)
        withheld = adjustment.Settled(case="case", payment="", recoveries=(), withheld=held)
        yield _words("not yet instructed", what), withheld


def _recovery_events() -> Iterator[tuple[str, Event]]:
    yield (
        "",
        recovery.Determined(payment="-", case="case", party="-", line=_LINE, amount=AMOUNT, ground="-", clause="-"),
    )
    for what, destination in _DESTINATIONS:
        yield (
            what,
            recovery.Received(
                payment="-", case="case", line=_LINE, amount=AMOUNT, bank_line=_BANK_LINE, destination=destination
            ),
        )
    for what, destination in _DESTINATIONS:
        yield (
            what,
            recovery.Undone(
                payment="-",
                case="case",
                line=_LINE,
                outstanding=0,
                received=AMOUNT,
                remitted=AMOUNT if destination == "lapsed" else 0,
                written_off=0,
                destination=destination,
                bank_line=_BANK_LINE,
            ),
        )
    yield "", recovery.WrittenOff(payment="-", case="case", line=_LINE, amount=AMOUNT, document="-")


def _levy_events() -> Iterator[tuple[str, Event]]:
    none, owed, paid = levy.Cut(owed=0, paid=0), levy.Cut(owed=AMOUNT, paid=0), levy.Cut(owed=0, paid=AMOUNT)
    yield (
        "",
        levy.Assessed(uscc="-", year=2024, place="330500", facts={}, decision=_decision(AMOUNT), due_on=_DAY),
    )
    for what, more, cut, surcharge_cut in (
        ("to more", AMOUNT, none, none),
        ("to less", 0, owed, none),
        ("to less, paid already", 0, paid, none),
        ("with its surcharge", 0, owed, owed),
    ):
        yield what, _reassessed(more, cut, surcharge_cut)
    for what, cut in (("owed", owed), ("paid already", paid)):
        yield what, levy.Waived(year=2024, kind="reduction", amount=AMOUNT, document="-", cut=cut)
    for what, parts in (("levy", (1, 0, 0)), ("surcharge", (0, 1, 0)), ("too much", (0, 0, 1))):
        yield what, _levy_received(*(part * AMOUNT for part in parts))
    late = LateFacts(due_on=_DAY, until=_DAY, principal=AMOUNT, owed=())
    yield "", levy.SurchargeCharged(year=2024, facts=late, decision=_decision(AMOUNT))
    yield "", levy.Refunded(year=2024, amount=AMOUNT, receipt=_BANK_LINE)


def _reassessed(more: int, cut: levy.Cut, surcharge_cut: levy.Cut) -> Event:
    return levy.Reassessed(
        year=2024, facts={}, decision=_decision(AMOUNT), ground="-", more=more, cut=cut, surcharge_cut=surcharge_cut
    )


def _levy_received(levied: int, surcharge: int, overpaid: int) -> Event:
    return levy.Received(year=2024, levy=levied, surcharge=surcharge, overpaid=overpaid, receipt=_BANK_LINE)


def _decision(amount: int) -> Decision:
    return Decision(
        formula="-", place="330500", law_day=_DAY, known_on=_DAY, statute_digest="-", amount=amount, steps=()
    )


def _recalculated(before: int, after: int, destination: Destination) -> Event:
    return application.Recalculated(decision=_decision(after), before=before, line=_LINE, destination=destination)


def _release(pre_encumbered: int, encumbered: int, destination: Destination) -> application.Release:
    return application.Release(
        line=_LINE, pre_encumbered=pre_encumbered, encumbered=encumbered, destination=destination
    )


def _words(*what: str) -> str:
    return ", ".join(word for word in what if word)


def _kept_per(account: str) -> str:
    """The finest thing that the account is kept for, as the examples show it."""
    found = [posting for _, event in examples() for posting in postings(recorded(event)) if posting.account == account]
    if any(posting.case for posting in found):
        return "case"
    return "line" if any(posting.line for posting in found) else "fund and year"


def _row(what: str, event: Event) -> str:
    posted = postings(recorded(event))
    credits = [posting for posting in posted if posting.amount < 0]
    debits = [posting for posting in posted if posting.amount > 0]
    return f"| `{event.topic}` | {what} | {_accounts(credits)} | {_accounts(debits)} |\n"


def _accounts(side: list[Posting]) -> str:
    return "<br>".join(f"`{posting.account}`" for posting in side)
