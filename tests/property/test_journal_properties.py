"""The journal holds its invariants for any amounts, in any order, on any lines."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain import fund, hold, payment, recovery
from domain.application import events as application
from domain.application.events import Destination
from domain.bank import BankLine
from domain.events import Event, Recorded
from domain.fund import Line, LineAmount
from domain.hold_due import HoldGround
from domain.levy import events as levy
from domain.levy.surcharge import LateFacts
from domain.working import Decision
from ledger import chart
from ledger.audit.accounts import recorded
from ledger.guards import balance_changes, guards_of
from ledger.journal import Posting, postings
from ledger.views.allotments import AllotmentRow
from ledger.views.allotments import fold as fold_allotments
from ledger.views.view import Entry

amounts = st.integers(1, 10**13)
lines = st.builds(
    Line,
    fund=st.sampled_from(sorted(fund.SYMBOLS)),
    year=st.integers(2020, 2035),
    programme=st.sampled_from(["startup_grant", "lease_subsidy"]),
    place=st.sampled_from(["330500", "330502"]),
)
cases = st.sampled_from(["A1", "A2", "A3"])
destinations: st.SearchStrategy[Destination] = st.sampled_from(["allotment", "lapsed"])
sources: st.SearchStrategy[payment.Source] = st.sampled_from(["treasury_right", "treasury_cash"])
DAY = date(2024, 3, 1)


def decision(amount: int) -> Decision:
    """A decision of which only the amount matters."""
    return Decision(formula="-", place="330500", law_day=DAY, known_on=DAY, statute_digest="-", amount=amount, steps=())


decisions = amounts.map(decision)
bank_lines = st.builds(
    BankLine,
    account=st.just("fund"),
    reference=st.integers(1, 10**6).map(str),
    booked_on=st.just(DAY),
    amount=amounts,
)
releases = st.builds(
    application.Release,
    line=lines,
    pre_encumbered=st.integers(0, 10**13),
    encumbered=st.integers(0, 10**13),
    destination=destinations,
)


@st.composite
def years_closed(draw: st.DrawFn) -> Event:
    """A year that closes: what is left is carried forward or lapses."""
    line = draw(lines)
    unallotted, rest = draw(st.integers(0, 10**13)), draw(st.integers(0, 10**13))
    carried = draw(st.integers(0, unallotted + rest))
    return fund.YearClosed(
        fund=line.fund,
        year=line.year,
        unallotted=unallotted,
        rests=(LineAmount(line=line, amount=rest),) if rest else (),
        carried_forward=carried,
        lapsed=unallotted + rest - carried,
        document="-",
    )


no_text = st.just("-")
cuts = st.builds(levy.Cut, owed=st.integers(0, 10**13), paid=st.integers(0, 10**13))
parts = st.integers(0, 10**13)
late = LateFacts(due_on=DAY, until=DAY, principal=0, owed=())


@st.composite
def levy_receipts(draw: st.DrawFn, year: st.SearchStrategy[int]) -> Event:
    """The treasury received something: levy, surcharge, too much, or some of each."""
    line = draw(bank_lines)
    surcharge = draw(st.integers(0, line.amount))
    owed = draw(st.integers(0, line.amount - surcharge))
    overpaid = line.amount - surcharge - owed
    return levy.Received(year=draw(year), levy=owed, surcharge=surcharge, overpaid=overpaid, receipt=line)


years = st.integers(2020, 2035)
codes = st.sampled_from(sorted(fund.SYMBOLS))
in_case = {"line": lines, "amount": amounts, "case": cases}
of_payment = {**in_case, "payment": st.just("P1")}
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(fund.Appropriated, fund=codes, year=years, place=no_text, amount=amounts, document=no_text),
    st.builds(fund.Allotted, line=lines, amount=amounts, document=no_text),
    st.builds(fund.AllotmentWithdrawn, line=lines, amount=amounts, document=no_text),
    st.builds(
        fund.CarriedForwardIn,
        fund=codes,
        year=years,
        from_year=years,
        place=no_text,
        amount=amounts,
        document=no_text,
    ),
    years_closed(),
    st.builds(application.Accepted, decision=decisions, facts=st.just({}), line=lines),
    st.builds(application.Recalculated, decision=decisions, before=amounts, line=lines, destination=destinations),
    st.builds(application.Approved, decision=decisions, facts=st.just({}), line=lines, party=no_text),
    st.builds(application.Withdrawn, claims_released=st.just(()), release=st.none() | releases),
    st.builds(application.Terminated, ground=no_text, claims_released=st.just(()), release=st.none() | releases),
    st.builds(
        application.AppealDecided,
        outcome=st.just("revoked"),
        finding=no_text,
        claims_taken=st.just(()),
        reinstated=st.none() | releases,
    ),
    st.builds(
        payment.Instructed,
        **in_case,
        tranche=st.just(1),
        label=no_text,
        party=no_text,
        details_version=st.just(1),
    ),
    st.builds(
        hold.Placed,
        **in_case,
        tranche=st.just(1),
        party=no_text,
        grounds=st.just((HoldGround(authority="-"),)),
        until=st.just(DAY),
    ),
    st.builds(hold.Reduced, **in_case),
    st.builds(hold.Released, **in_case, ground=no_text),
    st.builds(hold.Expired, **in_case),
    st.builds(hold.Ended, **in_case, cause=st.just("terminated")),
    st.builds(payment.Settled, **in_case, bank_line=bank_lines, source=sources),
    st.builds(payment.Returned, **in_case, code=no_text, bank_line=st.none() | bank_lines),
    st.builds(payment.Reissued, **in_case, attempt=st.just(2), details_version=st.just(1)),
    st.builds(payment.Cancelled, **in_case, source=sources, destination=destinations),
    st.builds(recovery.Determined, **of_payment, party=no_text, ground=no_text, clause=no_text),
    st.builds(recovery.Received, **of_payment, bank_line=bank_lines, destination=destinations),
    st.builds(recovery.WrittenOff, **of_payment, document=no_text),
    st.builds(
        levy.Assessed,
        uscc=no_text,
        year=years,
        place=no_text,
        facts=st.just({}),
        decision=decisions,
        due_on=st.just(DAY),
    ),
    st.builds(
        levy.Reassessed,
        year=years,
        facts=st.just({}),
        decision=decisions,
        ground=no_text,
        more=parts,
        cut=cuts,
        surcharge_cut=cuts,
    ),
    st.builds(levy.Waived, year=years, kind=st.just("reduction"), amount=amounts, document=no_text, cut=cuts),
    levy_receipts(years),
    st.builds(levy.SurchargeCharged, year=years, facts=st.just(late), decision=decisions),
    st.builds(levy.Refunded, year=years, amount=amounts, receipt=bank_lines),
)


def in_stream(event: Event, stream: str) -> Recorded:
    """The event as if it stood in a stream."""
    return msgspec.structs.replace(recorded(event), stream=stream)


logs = st.lists(st.builds(in_stream, events, cases), max_size=40)


def posted(log: list[Recorded]) -> Iterator[Posting]:
    """All postings of a log."""
    for item in log:
        yield from postings(item)


@given(events)
def test_every_event_balances_in_every_commodity(event: Event) -> None:
    sums: Counter[str] = Counter()
    for posting in postings(recorded(event)):
        sums[posting.commodity] += posting.amount
    assert not any(sums.values())


@given(events)
def test_no_posting_is_zero(event: Event) -> None:
    assert all(posting.amount for posting in postings(recorded(event)))


@given(logs)
def test_both_tracks_of_every_case_agree_after_any_log(log: list[Recorded]) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for posting in posted(log):
        sums[posting.case, posting.account] += posting.amount

    def total(case: str, *accounts: chart.Account) -> int:
        return sum(sums[case, account.code] for account in accounts)

    for case in ("A1", "A2", "A3", "case"):
        assert total(case, chart.ENCUMBERED) == -total(case, chart.PAYABLE)
        assert total(case, chart.ENCUMBERED_HELD) == -total(case, chart.PAYABLE_HELD)
        assert total(case, chart.EXPENDED_UNPAID) == -total(case, chart.IN_TRANSIT, chart.TO_REISSUE)
        approved = total(case, chart.ENCUMBERED, chart.ENCUMBERED_HELD)
        committed = approved + total(case, chart.EXPENDED_UNPAID, chart.EXPENDED_PAID)
        assert committed == total(case, chart.SUBSIDY, chart.CLAWBACK, chart.WRITE_OFF)


@given(logs)
def test_what_may_be_drawn_is_the_open_budget_after_any_log(log: list[Recorded]) -> None:
    approved = (chart.ENCUMBERED, chart.ENCUMBERED_HELD)
    budget = (chart.UNALLOTTED, chart.ALLOTTED, chart.PRE_ENCUMBERED, *approved, chart.EXPENDED_UNPAID)
    money = (chart.TREASURY_RIGHT, chart.TREASURY_CASH, chart.DUE_TO_TREASURY)
    open_budget: Counter[str] = Counter()
    payable: Counter[str] = Counter()
    for posting in posted(log):
        account = chart.BY_CODE[posting.account]
        open_budget[posting.commodity[:-1]] += posting.amount if account in budget else 0
        payable[posting.commodity[:-1]] += posting.amount if account in money else 0
    assert open_budget == payable


@given(logs)
def test_guards_are_the_sums_of_the_guarded_postings(log: list[Recorded]) -> None:
    sums: Counter[str] = Counter()
    for posting in posted(log):
        if posting.account.startswith("Budget:") and posting.account != chart.AUTHORITY.code:
            sums[f"{posting.account}|{posting.commodity}|{posting.line}|{posting.case}"] += posting.amount
    reserve = guards_of(log).reserve
    guarded = {key: amount for key, amount in reserve.items() if key.startswith("Budget:")}
    assert guarded == {key: amount for key, amount in sums.items() if amount}


@given(logs, st.integers(0, 40))
def test_guards_do_not_depend_on_how_events_are_put_into_commands(log: list[Recorded], cut: int) -> None:
    one_by_one: Counter[str] = Counter()
    for part in (log[:cut], log[cut:]):
        one_by_one.update(guards_of(part).reserve)
    assert {key: amount for key, amount in one_by_one.items() if amount} == guards_of(log).reserve


@given(logs)
def test_what_was_allotted_to_a_line_is_the_sum_of_all_that_became_of_it(log: list[Recorded]) -> None:
    rows: dict[str, AllotmentRow] = {}
    for item in log:
        rows |= {row.id: row for row in fold_allotments(rows, Entry(item, postings(item)))}
    for row in rows.values():
        committed = row.pre_encumbered + row.encumbered + row.held + row.unpaid
        assert row.allotted == row.available + committed + row.paid + row.lapsed


@given(events)
def test_revenue_and_spending_are_never_posted_together(event: Event) -> None:
    tracks = {posting.commodity[-1] for posting in postings(recorded(event))}
    assert tracks <= {"B", "F"} or tracks == {"R"}


@given(logs)
def test_the_treasury_holds_what_it_received_and_did_not_refund(log: list[Recorded]) -> None:
    held: Counter[str] = Counter()
    for posting in posted(log):
        held[posting.account] += posting.amount
    received = sum(item.event.receipt.amount for item in log if isinstance(item.event, levy.Received))
    refunded = sum(item.event.amount for item in log if isinstance(item.event, levy.Refunded))
    assert held[chart.LEVY_TREASURY.code] == received - refunded


# --- a whole grant ----------------------------------------------------------------------------------------------------

CASE = "A1"
LINE = Line(fund="employment_security_fund", year=2024, programme="startup_grant", place="330500")


@st.composite
def grants(draw: st.DrawFn) -> list[Recorded]:
    """A grant from acceptance to its end: some tranches paid, returned, paid again, cancelled or recovered."""
    amount = draw(st.integers(1, 10**9))
    tranches = draw(st.lists(st.integers(1, amount), max_size=4).filter(lambda parts: sum(parts) <= amount))
    destination = draw(destinations)
    log = [in_stream(application.Accepted(decision=decision(amount), facts={}, line=LINE), CASE)]
    log.append(in_stream(application.Approved(decision=decision(amount), facts={}, line=LINE, party="-"), CASE))
    for number, tranche in enumerate(tranches, start=1):
        log += [in_stream(event, f"hold:{CASE}-P{number}") for event in draw(holds(tranche, "expired"))]
        log += [in_stream(event, f"{CASE}-P{number}") for event in draw(ways(tranche))]
    left = amount - sum(tranches)
    log += [in_stream(event, f"hold:{CASE}-P9") for event in draw(holds(left, "ended") if left else st.just([]))]
    rest = application.Release(line=LINE, pre_encumbered=0, encumbered=left, destination=destination)
    return [*log, in_stream(application.Terminated(ground="-", claims_released=(), release=rest), CASE)]


@st.composite
def holds(draw: st.DrawFn, amount: int, how: str) -> list[Event]:
    """The holds of a tranche: none, or some, of which a part may be withheld for an adjustment before they end."""
    found: list[Event] = []
    for _ in range(draw(st.integers(0, 2))):
        grounds = (HoldGround(authority="-"),)
        placed = hold.Placed(case=CASE, tranche=1, line=LINE, party="-", amount=amount, grounds=grounds, until=DAY)
        found.append(placed)
        less = draw(st.integers(0, amount - 1))
        if less:
            found.append(hold.Reduced(case=CASE, line=LINE, amount=less))
        rest = amount - less
        if how == "ended":
            found.append(hold.Ended(case=CASE, line=LINE, amount=rest, cause="terminated"))
        else:
            found.append(hold.Expired(case=CASE, line=LINE, amount=rest))
    return found


@st.composite
def ways(draw: st.DrawFn, amount: int) -> list[Event]:
    """The way of a payment to its end."""
    source: payment.Source = "treasury_right"
    found: list[Event] = [
        payment.Instructed(case=CASE, tranche=1, label="-", line=LINE, party="-", details_version=1, amount=amount)
    ]
    for attempt in range(2, draw(st.integers(2, 4))):
        booked = draw(st.booleans())
        if booked:
            found.append(settled(amount, source))
            source = "treasury_cash"
        line = BankLine(account="fund", reference=f"R{attempt}", booked_on=DAY, amount=amount) if booked else None
        found.append(payment.Returned(case=CASE, line=LINE, amount=amount, code="-", bank_line=line))
        if draw(st.booleans()):
            return [*found, cancelled(amount, source, draw(destinations))]
        found.append(payment.Reissued(case=CASE, line=LINE, amount=amount, attempt=attempt, details_version=1))
    return [*found, settled(amount, source)]


def settled(amount: int, source: payment.Source) -> Event:
    """The bank statement shows it."""
    line = BankLine(account="fund", reference="S", booked_on=DAY, amount=amount)
    return payment.Settled(case=CASE, line=LINE, amount=amount, bank_line=line, source=source)


def cancelled(amount: int, source: payment.Source, destination: Destination) -> Event:
    """It was given up."""
    return payment.Cancelled(case=CASE, line=LINE, amount=amount, source=source, destination=destination)


@given(grants())
def test_a_closed_grant_liquidates_to_zero(log: list[Recorded]) -> None:
    sums: Counter[str] = Counter()
    for posting in posted(log):
        sums[posting.account] += posting.amount
    between = (
        chart.PRE_ENCUMBERED,
        chart.ENCUMBERED,
        chart.ENCUMBERED_HELD,
        chart.EXPENDED_UNPAID,
        chart.PAYABLE,
        chart.PAYABLE_HELD,
        chart.IN_TRANSIT,
        chart.TO_REISSUE,
    )
    assert {account.code: sums[account.code] for account in between if sums[account.code]} == {}
    assert sums[chart.EXPENDED_PAID.code] == sums[chart.SUBSIDY.code] == left_for_good(log)


@given(grants())
def test_nothing_committed_or_recoverable_is_negative_on_the_way_of_a_grant(log: list[Recorded]) -> None:
    balances: Counter[str] = Counter()
    for item in log:
        for key, delta in balance_changes(item):
            balances[key] += delta
            assert balances[key] >= 0 or key.startswith(chart.ALLOTTED.code)


def left_for_good(log: list[Recorded]) -> int:
    """What the bank statement says."""
    total = 0
    for item in log:
        match item.event:
            case payment.Settled() as event:
                total += event.bank_line.amount
            case payment.Returned(bank_line=BankLine() as line):
                total -= line.amount
    return total
