"""Check of authority: once a book has accounts, everything was done by one that then held the roles that it named."""

from collections import defaultdict
from datetime import date

from domain.access import state as accounts
from domain.access.authority import actor_from, principals_of
from domain.access.incompatible import incompatible
from domain.access.state import Account
from domain.actor import Actor, Appointment
from domain.application.state import Application
from domain.concerned import concerns
from domain.errors import Refusal
from domain.events import Recorded
from domain.places import covers
from domain.workflow import Workflow
from ledger.audit.duty_probes import acts_of
from ledger.audit.probe import Probe, Seen
from ledger.views.view import CHINA

FACTS_OF_ACCESS = "access."
"""Who came in and who was turned away is noted by the system, on behalf of people whom it may not know."""


class AuthorityHeld(Probe):
    """Accounts, appointments, delegations and declared interests, followed event by event, allow what was done."""

    code = "authority-held"
    zh = "有账号的账套中,每一步都由当时具有相应任职的账号办理,应当回避的没有办理,代理人与被代理人没有互相审批"
    en = "in a book with accounts every act was done by one that then held its roles, was not recused, and stood apart"

    def __init__(self) -> None:
        super().__init__()
        self._accounts: dict[str, Account] = {}
        self._versions: dict[str, int] = {}
        self._done: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._first = ""

    def see(self, seen: Seen) -> None:
        """Judge the event by the accounts before it, then follow what it does to them."""
        recorded = seen.recorded
        if recorded is None:
            return
        # The first administrator is named by whoever runs the machine, in one command.
        if self._accounts and recorded.meta.command_id != self._first and not _noted_by_the_system(recorded):
            self.counted += 1
            self._judge(seen, recorded)
        for act, actor in acts_of(seen):
            if seen.after is not None:
                self._done[seen.after.id].append((act, actor))
        if recorded.event.topic.startswith("account."):
            self._follow(recorded)

    def _follow(self, recorded: Recorded) -> None:
        account = recorded.stream.removeprefix(accounts.stream_of(""))
        state = accounts.evolve(self._accounts.get(account), recorded)
        if state is None or state.id != account:
            self._fault(recorded, "账号没有这样开立", "no such account was opened here")
            return
        if not self._accounts:
            self._first = recorded.meta.command_id
        self._accounts[account], self._versions[recorded.stream] = state, recorded.version
        for clash in _clashes(self._held(state, _day_of(recorded))):
            self._fault(recorded, f"兼任不相容岗位 {clash}", f"holds incompatible roles: {clash}")

    def _held(self, state: Account, day: date) -> tuple[Appointment, ...]:
        try:
            return self._actor(state, day).appointments
        except Refusal:
            return ()

    def _actor(self, state: Account, day: date) -> Actor:
        principals = [self._accounts[each] for each in principals_of(state, day) if each in self._accounts]
        return actor_from(state, principals, day, self._versions)

    def _judge(self, seen: Seen, recorded: Recorded) -> None:
        meta = recorded.meta
        state = self._accounts.get(meta.actor)
        if state is None:
            self._fault(recorded, f"{meta.actor} 没有账号", f"{meta.actor} has no account")
            return
        try:
            actor = self._actor(state, _day_of(recorded))
        except Refusal as refusal:
            self._fault(recorded, refusal.zh, refusal.en)
            return
        lacking = sorted(set(meta.roles) - set(actor.roles))
        if lacking:
            self._fault(recorded, f"{meta.actor} 不具备 {lacking}", f"{meta.actor} did not hold {lacking}")
        for party in sorted(actor.kin):
            if concerns((recorded.event, seen.before), party):
                self._fault(recorded, f"{meta.actor} 应当回避 {party}", f"{meta.actor} was recused from {party}")
        for act, who in acts_of(seen):
            if who == meta.actor and seen.after is not None and seen.after.workflow is not None:
                self._in_case(recorded, actor, seen.after, seen.after.workflow, act)

    def _in_case(self, recorded: Recorded, actor: Actor, case: Application, workflow: Workflow, act: str) -> None:
        role = workflow.roles.get(act, "")
        if role and not any(covers(held, case.place) for held in actor.places_of(role)):
            self._fault(recorded, f"{actor.id} 管辖不到 {case.place}", f"{actor.id} has no authority over {case.place}")
        apart = {other for group in workflow.separate if act in group for other in group} - {act}
        for earlier, who in self._done[case.id]:
            if who in actor.counts_as and earlier in apart:
                zh, en = f"{who} 与 {actor.id} 互为代理", f"{who} and {actor.id} stand in for each other"
                self._fault(recorded, f"{zh},却分办「{earlier}」「{act}」", f"{en}, yet did {earlier} and {act}")

    def _fault(self, recorded: Recorded, zh: str, en: str) -> None:
        self.fault(recorded.position, recorded.stream, zh, en)


def _noted_by_the_system(recorded: Recorded) -> bool:
    return recorded.event.topic.startswith(FACTS_OF_ACCESS)


def _day_of(recorded: Recorded) -> date:
    return recorded.meta.recorded_at.astimezone(CHINA).date()


def _clashes(held: tuple[Appointment, ...]) -> list[str]:
    """Incompatible roles that are held at overlapping places."""
    pairs = [(one, other) for number, one in enumerate(held) for other in held[number + 1 :]]
    return [
        f"{one.role}@{one.place} / {other.role}@{other.place}"
        for one, other in pairs
        if incompatible(one.role, other.role) and (covers(one.place, other.place) or covers(other.place, one.place))
    ]
