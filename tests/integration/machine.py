"""The state machine: random officers do random things to a book, most of them in order, many of them not."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.actor import Actor
from domain.details import Details
from tests.factories import uscc
from tests.integration import machine_cast as cast
from tests.integration.machine_cast import JOBS, LEVY, PROPER, Wish
from tests.integration.machine_checks import check_book
from tests.integration.machine_model import Case, Line, Pay
from tests.integration.machine_steps import Steps

LAST_DAY = date(2025, 11, 30)
MILLION = 1_000_000

number = st.integers(0, 99)
days_ago = st.one_of(st.none(), st.none(), st.none(), st.integers(-2, 30))
somebody = st.one_of(st.none(), st.none(), st.integers(0, 20))
"""None is whoever should do it."""

officers = st.builds(
    lambda roles, place: (tuple(sorted(roles)), place),
    st.sets(st.sampled_from(cast.ROLES), min_size=1, max_size=4),
    st.sampled_from(("430000", "430100", "430104", "330000")),
)
programmes = st.sampled_from(("startup_grant", "startup_grant", "lease_subsidy", "lease_subsidy", "over_quota_reward"))
places = st.sampled_from((*cast.CASE_PLACES, *cast.CASE_PLACES, *cast.CASE_PLACES, cast.ELSEWHERE))
starts = st.lists(st.tuples(programmes, number, st.integers(0, 14)), min_size=2, max_size=6)


class Machine(RuleBasedStateMachine):
    """Every rule is one or a few commands; the driver holds the book against the model after each."""

    def __init__(self, url: str, folder: Path, reached: Counter[str]) -> None:
        super().__init__()
        self.steps = Steps(url, folder, reached)
        self.officers: list[Actor] = []

    @property
    def cases(self) -> list[Case]:
        return self.steps.model.cases

    @property
    def pays(self) -> list[tuple[Case, Pay]]:
        return [(case, pay) for case in self.cases for pay in case.pays.values()]

    @initialize(drawn=st.lists(officers, min_size=2, max_size=3), flying=starts)
    def begin(self, drawn: list[tuple[tuple[str, ...], str]], flying: list[tuple[str, int, int]]) -> None:
        """Officers with roles by chance, some budget, and cases that have come a long way already."""
        self.officers = [
            Actor(id=f"officer-{at}", roles=roles, place=place) for at, (roles, place) in enumerate(drawn)
        ]
        self.officers += [cast.ALL_ROUNDER, cast.ALL_ROUNDER, cast.SECOND_APPROVER, *PROPER.values()]
        self.steps.fund()
        for programme, seed, steps in flying:
            self.file(programme, cast.CASE_PLACES[seed % 3], seed, None, None, True)
            if self.cases:
                self.steps.advance(self.cases[-1], steps)

    def actor(self, who: int | None, role: str) -> Actor:
        return PROPER[role] if who is None else self.officers[who % len(self.officers)]

    def value_date(self, ago: int | None) -> date | None:
        return None if ago is None else self.steps.today - timedelta(days=ago)

    @rule(programme=programmes, place=places, seed=number, who=somebody, ago=days_ago, hand_in=st.booleans())
    def file(self, programme: str, place: str, seed: int, who: int | None, ago: int | None, hand_in: bool) -> None:
        """Somebody applies; the seed decides who and for what, so that claims collide."""
        details, wish = self.wish(programme, place, seed)
        if seed == 99:
            details = cast.person(1) if programme == "over_quota_reward" else cast.employer(1)
        on = self.value_date(ago)
        self.steps.file(details, place, wish, self.actor(who, "intake_officer"), on, hand_in=hand_in)

    def wish(self, programme: str, place: str, seed: int) -> tuple[Details, Wish]:
        person, rest = seed % 8, seed // 8
        party = self.steps.vault.party_id(cast.person(person))
        match programme:
            case "startup_grant":
                applied_on = self.steps.today - timedelta(days=rest % 3 - (seed == 98))
                applied_on = max(applied_on, date(2024, 1, 2))
                return cast.person(person), cast.startup(
                    party, applied_on, business=20 + seed % 11, joint=rest % 4 == 1, running=rest % 5 != 3
                )
            case "lease_subsidy":
                rent = (0, 65_000, 75_000, 90_000)[rest % 4] or 33_333
                return cast.person(person), cast.lease(party, 1 + rest % 7, 1 + seed % 5, rent, own=seed % 17 == 16)
        firm, workers = 1 + seed % 4, range(seed % 5, seed % 5 + 1 + rest % 3)
        wish = cast.reward(uscc(firm, "430102"), place, tuple(workers), 12 - seed % 4, (10, 20, 500)[rest % 3])
        return cast.employer(firm), wish

    @rule(pick=number, count=st.integers(1, 6))
    def advance(self, pick: int, count: int) -> None:
        """A case takes its proper way for a while."""
        if self.cases:
            self.steps.advance(self.cases[pick % len(self.cases)], count)

    @rule(days=st.sampled_from((0, 1, 1, 3, 8, 8, 30, 70, 200)))
    def wait(self, days: int) -> None:
        """Time passes."""
        self.steps.today = min(self.steps.today + timedelta(days=days), LAST_DAY)

    @precondition(lambda self: self.cases)
    @rule(pick=number, act=number, choice=number)
    def act(self, pick: int, act: int, choice: int) -> None:
        """Who should do it does something that may come next."""
        case = self.cases[pick % len(self.cases)]
        acts = self.steps.possible(case)
        if acts:
            name = acts[act % len(acts)]
            self.steps.act(name, case, PROPER[self.steps.role_of(name, case)], None, choice)

    @precondition(lambda self: self.cases)
    @rule(pick=number, act=st.sampled_from(Steps.ACTS), who=somebody, ago=days_ago, choice=number)
    def confuse(self, pick: int, act: str, who: int | None, ago: int | None, choice: int) -> None:
        """Anybody does anything to a case."""
        case = self.cases[pick % len(self.cases)]
        role = self.steps.role_of(act, case)
        self.steps.act(act, case, self.actor(who, role), self.value_date(ago), choice)

    @precondition(lambda self: self.cases)
    @rule(pick=number, seed=number, who=somebody, ago=days_ago)
    def amend(self, pick: int, seed: int, who: int | None, ago: int | None) -> None:
        """The facts of an application change."""
        open_to_it = [case for case in self.cases if case.status in ("draft", "returned_for_correction")] or self.cases
        case = open_to_it[pick % len(open_to_it)]
        _, wish = self.wish(case.wish.programme, case.place, seed)
        self.steps.amend(case, wish, self.actor(who, "intake_officer"), self.value_date(ago))

    @precondition(lambda self: self.cases)
    @rule(pick=number, tranche=st.integers(0, 4), share=number, who=somebody, ago=days_ago)
    def instruct(self, pick: int, tranche: int, share: int, who: int | None, ago: int | None) -> None:
        """A payment, or a part of one, or too much."""
        approved = [case for case in self.cases if case.status == "approved"] or self.cases
        case = approved[pick % len(approved)]
        whole = case.parts[tranche - 1] if 1 <= tranche <= len(case.parts) else 5
        amounts = (None, None, None, whole // 2, 1, whole + 1, 0, -whole, case.approved)
        amount = amounts[share % len(amounts)]
        self.steps.instruct(case, tranche, amount, self.actor(who, "finance_officer"), self.value_date(ago))

    @precondition(lambda self: self.pays)
    @rule(pick=number, act=number, share=number)
    def follow(self, pick: int, act: int, share: int) -> None:
        """A payment goes on as it may: it is settled, bounces, is paid again or given up, and must come back in part."""
        case, pay = self.pays[pick % len(self.pays)]
        acts = {
            "instructed": ("settle", "bounce_unbooked"),
            "settled": ("bounce", "determine", "determine"),
            "returned": ("reissue", "cancel"),
        }.get(pay.status, ())
        if acts:
            name = acts[act % len(acts)]
            booked = self.steps.booked(2000 + len(self.steps.model.bank), pay.amount)
            self.steps.bank(name, case, pay, booked, PROPER["finance_officer"], None, share)

    @precondition(lambda self: self.pays)
    @rule(pick=number, act=st.sampled_from(Steps.BANK_ACTS), wrong=number, who=somebody, ago=days_ago, line=number)
    def bank(self, pick: int, act: str, wrong: int, who: int | None, ago: int | None, line: int) -> None:
        """The bank's statement says something of a payment, or an officer does."""
        case, pay = self.pays[pick % len(self.pays)]
        amount = pay.amount + (0, 0, 0, 0, 0, 0, 0, 1, -1, -pay.amount)[wrong % 10]
        booked = self.steps.booked(line, amount, days_ago=(0, 0, 0, 0, 1, 5, -1)[wrong % 7])
        actor = self.actor(who, "finance_officer")
        self.steps.bank(act, case, pay, booked, actor, self.value_date(ago), wrong)

    @precondition(lambda self: self.steps.model.debts)
    @rule(pick=number, write_off=st.booleans(), share=number, who=somebody, ago=days_ago, line=number)
    def collect(self, pick: int, write_off: bool, share: int, who: int | None, ago: int | None, line: int) -> None:
        """Some of what must come back comes back, or is written off."""
        debts = self.steps.model.debts
        debt = debts[pick % len(debts)]
        left = debt.outstanding
        amount = (left, left // 2, left // 3, 1, left + 1, 0, -left)[share % 7]
        on = self.value_date(ago)
        if write_off:
            self.steps.write_off(debt, amount, self.actor(who, "budget_officer"), on)
        else:
            self.steps.receive(debt, self.steps.booked(line, amount), self.actor(who, "finance_officer"), on)

    @rule(
        act=st.sampled_from(("appropriate", "allot", "allot", "take_back")),
        fund=st.sampled_from((*[LEVY] * 6, JOBS, JOBS, "no_such_fund")),
        year=st.sampled_from((2024, 2024, 2024, 2024, 2025, 2025, 2026, 2124)),
        programme=st.sampled_from(("startup_grant", "lease_subsidy", "over_quota_reward")),
        place=st.sampled_from(("430000", "430000", "430100", "430202", cast.ELSEWHERE)),
        amount=st.sampled_from((1, 500_000, MILLION, 3 * MILLION, 10**11, 0, -1)),
        who=somebody,
        ago=days_ago,
    )
    def budget(
        self, act: str, fund: str, year: int, programme: str, place: str, amount: int, who: int | None, ago: int | None
    ) -> None:
        """Budget comes, goes to a line, and comes back from it."""
        actor, on = self.actor(who, "budget_officer"), self.value_date(ago)
        line = Line(fund, year, programme, place)
        if act == "appropriate":
            self.steps.appropriate(fund, year, amount, actor, on)
        elif act == "allot":
            self.steps.allot(line, amount, actor, on)
        else:
            self.steps.take_back(line, amount, actor, on)

    @rule(what=st.sampled_from(("close", "repeat", "reuse a key", "enter", "look", "clock")), who=somebody, seed=number)
    def now_and_then(self, what: str, who: int | None, seed: int) -> None:
        """What is rare: a year ends, an answer is lost, a key is used twice, an account changes, the clock is wrong."""
        details = cast.person(seed % 8, seed // 50) if seed % 3 else cast.employer(1 + seed % 4, seed // 50)
        match what:
            case "close" if seed < 50:
                fund, year = (LEVY, LEVY, JOBS)[seed % 3], (2024, 2024, 2025)[seed // 3 % 3]
                carry = (None, 0, 1, MILLION, 10**12, -1)[seed % 6]
                self.steps.close(fund, year, carry, self.actor(who, "budget_officer"))
            case "repeat":
                self.steps.again(seed)
            case "reuse a key":
                self.steps.something_else_under_a_used_key(seed)
            case "enter":
                self.steps.enter(details, self.actor(who, "intake_officer"))
            case "look":
                self.steps.look(details, self.actor(who, "privacy_officer"))
            case "clock":
                self.steps.act_before_the_head()

    def teardown(self) -> None:
        """The book at rest."""
        steps = self.steps
        try:
            check_book(steps.book, steps.vault, steps.model)
        finally:
            steps.book.close()
