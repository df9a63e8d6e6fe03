"""The state of an application, folded from its events."""

from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from domain.application import events as e
from domain.events import Recorded
from domain.fund import Line
from domain.workflow import Workflow
from domain.working import Decision


class Status(StrEnum):
    """Where a case stands. Suspension is a flag beside it, not a status."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned_for_correction"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """One case. `acted` lists (act, officer) of every round; `done` the stages passed in this round."""

    id: str
    programme: str
    place: str
    applicant: str
    applied_on: date
    facts: dict[str, Any]
    status: Status = Status.DRAFT
    suspended: bool = False
    workflow: Workflow | None = None
    claims: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    acted: tuple[tuple[str, str], ...] = ()
    decision: Decision | None = None
    line: Line | None = None
    notice_last_day: date | None = None
    objections: int = 0
    open_objections: tuple[int, ...] = ()
    signers: tuple[str, ...] = ()
    decided_on: date | None = None
    last_on: date
    given_up: tuple[str, ...] = ()
    released: e.Release | None = None
    appeal_open: bool = False
    appeal_upheld: bool = False

    @property
    def next_stage(self) -> str | None:
        """The first stage of the workflow that this round has not passed."""
        stages = self.workflow.stages if self.workflow else ()
        return next((stage for stage in stages if stage not in self.done), None)

    @property
    def amount(self) -> int:
        """The amount (fen) last calculated; zero before."""
        return self.decision.amount if self.decision else 0


_ACTS: dict[type, str] = {
    e.Accepted: "completeness",
    e.FirstReviewed: "first_review",
    e.SiteChecked: "on_site_check",
    e.NoticePublished: "public_notice",
    e.SecondReviewed: "second_review",
    e.Recalculated: "first_review",
    e.ApprovalSigned: "approval",
    e.Approved: "approval",
    e.ObjectionResolved: "objection",
    e.Rejected: "rejection",
    e.Suspended: "suspension",
    e.Resumed: "suspension",
    e.Terminated: "suspension",
    e.AppealDecided: "appeal",
}
"""Which act of the workflow an event is evidence of."""

_STAGES = {e.Accepted, e.FirstReviewed, e.SiteChecked, e.NoticePublished, e.SecondReviewed}
"""Which events pass the stage of their act."""


def evolve(state: Application | None, recorded: Recorded) -> Application | None:
    """Fold one event into the application."""
    event = recorded.event
    if isinstance(event, e.Drafted):
        return Application(
            id=recorded.stream,
            programme=event.programme,
            place=event.place,
            applicant=event.applicant,
            applied_on=event.applied_on,
            facts=event.facts,
            last_on=recorded.meta.effective_on,
        )
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, recorded.meta.effective_on))
    return _change(_acted(state, recorded), recorded)


def _acted(state: Application, recorded: Recorded) -> Application:
    act = _ACTS.get(type(recorded.event))
    if act is None:
        return state
    done = (*state.done, act) if type(recorded.event) in _STAGES else state.done
    return msgspec.structs.replace(state, acted=(*state.acted, (act, recorded.meta.actor)), done=done)


def _change(state: Application, recorded: Recorded) -> Application:
    event, day = recorded.event, recorded.meta.effective_on
    replace = msgspec.structs.replace
    match event:
        case e.Amended():
            return replace(state, facts=event.facts)
        case e.Submitted():
            return replace(state, status=Status.SUBMITTED, claims=event.claims, workflow=event.workflow)
        case e.ReturnedForCorrection():
            return replace(state, status=Status.RETURNED)
        case e.Resubmitted():
            kept = tuple(c for c in state.claims if c not in event.claims_released)
            return replace(state, status=Status.SUBMITTED, claims=(*kept, *event.claims_taken))
        case e.Accepted():
            return replace(state, status=Status.IN_REVIEW, decision=event.decision, facts=event.facts, line=event.line)
        case e.Recalculated():
            done = _before(state, "public_notice")
            return replace(state, decision=event.decision, done=done, signers=(), notice_last_day=None)
        case e.NoticePublished():
            return replace(state, notice_last_day=event.last_day)
        case e.ObjectionFiled():
            return replace(state, objections=event.number, open_objections=(*state.open_objections, event.number))
        case e.ObjectionResolved():
            return _resolve(state, event)
        case e.ApprovalSigned():
            return replace(state, signers=(*state.signers, recorded.meta.actor))
        case e.Approved():
            return replace(state, status=Status.APPROVED, decision=event.decision, facts=event.facts, decided_on=day)
        case _:
            return _ending(state, event, day)


def _ending(state: Application, event: object, day: date) -> Application:
    replace = msgspec.structs.replace
    match event:
        case e.Rejected():
            return replace(_ended(state, event, day), status=Status.REJECTED)
        case e.Withdrawn():
            return replace(_ended(state, event, day), status=Status.WITHDRAWN)
        case e.Terminated():
            return replace(_ended(state, event, day), status=Status.TERMINATED)
        case e.Suspended():
            return replace(state, suspended=True)
        case e.Resumed():
            return replace(state, suspended=False)
        case e.Appealed():
            return replace(state, appeal_open=True)
        case e.AppealDecided():
            return _appeal_decided(state, event)
    return state


def _ended(state: Application, event: e.Rejected | e.Withdrawn | e.Terminated, day: date) -> Application:
    kept = tuple(c for c in state.claims if c not in event.claims_released)
    return msgspec.structs.replace(
        state,
        suspended=False,
        claims=kept,
        given_up=event.claims_released,
        released=event.release,
        appeal_upheld=False,
        open_objections=(),
        decided_on=day,
    )


def _before(state: Application, stage: str) -> tuple[str, ...]:
    """The stages of this round that lie before `stage`; where the workflow lacks it, all but the second review."""
    stages = state.workflow.stages if state.workflow else ()
    if stage not in stages:
        return tuple(s for s in state.done if s != "second_review")
    return tuple(s for s in state.done if stages.index(s) < stages.index(stage))


def _resolve(state: Application, event: e.ObjectionResolved) -> Application:
    rest = tuple(n for n in state.open_objections if n != event.number)
    changed = msgspec.structs.replace(state, open_objections=rest)
    if not event.upheld:
        return changed
    done = _before(state, "first_review")
    return msgspec.structs.replace(changed, done=done, signers=(), notice_last_day=None)


def _appeal_decided(state: Application, event: e.AppealDecided) -> Application:
    closed = msgspec.structs.replace(state, appeal_open=False, claims=(*state.claims, *event.claims_taken))
    if event.outcome == "upheld":
        return msgspec.structs.replace(closed, appeal_upheld=True)
    if state.status is Status.TERMINATED:
        return msgspec.structs.replace(closed, status=Status.APPROVED, given_up=(), released=None)
    return msgspec.structs.replace(
        closed,
        status=Status.SUBMITTED,
        done=(),
        signers=(),
        notice_last_day=None,
        decision=None,
        line=None,
        given_up=(),
        released=None,
    )
