"""Acts by name and the proper way of a case, so that the machine gets far; and what only a confused officer does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar, Final

import msgspec

from domain.actor import Actor
from ledger.commands import funds
from ledger.store.standing import CLOCK_TOLERANCE
from tests.integration.machine_casework import Outcome
from tests.integration.machine_cast import (
    ALL_ROUNDER,
    APPEAL_DAYS,
    BOOK,
    JOBS,
    LEVY,
    NEWS_ON,
    PROPER,
    ROLE_OF_ACT,
    SECOND_APPROVER,
)
from tests.integration.machine_model import Case, Line, Pay
from tests.integration.machine_treasury import Booked, Treasury

MILLION = 1_000_000
OUTCOMES: Final[tuple[Outcome, ...]] = ("revoked", "changed", "upheld")
_REVIEWS = ("first_review", "on_site_check", "second_review")


class Steps(Treasury):
    """Everything that may happen, by name."""

    ACTS: ClassVar = (
        "submit return resubmit accept first_review on_site_check second_review public_notice object resolve"
        " recalculate approve reject withdraw suspend resume terminate appeal decide_appeal"
    ).split()
    BANK_ACTS: ClassVar = ("settle", "bounce", "bounce_unbooked", "reissue", "cancel", "determine", "determine")

    AFTER_A_HOLD: ClassVar = (
        "wait",
        "pay",
        "pay when it is over",
        "renew",
        "renew alone",
        "release and pay",
        "hold again",
        "expire",
        "terminate",
        "terminate and appeal",
    )

    def doubt(self, case: Case, tranche: int, then: str) -> None:
        """A tranche is held by whoever should, and something follows."""
        analyst, reviewer, finance = (PROPER[role] for role in ("fraud_analyst", "fraud_reviewer", "finance_officer"))
        alone = then == "renew alone"
        self.hold(case, tranche, "举报1号", None, ALL_ROUNDER if alone else analyst)
        if tranche not in case.holds:
            return
        if then == "pay":
            self.instruct(case, tranche, None, finance)
        elif then in ("renew", "renew alone"):
            self.today += timedelta(days=9)
            self.renew(case, tranche, None, ALL_ROUNDER if alone else reviewer)
        elif then in ("release and pay", "hold again"):
            self.release(case, tranche, reviewer)
            again = then == "hold again"
            self.hold(case, tranche, "举报1号", None, analyst) if again else self.instruct(case, tranche, None, finance)
        elif then in ("pay when it is over", "expire"):
            self.today = max(self.today, case.holds[tranche].until + timedelta(days=1))
            self.expire(reviewer) if then == "expire" else self.instruct(case, tranche, None, finance)
        elif then.startswith("terminate"):
            self.act("terminate", case, PROPER["second_reviewer"], None)
            if then.endswith("appeal"):
                self.act("appeal", case, PROPER["intake_officer"], None)
                self.act("decide_appeal", case, PROPER["appeal_officer"], None)

    def fund(self) -> None:
        """Some budget, and not too much of it; then it is spring, shortly before the late law."""
        budget = PROPER["budget_officer"]
        self.appropriate(LEVY, 2024, 40 * MILLION, budget)
        self.appropriate(LEVY, 2025, 9 * MILLION, budget)
        self.appropriate(LEVY, 2026, 5 * MILLION, budget)
        for line, amount in (
            (Line(LEVY, 2024, "startup_grant", BOOK), 3 * MILLION),
            (Line(LEVY, 2024, "lease_subsidy", BOOK), 2 * MILLION),
            (Line(LEVY, 2024, "lease_subsidy", "430100"), MILLION),
            (Line(LEVY, 2024, "over_quota_reward", BOOK), 20 * MILLION),
            (Line(LEVY, 2025, "startup_grant", BOOK), 2 * MILLION),
            (Line(LEVY, 2025, "lease_subsidy", BOOK), MILLION),
            (Line(LEVY, 2025, "over_quota_reward", BOOK), 5 * MILLION),
            (Line(LEVY, 2026, "lease_subsidy", BOOK), MILLION),
        ):
            self.allot(line, amount, budget)
        self.appropriate(JOBS, 2024, 2 * MILLION, budget)
        self.allot(Line(JOBS, 2024, "startup_grant", "430100"), MILLION, budget)
        self.today = NEWS_ON - timedelta(days=14)

    def role_of(self, act: str, case: Case) -> str:
        """Who should do it."""
        stage = case.next_stage or "completeness"
        role = {
            "accept": "completeness",
            "object": "intake",
            "resolve": "objection",
            "recalculate": "first_review",
            "approve": "approval",
            "reject": stage if case.status == "in_review" else "completeness",
            "suspend": "suspension",
            "resume": "suspension",
            "terminate": "suspension",
            "decide_appeal": "appeal",
            "appeal": "intake",
        }.get(act, act if act in ROLE_OF_ACT else "intake")
        return ROLE_OF_ACT[role]

    def act(self, act: str, case: Case, actor: Actor, on: date | None, choice: int = 0) -> None:
        """Do something to a case; `choice` picks the details."""
        if act in _REVIEWS:
            self.review(case, act, actor, on)
            return
        acts: dict[str, Callable[[], None]] = {
            "submit": lambda: self.hand_in(case, actor, on),
            "return": lambda: self.give_back_for_correction(case, actor, on, findings=choice % 4),
            "resubmit": lambda: self.hand_in_again(case, actor, on),
            "accept": lambda: self.accept(case, actor, on, ("", "", LEVY, JOBS)[choice % 4]),
            "public_notice": lambda: self.publish(case, actor, on),
            "object": lambda: self.object(case, actor, on),
            "resolve": lambda: self.resolve(case, max(case.disputed, default=choice % 3), choice % 2 == 0, actor, on),
            "recalculate": lambda: self.recalculate(case, actor, on),
            "approve": lambda: self.approve(case, actor, on, (None, None, case.amount, 1)[choice % 4]),
            "reject": lambda: self.reject(case, actor, on, reasons=choice % 5),
            "withdraw": lambda: self.withdraw(case, actor, on),
            "suspend": lambda: self.suspend(case, actor, on),
            "resume": lambda: self.resume(case, actor, on),
            "terminate": lambda: self.terminate(case, actor, on),
            "appeal": lambda: self.appeal(case, actor, on),
            "decide_appeal": lambda: self.decide_appeal(case, OUTCOMES[choice % 3], actor, on),
        }
        acts[act]()

    def goes_on(self, case: Case) -> bool:
        """Whether anything may still come of the case."""
        appealable = self.today <= case.decided_on + timedelta(days=APPEAL_DAYS)
        return case.status not in ("withdrawn", "rejected", "terminated") or case.appeal_open or appealable

    def possible(self, case: Case) -> list[str]:
        """What may come next, and what may come instead."""
        stop = "resume" if case.suspended else "suspend"
        running = case.notice_until is not None and self.today <= case.notice_until
        stage = case.next_stage.replace("approval", "approve")
        appeal = "decide_appeal" if case.appeal_open else "appeal"
        return {
            "draft": ["submit", "submit", "withdraw"],
            "submitted": [*["accept"] * 4, "return", "return", "reject", "withdraw"],
            "returned_for_correction": [*["resubmit"] * 4, "reject", "withdraw"],
            "in_review": [
                *[stage] * 4,
                *["object"] * 4 * running,
                *["resolve"] * 4 * bool(case.disputed),
                *["recalculate"] * 2,
                stop,
                "reject",
            ],
            "approved": [stop, "terminate", "terminate"],
            "rejected": [appeal],
            "terminated": [appeal],
        }.get(case.status, [])

    def bank(
        self, act: str, case: Case, pay: Pay, booked: Booked, actor: Actor, on: date | None, share: int = 0
    ) -> None:
        """Do something to a payment; `share` picks how much of it must come back."""
        acts: dict[str, Callable[[], None]] = {
            "settle": lambda: self.settle(case, pay, booked, actor, on),
            "bounce": lambda: self.bounce(case, pay, booked, actor, on),
            "bounce_unbooked": lambda: self.bounce(case, pay, None, actor, on),
            "reissue": lambda: self.reissue(case, pay, actor, on),
            "cancel": lambda: self.cancel(case, pay, actor, on),
            "determine": lambda: self.determine(
                case, pay, (pay.recoverable, pay.amount // 3, 1, pay.recoverable + 1, 0)[share % 5], actor, on
            ),
        }
        acts[act]()

    def advance(self, case: Case, steps: int) -> None:
        """Take the case so many steps of its proper way."""
        for _ in range(steps):
            self._proper_step(case)

    def _proper_step(self, case: Case) -> None:
        if case.status in ("approved", "in_review") and case.suspended:
            self.act("resume", case, PROPER["second_reviewer"], None)
        elif case.status == "draft":
            self.act("submit", case, PROPER["intake_officer"], None)
        elif case.status == "returned_for_correction":
            self.act("resubmit", case, PROPER["intake_officer"], None)
        elif case.status == "submitted":
            self.accept(case, PROPER["intake_officer"], fund=LEVY)
        elif case.status == "in_review":
            self._next_stage(case)
        elif case.status == "approved":
            self._pay(case)

    def _next_stage(self, case: Case) -> None:
        """Pass the next stage, after the notice and with the amount of the day."""
        if case.disputed:
            self.act("resolve", case, PROPER["second_reviewer"], None, choice=1)
            return
        if case.notice_until is not None and "public_notice" in case.done:
            self.today = max(self.today, case.notice_until + timedelta(days=1))
        if case.next_stage != "approval":
            self.act(case.next_stage, case, PROPER[ROLE_OF_ACT[case.next_stage]], None)
        elif case.wish.parts(self.today) != case.parts:
            self.act("recalculate", case, PROPER["first_reviewer"], None)
        else:
            self.act("approve", case, SECOND_APPROVER if case.signers else PROPER["approver"], None)

    def _pay(self, case: Case) -> None:
        """Instruct what is not instructed, then settle what is not settled."""
        finance = PROPER["finance_officer"]
        held = {tranche for tranche, hold in case.holds.items() if hold.active and not hold.overdue(self.today)}
        tranches = range(1, len(case.parts) + 1)
        open_tranches = [tranche for tranche in tranches if tranche not in case.pays and tranche not in held]
        waiting = [pay for pay in case.pays.values() if pay.status in ("instructed", "returned")]
        if waiting and waiting[0].status == "instructed":
            self.settle(case, waiting[0], self.booked(1000 + len(self.model.bank), waiting[0].amount), finance)
        elif waiting:
            self.reissue(case, waiting[0], finance)
        elif open_tranches:
            self.instruct(case, open_tranches[0], None, finance)

    def something_else_under_a_used_key(self, number: int) -> None:
        """A command that asks for something else under the key of another, often one of the same kind."""
        command = funds.Appropriate(fund=LEVY, year=2024, amount=987_654_321, document="预算批复2号")
        self.other_under_its_key(number * (number % 3), lambda request: funds.appropriate(self.book, command, request))

    def act_before_the_head(self) -> None:
        """A command whose time lies well before what the book has seen."""
        head = self.book.head.recorded_at
        assert head is not None
        command = funds.Appropriate(fund=LEVY, year=2030, amount=1, document="预算批复3号")
        request = self.request(PROPER["budget_officer"], None)
        early = msgspec.structs.replace(request, now=head - CLOCK_TOLERANCE - timedelta(seconds=1))
        self.must_refuse(lambda asked: funds.appropriate(self.book, command, asked), early, {"ClockWentBack"})
