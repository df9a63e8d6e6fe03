"""Filing: draft, amend, submit, return for correction, resubmit, accept."""

from datetime import date
from typing import Any

from domain.act import Act
from domain.actor import authorise
from domain.application import events as e
from domain.application import refusals as r
from domain.application.checks import may
from domain.application.state import Application, Status
from domain.errors import Refusal
from domain.events import Event
from domain.fund import Line
from domain.places import covers
from domain.statutes.book import Law
from domain.workflow import Workflow
from domain.working import Decision

INTAKE_ROLE = "intake_officer"
"""Who may write an application down and hand it in for an applicant."""


class AppliedInFuture(Refusal):
    """申请日 {applied_on} 晚于收件的生效日({on})。

    The application date {applied_on} lies after the value date of its filing ({on}).
    """


def draft(*, programme: str, place: str, applicant: str, applied_on: date, facts: dict[str, Any], act: Act) -> Event:
    """Write an application down; its facts are those of its programme, already checked for form."""
    authorise(act.actor, "intake", INTAKE_ROLE, place, applicant, facts)
    if applied_on > act.on:
        raise AppliedInFuture(field="applied_on", applied_on=applied_on, on=act.on)
    return e.Drafted(programme=programme, place=place, applicant=applicant, applied_on=applied_on, facts=facts)


def amend(state: Application, *, facts: dict[str, Any], act: Act) -> Event:
    """Change the facts of a draft or of a returned application."""
    authorise(act.actor, "intake", INTAKE_ROLE, state.place, state, facts)
    if state.status not in (Status.DRAFT, Status.RETURNED):
        raise r.WrongStatus(field="status", status=state.status.value, act="amend")
    act.must_not_precede(state.last_on)
    return e.Amended(facts=facts)


def submit(state: Application, *, claims: tuple[str, ...], workflow: Workflow, law: Law, act: Act) -> Event:
    """Hand the draft in: inside its window, with the claims it takes and the workflow it will follow."""
    authorise(act.actor, "intake", INTAKE_ROLE, state.place, state, claims)
    if state.status is not Status.DRAFT:
        raise r.WrongStatus(field="status", status=state.status.value, act="submit")
    act.must_not_precede(state.last_on)
    check_window(law, state.applied_on)
    return e.Submitted(claims=claims, workflow=workflow)


def check_window(law: Law, applied_on: date) -> None:
    """Refuse an application outside the yearly window, where the law sets one (both ends included)."""
    window = law.find("window", applied_on)
    if window is None:
        return
    opens, closes = str(window.table["opens"]), str(window.table["closes"])
    if not opens <= f"{applied_on:%m-%d}" <= closes:
        refusal = r.LateMeansWaived if window.table.get("late") == "waived" else r.ApplicationOutsideWindow
        raise refusal(field="applied_on", rule=window.authority, applied_on=applied_on, opens=opens, closes=closes)


def return_for_correction(state: Application, *, findings: tuple[str, ...], act: Act) -> Event:
    """Give an incomplete application back; every finding says what to mend."""
    may(state, "intake", act, Status.SUBMITTED)
    if not findings:
        raise r.FindingsMissing(field="findings")
    return e.ReturnedForCorrection(findings=findings)


def resubmit(state: Application, *, claims: tuple[str, ...], act: Act) -> Event:
    """Hand the corrected application in again; the claims follow the corrected facts."""
    may(state, "intake", act, Status.RETURNED)
    return e.Resubmitted(
        claims_taken=tuple(c for c in claims if c not in state.claims),
        claims_released=tuple(c for c in state.claims if c not in claims),
    )


def accept(state: Application, *, decision: Decision, line: Line | None, act: Act) -> Event:
    """Take a complete application into review: pre-encumber the calculated amount, or reject it with every reason.

    A calculation that refuses the grant is a rejection at once, so that nobody waits for a certain no.
    """
    may(state, "completeness", act, Status.SUBMITTED)
    if not decision.granted:
        return e.Rejected(
            stage="completeness",
            reasons=decision.reasons,
            decision=decision,
            claims_released=state.claims,
            release=None,
        )
    return e.Accepted(decision=decision, facts=state.facts, line=_fitting(state, line))


def _fitting(state: Application, line: Line | None) -> Line:
    if line is None or line.programme != state.programme or not covers(line.place, state.place):
        key = line.key if line else "-"
        raise r.LineDoesNotFit(field="line", line=key, programme=state.programme, place=state.place)
    return line
