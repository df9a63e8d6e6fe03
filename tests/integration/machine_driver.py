"""Sends commands of the state machine to a real book, and holds the book against the model after each of them."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import currently_in_test_context
from hypothesis import event as note

from domain.actor import Actor
from domain.details import Details
from domain.errors import Conflict, Refusal
from ledger.commands.base import CHINA, Receipt, Request
from ledger.commands.open_book import create_book
from ledger.store.standing import BalanceExhausted, ClaimTaken
from ledger.vault import Vault
from tests.integration.machine_cast import BOOK, PROPER
from tests.integration.machine_model import Doing, Model

FIRST_DAY = date(2024, 1, 2)
UNNAMED = (BalanceExhausted, ClaimTaken, Conflict)
"""Refusals that say nothing to an officer; with one officer at a time none of them may come through."""

KEPT = ("book_head", "guard_balances", "guard_claims", "idempotency", "vault_keys", "vault_details")

Call = Callable[[Request], Receipt]
Effect = Callable[[Receipt], None]


class Driver:
    """One book under test, its clock, and the model beside it. `reached` counts topics and refusals over all runs."""

    def __init__(self, url: str, folder: Path, reached: Counter[str]) -> None:
        self.today = FIRST_DAY
        self.model = Model()
        self.reached = reached
        self.known: dict[str, tuple[Details, str]] = {}
        self.taken: list[tuple[Call, Request, Receipt]] = []
        self._numbers = count(1)
        request = self.request(PROPER["budget_officer"], FIRST_DAY)
        self.book, self.keys = create_book(
            url, place=BOOK, mode="demo", key_file=folder / f"{next(self._numbers)}.key", request=request
        )
        self.vault = Vault(self.book, self.keys)
        self.reached["book.Opened"] += 1

    def request(self, actor: Actor, on: date | None) -> Request:
        """A request of today, a little later than the one before."""
        number = next(self._numbers)
        now = datetime.combine(self.today, time(9), tzinfo=CHINA) + timedelta(seconds=number)
        return Request(actor=actor, now=now, key=f"key-{number}", reason="依规定办理", on=on)

    def doing(self, actor: Actor, on: date | None) -> Doing:
        """The same as the model sees it."""
        return Doing(actor, self.today, on or self.today)

    def send(self, call: Call, due: set[str], effect: Effect, actor: Actor, on: date | None = None) -> None:
        """Send a command: it must be refused for one of the faults that are due, or taken where there is none."""
        request = self.request(actor, on)
        if due:
            self.must_refuse(call, request, due)
            return
        receipt = call(request)
        self._count(*receipt.events)
        self.taken.append((call, request, receipt))
        effect(receipt)
        self.agrees()

    def must_refuse(self, call: Call, request: Request, due: set[str]) -> None:
        """Send what must be refused for one of these faults, in both languages, and must change nothing."""
        before = self.everything()
        answer = _answer(call, request)
        assert isinstance(answer, Refusal), f"taken in spite of {due}: {answer.events}"
        self._named(answer, due)
        assert self.everything() == before

    def again(self, number: int) -> None:
        """Send an earlier command again under its key: the same answer, and nothing happens; a look is over."""
        if not self.taken:
            return
        call, request, receipt = self.taken[number % len(self.taken)]
        if receipt.events == ("party.Revealed",):
            self.must_refuse(call, request, {"ShownAlready"})
            return
        before = self.everything()
        assert call(request) == receipt
        assert self.everything() == before
        self._count("same answer")

    def other_under_its_key(self, number: int, call: Call) -> None:
        """Send something else under a used key: refused."""
        if self.taken:
            _, request, _ = self.taken[number % len(self.taken)]
            self.must_refuse(call, request, {"IdempotencyKeyReused"})

    def agrees(self) -> None:
        """The guard tables say what the model says."""
        kept = self.book.guard_tables()
        assert {key: amount for key, amount in kept.balances.items() if amount} == self.model.balances()
        assert min(kept.balances.values(), default=0) >= 0
        assert kept.claims == self.model.claims()

    def everything(self) -> dict[str, list[Any]]:
        """All that a refused command must leave as it is."""
        with self.book.engine.connect() as connection:

            def rows(sql: str) -> list[Any]:
                return list(connection.exec_driver_sql(sql).all())

            kept = {table: rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in KEPT}
            return {**kept, "events": rows("SELECT count(*), max(position) FROM events")}

    def _named(self, refusal: Refusal, due: set[str]) -> None:
        assert type(refusal).__name__ in due, f"refused for {refusal!r} instead of {due}"
        assert not isinstance(refusal, UNNAMED)
        assert re.search(r"[\u4e00-\u9fff].*。$", refusal.zh), refusal.zh
        assert re.search(r"[A-Za-z]{2}.*\.$", refusal.en), refusal.en
        assert "{" not in refusal.zh + refusal.en
        self._count(type(refusal).__name__)

    def _count(self, *names: str) -> None:
        for name in names:
            self.reached[name] += 1
            if currently_in_test_context():
                note(name)


def _answer(call: Call, request: Request) -> Receipt | Refusal:
    try:
        return call(request)
    except Refusal as refusal:
        return refusal
