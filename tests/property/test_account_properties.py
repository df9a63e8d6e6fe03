"""Whatever is asked of accounts in whatever order: nobody ever holds what must lie with different people."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.access import acts, standing_in
from domain.access.incompatible import incompatible
from domain.actor import Actor
from domain.errors import Refusal
from domain.places import covers
from tests.offices import ADMINISTRATOR, Accounts

OFFICERS = ("anna", "bela", "cora")
EVERYBODY = (ADMINISTRATOR, *OFFICERS)
ROLES = ("first_reviewer", "approver", "finance_officer", "account_administrator")
PLACES = ("330500", "330502")

who, everybody = st.sampled_from(OFFICERS), st.sampled_from(EVERYBODY)
role, place = st.sampled_from(ROLES), st.sampled_from(PLACES)
days = st.integers(1, 40)

Step = Callable[[Accounts], None]


def step(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    """One thing that somebody asks for."""
    return st.tuples(*arguments).map(lambda given: lambda office: STEPS[name](office, *given))


def _appoint(office: Accounts, account: str, role: str, place: str, by: str) -> None:
    office.appoint(account, role, place, by)


def _end(office: Accounts, account: str, role: str, place: str, by: str) -> None:
    office.do(acts.end_appointment, account, by=by, role=role, place=place, document="湖残联人〔2024〕2号")


def _delegate(office: Accounts, account: str, to: str, role: str, place: str, later: int, days: int) -> None:
    office.delegate(account, to, role, place=place, first_day=office.today + timedelta(days=later), days=days)


def _end_delegation(office: Accounts, account: str, number: int) -> None:
    office.do(standing_in.end_delegation, account, by=account, number=number)


def _suspend(office: Accounts, account: str, by: str) -> None:
    office.do(acts.suspend, account, by=by, ground="依规定办理")


def _reinstate(office: Accounts, account: str) -> None:
    office.do(acts.reinstate, account, finding="依规定办理")


def _close(office: Accounts, account: str, by: str) -> None:
    office.do(acts.close, account, by=by, ground="依规定办理")


def _pass(office: Accounts, days: int) -> None:
    office.today += timedelta(days=days)


STEPS: dict[str, Callable[..., None]] = {
    "appoint": _appoint,
    "end": _end,
    "delegate": _delegate,
    "end delegation": _end_delegation,
    "suspend": _suspend,
    "reinstate": _reinstate,
    "close": _close,
    "pass": _pass,
}

steps = st.lists(
    st.one_of(
        step("appoint", everybody, role, place, everybody),
        step("appoint", who, role, place, st.just(ADMINISTRATOR)),
        step("delegate", everybody, who, role, place, st.integers(0, 9), days),
        step("end", everybody, role, place, everybody),
        step("end delegation", everybody, st.integers(1, 3)),
        step("appoint", who, st.just("account_administrator"), st.just("330500"), everybody),
        step("suspend", everybody, everybody),
        step("reinstate", who),
        step("close", everybody, everybody),
        step("pass", st.integers(1, 9)),
    ),
    min_size=5,
    max_size=30,
)


def staffed() -> Accounts:
    """An office where each of three officers has a role that the others may not have beside theirs."""
    office = Accounts()
    office.open(*OFFICERS)
    for account, role, place in zip(OFFICERS, ROLES, (*PLACES, "330521"), strict=False):
        office.appoint(account, role, place)
    return office


def actors(office: Accounts) -> dict[str, Actor]:
    """Whoever may act today."""
    found: dict[str, Actor] = {}
    for account in EVERYBODY:
        with suppress(Refusal):
            found[account] = office.actor(account)
    return found


def assert_sound(office: Accounts) -> None:
    """What must hold on every day, whatever happened."""
    known = actors(office)
    for account, actor in known.items():
        for one, other in combinations(actor.appointments, 2):
            overlap = covers(one.place, other.place) or covers(other.place, one.place)
            assert not (overlap and incompatible(one.role, other.role))
        for held in actor.appointments:
            if held.deputy_for:
                assert office.states[held.deputy_for].holds(held.role, held.place)
                assert held.deputy_for in actor.counts_as
        # Whom one counts as also counts as oneself, unless that account may not act at all.
        assert all(account in known[other].counts_as for other in actor.counts_as & known.keys())
        assert account not in actor.counts_as


@settings(max_examples=200)
@given(steps)
def test_no_account_ever_holds_what_must_lie_with_different_people(asked: list[Step]) -> None:
    office = staffed()
    for ask in asked:
        with suppress(Refusal):
            ask(office)
        assert_sound(office)
    for _ in range(6):
        office.today += timedelta(days=8)
        assert_sound(office)


@settings(max_examples=100)
@given(steps)
def test_there_is_always_an_administrator_to_ask(asked: list[Step]) -> None:
    """Nobody locks the last administrator out: only another one could, and then that one is left."""
    office = staffed()
    for ask in asked:
        with suppress(Refusal):
            ask(office)
        able = [each for each in actors(office).values() if each.places_of("account_administrator")]
        assert able
