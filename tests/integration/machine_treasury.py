"""The acts on money: budget, payments with their bank lines, recoveries; each beside what the model says of it."""

from datetime import date, timedelta

from domain.actor import Actor
from domain.details import Details
from ledger.commands import funds, payments, recoveries, register, reveal
from ledger.commands.base import Receipt, Request
from tests.integration.machine_cast import BOOK, SYMBOLS, USES
from tests.integration.machine_holds import Holding
from tests.integration.machine_model import Case, Debt, Doing, Line, Pay, Pool, faults, inside

ACCOUNT = "补贴专户"
Booked = payments.Booked


class Treasury(Holding):
    """What may happen to money. Amounts are fen."""

    def _budget(self, do: Doing, fund: str, year: int, amount: int = 1) -> set[str]:
        pool = self.model.pools.get((fund, year))
        return do.may("budget_officer", BOOK) | faults(
            UnknownFund=fund not in SYMBOLS,
            AmountNotPositive=amount <= 0,
            YearAlreadyClosed=pool is not None and pool.closed,
            BeforeLastAct=pool is not None and do.on < pool.last_on,
        )

    def appropriate(self, fund: str, year: int, amount: int, actor: Actor, on: date | None = None) -> None:
        """Budget is made available."""
        do = self.doing(actor, on)
        due = self._budget(do, fund, year, amount) | faults(YearImplausible=not 2000 <= year <= 2099)

        def effect(_: Receipt) -> None:
            pool = self.model.pools.setdefault((fund, year), Pool())
            pool.unallotted += amount
            pool.appropriated += amount
            pool.last_on = max(pool.last_on, do.on)

        command = funds.Appropriate(fund=fund, year=year, amount=amount, document="预算批复1号")
        self.send(lambda request: funds.appropriate(self.book, command, request), due, effect, actor, on)

    def allot(self, line: Line, amount: int, actor: Actor, on: date | None = None) -> None:
        """Budget goes to a line."""
        do = self.doing(actor, on)
        pool = self.model.pools.get((line.fund, line.year))
        due = self._budget(do, line.fund, line.year, amount) | faults(
            NotAppropriated=pool is None,
            PlaceOutsideFund=not inside(line.place, BOOK),
            UseNotAllowed=line.programme not in USES.get(line.fund, set()),
            AllotmentExceedsAppropriation=pool is not None and amount > pool.unallotted,
        )

        def effect(_: Receipt) -> None:
            assert pool is not None
            pool.unallotted -= amount
            pool.lines[line] = pool.lines.get(line, 0) + amount
            pool.last_on = max(pool.last_on, do.on)

        self.send(lambda request: funds.allot(self.book, _allot(line, amount), request), due, effect, actor, on)

    def take_back(self, line: Line, amount: int, actor: Actor, on: date | None = None) -> None:
        """Unused budget leaves a line."""
        do = self.doing(actor, on)
        pool = self.model.pools.get((line.fund, line.year))
        due = self._budget(do, line.fund, line.year, amount) | faults(
            NotAppropriated=pool is None, AllotmentOverspent=pool is not None and amount > pool.lines.get(line, 0)
        )

        def effect(_: Receipt) -> None:
            assert pool is not None
            pool.unallotted += amount
            pool.lines[line] -= amount
            pool.last_on = max(pool.last_on, do.on)

        command = _allot(line, amount)
        self.send(lambda request: funds.withdraw_allotment(self.book, command, request), due, effect, actor, on)

    def close(self, fund: str, year: int, carry: int | None, actor: Actor, on: date | None = None) -> None:
        """The year ends; what is not carried forward lapses."""
        do = self.doing(actor, on)
        pool = self.model.pools.get((fund, year))
        rest = pool.unallotted + sum(pool.lines.values()) if pool else 0
        carried = rest if carry is None else carry
        due = self._budget(do, fund, year) | faults(
            NotAppropriated=pool is None,
            YearNotOver=do.on < date(year, 12, 31),
            CarryForwardExceedsRest=not 0 <= carried <= rest,
        )
        if carried:
            due |= self._budget(do, fund, year + 1)

        def effect(_: Receipt) -> None:
            assert pool is not None
            pool.closed, pool.unallotted, pool.lines = True, 0, dict.fromkeys(pool.lines, 0)
            pool.carried, pool.lapsed = carried, pool.lapsed + rest - carried
            if carried:
                into = self.model.pools.setdefault((fund, year + 1), Pool())
                into.last_on = max(into.last_on, do.on)
                into.unallotted += carried
                into.brought += carried

        command = funds.CloseYear(fund=fund, year=year, carry_forward=carry, document="决算批复1号")
        self.send(lambda request: funds.close_year(self.book, command, request), due, effect, actor, on)

    def instruct(self, case: Case, tranche: int, amount: int | None, actor: Actor, on: date | None = None) -> None:
        """Tell the bank to pay a tranche, or a part of it."""
        do = self.doing(actor, on)
        exists = 1 <= tranche <= len(case.parts)
        part = case.parts[tranche - 1] if exists else 0
        pay = part if amount is None else amount
        freed = case.freed(tranche, self.today)
        due = case.may(do, "payment", "approved") | faults(
            CaseSuspended=case.suspended,
            NoSuchTranche=not exists,
            TrancheAlreadyInstructed=tranche in case.pays,
            PaymentHeld=case.stopped(tranche, self.today),
            BeforeLastAct=do.on < max(case.last_on, case.held_on(tranche)),
            AmountNotPositive=pay <= 0,
            PaymentExceedsEncumbrance=pay > case.approved + freed,
            PaymentExceedsTranche=pay > part,
            PayeeChangedByPayer=self.known[case.applicant][1] == actor.id,
        )

        def effect(receipt: Receipt) -> None:
            case.lapse(tranche, do)
            case.approved -= pay
            case.pays[tranche] = Pay(receipt.subject, pay, do.on)

        command = payments.Instruct(case=case.id, tranche=tranche, amount=amount)
        self.send(lambda request: payments.instruct(self.book, command, request), due, effect, actor, on)

    def _with_line(self, do: Doing, case: Case, pay: Pay, booked: Booked, on: date | None) -> tuple[Doing, set[str]]:
        """What stands against using a statement line: it counts from the day on which it was booked."""
        do = do._replace(on=booked.booked_on)
        return do, self._finance(do, case, pay.last_on) | faults(
            BankAmountDiffers=booked.amount != pay.amount,
            BookedInFuture=booked.booked_on > do.today,
            NotTheBookingDay=on not in (None, booked.booked_on),
            BankLineUsed=booked.line.key in self.model.bank,
        )

    def _finance(self, do: Doing, case: Case, last_on: date) -> set[str]:
        place = case.line.place if case.line else case.place
        return do.may("finance_officer", place) | faults(BeforeLastAct=do.on < last_on)

    def _pool(self, case: Case) -> Pool:
        assert case.line is not None
        return self.model.pool(case.line)

    def settle(self, case: Case, pay: Pay, booked: Booked, actor: Actor, on: date | None = None) -> None:
        """The statement shows that the money left."""
        do, due = self._with_line(self.doing(actor, on), case, pay, booked, on)
        due |= faults(
            AlreadySettled=pay.status == "settled", PaymentNotOpen=pay.status not in ("instructed", "settled")
        )

        def effect(_: Receipt) -> None:
            pay.status, pay.last_on = "settled", max(pay.last_on, do.on)
            self._pool(case).cash -= pay.cash * pay.amount
            self.model.bank[booked.line.key] = (pay.id, booked.amount)

        command = payments.Settle(payment=pay.id, booked=booked)
        self.send(lambda request: payments.settle(self.book, command, request), due, effect, actor, on)

    def bounce(self, case: Case, pay: Pay, booked: Booked | None, actor: Actor, on: date | None = None) -> None:
        """The bank returns it: with a statement line after the booking, without before."""
        do = self.doing(actor, on)
        due = self._finance(do, case, pay.last_on)
        if booked is not None:
            do, due = self._with_line(do, case, pay, booked, on)
        due |= faults(
            PaymentNotOpen=pay.status != ("instructed" if booked is None else "settled"),
            PaymentClawedBack=booked is not None and pay.recoverable < pay.amount,
        )

        def effect(_: Receipt) -> None:
            pay.status, pay.cash = "returned", pay.cash or booked is not None
            pay.last_on = max(pay.last_on, do.on)
            if booked is not None:
                self._pool(case).cash += pay.amount
                self.model.bank[booked.line.key] = (pay.id, -booked.amount)

        command = payments.GiveBack(payment=pay.id, code="AC04", booked=booked)
        self.send(lambda request: payments.give_back(self.book, command, request), due, effect, actor, on)

    def reissue(self, case: Case, pay: Pay, actor: Actor, on: date | None = None) -> None:
        """Pay a returned payment again."""
        do, tranche = self.doing(actor, on), _tranche(pay)
        due = self._again(do, case, pay) | faults(
            WrongStatus=case.status != "approved",
            CaseSuspended=case.suspended,
            PaymentHeld=case.stopped(tranche, self.today),
            PayeeChangedByPayer=self.known[case.applicant][1] == actor.id,
        )

        def effect(_: Receipt) -> None:
            case.lapse(tranche, do)
            pay.status, pay.last_on = "instructed", max(pay.last_on, do.on)

        command = payments.OnPayment(payment=pay.id)
        self.send(lambda request: payments.reissue(self.book, command, request), due, effect, actor, on)

    def cancel(self, case: Case, pay: Pay, actor: Actor, on: date | None = None) -> None:
        """Give a returned payment up."""
        do = self.doing(actor, on)

        def effect(_: Receipt) -> None:
            assert case.line is not None
            held = case.holds.get(_tranche(pay))
            if held and held.active:
                case.let_go(_tranche(pay), do, judged=held.overdue(self.today))
            pay.status, pay.last_on = "cancelled", max(pay.last_on, do.on)
            self.model.give_back(case.line, pay.amount)
            pool = self._pool(case)
            if pool.closed:
                pool.due += pay.cash * pay.amount
            else:
                pool.cash -= pay.cash * pay.amount

        command, due = payments.OnPayment(payment=pay.id), self._again(do, case, pay)
        self.send(lambda request: payments.cancel(self.book, command, request), due, effect, actor, on)

    def _again(self, do: Doing, case: Case, pay: Pay) -> set[str]:
        return case.duty(do, "payment") | faults(
            PaymentNotOpen=pay.status != "returned",
            BeforeLastAct=do.on < max(pay.last_on, case.held_on(_tranche(pay))),
        )

    def determine(self, case: Case, pay: Pay, amount: int, actor: Actor, on: date | None = None) -> None:
        """Decide that money must come back."""
        do = self.doing(actor, on)
        due = self._finance(do, case, pay.last_on) | faults(
            AmountNotPositive=amount <= 0,
            NothingSettled=pay.status != "settled",
            RecoveryExceedsPaid=amount > pay.recoverable,
        )

        def effect(receipt: Receipt) -> None:
            pay.determined += amount
            self.model.debts.append(Debt(receipt.subject, pay, case, amount, actor.id, do.on))

        command = recoveries.Determine(payment=pay.id, amount=amount, ground="虚报经营", clause="条例第十四条")
        self.send(lambda request: recoveries.determine(self.book, command, request), due, effect, actor, on)

    def receive(self, debt: Debt, booked: Booked, actor: Actor, on: date | None = None) -> None:
        """Money came back."""
        do = self.doing(actor, booked.booked_on)
        due = self._finance(do, debt.case, debt.last_on) | faults(
            AmountNotPositive=booked.amount <= 0,
            BookedInFuture=booked.booked_on > self.today,
            NotTheBookingDay=on not in (None, booked.booked_on),
            ReceiptExceedsOutstanding=booked.amount > debt.outstanding,
            BankLineUsed=booked.line.key in self.model.bank,
        )

        def effect(_: Receipt) -> None:
            assert debt.case.line is not None
            debt.outstanding -= booked.amount
            debt.pay.received += booked.amount
            debt.last_on = max(debt.last_on, do.on)
            self.model.give_back(debt.case.line, booked.amount)
            pool = self._pool(debt.case)
            pool.cash += pool.closed * booked.amount
            pool.due += pool.closed * booked.amount
            self.model.bank[booked.line.key] = (debt.id, -booked.amount)

        command = recoveries.Receive(recovery=debt.id, booked=booked)
        self.send(lambda request: recoveries.receive(self.book, command, request), due, effect, actor, on)

    def write_off(self, debt: Debt, amount: int, actor: Actor, on: date | None = None) -> None:
        """Give up what cannot be recovered."""
        do = self.doing(actor, on)
        place = debt.case.line.place if debt.case.line else debt.case.place
        due = do.may("budget_officer", place) | faults(
            AmountNotPositive=amount <= 0,
            SamePersonWritesOff=actor.id == debt.by,
            ReceiptExceedsOutstanding=amount > debt.outstanding,
            BeforeLastAct=do.on < debt.last_on,
        )

        def effect(_: Receipt) -> None:
            debt.outstanding -= amount
            debt.written_off += amount
            debt.last_on = max(debt.last_on, do.on)

        command = recoveries.WriteOff(recovery=debt.id, amount=amount, document="核销批复1号")
        self.send(lambda request: recoveries.write_off(self.book, command, request), due, effect, actor, on)

    def booked(self, reference: int, amount: int, days_ago: int = 0) -> Booked:
        """A line of the bank statement."""
        day = self.today - timedelta(days=days_ago)
        return Booked(account=ACCOUNT, reference=f"流水{reference}", booked_on=day, amount=amount)

    def enter(self, details: Details, actor: Actor) -> None:
        """Register a party, or take over changed details."""
        do, party = self.doing(actor, None), self.vault.party_id(details)
        due = do.may("intake_officer", BOOK) | faults(
            AlreadyRegistered=party in self.known and self.known[party][0] == details
        )

        def effect(_: Receipt) -> None:
            self.known[party] = (details, actor.id)

        self.send(lambda request: register.register(self.book, self.vault, details, request), due, effect, actor)

    def look(self, details: Details, actor: Actor) -> None:
        """Somebody is shown an account number in full."""
        do, party = self.doing(actor, None), self.vault.party_id(details)
        due = do.may("privacy_officer", BOOK) | faults(NotFound=party not in self.known)

        def call(request: Request) -> Receipt:
            command = reveal.Reveal(party=party, field="account")
            receipt, shown = reveal.reveal(self.book, self.vault, command, request)
            assert shown == self.known[party][0].account
            return receipt

        self.send(call, due, lambda _: None, actor)


def _allot(line: Line, amount: int) -> funds.Allot:
    return funds.Allot(
        fund=line.fund,
        year=line.year,
        programme=line.programme,
        place=line.place,
        amount=amount,
        document="预算下达1号",
    )


def _tranche(pay: Pay) -> int:
    """The tranche that the payment is of."""
    return int(pay.id.rpartition("-P")[2])
