"""A case without a book: what the pure decide functions say is folded at once. Money is fen."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from domain.act import Act
from domain.actor import Actor
from domain.application import events as e
from domain.application import filing, review
from domain.application.state import Application, evolve
from domain.events import Event, Meta, Recorded
from domain.fund import Line
from domain.statutes.book import Law
from domain.statutes.loader import load_statutes
from domain.workflow import Workflow, workflow_in_force
from domain.working import Decision, Instalment, Reason

DAY = date(2024, 3, 1)
CASE = "A2024-330500-CASE"
ROLES = (
    "intake_officer",
    "first_reviewer",
    "site_inspector",
    "second_reviewer",
    "approver",
    "appeal_officer",
    "finance_officer",
    "budget_officer",
)
CLAIMS = ("cost:p_a:startup_grant:once", "cost:91330500MA00000001:startup_grant:once")


def law(place: str = "330500", programme: str = "startup_grant", known_on: date = DAY) -> Law:
    """The demonstration law."""
    return load_statutes(demo=True).law(programme, place, known_on)


def workflow(place: str = "330500", programme: str = "startup_grant") -> Workflow:
    """The demonstration workflow of a place."""
    return workflow_in_force(law(place, programme), DAY)


def line(programme: str = "startup_grant", place: str = "330500", year: int = 2024) -> Line:
    """A budget line that fits the case unless told otherwise."""
    return Line(fund="employment_security_fund", year=year, programme=programme, place=place)


def granted(amount: int = 1_000_000) -> Decision:
    """A decision that grants the amount (fen) at once."""
    return _decision(amount, (), (Instalment(label="一次性", amount=amount),))


def refused() -> Decision:
    """A decision with a reason against the grant."""
    reason = Reason(code="not_running", zh="已停止经营", en="the business does not run", authority="演示条款")
    return _decision(0, (reason,), ())


def _decision(amount: int, reasons: tuple[Reason, ...], instalments: tuple[Instalment, ...]) -> Decision:
    return Decision(
        formula="startup_grant/2022",
        place="330500",
        law_day=DAY,
        known_on=DAY,
        statute_digest="0" * 64,
        amount=amount,
        steps=(),
        reasons=reasons,
        instalments=instalments,
    )


def by(officer: str, on: date = DAY, *, today: date | None = None) -> Act:
    """An act of somebody who holds every role everywhere, so that only what was done before can stand in the way."""
    actor = Actor(id=officer, roles=ROLES, place="000000")
    return Act(actor=actor, on=on, today=today or on, reason="依规定办理")


def recorded(stream: str, version: int, event: Event, act: Act) -> Recorded:
    """An event in the envelope that the act gives it."""
    meta = Meta(
        book="330500",
        effective_on=act.on,
        recorded_at=datetime.combine(act.today, datetime.min.time(), tzinfo=UTC),
        actor=act.actor.id,
        roles=act.actor.roles,
        reason=act.reason,
        command_id=f"{stream}/{version}",
    )
    return Recorded(stream=stream, version=version, event=event, meta=meta)


class CaseFile:
    """The history of one case and its state; `decide` is told the state and the act."""

    def __init__(self, place: str = "330500") -> None:
        self.place = place
        self.history: list[Recorded] = []
        self.folded: Application | None = None
        act = by("intake")
        drafted = filing.draft(
            programme="startup_grant", place=place, applicant="p_a", applied_on=DAY, facts={}, act=act
        )
        self.take(drafted, act)

    @property
    def state(self) -> Application:
        """The case as it stands."""
        assert self.folded is not None
        return self.folded

    def take(self, event: Event, act: Act) -> None:
        """Fold an event that was decided."""
        self.history.append(recorded(CASE, len(self.history) + 1, event, act))
        self.folded = evolve(self.folded, self.history[-1])

    def do(self, decide: Callable[..., Event], act: Act, **details: object) -> Any:
        """Decide on the case and take what was decided; a refusal changes nothing."""
        event = decide(self.state, act=act, **details)
        self.take(event, act)
        return event

    def submitted(self) -> "CaseFile":
        """Hand the draft in."""
        self.do(
            filing.submit,
            by("intake"),
            claims=CLAIMS,
            workflow=workflow(self.place),
            law=law(self.place),
        )
        return self

    def accepted(self, amount: int = 1_000_000) -> "CaseFile":
        """Hand in and accept."""
        self.submitted().do(filing.accept, by("intake"), decision=granted(amount), line=line(place=self.place))
        return self

    def on_notice(self, amount: int = 1_000_000) -> "CaseFile":
        """Take the case to its notice, which runs from 1 to 7 March 2024 in Huzhou."""
        self.accepted(amount).do(review.first_review, by("first"), opinion="属实")
        self.do(review.check_site, by("inspector"), visited_on=DAY, finding="在营")
        self.do(review.publish_notice, by("first"), contact="市残联办公室")
        return self

    def reviewed(self, amount: int = 1_000_000) -> "CaseFile":
        """Take the case through its second review, on the day after the notice."""
        self.on_notice(amount).do(review.second_review, by("second", AFTER), opinion="同意")
        return self

    def approved(self, amount: int = 1_000_000) -> "CaseFile":
        """Take the case to its approval by one signature."""
        self.reviewed(amount).do(review.approve, by("approver", AFTER), decision=granted(amount))
        return self


AFTER = date(2024, 3, 8)
"""The day after the notice."""


def release(state: Application) -> e.Release | None:
    """What the case gives back when it ends before anything was paid."""
    if state.line is None:
        return None
    approved = state.status.value == "approved"
    return e.Release(
        line=state.line,
        pre_encumbered=0 if approved else state.amount,
        encumbered=state.amount if approved else 0,
        destination="allotment",
    )
