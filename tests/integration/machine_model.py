"""What must be true of the machine's book: cases, payments and budget as plain Python, written without our journal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from domain.actor import Actor
from tests.integration.machine_cast import (
    LEVY,
    LEVY_FIRST_UNTIL,
    NOTICE_DAYS,
    ROLE_OF_ACT,
    SEPARATE,
    STAGES,
    SYMBOLS,
    Parts,
    Wish,
)

OPEN = ("submitted", "returned_for_correction", "in_review")


class Line(NamedTuple):
    """Where budget is spent from."""

    fund: str
    year: int
    programme: str
    place: str

    @property
    def key(self) -> str:
        return ":".join(map(str, self))


class Doing(NamedTuple):
    """Who acts today, for which value date."""

    actor: Actor
    today: date
    on: date

    def may(self, role: str, place: str) -> set[str]:
        """What stands against it: the role, the jurisdiction, a day that has not come."""
        return faults(
            EffectiveInFuture=self.on > self.today,
            RoleNotAllowed=role not in self.actor.roles,
            OutsideJurisdiction=not inside(place, self.actor.place),
        )


def faults(**found: bool) -> set[str]:
    """The names of the refusals that are due; a command must be refused for one of them, or else be taken."""
    return {name for name, due in found.items() if due}


def inside(inner: str, outer: str) -> bool:
    """Whether a place lies in another: the pairs of digits before the zeros are the same."""
    pairs = [outer[at : at + 2] for at in (0, 2, 4)]
    return all(pair in ("00", inner[2 * at : 2 * at + 2]) for at, pair in enumerate(pairs))


@dataclass
class Pool:
    """A fund in a year (fen). `cash` is money that came back, `due` what of it the treasury must get."""

    last_on: date = date.min
    appropriated: int = 0
    brought: int = 0
    unallotted: int = 0
    closed: bool = False
    lapsed: int = 0
    carried: int = 0
    cash: int = 0
    due: int = 0
    lines: dict[Line, int] = field(default_factory=dict)


@dataclass
class Pay:
    """A payment (fen). `cash` says that the next settlement draws on money that came back."""

    id: str
    amount: int
    last_on: date
    status: str = "instructed"
    cash: bool = False
    determined: int = 0
    received: int = 0

    @property
    def recoverable(self) -> int:
        return self.amount - self.determined if self.status == "settled" else 0


@dataclass
class Debt:
    """A recovery (fen)."""

    id: str
    pay: Pay
    case: "Case"
    outstanding: int
    by: str
    last_on: date
    written_off: int = 0


@dataclass
class Held:
    """A tranche that is, or was, held (fen); `judged` are the grounds that a release or the end of a term settled."""

    amount: int
    ground: str
    until: date
    by: str
    last_on: date
    active: bool = True
    judged: set[str] = field(default_factory=set)

    def overdue(self, today: date) -> bool:
        return self.active and today > self.until


@dataclass
class Case:
    """An application. `done` are the stages passed in this round, `acted` what anybody did in any round."""

    id: str
    place: str
    applicant: str
    wish: Wish
    last_on: date
    status: str = "draft"
    suspended: bool = False
    claims: set[str] = field(default_factory=set)
    given_up: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    acted: list[tuple[str, str]] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    line: Line | None = None
    parts: Parts = ()
    reserved: int = 0
    approved: int = 0
    notice_until: date | None = None
    objections: int = 0
    disputed: set[int] = field(default_factory=set)
    decided_on: date = date.min
    appeal_open: bool = False
    upheld: bool = False
    gave_back: int = 0
    pays: dict[int, Pay] = field(default_factory=dict)
    holds: dict[int, Held] = field(default_factory=dict)

    @property
    def amount(self) -> int:
        return sum(self.parts)

    @property
    def next_stage(self) -> str:
        return next((stage for stage in STAGES if stage not in self.done), "")

    def unpaid(self) -> int:
        return sum(pay.amount for pay in self.pays.values() if pay.status in ("instructed", "returned"))

    def paid(self) -> int:
        return sum(pay.amount - pay.received for pay in self.pays.values() if pay.status == "settled")

    def held(self) -> int:
        return sum(held.amount for held in self.holds.values() if held.active)

    def freed(self, tranche: int, today: date) -> int:
        """What may be paid again because its hold ran out."""
        held = self.holds.get(tranche)
        return held.amount if held and held.overdue(today) else 0

    def stopped(self, tranche: int, today: date) -> bool:
        """Whether a hold of the tranche counts."""
        held = self.holds.get(tranche)
        return held is not None and held.active and not held.overdue(today)

    def held_on(self, tranche: int) -> date:
        """The day of the last act upon the hold of the tranche."""
        held = self.holds.get(tranche)
        return held.last_on if held else date.min

    def returned(self, tranche: int) -> bool:
        """Whether the bank gave the payment of the tranche back."""
        return tranche in self.pays and self.pays[tranche].status == "returned"

    def lapse(self, tranche: int, do: Doing) -> None:
        """A hold that ran out ends with the next act upon its tranche."""
        held = self.holds.get(tranche)
        if held and held.overdue(do.today):
            self.let_go(tranche, do, judged=True)

    def let_go(self, tranche: int, do: Doing, *, judged: bool) -> None:
        held = self.holds[tranche]
        held.active, held.last_on = False, max(held.last_on, do.on)
        self.approved += held.amount
        if judged:
            held.judged = held.judged | {held.ground}

    def duty(self, do: Doing, act: str) -> set[str]:
        """Role, place and separation of duties for an act of the workflow."""
        earlier = {name for name, who in self.acted if who == do.actor.id and name != act}
        clash = any(act in group and earlier & group for group in SEPARATE)
        return do.may(ROLE_OF_ACT[act], self.place) | faults(SamePersonActs=clash)

    def may(self, do: Doing, act: str, *statuses: str) -> set[str]:
        """What stands against an act that needs one of the statuses."""
        wrong = faults(WrongStatus=self.status not in statuses, BeforeLastAct=do.on < self.last_on)
        return wrong | self.duty(do, act)

    def at_stage(self, do: Doing, stage: str) -> set[str]:
        """What stands against passing a stage."""
        after_notice = "public_notice" in self.done and self.notice_until is not None
        return self.may(do, stage, "in_review") | faults(
            CaseSuspended=self.suspended,
            StageOutOfOrder=self.next_stage != stage,
            NoticeNotEnded=after_notice and self.notice_until is not None and do.on <= self.notice_until,
            ObjectionStillOpen="public_notice" in self.done and bool(self.disputed),
        )

    def touch(self, do: Doing, act: str = "", *, stage: bool = False) -> None:
        """Something was done."""
        self.last_on = max(self.last_on, do.on)
        if act:
            self.acted.append((act, do.actor.id))
        if stage:
            self.done.append(act)

    def back_to(self, stages: int) -> None:
        """Only so many stages count any more; signatures and notice are void."""
        self.done = [stage for stage in STAGES[:stages] if stage in self.done]
        self.signers, self.notice_until = [], None

    def publish(self, do: Doing) -> None:
        self.notice_until = do.on + timedelta(days=NOTICE_DAYS - 1)

    def end(self, do: Doing, status: str, freed: set[str]) -> None:
        """The case ended; these claims are free."""
        self.status, self.suspended, self.decided_on = status, False, do.on
        self.given_up = set(freed)
        self.claims -= freed
        self.disputed = set()
        self.upheld = False
        self.touch(do, {"rejected": "rejection", "terminated": "suspension"}.get(status, ""))


@dataclass
class Model:
    """The whole book. Money is fen."""

    pools: dict[tuple[str, int], Pool] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)
    bank: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Every statement line that was used: by which stream, and how much left (or, negative, came back)."""

    def pool(self, line: Line) -> Pool:
        return self.pools[line.fund, line.year]

    def claims(self) -> dict[str, str]:
        """Who holds which claim."""
        held = {claim: case.id for case in self.cases for claim in case.claims}
        return held | {f"bank:{line}": holder for line, (holder, _) in self.bank.items()}

    def taken(self, case: Case | None, claims: set[str] | frozenset[str]) -> set[str]:
        """What stands against taking claims."""
        others = {claim for other in self.cases if other is not case for claim in other.claims} & claims
        return faults(
            CostAlreadyClaimed=any(claim.startswith("cost:") for claim in others),
            PersonAlreadyCounted=any(claim.startswith("count:") for claim in others),
        )

    def lines_for(self, case: Case, year: int, fund: str) -> set[Line]:
        """The most specific line of each fund that may pay the case; of one fund only where it is named."""
        found: dict[str, Line] = {}
        for (code, of), pool in self.pools.items():
            if of == year and fund in ("", code):
                fits = [
                    line
                    for line in pool.lines
                    if line.programme == case.wish.programme and inside(case.place, line.place)
                ]
                if fits:
                    found[code] = max(fits, key=lambda line: len(line.place.rstrip("0")))
        return set(found.values())

    def payers(self, case: Case, on: date, fund: str, amount: int) -> tuple[set[Line], bool]:
        """The lines that may pay, and whether the fund asked for stands behind one that has room (湖南 S363)."""
        lines = self.lines_for(case, on.year, fund)
        if on > LEVY_FIRST_UNTIL:
            return lines, False
        first = self.lines_for(case, on.year, LEVY)
        if any(self.pool(line).lines[line] >= amount for line in first):
            return first, fund not in ("", LEVY)
        return (lines - first if fund == "" and len(lines) > 1 else lines), False

    def give_back(self, line: Line, amount: int) -> None:
        """Budget returns to its line, or lapses where the year is closed."""
        pool = self.pool(line)
        if pool.closed:
            pool.lapsed += amount
        else:
            pool.lines[line] += amount

    def balances(self) -> dict[str, int]:
        """Every guarded balance that is not zero, by the key of its row."""
        return {key: amount for key, amount in self._balances() if amount}

    def _balances(self) -> Iterator[tuple[str, int]]:
        for (fund, year), pool in self.pools.items():
            commodity = f"CNY.{SYMBOLS[fund]}{year - 2000}B"
            yield f"Budget:Unallotted|{commodity}||", pool.unallotted
            yield f"Budget:Lapsed|{commodity}||", pool.lapsed
            yield f"Budget:CarriedForward|{commodity}||", pool.carried
            for line, left in pool.lines.items():
                yield f"Budget:Allotted|{commodity}|{line.key}|", left
        for case in self.cases:
            if case.line is not None:
                yield from self._of_case(case, case.line)
            for pay in case.pays.values():
                yield f"Recoverable|{pay.id}", pay.recoverable

    def _of_case(self, case: Case, line: Line) -> Iterator[tuple[str, int]]:
        where = f"CNY.{SYMBOLS[line.fund]}{line.year - 2000}B|{line.key}|{case.id}"
        yield f"Budget:PreEncumbered|{where}", case.reserved
        yield f"Budget:Encumbered|{where}", case.approved
        yield f"Budget:EncumberedHeld|{where}", case.held()
        yield f"Budget:ExpendedUnpaid|{where}", case.unpaid()
        yield f"Budget:ExpendedPaid|{where}", case.paid()
