"""An office without a book: accounts whose decisions are folded at once."""

from datetime import UTC, date, datetime
from typing import Any

from domain.access import acts, standing_in
from domain.access.authority import actor_from, borrowed_of, principals_of
from domain.access.state import Account, evolve, stream_of
from domain.act import Act
from domain.actor import Actor
from domain.events import Event, Meta, Recorded

PLACE = "330500"
DAY = date(2024, 3, 1)
DOCUMENT = "湖残联人〔2024〕1号"
ADMINISTRATOR = "administrator"


class Accounts:
    """The accounts of a place by id; `today` is the day on which everything happens."""

    def __init__(self, place: str = PLACE) -> None:
        self.place = place
        self.today = DAY
        self.states: dict[str, Account] = {}
        self.versions: dict[str, int] = {}
        for event in acts.bootstrap(account=ADMINISTRATOR, unit="市残联", place=place, document=DOCUMENT):
            self.take(ADMINISTRATOR, event)

    def take(self, account: str, event: Event) -> None:
        """Fold an event that was decided."""
        stream = stream_of(account)
        self.versions[stream] = self.versions.get(stream, 0) + 1
        meta = Meta(
            book=self.place,
            effective_on=self.today,
            recorded_at=datetime.combine(self.today, datetime.min.time(), tzinfo=UTC),
            actor="somebody",
            roles=(),
            reason="依规定办理",
            command_id=f"{stream}/{self.versions[stream]}",
        )
        recorded = Recorded(stream=stream, version=self.versions[stream], event=event, meta=meta)
        state = evolve(self.states.get(account), recorded)
        assert state is not None
        self.states[account] = state

    def actor(self, account: str) -> Actor:
        """What the account may do today."""
        state = self.states[account]
        principals = [self.states[each] for each in principals_of(state, self.today)]
        return actor_from(state, principals, self.today, self.versions)

    def by(self, account: str = ADMINISTRATOR) -> Act:
        """An act of an account today."""
        return Act(actor=self.actor(account), on=self.today, today=self.today, reason="依规定办理")

    def open(self, *accounts: str, place: str = "") -> None:
        """Open accounts of officers."""
        for account in accounts:
            details = {"account": account, "kind": "officer", "unit": "市残联", "place": place or self.place}
            self.take(account, acts.open_(**details, known=account in self.states, act=self.by()))

    def appoint(self, account: str, role: str, place: str = "", by: str = ADMINISTRATOR) -> None:
        """Give an account a role."""
        state = self.states[account]
        principals = [self.states[each.principal] for each in state.borrowed]
        event = acts.appoint(
            state,
            role=role,
            place=place or self.place,
            document=DOCUMENT,
            borrowed=tuple(borrowed_of(state, principals)),
            act=self.by(by),
        )
        self.take(account, event)

    def end_appointment(self, account: str, role: str, place: str = "") -> None:
        """Take a role back."""
        state = self.states[account]
        event = acts.end_appointment(state, role=role, place=place or self.place, document=DOCUMENT, act=self.by())
        self.take(account, event)

    def delegate(self, account: str, to: str, role: str, *, days: int = 30, by: str = "", **given: Any) -> None:
        """Lend a role from today on."""
        first = given.get("first_day", self.today)
        deputy = self.states[to]
        principals = [self.states[each.principal] for each in deputy.borrowed]
        lent, borrowed = standing_in.delegate(
            self.states[account],
            deputy,
            role=role,
            place=given.get("place", self.place),
            first_day=first,
            last_day=date.fromordinal(first.toordinal() + days - 1),
            ground="休假",
            borrowed=tuple(borrowed_of(deputy, principals)),
            act=self.by(by or account),
        )
        self.take(account, lent)
        self.take(to, borrowed)

    def do(self, decide: Any, account: str, by: str = ADMINISTRATOR, **details: Any) -> None:
        """Decide on an account and take what was decided."""
        self.take(account, decide(self.states[account], act=self.by(by), **details))
