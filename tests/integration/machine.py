"""The state machine: random officers do random things to a book, most of them in order, many of them not."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.actor import Actor
from tests.integration import machine_cast as cast
from tests.integration.machine_cast import HOLD_DAYS, JOBS, LEVY, PROPER, Wish
from tests.integration.machine_checks import check_book
from tests.integration.machine_model import Case, Line, Pay
from tests.integration.machine_steps import Steps

LAST_DAY = date(2026, 6, 30)
MILLION = 1_000_000

NUMBERS = range(100)
DAYS_AGO = (*[None] * 40, *range(-2, 30))
SOMEBODY = (*[None] * 20, *range(12))
"""None is whoever should do it."""
PROGRAMMES = ("startup_grant", "startup_grant", "lease_subsidy", "lease_subsidy", "over_quota_reward")
PLACES = (*cast.CASE_PLACES * 4, cast.ELSEWHERE)
LINE_PLACES = ("430000", "430000", "430000", "430100", "430202", cast.ELSEWHERE)
JURISDICTIONS = ("430000", "430100", "430104", "330000")
YES_OR_NO = (True, False)
STEPS = range(15)

RARE = ("close", "repeat", "repeat", "reuse a key", "enter", "look", "clock", "later")

Rule = Callable[..., None]
CHOICES: dict[str, dict[str, Sequence[Any]]] = {}
"""What each rule chooses from."""
READY: dict[str, Callable[[Any], bool]] = {}
"""What a rule needs before it can do anything."""


def chosen(**choices: Sequence[Any]) -> Callable[[Rule], Rule]:
    """A rule whose arguments are chosen from sequences: by hypothesis, or by a walk of our own."""

    def made(method: Rule) -> Rule:
        CHOICES[method.__name__] = choices
        bound: Any = rule
        decorated: Rule = bound(**{name: st.sampled_from(values) for name, values in choices.items()})(method)
        return decorated

    return made


def needs(ready: Callable[["Machine"], bool]) -> Callable[[Rule], Rule]:
    """A rule that waits until there is something to do it with."""

    def made(method: Rule) -> Rule:
        READY[method.__name__] = ready
        decorated: Rule = precondition(ready)(method)
        return decorated

    return made


def _several(fewest: int, most: int, *choices: Sequence[Any]) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    return st.lists(st.tuples(*map(st.sampled_from, choices)), min_size=fewest, max_size=most)


class Machine(RuleBasedStateMachine):
    """Every rule is one or a few commands; the driver holds the book against the model after each."""

    def __init__(self, url: str, folder: Path, reached: Counter[str]) -> None:
        super().__init__()
        self.steps = Steps(url, folder, reached)
        self.officers = [cast.ALL_ROUNDER, cast.ALL_ROUNDER, cast.SECOND_APPROVER, *PROPER.values()]

    @property
    def cases(self) -> list[Case]:
        return self.steps.model.cases

    @property
    def in_review(self) -> list[Case]:
        return [case for case in self.cases if case.status == "in_review"]

    @property
    def pays(self) -> list[tuple[Case, Pay]]:
        return [(case, pay) for case in self.cases for pay in case.pays.values()]

    @initialize(
        duties=_several(2, 3, cast.ROLES, cast.ROLES, JURISDICTIONS), flying=_several(2, 6, PROGRAMMES, NUMBERS, STEPS)
    )
    def begin(self, duties: list[tuple[str, str, str]], flying: list[tuple[str, int, int]]) -> None:
        """Officers with roles by chance, some budget, and cases that have come a long way already."""
        for at, (*roles, place) in enumerate(duties):
            self.officers.insert(0, Actor(id=f"officer-{at}", roles=tuple(roles), place=place))
        self.steps.fund()
        for programme, seed, steps in flying:
            self.file(programme, cast.CASE_PLACES[seed % 3], seed, None, None, True)
            if self.cases:
                self.steps.advance(self.cases[-1], steps)

    def hand(self, case: Case, role: str, choice: int) -> Actor:
        """Who should do it; but every fourth case lies in the hands of one person who does everything."""
        alone = self.cases.index(case) % 4 == 3 or choice % 9 == 8
        return cast.ALL_ROUNDER if alone else PROPER[role]

    def actor(self, who: int | None, role: str) -> Actor:
        return PROPER[role] if who is None else self.officers[who % len(self.officers)]

    def value_date(self, ago: int | None) -> date | None:
        return None if ago is None else self.steps.today - timedelta(days=ago)

    @chosen(programme=PROGRAMMES, place=PLACES, seed=NUMBERS, who=SOMEBODY, ago=DAYS_AGO, hand_in=YES_OR_NO)
    def file(self, programme: str, place: str, seed: int, who: int | None, ago: int | None, hand_in: bool) -> None:
        """Somebody applies; the seed decides who and for what, so that claims collide."""
        employer = (programme == "over_quota_reward") != (seed == 99)
        details = cast.employer(1 + seed % 4) if employer else cast.person(seed % 8)
        on = self.value_date(ago)
        wish = self.wish(self.steps.vault.party_id(details), programme, place, seed, on or self.steps.today)
        actor = cast.VISITOR if place == cast.ELSEWHERE else self.actor(who, "intake_officer")
        self.steps.file(details, place, wish, actor, on, hand_in=hand_in)

    def wish(self, party: str, programme: str, place: str, seed: int, on: date) -> Wish:
        """What a party applies for on a day; the seed says the rest."""
        rest = seed // 8
        match programme:
            case "startup_grant":
                applied_on = on - timedelta(days=rest % 3 - (seed == 98))
                business, joint, running = 20 + seed % 11, rest % 4 == 1, rest % 5 != 3
                return cast.startup(party, applied_on, business=business, joint=joint, running=running)
            case "lease_subsidy":
                rent = (33_333, 65_000, 75_000, 90_000)[rest % 4]
                return cast.lease(party, 1 + rest % 7, 1 + seed % 5, rent, own=seed % 17 == 16)
        workers = tuple(range(seed % 5, seed % 5 + 1 + rest % 3))
        return cast.reward(party, place, workers, 12 - seed % 4, (10, 500, 10, 20)[rest % 4])

    @needs(lambda self: bool(self.cases))
    @chosen(pick=NUMBERS, count=range(1, 5))
    def advance(self, pick: int, count: int) -> None:
        """A case takes its proper way for a while."""
        self.steps.advance(self.cases[pick % len(self.cases)], count)

    @chosen(days=(0, 1, 1, 2, 3, 8, 25))
    def wait(self, days: int) -> None:
        """Time passes."""
        self.steps.today = max(self.steps.today, min(self.steps.today + timedelta(days=days), LAST_DAY))

    @chosen(pick=NUMBERS)
    def wait_for_an_edge(self, pick: int) -> None:
        """It becomes the last day of a notice or of an appeal, or the day after."""
        edges = [case.notice_until for case in self.cases if case.notice_until]
        edges += [case.decided_on + timedelta(days=cast.APPEAL_DAYS) for case in self.cases if case.decided_on.year > 1]
        days = sorted({edge + timedelta(days=more) for edge in edges for more in (0, 1)} - {self.steps.today})
        coming = [day for day in days if self.steps.today < day <= LAST_DAY]
        if coming:
            self.steps.today = coming[min(pick % 4, len(coming) - 1)]

    @needs(lambda self: bool(self.cases))
    @chosen(pick=NUMBERS, act=NUMBERS, choice=NUMBERS)
    def act(self, pick: int, act: int, choice: int) -> None:
        """Somebody does something that may come next."""
        living = [case for case in self.cases if self.steps.goes_on(case)] or self.cases
        case = living[pick % len(living)]
        acts = self.steps.possible(case)
        if acts:
            name = acts[act % len(acts)]
            actor = self.hand(case, self.steps.role_of(name, case), choice)
            self.steps.act(name, case, actor, None, choice)

    @needs(lambda self: bool(self.in_review))
    @chosen(pick=NUMBERS, then=("wait", "uphold", "dismiss", "go on after it", "go on on its last day"))
    def notice(self, pick: int, then: str) -> None:
        """A case comes to its notice, and somebody objects or cannot wait."""
        case = self.in_review[pick % len(self.in_review)]
        while case.status == "in_review" and "public_notice" not in case.done and not case.suspended:
            self.steps.advance(case, 1)
        if case.notice_until is None or case.notice_until < self.steps.today:
            return
        if then != "go on on its last day":
            self.steps.act("object", case, PROPER["intake_officer"], None)
        if then in ("uphold", "dismiss"):
            number = max(case.disputed, default=1)
            self.steps.resolve(case, number, then == "uphold", PROPER["second_reviewer"])
        elif then != "wait":
            self.steps.today = case.notice_until + timedelta(days=then == "go on after it")
            self.steps.act("second_review", case, PROPER["second_reviewer"], None)

    @needs(lambda self: bool(self.cases))
    @chosen(pick=NUMBERS, act=Steps.ACTS, who=SOMEBODY, ago=DAYS_AGO, choice=NUMBERS)
    def confuse(self, pick: int, act: str, who: int | None, ago: int | None, choice: int) -> None:
        """Anybody does anything to a case."""
        case = self.cases[pick % len(self.cases)]
        role = self.steps.role_of(act, case)
        self.steps.act(act, case, self.actor(who, role), self.value_date(ago), choice)

    @needs(lambda self: bool(self.cases))
    @chosen(pick=NUMBERS, seed=NUMBERS, who=SOMEBODY, ago=DAYS_AGO)
    def amend(self, pick: int, seed: int, who: int | None, ago: int | None) -> None:
        """The facts of an application change."""
        open_to_it = [case for case in self.cases if case.status in ("draft", "returned_for_correction")] or self.cases
        case = open_to_it[pick % len(open_to_it)]
        wish = self.wish(case.applicant, case.wish.programme, case.place, seed, self.steps.today)
        self.steps.amend(case, wish, self.actor(who, "intake_officer"), self.value_date(ago))

    @needs(lambda self: bool(self.cases))
    @chosen(pick=NUMBERS, tranche=range(5), share=NUMBERS, who=SOMEBODY, ago=DAYS_AGO)
    def instruct(self, pick: int, tranche: int, share: int, who: int | None, ago: int | None) -> None:
        """A payment, or a part of one, or too much."""
        approved = [case for case in self.cases if case.status == "approved"] or self.cases
        case = approved[pick % len(approved)]
        whole = case.parts[tranche - 1] if 1 <= tranche <= len(case.parts) else 5
        amounts = (None, None, None, whole // 2, 1, whole + 1, 0, -whole, case.approved)
        amount = amounts[share % len(amounts)]
        actor = self.hand(case, "finance_officer", share) if who is None else self.actor(who, "finance_officer")
        self.steps.instruct(case, tranche, amount, actor, self.value_date(ago))

    @needs(lambda self: bool(self.in_review))
    @chosen(pick=NUMBERS, then=Steps.AFTER_A_HOLD, choice=NUMBERS)
    def doubt(self, pick: int, then: str, choice: int) -> None:
        """A case comes to its approval, a tranche of it is held, and something follows."""
        case = self.in_review[pick % len(self.in_review)]
        for _ in range(8):
            if case.status == "in_review":
                self.steps.advance(case, 1)
        if case.status == "approved" and case.parts:
            self.steps.doubt(case, 1 + choice % len(case.parts), then)

    @needs(lambda self: any(case.status == "approved" for case in self.cases))
    @chosen(
        pick=NUMBERS,
        act=("hold", "hold", "renew", "release", "expire"),
        tranche=(None, None, None, None, 1, 2, 0),
        choice=NUMBERS,
        who=SOMEBODY,
        ago=DAYS_AGO,
    )
    def mistrust(self, pick: int, act: str, tranche: int | None, choice: int, who: int | None, ago: int | None) -> None:
        """Anybody holds money or lets it go."""
        approved = [case for case in self.cases if case.status == "approved"]
        unpaid = [case for case in approved if case.approved or case.held()] or approved
        case, on = unpaid[pick % len(unpaid)], self.value_date(ago)
        open_tranches = [number for number in range(1, len(case.parts) + 1) if number not in case.pays] or [1]
        wanted = open_tranches[choice % len(open_tranches)] if tranche is None else tranche
        days = (None, None, None, 10, 0, -1, HOLD_DAYS + 1)[choice % 7]
        analyst = cast.ALL_ROUNDER if choice % 9 == 8 else self.actor(who, "fraud_analyst")
        reviewer = cast.ALL_ROUNDER if choice % 5 == 4 else self.actor(who, "fraud_reviewer")
        held = [number for number, hold in case.holds.items() if hold.active] or [*case.holds]
        match act:
            case "hold":
                self.steps.hold(case, wanted, f"举报{choice % 4}号", days, analyst, on)
            case "expire":
                self.steps.expire(reviewer)
            case "renew" if held:
                self.steps.renew(case, held[choice % len(held)], days, reviewer, on)
            case "release" if held:
                self.steps.release(case, held[choice % len(held)], reviewer, on)

    @needs(lambda self: bool(self.pays))
    @chosen(pick=NUMBERS, act=NUMBERS, share=NUMBERS)
    def follow(self, pick: int, act: int, share: int) -> None:
        """A payment goes on as it may: it is settled, bounces, is paid again or given up, or must come back."""
        living = [(case, pay) for case, pay in self.pays if pay.status != "cancelled" and not pay.determined]
        case, pay = (living or self.pays)[pick % len(living or self.pays)]
        acts = {
            "instructed": ("settle", "bounce_unbooked"),
            "settled": ("bounce", "bounce", "determine"),
            "returned": ("reissue", "cancel"),
        }.get(pay.status, ())
        if acts:
            name = acts[act % len(acts)]
            booked = self.steps.booked(2000 + len(self.steps.model.bank), pay.amount + (share % 11 == 10))
            alone = name == "determine" and share % 2
            actor = cast.ALL_ROUNDER if alone else self.hand(case, "finance_officer", share)
            self.steps.bank(name, case, pay, booked, actor, None, share)

    @needs(lambda self: bool(self.pays))
    @chosen(pick=NUMBERS, act=Steps.BANK_ACTS, wrong=NUMBERS, who=SOMEBODY, ago=DAYS_AGO, line=range(40))
    def bank(self, pick: int, act: str, wrong: int, who: int | None, ago: int | None, line: int) -> None:
        """Anybody says anything of a payment."""
        case, pay = self.pays[pick % len(self.pays)]
        amount = pay.amount + (0, 0, 0, 0, 0, 0, 0, 1, -1, -pay.amount)[wrong % 10]
        booked = self.steps.booked(line, amount, days_ago=(0, 0, 0, 0, 1, 5, -1)[wrong % 7])
        actor = self.actor(who, "finance_officer")
        self.steps.bank(act, case, pay, booked, actor, self.value_date(ago), wrong)

    @needs(lambda self: bool(self.steps.model.debts))
    @chosen(pick=NUMBERS, write_off=YES_OR_NO, share=NUMBERS, who=SOMEBODY, ago=DAYS_AGO, line=range(100, 180))
    def collect(self, pick: int, write_off: bool, share: int, who: int | None, ago: int | None, line: int) -> None:
        """Some of what must come back comes back, or is written off."""
        debts = self.steps.model.debts
        debt = debts[pick % len(debts)]
        left = debt.outstanding
        amount = (left, left // 2, left // 3, 1, left + 1, 0, -left)[share % 7]
        on = self.value_date(ago)
        if write_off:
            actor = cast.ALL_ROUNDER if line % 3 == 0 else self.actor(who, "budget_officer")
            self.steps.write_off(debt, amount, actor, on)
        else:
            self.steps.receive(debt, self.steps.booked(line, amount), self.actor(who, "finance_officer"), on)

    @chosen(
        act=("appropriate", "allot", "allot", "take_back", "take_back"),
        fund=(*[LEVY] * 6, JOBS, JOBS, "no_such_fund"),
        year=(2024, 2024, 2024, 2024, 2025, 2025, 2026, 2124),
        where=[(programme, place) for programme in sorted(cast.USES[LEVY]) for place in LINE_PLACES],
        amount=(1, 500_000, 500_000, MILLION, 3 * MILLION, 10**11, 0, -1),
        who=SOMEBODY,
        ago=DAYS_AGO,
    )
    def budget(
        self, act: str, fund: str, year: int, where: tuple[str, str], amount: int, who: int | None, ago: int | None
    ) -> None:
        """Budget comes, goes to a line, and comes back from it."""
        actor, on = self.actor(who, "budget_officer"), self.value_date(ago)
        line = Line(fund, year, *where)
        if act == "appropriate":
            self.steps.appropriate(fund, year, amount, actor, on)
        elif act == "allot":
            self.steps.allot(line, amount, actor, on)
        else:
            self.steps.take_back(line, amount, actor, on)

    @chosen(what=RARE, who=SOMEBODY, seed=NUMBERS)
    def now_and_then(self, what: str, who: int | None, seed: int) -> None:
        """What is rare: a year ends, an answer is lost, a key is used twice, an account changes, the clock is wrong."""
        details = cast.person(seed % 8, seed // 80) if seed % 3 else cast.employer(1 + seed % 4, seed // 80)
        match what:
            case "close" if self.steps.today > cast.NEWS_ON:
                fund, year = (LEVY, LEVY, JOBS)[seed // 6 % 3], (2024, 2024, 2025)[seed // 18 % 3]
                carry = (None, 0, 1, MILLION, 10**12, -1)[seed % 6]
                self.steps.close(fund, year, carry, self.actor(who, "budget_officer"))
            case "repeat":
                self.steps.again(seed)
            case "reuse a key":
                self.steps.something_else_under_a_used_key(seed)
            case "enter":
                self.steps.enter(details, cast.ALL_ROUNDER if seed % 2 else self.actor(who, "intake_officer"))
            case "look":
                self.steps.look(details, self.actor(who, "privacy_officer"))
            case "later":
                self.wait(70)
            case "clock":
                self.steps.act_before_the_head()

    def year_end(self, year: int, carry: int | None) -> None:
        """The year is closed, whatever is still under way; a grant that was ended before it goes on after it."""
        budget = PROPER["budget_officer"]
        self.steps.today = max(self.steps.today, date(year, 12, 31))
        ended = [case for case in self.cases if case.status == "approved" and not case.suspended][:1]
        for case in ended:
            self.steps.act("terminate", case, PROPER["second_reviewer"], None)
            self.steps.act("appeal", case, PROPER["intake_officer"], None)
        self.steps.close(LEVY, year, carry, budget)
        for case in ended:
            self.steps.act("decide_appeal", case, PROPER["appeal_officer"], None)

    def teardown(self) -> None:
        """The book at rest."""
        steps = self.steps
        try:
            check_book(steps.book, steps.vault, steps.model)
        finally:
            steps.book.close()
