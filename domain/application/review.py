"""Review: first review, site check, notice and objections, second review, recalculation, approval."""

from datetime import date

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.application import events as e
from domain.application import refusals as r
from domain.application.checks import at_stage, may, not_suspended, notice_is_over
from domain.application.state import Application, Status
from domain.calendar import notice_ends_on
from domain.events import Event
from domain.fund import Line
from domain.money import shown
from domain.working import Decision


def first_review(state: Application, *, opinion: str, act: Act) -> Event:
    """The first reviewer finds the facts proven."""
    at_stage(state, "first_review", act)
    return e.FirstReviewed(opinion=opinion)


def check_site(state: Application, *, visited_on: date, finding: str, act: Act) -> Event:
    """Record a visit to the premises or the workplace."""
    at_stage(state, "on_site_check", act)
    if visited_on > act.on:
        raise r.VisitInFuture(field="visited_on", visited_on=visited_on, on=act.on)
    return e.SiteChecked(visited_on=visited_on, finding=finding)


def publish_notice(state: Application, *, contact: str, act: Act) -> e.NoticePublished:
    """Put the intended grant on notice from the value date on, which may not lie before today."""
    workflow = at_stage(state, "public_notice", act)
    if act.on < act.today:
        raise r.NoticeBackdated(field="on", first_day=act.on, today=act.today)
    notice = workflow.notice
    return e.NoticePublished(
        first_day=act.on,
        last_day=notice_ends_on(act.on, notice.days, notice.unit),
        days=notice.days,
        unit=notice.unit,
        level=notice.level,
        amount=state.amount,
        contact=contact,
    )


def file_objection(state: Application, *, reference: str, ground: str, act: Act) -> e.ObjectionFiled:
    """Record an objection that came in while the notice runs."""
    may(state, "intake", act, Status.IN_REVIEW)
    if state.notice_last_day is None or act.on > state.notice_last_day:
        raise r.NoNoticeRunning(field="on")
    return e.ObjectionFiled(number=state.objections + 1, reference=reference, ground=ground)


def resolve_objection(state: Application, *, number: int, upheld: bool, finding: str, act: Act) -> Event:
    """Resolve an objection; upheld, the case goes back to the first review."""
    may(state, "objection", act, Status.IN_REVIEW)
    if number not in state.open_objections:
        raise r.NoSuchObjection(field="number", number=number)
    return e.ObjectionResolved(number=number, upheld=upheld, finding=finding)


def second_review(state: Application, *, opinion: str, act: Act) -> Event:
    """The second reviewer agrees, after the notice."""
    at_stage(state, "second_review", act)
    return e.SecondReviewed(opinion=opinion)


def recalculate(state: Application, *, decision: Decision, destination: e.Destination, act: Act) -> Event:
    """Take up a changed amount; the notice and what follows it must be repeated."""
    may(state, "first_review", act, Status.IN_REVIEW)
    not_suspended(state, "recalculate")
    if not decision.granted or state.line is None:
        raise r.NotGranted(field="decision", act="recalculate")
    if decision.amount == state.amount:
        raise r.NothingToRecalculate(field="amount", amount=shown(decision.amount))
    return e.Recalculated(decision=decision, before=state.amount, line=state.line, destination=destination)


def approve(state: Application, *, decision: Decision, act: Act) -> Event:
    """Sign for the amount; the last signature that the amount needs approves and encumbers it.

    `decision` is computed anew on the day of approval and must still give the published amount.
    """
    workflow = at_stage(state, "approval", act)
    notice_is_over(state, "approval", act)
    line = _agreed(state, decision)
    limit = workflow.limit_for(decision.amount)
    authorise(act.actor, "approval", limit.role, state.place)
    must_be_another(act.actor, state.signers, r.SignedAlready(field="actor", actor=act.actor.id))
    signature = len(state.signers) + 1
    if signature < limit.signers:
        return e.ApprovalSigned(amount=decision.amount, signature=signature, needed=limit.signers)
    return e.Approved(decision=decision, facts=state.facts, line=line, party=state.applicant)


def _agreed(state: Application, decision: Decision) -> Line:
    if not decision.granted or state.line is None:
        raise r.NotGranted(field="decision", act="approval")
    if decision.amount != state.amount:
        raise r.DecisionOutOfDate(field="amount", now=shown(decision.amount), before=shown(state.amount))
    return state.line
