"""The acts on holds: placed, renewed, released, expired; each beside what the model says of it. Money is fen."""

from datetime import date, timedelta

from domain.actor import Actor
from domain.hold_due import HoldGround
from ledger.commands import holds
from ledger.commands.base import Receipt
from tests.integration.machine_casework import Casework
from tests.integration.machine_cast import HOLD_DAYS
from tests.integration.machine_model import Case, Held, faults, inside


class Holding(Casework):
    """What may happen to money that is approved and not instructed."""

    def hold(
        self, case: Case, tranche: int, ground: str, days: int | None, actor: Actor, on: date | None = None
    ) -> None:
        """Hold a tranche, for so many days or as long as the law allows."""
        do, before = self.doing(actor, on), case.holds.get(tranche)
        over = before is not None and before.overdue(self.today)
        judged = (before.judged | ({before.ground} if over else set())) if before else set()
        exists, returned = 1 <= tranche <= len(case.parts), case.returned(tranche)
        left = case.approved + case.freed(tranche, self.today)
        amount = min(case.parts[tranche - 1], left) if exists and not returned else 0
        until = self.today + timedelta(days=HOLD_DAYS if days is None else days)
        again = bool(judged) and ground not in judged
        due = do.may("fraud_reviewer" if again else "fraud_analyst", case.place) | faults(
            SamePersonHolds=again and before is not None and before.by == actor.id,
            WrongStatus=case.status != "approved",
            PaymentAtBank=tranche in case.pays and not returned,
            AlreadyHeld=before is not None and before.active and not over,
            GroundsJudged=ground in judged,
            NothingToHold=amount <= 0 and not returned,
            BeforeLastAct=do.on < max(case.last_on, before.last_on if before else date.min),
            HoldTooShort=until < self.today,
            HoldTooLong=until > self.today + timedelta(days=HOLD_DAYS),
        )

        def effect(receipt: Receipt) -> None:
            assert receipt.events == (("hold.Expired", "hold.Placed") if over else ("hold.Placed",))
            case.lapse(tranche, do)
            case.approved -= amount
            last_on = max(do.on, before.last_on) if before else do.on
            case.holds[tranche] = Held(amount, ground, until, actor.id, last_on, judged=judged)

        wanted = None if days is None else until
        command = holds.Place(case=case.id, tranche=tranche, grounds=(HoldGround(authority=ground),), until=wanted)
        self.send(lambda request: holds.place(self.book, command, request), due, effect, actor, on)

    def _review(self, case: Case, held: Held, actor: Actor, on: date | None) -> set[str]:
        do = self.doing(actor, on)
        return do.may("fraud_reviewer", case.place) | faults(
            HoldNotActive=not held.active or held.overdue(self.today),
            SamePersonHolds=held.by == actor.id,
            BeforeLastAct=do.on < held.last_on,
        )

    def renew(self, case: Case, tranche: int, days: int | None, actor: Actor, on: date | None = None) -> None:
        """Let a hold run on."""
        do, held = self.doing(actor, on), case.holds[tranche]
        until = self.today + timedelta(days=HOLD_DAYS if days is None else days)
        due = self._review(case, held, actor, on) | faults(
            HoldTooShort=until <= held.until, HoldTooLong=until > self.today + timedelta(days=HOLD_DAYS)
        )

        def effect(_: Receipt) -> None:
            held.until, held.last_on = until, max(held.last_on, do.on)

        command = holds.Renew(hold=f"{case.id}-P{tranche}", until=None if days is None else until)
        self.send(lambda request: holds.renew(self.book, command, request), due, effect, actor, on)

    def release(self, case: Case, tranche: int, actor: Actor, on: date | None = None) -> None:
        """Let the money go."""
        do, held = self.doing(actor, on), case.holds[tranche]

        def effect(_: Receipt) -> None:
            case.let_go(tranche, do, judged=True)

        command = holds.Release(hold=f"{case.id}-P{tranche}", ground="情况属实")
        due = self._review(case, held, actor, on)
        self.send(lambda request: holds.release(self.book, command, request), due, effect, actor, on)

    def expire(self, actor: Actor) -> None:
        """Say of every hold that ran out, where the actor may, that it did."""
        request = self.request(actor, None)
        if "fraud_reviewer" not in actor.roles:
            self.must_refuse(lambda asked: _expired(holds.expire(self.book, asked)), request, {"RoleNotAllowed"})
            return
        over = [
            (case, tranche)
            for case in self.model.cases
            for tranche, held in case.holds.items()
            if held.overdue(self.today) and inside(case.place, actor.place)
        ]
        assert set(holds.expire(self.book, request)) == {f"hold:{case.id}-P{tranche}" for case, tranche in over}
        for case, tranche in over:
            case.lapse(tranche, self.doing(actor, None))
        self.agrees()


def _expired(found: tuple[str, ...]) -> Receipt:
    """As if it were one command, for an answer that must not come."""
    return Receipt(subject="", events=found, versions={})
