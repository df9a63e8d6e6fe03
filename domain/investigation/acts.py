"""What may be done in an investigation, by whom: analysts look into it, another person confirms what they found."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.alert import REVIEWER_ROLE, ROLE, Finding
from domain.calendar import add_working_days
from domain.errors import Refusal
from domain.events import Event
from domain.innocence import reasons
from domain.investigation import events as e
from domain.investigation import refusals as r
from domain.investigation import undoing
from domain.investigation.state import Found, Investigation, InvestigationStatus
from domain.money import shown
from domain.statutes.book import Law
from domain.wording import clean, identifier

CODE: Final = "checks"
"""Under which name the statute book keeps the terms."""

APPEAL_ROLE: Final = "appeal_officer"

ORDERED: Final[tuple[e.Measure, ...]] = ("hold", "suspend", "recover")
"""What is done in a case; a referral is not."""

GRAVEST: Final = ("BLOCK", "CRITICAL", "HIGH", "MEDIUM", "LOW")
"""Severities, the gravest first."""


def gravest(severities: Iterable[str]) -> str:
    """The gravest of some severities."""
    return min(severities, key=GRAVEST.index)


def open_(*, place: str, title: e.Title, severity: str, alerts: tuple[e.Joined, ...], act: Act) -> Event:
    """Begin to look into alerts together."""
    authorise(act.actor, "investigation_open", ROLE, place, alerts)
    _some(alerts)
    return e.Opened(place=place, title=title, severity=severity, alerts=alerts)


def join(state: Investigation, *, severity: str, alerts: tuple[e.Joined, ...], act: Act) -> Event:
    """Look into more alerts with the others."""
    _analyst(state, "investigation_join", act, alerts)
    _some(alerts)
    return e.AlertJoined(severity=gravest((state.severity, severity)), alerts=alerts)


def add_case(state: Investigation, *, case: str, party: str, place: str, act: Act) -> Event:
    """Look into a case of a place that no alert names; whoever reviews may see better than the analyst does."""
    role = ROLE if ROLE in act.actor.roles else REVIEWER_ROLE
    _may(state, "investigation_add_case", role, act, party)
    authorise(act.actor, "investigation_add_case", role, place)
    if case in state.cases or any(case in each.joined.cases for each in state.alerts):
        raise r.CaseConcernedAlready(field="case", case=case)
    return e.CaseAdded(case=case, party=party)


def assign(state: Investigation, *, analyst: str, law: Law, act: Act) -> Event:
    """Give it to an analyst; analysts take it themselves, reviewers give it to anybody."""
    role = ROLE if analyst == act.actor.id else REVIEWER_ROLE
    _may(state, "investigation_assign", role, act)
    term = law.at("investigation_days", act.on)
    days = int(term.table[state.severity])
    return e.Assigned(
        analyst=identifier(analyst, "analyst"),
        days=days,
        due=add_working_days(act.on, days),
        authority=term.authority,
    )


def ask(state: Investigation, *, party: str, questions: Sequence[str], document: str, law: Law, act: Act) -> Event:
    """Ask a party what it says; a new request follows only upon an answer or the end of the term."""
    _analyst(state, "investigation_ask", act)
    if party not in state.parties:
        raise r.PartyNotConcerned(field="party", party=party)
    for known in state.asked:
        if known.party == party and not known.settled:
            raise r.AskedAlready(field="party", party=party, until=known.until)
    term = law.at("statement_days", act.on)
    return e.StatementRequested(
        party=party,
        questions=tuple(clean(question, "questions") for question in questions),
        until=add_working_days(act.on, term.count),
        document=clean(document, "document"),
        authority=term.authority,
    )


def answer(state: Investigation, *, party: str, documents: tuple[str, ...], reference: str, act: Act) -> Event:
    """Put on file what a party said; late is better than never."""
    _analyst(state, "investigation_answer", act)
    if all(each.party != party for each in state.asked):
        raise r.NotAsked(field="party", party=party)
    if not documents and not reference.strip():
        raise r.StatementWithoutRecord(field="documents")
    return e.StatementReceived(
        party=party, documents=documents, reference=clean(reference, "reference") if reference.strip() else ""
    )


def no_statement(state: Investigation, *, party: str, act: Act) -> Event:
    """Note that the term ran out without an answer."""
    _analyst(state, "investigation_silence", act)
    asked = next((each for each in state.asked if each.party == party and not each.settled), None)
    if asked is None:
        raise r.NotAsked(field="party", party=party)
    if act.on <= asked.until:
        raise r.TermStillRuns(field="on", party=party, until=asked.until)
    return e.NoStatement(party=party, until=asked.until)


def clear(state: Investigation, *, alerts: tuple[str, ...], code: str, note: str, act: Act) -> e.Cleared:
    """Dispose of alerts as innocent, for a reason of the list."""
    _analyst(state, "investigation_clear", act)
    _open_here(state, alerts, "investigation_clear")
    return e.Cleared(alerts=alerts, code=known_innocence(code), note=clean(note, "note"))


def propose(
    state: Investigation,
    *,
    alerts: tuple[str, ...],
    finding: Finding,
    amount: int,
    measures: tuple[e.Measure, ...],
    cases: tuple[str, ...],
    reasons: str,
    act: Act,
) -> Event:
    """Propose what was found; only about parties that were heard or let their term pass."""
    _analyst(state, "investigation_propose", act)
    _open_here(state, alerts, "investigation_propose")
    _heard(state, alerts, cases)
    if not cases and (measure := next((each for each in measures if each in ORDERED), None)):
        raise r.MeasureWithoutCase(field="cases", measure=measure)
    if amount < 0:
        raise r.AmountAtRiskNegative(field="amount", amount=shown(amount))
    concerned = {case for each in state.alerts if each.joined.alert in alerts for case in each.joined.cases}
    concerned |= state.cases.keys()
    for case in cases:
        if case not in concerned:
            raise r.CaseNotConcerned(field="cases", case=case)
    return e.FindingProposed(
        number=len(state.findings) + 1,
        alerts=alerts,
        finding=finding,
        amount=amount,
        measures=measures,
        cases=cases,
        reasons=clean(reasons, "reasons"),
    )


def may_decide(state: Investigation, number: int, name: str, act: Act) -> Found:
    """The proposed finding; refused for whoever looked into it, has it in hand, or proposed it."""
    _may(state, name, REVIEWER_ROLE, act)
    found = next((each for each in state.findings if each.number == number and not each.decided_by), None)
    if found is None:
        raise r.NoSuchFinding(field="number", number=number, act=name)
    _another(state, found, name, act)
    return found


def confirm(
    state: Investigation, number: int, *, suspended: tuple[str, ...], orders: tuple[e.Order, ...], act: Act
) -> Event:
    """Confirm a finding, as another person, once its parties were heard."""
    found = may_decide(state, number, "investigation_confirm", act)
    _heard(state, found.alerts, found.cases)
    return e.FindingConfirmed(
        number=number,
        alerts=found.alerts,
        finding=found.finding,
        amount=found.amount,
        suspended=suspended,
        orders=orders,
    )


def reject(state: Investigation, number: int, *, ground: str, act: Act) -> Event:
    """Do not confirm a finding, as another person; its alerts are open as before."""
    may_decide(state, number, "investigation_reject", act)
    return e.FindingRejected(number=number, ground=clean(ground, "ground"))


def refer(state: Investigation, *, body: str, document: str, act: Act) -> Event:
    """Tell another body, where a confirmed finding asks for it."""
    _authorise(state, "investigation_refer", REVIEWER_ROLE, act)
    if not any(each.confirmed and "refer" in each.measures for each in state.findings):
        raise r.NotReferable(field="body")
    return e.Referred(body=identifier(body, "body"), document=clean(document, "document"))


def decide_appeal(
    state: Investigation,
    number: int,
    *,
    outcome: e.Outcome,
    finding: Finding | None,
    code: str,
    reference: str,
    standing: Collection[str],
    act: Act,
) -> e.AppealDecided:
    """Decide an appeal against a confirmed finding, by somebody who had no part in it.

    Of what is undone where it is revoked, `standing` are the streams of what stands: cases that are suspended still,
    recoveries that were not given back.
    """
    name = "investigation_appeal"
    _authorise(state, name, APPEAL_ROLE, act)
    found = next((each for each in state.findings if each.number == number and each.confirmed), None)
    if found is None or found.appealed:
        raise r.NoSuchFinding(field="number", number=number, act=name)
    _another(state, found, name, act)
    if bool(finding) != (outcome == "changed") or bool(code) != (outcome == "revoked") or finding == found.finding:
        raise r.FindingOutcomeAtOdds(field="outcome")
    falls = outcome == "revoked"
    done = (each for each in undoing.to_undo(state, number) if falls and each.stream in standing)
    return e.AppealDecided(
        number=number,
        alerts=found.alerts,
        outcome=outcome,
        finding=finding,
        code=known_innocence(code) if code else "",
        fallen=found.amount if falls else 0,
        reference=clean(reference, "reference"),
        undo=undoing.orders(state, number, done),
    )


def take_measure(state: Investigation, *, measure: e.Measure, case: str, stream: str, amount: int, act: Act) -> Event:
    """Note that an order was carried out; whoever may do the thing itself may do it here.

    A recovery of an `amount` (fen) counts towards the first finding that says how much it comes to; that stays ordered
    until so much was determined, or a reviewer lifts it.
    """
    act.must_not_precede(state.last_on)
    must_be_ordered(state, measure=measure, case=case)
    ordering = {each.number for each in state.orders if (each.measure, each.case) == (measure, case)}
    found = next((each for each in state.findings if each.number in ordering and each.amount), None)
    if measure != "recover" or found is None:
        return e.MeasureTaken(measure=measure, case=case, stream=stream)
    left = max(0, found.amount - found.recovered - amount)
    return e.MeasureTaken(measure=measure, case=case, stream=stream, number=found.number, amount=amount, left=left)


def must_be_ordered(state: Investigation, *, measure: e.Measure, case: str) -> None:
    """Refuse what no finding asks for, or what was done already."""
    if all((each.measure, each.case) != (measure, case) for each in state.orders):
        raise r.NotOrdered(field="case", case=case, measure=measure)


def lift(
    state: Investigation, number: int, *, measure: e.Task, case: str, suspended: bool, ground: str, act: Act
) -> e.MeasureLifted:
    """Let an order stand no more, as a reviewer who had no part in the finding, though the finding stands.

    Where it was carried out, and the case is `suspended` still, the suspension is to be undone.
    """
    name = "investigation_lift"
    _authorise(state, name, REVIEWER_ROLE, act)
    undo: tuple[e.Order, ...] = ()
    if e.Order(number=number, measure=measure, case=case) not in state.orders:
        found = next((each for each in state.findings if each.number == number), None)
        if measure != "suspend" or not suspended or found is None or not found.asks(measure, case):
            raise r.NotStanding(field="case", case=case, number=number, measure=measure)
        done = (each for each in undoing.suspensions(state, number) if each.case == case)
        undo = undoing.orders(state, number, done)
    _another(state, next(each for each in state.findings if each.number == number), name, act)
    return e.MeasureLifted(number=number, measure=measure, case=case, ground=clean(ground, "ground"), undo=undo)


def fallen(state: Investigation, decided: e.AppealDecided) -> tuple[e.MeasureLifted, ...]:
    """What is held no more where a finding is revoked."""
    if decided.outcome != "revoked":
        return ()
    return tuple(
        e.MeasureLifted(number=order.number, measure=order.measure, case=order.case, ground=decided.reference)
        for order in state.orders
        if order.number == decided.number and order.measure == "hold"
    )


def closing(state: Investigation, disposed: Iterable[str]) -> tuple[Event, ...]:
    """What follows where these are disposed of and nothing else is left."""
    gone = set(disposed)
    left = [each for each in state.alerts if each.standing in ("open", "proposed") and each.joined.alert not in gone]
    return () if left else (e.Closed(),)


def known_innocence(code: str) -> str:
    """The code of an innocent reason; refused where it is none of the list."""
    if code not in reasons():
        raise r.NoSuchInnocence(field="code", code=code, known=", ".join(reasons()))
    return code


def _analyst(state: Investigation, name: str, act: Act, *concerning: object) -> None:
    _may(state, name, ROLE, act, *concerning)


def _may(state: Investigation, name: str, role: str, act: Act, *concerning: object) -> None:
    _authorise(state, name, role, act, *concerning)
    if state.status is InvestigationStatus.CLOSED:
        raise r.InvestigationClosed(field="status", investigation=state.id, act=name)


def _authorise(state: Investigation, name: str, role: str, act: Act, *concerning: object) -> None:
    authorise(act.actor, name, role, state.place, state, *concerning)
    act.must_not_precede(state.last_on)


def _another(state: Investigation, found: Found, name: str, act: Act) -> None:
    others = {*state.worked, state.analyst, found.proposed_by, found.decided_by} - {""}
    refusal: Refusal = r.SamePersonFinds(field="actor", actor=act.actor.id, act=name)
    must_be_another(act.actor, tuple(others), refusal)


def _some(alerts: Sequence[object]) -> None:
    if not alerts:
        raise r.NothingToInvestigate(field="alerts")


def _open_here(state: Investigation, alerts: Sequence[str], name: str) -> None:
    _some(alerts)
    here = {each.joined.alert for each in state.alerts if each.standing == "open"}
    for alert in alerts:
        if alert not in here:
            raise r.AlertNotHere(field="alerts", alert=alert, act=name)


def _heard(state: Investigation, alerts: Iterable[str], cases: Collection[str]) -> None:
    """A hearing needs somebody who was asked: where no alert names a party, somebody must have been all the same."""
    if (missing := state.unheard(tuple(alerts), cases)) is not None:
        raise r.PartyNotHeard(field="party", party=missing)
