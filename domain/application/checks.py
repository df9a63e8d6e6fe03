"""What every act on an application checks before it says anything else."""

from domain.act import Act
from domain.application import refusals as r
from domain.application.state import Application, Status
from domain.workflow import Workflow, authorise_act


def at_stage(state: Application, stage: str, act: Act) -> Workflow:
    """Refuse unless `stage` is next and this officer may do it; returns the case's workflow."""
    workflow = may(state, stage, act, Status.IN_REVIEW)
    not_suspended(state, stage)
    if state.next_stage != stage:
        raise r.StageOutOfOrder(field="stage", act=stage, next_stage=state.next_stage)
    if "public_notice" in state.done:
        notice_is_over(state, stage, act)
    return workflow


def may(state: Application, name: str, act: Act, *statuses: Status) -> Workflow:
    """Refuse unless the case has one of the statuses and the officer may do the act `name`."""
    if state.status not in statuses or state.workflow is None:
        raise r.WrongStatus(field="status", status=state.status.value, act=name)
    act.must_not_precede(state.last_on)
    authorise_act(state.workflow, state.acted, act.actor, name, state.place, state)
    return state.workflow


def not_suspended(state: Application, name: str) -> None:
    """Refuse while the case is suspended."""
    if state.suspended:
        raise r.CaseSuspended(field="status", act=name)


def notice_is_over(state: Application, name: str, act: Act) -> None:
    """Refuse until the notice's last day has passed and every objection is resolved."""
    if state.notice_last_day is not None and act.on <= state.notice_last_day:
        raise r.NoticeNotEnded(field="on", rule=_rule(state), last_day=state.notice_last_day, on=act.on, act=name)
    if state.open_objections:
        numbers = ", ".join(map(str, state.open_objections))
        raise r.ObjectionStillOpen(field="objection", rule=_rule(state), numbers=numbers, act=name)


def _rule(state: Application) -> str:
    return state.workflow.authority if state.workflow else ""
