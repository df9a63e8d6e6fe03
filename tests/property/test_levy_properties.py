"""Whatever officers do with a levy, in any order: what came in is accounted for, and nothing goes back twice."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.act import Act
from domain.actor import Actor
from domain.bank import BankLine
from domain.errors import Refusal
from domain.events import Event, Meta, Recorded
from domain.levy import assessment, levy
from domain.levy.facts import CODE, EmployerKind, LevyFacts
from domain.levy.state import Levy, evolve, stream_of
from domain.levy.surcharge import due_date
from domain.statutes.loader import load_statutes
from ledger import chart
from ledger.audit.accounts import recorded as example
from ledger.guards import guards_of
from ledger.journal import postings
from ledger.views.levies import LevyRow, fold
from ledger.views.view import Entry

BEGIN = date(2024, 9, 2)
BOOK = load_statutes(demo=True)
UNIT = "91140100000000001X"
STREAM = stream_of(UNIT, 2024)
OFFICER = Actor(id="levy", roles=(levy.ROLE,), place="140100")
APPROVER = Actor(id="approver", roles=(levy.APPROVER_ROLE,), place="140100")
FINANCE = Actor(id="finance", roles=(levy.REFUND_ROLE,), place="140100")

amounts = st.integers(1, 30_000_000)
wishes = st.tuples(
    st.sampled_from(
        [
            "receive",
            "reassess",
            "reassess",
            "waive",
            "exempt",
            "defer",
            "notice",
            "charge",
            "charge",
            "refund",
            "refund",
        ]
    ),
    st.integers(0, 40),
    amounts,
    st.integers(10, 200),
)


def facts(staff: int) -> LevyFacts:
    return LevyFacts(
        year=2024,
        kind=EmployerKind.STATE_ORGAN,
        staff_by_month=(staff,) * 12,
        counted_person_months=0,
        wage_total=staff * 12_000_000,
    )


def recorded(event: Event, version: int, actor: Actor, on: date) -> Recorded:
    meta: Meta = example(event).meta
    changed = {"effective_on": on, "actor": actor.id, "roles": actor.roles}
    known: dict[str, Any] = {name: getattr(meta, name) for name in meta.__struct_fields__} | changed
    return Recorded(stream=STREAM, version=version, event=event, meta=Meta(**known), position=version)


def attempt(state: Levy, verb: str, amount: int, staff: int, number: int, day: date) -> tuple[Event, Actor]:
    """What an officer with the right role would do that day."""
    law = BOOK.law(CODE, "140100", day)
    line = BankLine(account="GK", reference=str(number), booked_on=day, amount=amount)

    def act(actor: Actor) -> Act:
        return Act(actor=actor, on=day, today=day, reason="依规定办理")

    match verb:
        case "receive":
            surcharge = min(amount, state.surcharge_due)
            return levy.receive(state, receipt=line, surcharge_part=surcharge, act=act(OFFICER)), OFFICER
        case "reassess":
            decision = assessment.decide(facts(staff), law)
            changed = levy.reassess(
                state, facts=facts(staff), decision=decision, ground="更正", law=law, act=act(OFFICER)
            )
            return changed, OFFICER
        case "waive" | "exempt":
            cut = amount if verb == "waive" else None
            return levy.waive(state, amount=cut, document="批复", act=act(APPROVER)), APPROVER
        case "defer":
            until = day + timedelta(days=staff)
            return levy.defer(state, until=until, document="批复", law=law, act=act(APPROVER)), APPROVER
        case "notice":
            deadline = day + timedelta(days=5)
            return levy.notice(state, deadline=deadline, document="通知", act=act(OFFICER)), OFFICER
        case "charge":
            return levy.charge(state, law=law, act=act(OFFICER)), OFFICER
    back = BankLine(account="GK", reference=str(number), booked_on=day, amount=min(amount, state.overpaid) or amount)
    return levy.refund(state, receipt=back, act=act(FINANCE)), FINANCE


@settings(max_examples=400)
@given(st.integers(10, 200), st.lists(wishes, min_size=8, max_size=30))
def test_a_levy_accounts_for_every_fen_in_any_order_of_acts(staff: int, wished: list[Any]) -> None:
    law = BOOK.law(CODE, "140100", BEGIN)
    act = Act(actor=OFFICER, on=BEGIN, today=BEGIN, reason="核定")
    first = levy.assess(
        None,
        uscc=UNIT,
        place="140100",
        facts=facts(staff),
        decision=assessment.decide(facts(staff), law),
        due_on=due_date(law, 2024),
        act=act,
    )
    log, day = [recorded(first, 1, OFFICER, BEGIN)], BEGIN
    state, rows = evolve(None, log[0]), row_after({}, log[0])
    for number, (verb, later, amount, size) in enumerate(wished):
        day += timedelta(days=later)
        assert state is not None
        try:
            event, actor = attempt(state, verb, amount, size, number, day)
        except Refusal:
            continue
        log.append(recorded(event, len(log) + 1, actor, day))
        state, rows = evolve(state, log[-1]), row_after(rows, log[-1])
    assert state is not None
    check(state, log, rows[STREAM])


def row_after(rows: dict[str, LevyRow], item: Recorded) -> dict[str, LevyRow]:
    return rows | {row.id: row for row in fold(rows, Entry(item, postings(item)))}


def check(state: Levy, log: list[Recorded], row: LevyRow) -> None:
    """State, view, accounts and guards say the same, and no amount is below zero."""
    held: Counter[str] = Counter()
    for item in log:
        for posting in postings(item):
            held[posting.account] += posting.amount
    kept = state.received - state.refunded
    assert kept == (state.principal - state.outstanding) + (state.surcharge - state.surcharge_due) + state.overpaid
    assert min(state.principal, state.outstanding, state.surcharge, state.surcharge_due, state.overpaid, kept) >= 0
    assert held[chart.LEVY_TREASURY.code] == kept
    assert held[chart.LEVY_RECEIVABLE.code] == state.outstanding
    assert held[chart.SURCHARGE_RECEIVABLE.code] == state.surcharge_due
    assert -held[chart.REFUND_DUE.code] == state.overpaid
    assert -held[chart.LEVY_INCOME.code] == state.principal
    assert -held[chart.SURCHARGE_INCOME.code] == state.surcharge
    guarded = guards_of(log).reserve
    assert guarded.get(f"Refundable|{STREAM}", 0) == state.overpaid
    assert guarded.get(f"LevyReceived|{STREAM}", 0) == kept
    assert (row.amount, row.outstanding, row.surcharge, row.surcharge_due) == (
        *(state.principal, state.outstanding, state.surcharge, state.surcharge_due),
    )
    assert (row.received, row.overpaid, row.refunded) == (state.received, state.overpaid, state.refunded)
    assert (row.due_on, row.warned_until) == (state.due_on, state.warned_until)
