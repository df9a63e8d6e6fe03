"""What may be done with a levy: assess, reassess, waive, defer, receive, warn, surcharge, refund."""

from datetime import date
from typing import Any

import msgspec

from domain import fund
from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.bank import BankLine, must_be
from domain.calendar import Month
from domain.events import Event
from domain.fund import AmountNotPositive
from domain.levy import events as e
from domain.levy import refusals as r
from domain.levy import surcharge
from domain.levy.facts import LevyFacts
from domain.levy.state import Levy, lowered
from domain.levy.surcharge import LateFacts
from domain.money import shown
from domain.statutes.book import Law
from domain.working import Decision

ROLE = "levy_officer"
APPROVER_ROLE = "levy_approver"
REFUND_ROLE = "finance_officer"


def assess(
    state: Levy | None, *, uscc: str, place: str, facts: LevyFacts, decision: Decision, due_on: date, act: Act
) -> Event:
    """Say what the employer owes for the levy year; once for each employer and year."""
    authorise(act.actor, "levy_assessment", ROLE, place, uscc)
    if not fund.FIRST_YEAR <= facts.year <= fund.LAST_YEAR:
        raise fund.YearImplausible(field="year", year=facts.year, first=fund.FIRST_YEAR, last=fund.LAST_YEAR)
    if state is not None:
        raise r.LevyAssessedAlready(field="uscc", uscc=uscc, year=facts.year)
    return e.Assessed(uscc=uscc, year=facts.year, place=place, facts=plain(facts), decision=decision, due_on=due_on)


def reassess(state: Levy, *, facts: LevyFacts, decision: Decision, ground: str, law: Law, act: Act) -> Event:
    """Take up another amount: what is missing is charged, what was paid too much becomes refundable.

    A levy that becomes smaller was never late to that extent: the surcharge on it is cut too.
    """
    _may(state, "levy_assessment", ROLE, act)
    if facts.year != state.year:
        raise r.YearOfAnotherLevy(field="year", stated=facts.year, year=state.year)
    now = max(0, decision.amount - state.waived)
    if now == state.principal and decision.amount == state.decision.amount:
        raise r.LevyUnchanged(field="facts", amount=shown(decision.amount))
    less = max(0, state.principal - now)
    return e.Reassessed(
        year=state.year,
        facts=plain(facts),
        decision=decision,
        ground=ground,
        more=max(0, now - state.principal),
        cut=_split(less, state.outstanding),
        surcharge_cut=_split(_surcharge_less(state, less, law), state.surcharge_due),
    )


def waive(state: Levy, *, amount: int | None, document: str, act: Act) -> Event:
    """Reduce the levy by an amount (fen), or exempt from all of it (None), by document; not by who assessed it."""
    _may(state, "levy_waiver", APPROVER_ROLE, act)
    _another(state, "levy_waiver", act)
    cut = state.principal if amount is None else amount
    _positive(cut)
    if cut > state.principal:
        raise r.WaiverExceedsLevy(field="amount", amount=shown(cut), principal=shown(state.principal))
    kind: e.Waiver = "exemption" if amount is None else "reduction"
    return e.Waived(year=state.year, kind=kind, amount=cut, document=document, cut=_split(cut, state.outstanding))


def defer(state: Levy, *, until: date, document: str, law: Law, act: Act) -> Event:
    """Put the due day off, by at most as many months as the law allows; no longer once a surcharge was charged."""
    _may(state, "levy_deferral", APPROVER_ROLE, act)
    _another(state, "levy_deferral", act)
    _owing(state, "levy_deferral")
    if state.surcharged_until is not None:
        raise r.SurchargedAlready(field="until")
    rule = law.at("deferral_months_at_most", act.on)
    latest = _months_later(surcharge.due_date(law, state.year), rule.count)
    if until <= state.due_on:
        raise r.DeferralTooShort(field="until", until=until, due_on=state.due_on)
    if until > latest:
        raise r.DeferralTooLong(field="until", rule=rule.authority, months=rule.count, latest=latest, until=until)
    return e.Deferred(year=state.year, until=until, document=document)


def receive(state: Levy, *, receipt: BankLine, surcharge_part: int, act: Act) -> Event:
    """Match the treasury's receipt; what exceeds the levy owed is refundable."""
    _may(state, "levy_receipt", ROLE, act)
    must_be(receipt, receipt.amount, act.today)
    _positive(receipt.amount)
    if not 0 <= surcharge_part <= receipt.amount:
        raise r.SurchargeExceedsReceipt(field="surcharge", receipt=receipt.key)
    if surcharge_part > state.surcharge_due:
        raise r.SurchargePaidTwice(field="surcharge", amount=shown(surcharge_part), due=shown(state.surcharge_due))
    levy = min(receipt.amount - surcharge_part, state.outstanding)
    return e.Received(
        year=state.year,
        levy=levy,
        surcharge=surcharge_part,
        overpaid=receipt.amount - surcharge_part - levy,
        receipt=receipt,
    )


def notice(state: Levy, *, deadline: date, document: str, act: Act) -> Event:
    """Warn an employer who is late, and order it to pay by a day."""
    _may(state, "arrears_notice", ROLE, act)
    _owing(state, "arrears_notice")
    if act.on <= state.due_on:
        raise r.NotDueYet(field="on", due_on=state.due_on, on=act.on, act="arrears_notice")
    if deadline <= act.on:
        raise r.DeadlineInPast(field="deadline", deadline=deadline, on=act.on)
    return e.ArrearsNoticed(year=state.year, outstanding=state.outstanding, deadline=deadline, document=document)


def charge(state: Levy, *, law: Law, act: Act) -> e.SurchargeCharged:
    """Charge the surcharge up to the day of the act, where the employer was warned and let the term pass."""
    _may(state, "late_surcharge", ROLE, act)
    if state.warned_until is None:
        raise r.NotWarnedYet(field="on", problem="尚未责令限期缴纳 no warning yet")
    if act.on <= state.warned_until:
        raise r.NotWarnedYet(field="on", problem=f"期限至 until {state.warned_until}")
    facts = late_facts(state, act.on)
    return e.SurchargeCharged(year=state.year, facts=facts, decision=surcharge.decide(facts, law))


def refund(state: Levy, *, receipt: BankLine, act: Act) -> Event:
    """Record that the treasury paid back what was too much; not by who said how much is owed or what came in."""
    _may(state, "levy_refund", REFUND_ROLE, act)
    _another(state, "levy_refund", act)
    must_be_another(act.actor, state.received_by, r.SamePersonReceived(field="actor", actor=act.actor.id))
    must_be(receipt, receipt.amount, act.today)
    _positive(receipt.amount)
    if receipt.amount > state.overpaid:
        raise r.RefundExceedsOverpaid(field="amount", amount=shown(receipt.amount), left=shown(state.overpaid))
    return e.Refunded(year=state.year, amount=receipt.amount, receipt=receipt)


def late_facts(state: Levy, until: date) -> LateFacts:
    """What the surcharge is computed from."""
    return LateFacts(
        due_on=state.due_on,
        until=until,
        principal=state.principal,
        owed=state.owed,
        charged=state.surcharge,
    )


def plain(facts: LevyFacts) -> dict[str, Any]:
    """The facts as they stand in an event."""
    known: dict[str, Any] = msgspec.to_builtins(facts)
    return known


def _surcharge_less(state: Levy, less: int, law: Law) -> int:
    """How much of the surcharge was charged on what was never owed (fen)."""
    if not less or state.surcharged_until is None:
        return 0
    facts = msgspec.structs.replace(
        late_facts(state, state.surcharged_until),
        owed=lowered(state.owed, less),
        principal=state.principal - less,
    )
    return state.surcharge - min(state.surcharge, surcharge.total(facts, law))


def _split(amount: int, owed: int) -> e.Cut:
    """First what is still owed goes; the rest was paid."""
    return e.Cut(owed=min(amount, owed), paid=max(0, amount - owed))


def _may(state: Levy, name: str, role: str, act: Act) -> None:
    authorise(act.actor, name, role, state.place, state.uscc)
    act.must_not_precede(state.last_on)


def _another(state: Levy, name: str, act: Act) -> None:
    same = r.SamePersonSaidHowMuch(field="actor", actor=act.actor.id, act=name)
    must_be_another(act.actor, state.said_by, same)


def _owing(state: Levy, name: str) -> None:
    if not state.outstanding:
        raise r.NothingOwed(field="uscc", year=state.year, act=name)


def _positive(amount: int) -> None:
    if amount <= 0:
        raise AmountNotPositive(field="amount", amount=shown(amount))


def _months_later(day: date, months: int) -> date:
    month = Month.of(day).plus(months)
    return month.last_day.replace(day=min(day.day, month.last_day.day))
