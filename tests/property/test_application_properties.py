"""Whatever officers try, in whatever order: what is decided can be folded, and duties stay with different people."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.application import endings, filing, review
from domain.application import events as e
from domain.application.state import Application, Status, evolve
from domain.errors import Refusal
from domain.events import Event
from domain.working import Reason
from tests.cases import CLAIMS, DAY, CaseFile, by, granted, law, line, refused, release, workflow

OFFICERS = ("a", "b", "c", "d", "e", "f")
PLACES = ("330500", "140100", "430100")
SMALL, MIDDLE, LARGE = 1_000_000, 1_200_000, 6_000_000
REASON = Reason(code="closed", zh="已注销", en="closed down", authority="演示条款")
Decide = Callable[[Application, int, Any], Event]


class Attempt(NamedTuple):
    """Somebody tries an act some days after the last one; `choice` settles what the act leaves open."""

    act: str
    officer: str
    days: int
    choice: int


def _decision(choice: int) -> Any:
    return [granted(MIDDLE), granted(SMALL), granted(LARGE), refused()][choice]


ACTS: dict[str, Decide] = {
    "amend": lambda s, n, act: filing.amend(s, facts={"n": n}, act=act),
    "submit": lambda s, n, act: filing.submit(s, claims=CLAIMS, workflow=workflow(s.place), law=law(s.place), act=act),
    "return": lambda s, n, act: filing.return_for_correction(s, findings=("补交执照",), act=act),
    "resubmit": lambda s, n, act: filing.resubmit(s, claims=CLAIMS[n % 2 :], act=act),
    "accept": lambda s, n, act: filing.accept(s, decision=_decision(n), line=line(place=s.place), act=act),
    "first_review": lambda s, n, act: review.first_review(s, opinion="属实", act=act),
    "check_site": lambda s, n, act: review.check_site(s, visited_on=act.on, finding="在营", act=act),
    "publish_notice": lambda s, n, act: review.publish_notice(s, contact="市残联", act=act),
    "file_objection": lambda s, n, act: review.file_objection(s, reference="来信", ground="未经营", act=act),
    "resolve_objection": lambda s, n, act: review.resolve_objection(
        s, number=n, upheld=n % 2 == 0, finding="经复核", act=act
    ),
    "second_review": lambda s, n, act: review.second_review(s, opinion="同意", act=act),
    "recalculate": lambda s, n, act: review.recalculate(s, decision=_decision(n), destination="allotment", act=act),
    "approve": lambda s, n, act: review.approve(s, decision=granted(s.amount) if n else _decision(n), act=act),
    "reject": lambda s, n, act: endings.reject(s, reasons=(REASON,), release=release(s), act=act),
    "withdraw": lambda s, n, act: endings.withdraw(s, release=release(s), act=act),
    "suspend": lambda s, n, act: endings.suspend(s, ground="待查", act=act),
    "resume": lambda s, n, act: endings.resume(s, finding="属实", act=act),
    "terminate": lambda s, n, act: endings.terminate(
        s, ground="注销", claims_released=s.claims if n else (), release=release(s), act=act
    ),
    "appeal": lambda s, n, act: endings.appeal(s, reference="复议1", days=60, act=act),
    "decide_appeal": lambda s, n, act: endings.decide_appeal(
        s, outcome=("upheld", "changed", "revoked", "revoked")[n], finding="查明", act=act
    ),
}
USUAL = (
    ("submit", "a"),
    ("accept", "a"),
    ("first_review", "b"),
    ("check_site", "c"),
    ("publish_notice", "b"),
    ("second_review", "d"),
    ("approve", "e"),
    ("approve", "f"),
)
"""The way of a case, and who usually does what."""

officers = st.sampled_from(OFFICERS)
days = st.sampled_from((0, 0, 1, 7))
attempts = st.builds(Attempt, act=st.sampled_from(sorted(ACTS)), officer=officers, days=days, choice=st.integers(0, 3))


@st.composite
def plays(draw: st.DrawFn) -> list[Attempt]:
    """The way of a case twice over, most of it done by the right people, with anything at all tried in between."""
    play: list[Attempt] = []
    for act, usual in USUAL * 2:
        play += draw(st.one_of(st.just([]), st.just([]), st.just([]), st.lists(attempts, max_size=2)))
        officer = draw(st.one_of(st.just(usual), st.just(usual), st.just(usual), officers))
        play.append(Attempt(act, officer, draw(days), draw(st.sampled_from((1, 1, 2)))))
    return play + draw(st.lists(attempts, max_size=8))


def run(place: str, play: list[Attempt]) -> tuple[CaseFile, list[Application]]:
    """Try everything; what is refused leaves the case as it was. Returns the case and every state it was in."""
    case, today = CaseFile(place), DAY
    states = [case.state]
    for attempt in play:
        today += timedelta(days=attempt.days)
        if _taken(case, attempt, today):
            states.append(case.state)
    return case, states


def _taken(case: CaseFile, attempt: Attempt, today: date) -> bool:
    act, before = by(attempt.officer, today), case.state
    try:
        event = ACTS[attempt.act](before, attempt.choice, act)
    except Refusal:
        assert case.state is before
        return False
    case.take(event, act)
    return True


@settings(max_examples=150)
@given(st.sampled_from(PLACES), plays())
def test_every_prefix_of_a_history_folds_to_the_state_of_its_day(place: str, play: list[Attempt]) -> None:
    case, states = run(place, play)
    folded: Application | None = None
    for recorded, state in zip(case.history, states, strict=True):
        folded = evolve(folded, recorded)
        assert folded == state


@settings(max_examples=150)
@given(st.sampled_from(PLACES), plays())
def test_nobody_ever_does_two_separated_duties_in_one_case(place: str, play: list[Attempt]) -> None:
    case, _ = run(place, play)
    for group in workflow(place).separate:
        for officer in OFFICERS:
            assert len({act for act, who in case.state.acted if who == officer and act in group}) <= 1


@settings(max_examples=150)
@given(st.sampled_from(PLACES), plays())
def test_the_stages_passed_are_always_the_first_ones_of_the_workflow(place: str, play: list[Attempt]) -> None:
    _, states = run(place, play)
    stages = workflow(place).stages
    for state in states:
        assert state.done == stages[: len(state.done)]


@settings(max_examples=150)
@given(st.sampled_from(PLACES), plays())
def test_an_approval_comes_after_its_notice_with_every_signature_and_no_open_objection(
    place: str, play: list[Attempt]
) -> None:
    case, states = run(place, play)
    for before, recorded in zip(states, case.history[1:], strict=False):
        if isinstance(recorded.event, e.Approved):
            assert before.notice_last_day is not None
            assert recorded.meta.effective_on > before.notice_last_day
            assert before.open_objections == ()
            signed = {*before.signers, recorded.meta.actor}
            assert len(signed) == workflow(place).limit_for(recorded.event.decision.amount).signers
            assert recorded.event.decision.amount == before.amount


@settings(max_examples=150)
@given(st.sampled_from(PLACES), plays())
def test_a_case_holds_claims_exactly_while_it_is_alive(place: str, play: list[Attempt]) -> None:
    _, states = run(place, play)
    for state in states:
        if state.status in (Status.DRAFT, Status.REJECTED, Status.WITHDRAWN):
            assert state.claims == ()
        elif state.status is not Status.TERMINATED:
            assert state.claims
        assert len(set(state.claims)) == len(state.claims)


@settings(max_examples=150)
@given(st.sampled_from(PLACES), plays())
def test_value_dates_of_a_case_never_run_backwards(place: str, play: list[Attempt]) -> None:
    case, states = run(place, play)
    days = [recorded.meta.effective_on for recorded in case.history]
    assert days == sorted(days)
    assert [state.last_on for state in states] == days
