"""The acts on applications: each sends the real command, with the faults that the model sees and what it must bring."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from domain.actor import Actor
from domain.details import Details, EmployerDetails
from domain.money import yuan
from domain.working import Reason
from ledger.commands import draft, endings, notice, review, submit
from ledger.commands.base import Receipt, Request
from tests.integration.machine_cast import APPEAL_DAYS, BOOK, ONE_SIGNER_UP_TO, STAGES, Wish
from tests.integration.machine_driver import Driver
from tests.integration.machine_model import OPEN, Case, Doing, faults, inside

REASON = Reason(code="not_proven", zh="材料不实", en="not proven", authority="演示条款(没有文件规定)")
Outcome = Literal["upheld", "changed", "revoked"]


class Casework(Driver):
    """What may happen to an application, from the counter to the appeal."""

    def file(self, who: Details, place: str, wish: Wish, actor: Actor, on: date | None, *, hand_in: bool) -> None:
        """Draft an application, and perhaps hand it in."""
        do = self.doing(actor, on)
        applied_on = date.fromisoformat(wish.facts.get("applied_on", do.on.isoformat()))
        command, details = draft.application(
            self.vault, programme=wish.programme, place=place, applied_on=applied_on, facts=wish.facts, applicant=who
        )
        verb = submit.draft_and_submit if hand_in else draft.draft
        for_employers = wish.programme == "over_quota_reward"
        due = do.may("intake_officer", place) | faults(
            AppliedInFuture=applied_on > do.on,
            PlaceOutsideBook=not inside(place, BOOK),
            WrongBeneficiary=for_employers != isinstance(who, EmployerDetails),
            DetailsOnFileDiffer=self.known.get(command.applicant, (who, ""))[0] != who,
        )
        due |= self.model.taken(None, wish.claims) if hand_in else set()

        def effect(receipt: Receipt) -> None:
            case = Case(receipt.subject, place, command.applicant, wish, do.on)
            self.model.cases.append(case)
            self.known.setdefault(command.applicant, (who, actor.id))
            if hand_in:
                case.status, case.claims = "submitted", set(wish.claims)

        self.send(lambda request: verb(self.book, self.vault, command, details, request), due, effect, actor, on)

    def hand_in(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Submit a draft."""
        do = self.doing(actor, on)
        due = do.may("intake_officer", case.place) | self.model.taken(case, case.wish.claims)
        due |= faults(WrongStatus=case.status != "draft", BeforeLastAct=do.on < case.last_on)

        def effect(_: Receipt) -> None:
            case.status, case.claims = "submitted", set(case.wish.claims)
            case.touch(do)

        command = submit.OnCase(case=case.id)
        self.send(lambda request: submit.submit(self.book, command, request), due, effect, actor, on)

    def amend(self, case: Case, wish: Wish, actor: Actor, on: date | None = None) -> None:
        """Change the facts of a draft or of a returned application."""
        do = self.doing(actor, on)
        command = draft.Amend(case=case.id, facts=wish.facts)
        due = do.may("intake_officer", case.place) | faults(
            WrongStatus=case.status not in ("draft", "returned_for_correction"), BeforeLastAct=do.on < case.last_on
        )

        def effect(_: Receipt) -> None:
            case.wish = wish
            case.touch(do)

        self.send(lambda request: draft.amend(self.book, command, request), due, effect, actor, on)

    def give_back_for_correction(self, case: Case, actor: Actor, on: date | None = None, *, findings: int = 1) -> None:
        """Return an application, with findings."""
        do = self.doing(actor, on)
        command = submit.ReturnForCorrection(case=case.id, findings=("缺少租赁合同",) * findings)
        due = case.may(do, "intake", "submitted") | faults(FindingsMissing=not findings)

        def effect(_: Receipt) -> None:
            case.status = "returned_for_correction"
            case.touch(do)

        self.send(lambda request: submit.return_for_correction(self.book, command, request), due, effect, actor, on)

    def hand_in_again(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Resubmit; the claims follow the facts."""
        do = self.doing(actor, on)
        due = case.may(do, "intake", "returned_for_correction") | self.model.taken(case, case.wish.claims)

        def effect(_: Receipt) -> None:
            case.status, case.claims = "submitted", set(case.wish.claims)
            case.touch(do)

        command = submit.OnCase(case=case.id)
        self.send(lambda request: submit.resubmit(self.book, command, request), due, effect, actor, on)

    def accept(self, case: Case, actor: Actor, on: date | None = None, fund: str = "") -> None:
        """Calculate; pre-encumber or reject."""
        do = self.doing(actor, on)
        parts = case.wish.parts(self.today)
        lines, other_first = self.model.payers(case, do.on, fund, sum(parts))
        line = next(iter(lines), None)
        due = case.may(do, "completeness", "submitted") | faults(
            NotYetHappened=self.today < case.wish.last_day,
            NoAllotment=bool(parts) and not lines,
            SeveralFunds=bool(parts) and len(lines) > 1,
            FirstFundHasRoom=bool(parts) and other_first,
            AllotmentOverspent=line is not None and self.model.pool(line).lines[line] < sum(parts),
        )

        def effect(receipt: Receipt) -> None:
            assert receipt.outcome == {"granted": "yes" if parts else "no", "amount": yuan(sum(parts))}
            if line is None or not parts:
                case.end(do, "rejected", case.claims)
                return
            case.status, case.line, case.parts, case.reserved = "in_review", line, parts, sum(parts)
            self.model.pool(line).lines[line] -= sum(parts)
            case.touch(do, "completeness", stage=True)

        command = review.Accept(case=case.id, fund=fund)
        self.send(lambda request: review.accept(self.book, command, request), due, effect, actor, on)

    def review(self, case: Case, stage: str, actor: Actor, on: date | None = None) -> None:
        """First review, site check or second review."""
        do = self.doing(actor, on)
        opinion = review.Review(case=case.id, opinion="属实")
        visit = review.SiteCheck(case=case.id, visited_on=do.on, finding="正常经营")
        calls: dict[str, Callable[[Request], Receipt]] = {
            "first_review": lambda request: review.first_review(self.book, opinion, request),
            "on_site_check": lambda request: review.check_site(self.book, visit, request),
            "second_review": lambda request: review.second_review(self.book, opinion, request),
        }
        self.send(calls[stage], case.at_stage(do, stage), lambda _: case.touch(do, stage, stage=True), actor, on)

    def publish(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Put on public notice."""
        do = self.doing(actor, on)
        due = case.at_stage(do, "public_notice") | faults(NoticeBackdated=do.on < do.today)

        def effect(receipt: Receipt) -> None:
            case.publish(do)
            case.touch(do, "public_notice", stage=True)
            assert receipt.outcome == {"last_day": str(case.notice_until)}

        command = notice.PublishNotice(case=case.id, contact="市残联就业服务中心")
        self.send(lambda request: notice.publish_notice(self.book, command, request), due, effect, actor, on)

    def object(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Somebody objects."""
        do = self.doing(actor, on)
        running = case.notice_until is not None and do.on <= case.notice_until
        due = case.may(do, "intake", "in_review") | faults(NoNoticeRunning=not running)

        def effect(receipt: Receipt) -> None:
            case.objections += 1
            case.disputed.add(case.objections)
            case.touch(do)
            assert receipt.outcome == {"number": str(case.objections)}

        command = notice.FileObjection(case=case.id, reference="来信1号", ground="反映并未经营")
        self.send(lambda request: notice.file_objection(self.book, command, request), due, effect, actor, on)

    def resolve(self, case: Case, number: int, upheld: bool, actor: Actor, on: date | None = None) -> None:
        """An objection is looked into."""
        do = self.doing(actor, on)
        due = case.may(do, "objection", "in_review") | faults(NoSuchObjection=number not in case.disputed)

        def effect(_: Receipt) -> None:
            case.disputed.discard(number)
            case.touch(do, "objection")
            if upheld:
                case.back_to(1)

        command = notice.ResolveObjection(case=case.id, number=number, upheld=upheld, finding="经查")
        self.send(lambda request: notice.resolve_objection(self.book, command, request), due, effect, actor, on)

    def recalculate(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Take up the amount of today's law."""
        do = self.doing(actor, on)
        parts = case.wish.parts(self.today)
        more = sum(parts) - case.amount
        left = self.model.pool(case.line).lines[case.line] if case.line else 0
        due = case.may(do, "first_review", "in_review") | faults(
            CaseSuspended=case.suspended,
            NotGranted=not parts or case.line is None,
            NothingToRecalculate=not more,
            AllotmentOverspent=more > left,
            NotYetHappened=self.today < case.wish.last_day,
        )

        def effect(_: Receipt) -> None:
            self._reserve(case, more)
            case.parts = parts
            case.touch(do, "first_review")
            case.back_to(STAGES.index("public_notice"))

        command = review.Accept(case=case.id)
        self.send(lambda request: review.recalculate(self.book, command, request), due, effect, actor, on)

    def _reserve(self, case: Case, more: int) -> None:
        if case.line is None:
            return
        case.reserved += more
        if more < 0:
            self.model.give_back(case.line, -more)
        else:
            self.model.pool(case.line).lines[case.line] -= more

    def approve(self, case: Case, actor: Actor, on: date | None = None, amount: int | None = None) -> None:
        """Sign; the last signature approves."""
        do = self.doing(actor, on)
        today = sum(case.wish.parts(self.today))
        needed = 1 if today <= ONE_SIGNER_UP_TO else 2
        due = case.at_stage(do, "approval") | faults(
            DecisionOutOfDate=today != case.amount,
            NotGranted=not today or case.line is None,
            SignedAlready=actor.id in case.signers,
            AmountNotCalculated=amount not in (None, today),
            NotYetHappened=self.today < case.wish.last_day,
        )

        def effect(receipt: Receipt) -> None:
            case.touch(do, "approval")
            case.signers.append(actor.id)
            if len(case.signers) < needed:
                assert receipt.events == ("application.ApprovalSigned",)
                return
            case.status, case.decided_on = "approved", do.on
            case.approved, case.reserved = case.reserved, 0

        command = review.Approve(case=case.id, amount=amount)
        self.send(lambda request: review.approve(self.book, command, request), due, effect, actor, on)

    def reject(self, case: Case, actor: Actor, on: date | None = None, *, reasons: int = 1) -> None:
        """Refuse the application."""
        do = self.doing(actor, on)
        stage = case.next_stage if case.status == "in_review" else "completeness"
        due = case.may(do, stage or "completeness", *OPEN) | faults(ReasonsMissing=not reasons)
        command = endings.Reject(case=case.id, reasons=(REASON,) * reasons)
        self._end(case, do, "rejected", lambda request: endings.reject(self.book, command, request), due, on)

    def withdraw(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """The applicant wants it back."""
        do = self.doing(actor, on)
        due = do.may("intake_officer", case.place) | faults(
            WrongStatus=case.status not in ("draft", *OPEN), BeforeLastAct=do.on < case.last_on
        )
        command = endings.Ground(case=case.id, ground="申请人撤回")
        self._end(case, do, "withdrawn", lambda request: endings.withdraw(self.book, command, request), due, on)

    def terminate(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """End a grant."""
        do = self.doing(actor, on)
        command = endings.Ground(case=case.id, ground="企业注销")
        due = case.may(do, "suspension", "approved")
        due |= faults(BeforeLastAct=any(do.on < held.last_on for held in case.holds.values()))
        self._end(case, do, "terminated", lambda request: endings.terminate(self.book, command, request), due, on)

    def _end(
        self, case: Case, do: Doing, status: str, call: Callable[[Request], Receipt], due: set[str], on: date | None
    ) -> None:
        def effect(_: Receipt) -> None:
            free = status != "terminated" or not case.unpaid() + case.paid()
            for tranche, held in case.holds.items():
                if held.active:
                    case.let_go(tranche, do, judged=held.overdue(self.today))
            if case.line is not None:
                self.model.give_back(case.line, case.reserved + case.approved)
            case.gave_back, case.reserved, case.approved = case.approved, 0, 0
            case.end(do, status, set(case.claims) if free else set())

        self.send(call, due, effect, do.actor, on)

    def suspend(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Stop the case."""
        do = self.doing(actor, on)
        due = case.may(do, "suspension", "in_review", "approved") | faults(CaseSuspended=case.suspended)
        command = endings.Ground(case=case.id, ground="线索核查")

        def effect(_: Receipt) -> None:
            case.suspended = True
            case.touch(do, "suspension")

        self.send(lambda request: endings.suspend(self.book, command, request), due, effect, actor, on)

    def resume(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """Let the case go on."""
        do = self.doing(actor, on)
        due = case.may(do, "suspension", "in_review", "approved") | faults(NotSuspended=not case.suspended)
        command = endings.Ground(case=case.id, ground="情况属实")

        def effect(_: Receipt) -> None:
            case.suspended = False
            case.touch(do, "suspension")

        self.send(lambda request: endings.resume(self.book, command, request), due, effect, actor, on)

    def appeal(self, case: Case, actor: Actor, on: date | None = None) -> None:
        """The applicant appeals."""
        do = self.doing(actor, on)
        late = case.decided_on > date.min and do.on > case.decided_on + timedelta(days=APPEAL_DAYS)
        due = case.may(do, "intake", "rejected", "terminated") | faults(
            AppealAlreadyOpen=case.appeal_open, AppealTooLate=late, AppealAlreadyDecided=case.upheld
        )

        def effect(_: Receipt) -> None:
            case.appeal_open = True
            case.touch(do)

        command = endings.Appeal(case=case.id, reference="行复1号")
        self.send(lambda request: endings.appeal(self.book, command, request), due, effect, actor, on)

    def decide_appeal(self, case: Case, outcome: Outcome, actor: Actor, on: date | None = None) -> None:
        """The appeal is decided."""
        do = self.doing(actor, on)
        goes_on, reinstates = outcome != "upheld", case.status == "terminated" and outcome != "upheld"
        due = case.may(do, "appeal", "rejected", "terminated") | faults(NoAppealOpen=not case.appeal_open)
        due |= self._missing(case) if reinstates else set()
        due |= self.model.taken(case, case.given_up) if goes_on else set()

        def effect(_: Receipt) -> None:
            case.appeal_open, case.upheld = False, not goes_on
            case.touch(do, "appeal")
            if goes_on:
                case.claims |= case.given_up
                case.given_up = set()
            if reinstates:
                self._reinstate(case)
            elif goes_on:
                case.status, case.line, case.parts = "submitted", None, ()
                case.back_to(0)

        command = endings.DecideAppeal(case=case.id, outcome=outcome, finding="经复议")
        self.send(lambda request: endings.decide_appeal(self.book, command, request), due, effect, actor, on)

    def _missing(self, case: Case) -> set[str]:
        """Whether what the case gave back is not there any more: on its line, or among what lapsed."""
        if case.line is None:
            return set()
        pool = self.model.pool(case.line)
        return faults(
            AllotmentOverspent=not pool.closed and pool.lines[case.line] < case.gave_back,
            LapsedNotEnough=pool.closed and pool.lapsed < case.gave_back,
        )

    def _reinstate(self, case: Case) -> None:
        if case.line is not None:
            pool = self.model.pool(case.line)
            if pool.closed:
                pool.lapsed -= case.gave_back
            else:
                pool.lines[case.line] -= case.gave_back
        case.status, case.approved, case.gave_back = "approved", case.gave_back, 0
