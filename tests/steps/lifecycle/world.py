"""One scenario's world: a real book in a folder of its own, the day, the case in hand, and what was refused."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import sqlalchemy as sa

from domain import payment, recovery
from domain.actor import Actor
from domain.application.events import Drafted
from domain.application.state import Application
from domain.calendar import Month
from domain.details import Details
from domain.errors import Refusal
from domain.events import Recorded
from ledger.authority import actor_of
from ledger.book import GuardTables
from ledger.commands import draft, submit
from ledger.commands.base import CHINA, Request
from ledger.commands.load import load_case
from ledger.commands.open_book import create_book
from ledger.guards import guards_of
from ledger.journal import postings
from ledger.tables import staged_files, vault_details
from ledger.vault import Vault
from tests.steps.lifecycle.cast import applicants, lease_facts, officer, startup_facts

T = TypeVar("T")
MORNING = time(10, 0)


class Kept(NamedTuple):
    """Everything that a refused command must leave alone."""

    guards: GuardTables
    sealed: int
    staged: int


class World:
    """The book, the clock and the case that the steps talk about. Money is fen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.people: dict[str, Details] = applicants()
        self.changed_facts: dict[str, Any] = {}
        self.cases: dict[str, str] = {}
        self.accounts: set[str] = set()
        self.case = self.payment = self.recovery = ""
        self.applicant = self.levy = self.relief = self.full_rate_document = ""
        self.refusal: Refusal | None = None
        self.seen = Refusal()
        self.answered: list[tuple[str, object]] = []
        self.shown = ""
        self._requests = 0

    def open(self, place: str, mode: Literal["demo", "production"] = "demo") -> None:
        """Make the book of a place."""
        self.place = place
        request = self.request(Actor(id="operator", roles=(), place=place), reason="建账")
        self.book, self.keys = create_book(
            self.url, place=place, mode=mode, key_file=self.folder / "keys.json", request=request
        )
        self.vault = Vault(self.book, self.keys)

    @property
    def url(self) -> str:
        """Where the book lies."""
        return f"sqlite:///{self.folder}/book.sqlite"

    def day(self, today: date) -> None:
        """Let it be the morning of a day in China."""
        self.today = today

    # --- doing something ---

    def request(
        self, actor: Actor, *, on: date | None = None, reason: str = "依规定办理", key: str | None = None
    ) -> Request:
        """A request of today, each a little later than the one before, under a key of its own unless told."""
        self._requests += 1
        now = datetime.combine(self.today, MORNING, tzinfo=CHINA) + timedelta(seconds=self._requests)
        now = now.astimezone(UTC)
        return Request(actor=actor, now=now, key=key or f"request-{self._requests}", reason=reason, on=on)

    def does(self, who: str, act: Callable[[Request], T], *, place: str = "", **request: Any) -> T | None:
        """Let the holder of a post do something; a refusal waits until a step asks about it."""
        assert self.refusal is None, f"refused, and nobody asked: {self.refusal}"
        self.before = self.kept()
        try:
            asked = self.request(self.actor(who, place or self.place), **request)
            answer = act(asked)
        except Refusal as refusal:
            self.refusal = refusal
            return None
        self.answered.append((asked.key, answer))
        return answer

    def actor(self, who: str, place: str) -> Actor:
        """The holder of a post: by the account, where one was opened in this scenario."""
        known = officer(who, place)
        return actor_of(self.book, known.id, self.today) if known.id in self.accounts else known

    def kept(self) -> Kept:
        """The book as it is now: position, balances, claims, sealed details, and parts of files that wait."""
        with self.book.engine.connect() as connection:
            sealed, staged = (
                connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in (vault_details, staged_files)
            )
        return Kept(self.book.guard_tables(), sealed, staged)

    # --- applications ---

    def applies(
        self,
        name: str,
        programme: str,
        facts: dict[str, Any],
        *,
        who: str = "受理人",
        officer_of: str = "",
        place: str = "",
        applied_on: date | None = None,
        value_date: date | None = None,
        hand_in: bool = True,
    ) -> None:
        """Draft an application, and hand it in unless told otherwise; it becomes the case in hand."""

        def act(request: Request) -> Any:
            command, details = draft.application(
                self.vault,
                programme=programme,
                place=place or self.place,
                applied_on=applied_on or self.today,
                facts=facts | self.changed_facts,
                applicant=self.people[name],
            )
            verb = submit.draft_and_submit if hand_in else draft.draft
            return verb(self.book, self.vault, command, details, request)

        receipt = self.does(who, act, place=officer_of, on=value_date)
        if receipt is not None:
            self.take_up(name, receipt.subject)

    def take_up(self, name: str, case: str) -> None:
        """Make a case the one in hand."""
        self.applicant, self.case, self.cases[name], self.payment = name, case, case, payment.stream_of(case, 1)
        self.recovery = recovery.stream_of(self.payment, 1)

    def applies_for_startup_grant(self, name: str, *, business: int | None = None, **how: Any) -> None:
        """Apply for a start-up grant for a business of one's own."""
        own = list(self.people).index(name) + 101
        self.applies(name, "startup_grant", startup_facts(self.today, business or own), **how)

    def applies_for_lease_subsidy(self, name: str, first: Month, last: Month, rent: int, **how: Any) -> None:
        """Apply for the rent of some months."""
        self.applies(name, "lease_subsidy", lease_facts(first, last, rent), **how)

    # --- looking ---

    @property
    def first_case(self) -> str:
        """The first case that was filed."""
        return next(recorded.stream for recorded in self.log() if isinstance(recorded.event, Drafted))

    @property
    def state(self) -> Application:
        """The case in hand."""
        return load_case(self.book, self.case)[0]

    def log(self) -> list[Recorded]:
        """Every event of the book."""
        return self.book.read(limit=10_000)

    def budget(self) -> dict[tuple[str, str], int]:
        """What stands on the budget accounts, by year and account code; nothing for zero."""
        sums: Counter[tuple[str, str]] = Counter()
        for key, amount in self.book.balances("Budget:").items():
            account, commodity, *_ = key.split("|")
            sums[f"20{commodity[-3:-1]}", account] += amount
        return {key: amount for key, amount in sums.items() if amount}

    def finances(self) -> dict[tuple[str, str], int]:
        """What stands on the financial accounts, debit positive, by year and account code; nothing for zero."""
        sums: Counter[tuple[str, str]] = Counter()
        for recorded in self.log():
            for posting in postings(recorded):
                if posting.commodity.endswith("F"):
                    sums[f"20{posting.commodity[-3:-1]}", posting.account] += posting.amount
        return {key: amount for key, amount in sums.items() if amount}

    def closes(self) -> None:
        """End the scenario: nothing refused in silence, every event balances, the guards are what the events say."""
        assert self.refusal is None, f"refused, and nobody asked: {self.refusal}"
        if hasattr(self, "book"):
            log, kept = self.log(), self.book.guard_tables()
            assert [recorded for recorded in log if not balances(recorded)] == []
            assert {key: amount for key, amount in kept.balances.items() if amount} == guards_of(log).reserve
            assert kept.claims == claims_after(log)
            self.book.close()


def balances(recorded: Recorded) -> bool:
    """True where the postings of an event are zero in every commodity."""
    sums: Counter[str] = Counter()
    for posting in postings(recorded):
        sums[posting.commodity] += posting.amount
    return not any(sums.values())


def claims_after(log: list[Recorded]) -> dict[str, str]:
    """Who holds which claim after the events, one after the other."""
    held: dict[str, str] = {}
    for recorded in log:
        guards = guards_of([recorded])
        for claim in guards.release:
            del held[claim]
        held |= guards.take
    return held
