"""Endings and what may follow them: reject, withdraw, suspend, resume, terminate, appeal."""

from datetime import date, timedelta
from typing import Final, Literal

from domain.act import Act
from domain.actor import authorise
from domain.application import events as e
from domain.application import refusals as r
from domain.application.checks import may
from domain.application.filing import INTAKE_ROLE
from domain.application.state import Application, Status
from domain.events import Event
from domain.plans.implementer import Implementer
from domain.working import Reason

IMPLEMENTERS: Final = (
    Implementer(
        kind="rule",
        code="sham_placement_response",
        name_zh="虚假安排的暂停、停发与追回",
        name_en="Suspension, termination and recovery of sham placements",
        rules=("P1-060", "P4-053", "P5-044"),
    ),
)

OPEN = (Status.SUBMITTED, Status.RETURNED, Status.IN_REVIEW)


def reject(state: Application, *, reasons: tuple[Reason, ...], release: e.Release | None, act: Act) -> Event:
    """Refuse the application with every reason and clause; claims and budget go back."""
    stage = state.next_stage or "completeness"
    may(state, stage if state.status is Status.IN_REVIEW else "completeness", act, *OPEN)
    if not reasons:
        raise r.ReasonsMissing(field="reasons")
    return e.Rejected(stage=stage, reasons=reasons, decision=None, claims_released=state.claims, release=release)


def withdraw(state: Application, *, release: e.Release | None, act: Act) -> Event:
    """Take the application back at the applicant's wish, any time before the approval."""
    authorise(act.actor, "intake", INTAKE_ROLE, state.place, state)
    if state.status not in (Status.DRAFT, *OPEN):
        raise r.WrongStatus(field="status", status=state.status.value, act="withdraw")
    act.must_not_precede(state.last_on)
    return e.Withdrawn(claims_released=state.claims, release=release)


def suspend(state: Application, *, ground: str, act: Act) -> Event:
    """Stop the case and its payments while a doubt is looked into."""
    may(state, "suspension", act, Status.IN_REVIEW, Status.APPROVED)
    if state.suspended:
        raise r.CaseSuspended(field="status", act="suspension")
    return e.Suspended(ground=ground)


def resume(state: Application, *, finding: str, act: Act) -> Event:
    """Let a suspended case go on."""
    may(state, "suspension", act, Status.IN_REVIEW, Status.APPROVED)
    if not state.suspended:
        raise r.NotSuspended(field="status")
    return e.Resumed(finding=finding)


def terminate(
    state: Application, *, ground: str, claims_released: tuple[str, ...], release: e.Release | None, act: Act
) -> Event:
    """End a grant; what is not yet instructed goes back, with the claims that no payment has used."""
    may(state, "suspension", act, Status.APPROVED)
    return e.Terminated(ground=ground, claims_released=claims_released, release=release)


def appeal(state: Application, *, reference: str, days: int, act: Act) -> Event:
    """Record an application for administrative review, at most `days` after the day of the decision."""
    may(state, "intake", act, Status.REJECTED, Status.TERMINATED)
    if state.appeal_open:
        raise r.AppealAlreadyOpen(field="status")
    if state.appeal_upheld:
        raise r.AppealAlreadyDecided(field="status")
    deadline = _decided(state) + timedelta(days=days)
    if act.on > deadline:
        raise r.AppealTooLate(field="on", deadline=deadline)
    return e.Appealed(reference=reference, deadline=deadline)


def decide_appeal(
    state: Application, *, outcome: Literal["upheld", "changed", "revoked"], finding: str, act: Act
) -> Event:
    """Decide the appeal. Changed or revoked: a refused case is taken up anew, an ended grant gets its budget back."""
    may(state, "appeal", act, Status.REJECTED, Status.TERMINATED)
    if not state.appeal_open:
        raise r.NoAppealOpen(field="status")
    goes_on = outcome != "upheld"
    ended_grant = state.status is Status.TERMINATED
    return e.AppealDecided(
        outcome=outcome,
        finding=finding,
        claims_taken=state.given_up if goes_on else (),
        reinstated=state.released if goes_on and ended_grant else None,
    )


def _decided(state: Application) -> date:
    return state.decided_on or state.last_on
