"""What officers do to a relief: put it forward, decide on it, refuse it, end it; from state and act to an event."""

from datetime import date, timedelta
from typing import Any, Literal

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.events import Event
from domain.relief import events as e
from domain.relief import refusals as r
from domain.relief.state import ReliefCase, Status, lies_behind
from domain.reliefs.base import Period
from domain.working import Decision, Reason

REQUEST_ROLE = "first_reviewer"
DECISION_ROLE = "approver"
ENDING_ROLE = "second_reviewer"
INTAKE_ROLE = "intake_officer"
REVIEW_ROLE = "appeal_officer"

Outcome = Literal["upheld", "changed", "revoked"]


def request(
    *,
    relief: str,
    place: str,
    beneficiary: str,
    facts: dict[str, Any],
    claims: tuple[str, ...],
    act: Act,
) -> Event:
    """Put a new request forward."""
    authorise(act.actor, "relief_request", REQUEST_ROLE, place, beneficiary, facts, claims)
    return e.Requested(
        relief=relief,
        place=place,
        beneficiary=beneficiary,
        requested_on=act.on,
        facts=facts,
        claims=claims,
        renewal=False,
    )


def request_renewal(
    state: ReliefCase, *, facts: dict[str, Any], claims: tuple[str, ...], bases: tuple[str, str], act: Act
) -> Event:
    """Put a further request forward; `bases` are what the relief and the new request rest on."""
    authorise(act.actor, "relief_request", REQUEST_ROLE, state.place, state, facts, claims)
    _nothing_pending(state)
    _not_under_review(state, "relief_renewal")
    if state.status not in (Status.GRANTED, Status.ENDED):
        raise _wrong(state, "relief_renewal")
    act.must_not_precede(state.last_on)
    known, given = bases
    if known != given:
        raise r.OtherBeginning(field="facts", known=known, given=given)
    held = next((claim for claim in claims if claim in state.claims and not _is_lock(claim)), None)
    if held is not None:
        raise r.AlreadyInRelief(field="facts", claim=held)
    return e.Requested(
        relief=state.relief,
        place=state.place,
        beneficiary=state.beneficiary,
        requested_on=act.on,
        facts=facts,
        claims=tuple(claim for claim in claims if claim not in state.claims),
        renewal=True,
    )


def decide(state: ReliefCase, *, decision: Decision, period: Period, review_days: int, act: Act) -> Event:
    """Grant what the formula gives, or refuse with its reasons; by another person than the one who put it forward."""
    pending = _checked(state, "relief_decision", act)
    if not decision.granted:
        return _refusal(state, decision.reasons, decision, review_days, act)
    begins_on, ends_on = period
    kind = e.Granted if state.status is Status.REQUESTED else e.Renewed
    return kind(
        relief=state.relief,
        beneficiary=state.beneficiary,
        facts=pending,
        decision=decision,
        begins_on=begins_on,
        ends_on=ends_on,
    )


def refuse(state: ReliefCase, *, reasons: tuple[Reason, ...], review_days: int, act: Act) -> Event:
    """Refuse on grounds that no formula finds; each with its clause."""
    _checked(state, "relief_decision", act)
    if not reasons:
        raise r.RefusalWithoutReason(field="reasons")
    return _refusal(state, reasons, None, review_days, act)


def end(
    state: ReliefCase, *, cause: e.Cause, ground: str, clause: str, ends_on: date, review_days: int, act: Act
) -> Event:
    """End a relief; what was granted for later months is withdrawn and its claims are free again."""
    authorise(act.actor, "relief_ending", ENDING_ROLE, state.place, state)
    _nothing_pending(state)
    _not_under_review(state, "relief_ending")
    if state.status is not Status.GRANTED:
        raise _wrong(state, "relief_ending")
    act.must_not_precede(state.last_on)
    if state.begins_on is not None and ends_on < state.begins_on - timedelta(days=1):
        raise r.EndsBeforeItBegan(field="ends_on", on=ends_on, first=state.begins_on)
    if state.ends_on is not None and ends_on > state.ends_on:
        raise r.EndsAfterItsEnd(field="ends_on", on=ends_on, last=state.ends_on)
    return e.Ended(
        relief=state.relief,
        beneficiary=state.beneficiary,
        cause=cause,
        ground=ground,
        clause=clause,
        ends_on=ends_on,
        withdrawn=sum(part.amount for part in state.parts if lies_behind(part.label, ends_on)),
        claims_released=tuple(claim for claim in state.claims if _free_after(claim, ends_on)),
        review_until=act.today + timedelta(days=review_days),
    )


def request_review(state: ReliefCase, *, reference: str, act: Act) -> Event:
    """Record that an administrative review of the last refusal or end is asked for, within its time."""
    authorise(act.actor, "relief_review", INTAKE_ROLE, state.place, state)
    if state.setback is None:
        raise r.NothingToReview(field="status", relief=state.id)
    _not_under_review(state, "relief_review")
    act.must_not_precede(state.last_on)
    if act.on > state.setback.review_until:
        raise r.ReviewTooLate(field="on", until=state.setback.review_until)
    return e.ReviewRequested(relief=state.relief, beneficiary=state.beneficiary, reference=reference)


def decide_review(state: ReliefCase, *, outcome: Outcome, finding: str, act: Act) -> Event:
    """Decide the review, by somebody who did not act before; what is not upheld is undone."""
    authorise(act.actor, "relief_review", REVIEW_ROLE, state.place, state)
    setback = state.setback
    if setback is None or not setback.under_review:
        raise r.NotUnderReview(field="status", relief=state.id)
    must_be_another(act.actor, (setback.by, state.requested_by), r.DeciderReviews(field="actor", actor=act.actor.id))
    act.must_not_precede(state.last_on)
    undone = outcome != "upheld"
    ended = undone and setback.kind == "end"
    return e.ReviewDecided(
        relief=state.relief,
        beneficiary=state.beneficiary,
        outcome=outcome,
        finding=finding,
        undone=setback.kind if undone else "",
        claims_taken=setback.claims if undone else (),
        restored=sum(part.amount for part in setback.parts) - state.amount if ended else 0,
        ends_on=setback.ends_on if ended else state.ends_on,
    )


def _checked(state: ReliefCase, name: str, act: Act) -> dict[str, Any]:
    """The facts to decide on, if this officer may decide on them."""
    authorise(act.actor, name, DECISION_ROLE, state.place, state)
    if state.pending is None:
        raise _wrong(state, name)
    must_be_another(act.actor, (state.requested_by,), r.SamePersonDecides(field="actor", actor=act.actor.id))
    act.must_not_precede(state.last_on)
    return state.pending


def _refusal(
    state: ReliefCase, reasons: tuple[Reason, ...], decision: Decision | None, review_days: int, act: Act
) -> Event:
    return e.Refused(
        relief=state.relief,
        beneficiary=state.beneficiary,
        reasons=reasons,
        decision=decision,
        claims_released=state.pending_claims,
        review_until=act.today + timedelta(days=review_days),
    )


def _nothing_pending(state: ReliefCase) -> None:
    if state.pending is not None and state.status is not Status.REQUESTED:
        raise r.RenewalUndecided(field="status", relief=state.id)


def _not_under_review(state: ReliefCase, act: str) -> None:
    if state.setback is not None and state.setback.under_review:
        raise r.UnderReview(field="status", relief=state.id, act=act)


def _wrong(state: ReliefCase, act: str) -> r.ReliefWrongStatus:
    return r.ReliefWrongStatus(field="status", relief=state.id, status=state.status.value, act=act)


def _is_lock(claim: str) -> bool:
    return claim.startswith("lock:")


def _free_after(claim: str, ends_on: date) -> bool:
    """A choice binds on; what is used once in life is free again; of months, those behind the last day are."""
    if _is_lock(claim):
        return False
    period = claim.rpartition(":")[2]
    return period == "once" or lies_behind(period, ends_on)
