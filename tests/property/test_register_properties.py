"""Random acts on the registers: aggregates and views say the same, and nothing is given twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain import jobs
from domain.act import Act
from domain.actor import Actor
from domain.errors import Refusal
from domain.events import Event, Meta, Recorded
from domain.jobs import Batch
from domain.service import filing, serving
from domain.service.events import Household, Situation
from domain.service.state import File, evolve
from ledger.views import jobs as jobs_view
from ledger.views import service_files
from ledger.views.view import Entry
from tests.factories import uscc

ROLES = ("register_officer", "service_officer", "hrss_officer", "difficulty_recogniser", "jobs_officer")
FIRST = date(2023, 1, 1)
EMPLOYMENTS = ("unemployed", "employed", "studying")
Decide = Callable[[Any, Act], Event]


def act(day: int, officer: str = "one") -> Act:
    on = FIRST + timedelta(days=day)
    return Act(actor=Actor(id=officer, roles=ROLES, place="330500"), on=on, today=on, reason="办理")


def recorded(event: Event, version: int, on: date, stream: str) -> Recorded:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    meta = Meta(
        book="330500",
        effective_on=on,
        recorded_at=now,
        actor="one",
        roles=ROLES,
        reason="办理",
        command_id=f"k{version}",
    )
    return Recorded(stream=stream, version=version, event=event, meta=meta, position=version)


def situation(employment: Any, wants: bool) -> Situation:
    return Situation(employment=employment, working_age=True, able_to_work=True, wants_work=wants)


def enrol(state: File | None, now: Act) -> Event:
    return filing.enrol(
        state,
        person="p_one",
        place="330502",
        basis="disability_certificate",
        hukou="",
        origin="",
        situation=situation("unemployed", True),
        act=now,
    )


def recognise(state: File, now: Act) -> Event:
    other = Act(actor=Actor(id="two", roles=ROLES, place="330500"), on=now.on, today=now.today, reason=now.reason)
    return filing.recognise(state, ground="失业", document="表", age=40 + now.on.day, pool=None, act=other)


def changing(employment: str, wants: bool) -> Decide:
    return lambda state, now: filing.change_situation(state, situation=situation(employment, wants), act=now)


def answering(number: int, result: Any) -> Decide:
    return lambda state, now: serving.answer(state, number=number, result=result, act=now)


ACTS = st.one_of(
    st.sampled_from(
        [
            enrol,
            recognise,
            lambda state, now: filing.deny(state, ground="有收入", act=now),
            lambda state, now: filing.end_recognition(state, ground="就业", act=now),
            lambda state, now: filing.open_plan(state, measures="推介", act=now),
            lambda state, now: filing.close_plan(state, result="就业", act=now),
            lambda state, now: filing.close(state, ground="迁出", act=now),
            lambda state, now: filing.record_household(state, household=Household(id="h_1"), document="表", act=now),
            lambda state, now: serving.serve(state, kind="career_guidance", provider="dpf", reference="台账", act=now),
            lambda state, now: serving.offer(state, employer=uscc(1), post="客服", act=now),
            lambda state, now: serving.refer(state, employer=uscc(1), post="客服", act=now),
            lambda state, now: serving.hand_over(state, reference="单", pool=None, act=now),
            lambda state, now: serving.receive(state, reference="单", act=now),
        ]
    ),
    st.builds(changing, st.sampled_from(EMPLOYMENTS), st.booleans()),
    st.builds(answering, st.integers(0, 4), st.sampled_from(["placed", "not_placed", "declined"])),
)


@given(st.lists(st.tuples(ACTS, st.integers(0, 9)), max_size=40))
def test_a_file_and_its_row_say_the_same(steps: list[tuple[Decide, int]]) -> None:
    state: File | None = None
    rows: dict[str, service_files.FileRow] = {}
    version, ages = 0, []
    for decide, day in [(enrol, 0), *steps]:
        try:
            event = decide(state, act(day))
        except Refusal:
            continue
        version += 1
        entry = Entry(recorded(event, version, FIRST + timedelta(days=day), "service:p_one"), ())
        state = evolve(state, entry.recorded)
        rows |= {row.id: row for row in service_files.fold(rows, entry)}
        ages.append(state.first_age if state else None)
    assert state is not None
    row = rows["p_one"]
    assert (row.employment, row.since) == (state.situation.employment, state.since)
    assert (row.recognised_on, row.plan_open, row.closed) == (state.recognised_on, state.plan_open, state.closed)
    assert (row.offers, row.failed_referrals, row.handover) == (state.offers, state.failed_referrals, state.handover)
    assert len({age for age in ages if age is not None}) <= 1


def filling(person: int) -> Decide:
    return lambda state, now: jobs.fill(state, person=f"p_{person}", act=now)


def vacating(person: int) -> Decide:
    return lambda state, now: jobs.vacate(state, person=f"p_{person}", ground="辞职", act=now)


def taking_back(count: int) -> Decide:
    return lambda state, now: jobs.withdraw(state, count=count, ground="撤回", act=now)


JOB_ACTS = st.one_of(
    st.builds(filling, st.integers(1, 4)),
    st.builds(vacating, st.integers(1, 4)),
    st.builds(taking_back, st.integers(-1, 3)),
)


@given(st.integers(1, 5), st.lists(st.tuples(JOB_ACTS, st.integers(0, 3)), max_size=30))
def test_no_post_is_given_twice(count: int, steps: list[tuple[Decide, int]]) -> None:
    developed = jobs.develop(
        kind="love_post", place="330502", developer=uscc(1), title="客服", count=count, document="表", act=act(0)
    )
    batch: Batch | None = None
    rows: dict[str, jobs_view.BatchRow] = {}
    version = 0
    first: tuple[Decide, int] = (lambda _, __: developed, 0)
    for decide, day in [first, *steps]:
        try:
            event = decide(batch, act(day))
        except Refusal:
            continue
        version += 1
        entry = Entry(recorded(event, version, FIRST + timedelta(days=day), "J1"), ())
        batch = jobs.evolve(batch, entry.recorded)
        rows |= {row.id: row for row in jobs_view.fold(rows, entry)}
        assert batch is not None
        assert batch.left >= 0
        assert len(set(batch.holders)) == len(batch.holders)
        assert rows["J1"].count - rows["J1"].taken == batch.left
