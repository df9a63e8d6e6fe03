"""The stage of a demonstration: a book, a vault, officers with one role each, and a clock that the story sets."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.actor import Actor
from domain.bank import BankLine
from domain.details import Details
from domain.errors import Refusal
from domain.money import fen_from_yuan, shown
from domain.names import zh
from domain.places import full_name_of
from domain.programs.registry import programme
from domain.working import Reason
from ledger.commands import draft, endings, funds, notice, payments, recoveries, register, review, submit
from ledger.commands.base import Receipt, Request
from ledger.commands.load import load_case, load_payment
from ledger.commands.open_book import create_book
from ledger.commands.screening import Screen
from ledger.vault import Vault

OFFICERS = {
    "budget": "budget_officer",
    "intake": "intake_officer",
    "first": "first_reviewer",
    "site": "site_inspector",
    "second": "second_reviewer",
    "approver": "approver",
    "approver-2": "approver",
    "finance": "finance_officer",
    "appeal": "appeal_officer",
    "data": "data_officer",
    "analyst": "fraud_analyst",
    "reviewer": "fraud_reviewer",
}
"""Who is on duty in each place: the short name and the one role it holds."""

KEY_PREFIX = "demo-"
"""How the idempotency keys of a demonstration begin."""

Tell = Callable[[date, str], None]
"""Told of every step: the day and the sentence."""


class RefusalExpected(AssertionError):
    """The story says that this must be refused, and it was not."""


class Stage:
    """One book being played. Every method is a command of an officer on the story's day."""

    def __init__(self, path: Path, place: str, opens_on: date, tell: Tell) -> None:
        self.path = path
        self.place = place
        self.screen: Screen | None = None
        self.today = opens_on
        self._minute = 0
        self._number = 0
        self._tell = tell
        request = self.request("budget", "开立账套")
        self.book, keys = create_book(
            f"sqlite:///{path}", place=place, mode="demo", key_file=key_of(path), request=request
        )
        self.vault = Vault(self.book, keys)
        self.say(f"{full_name_of(place)}账套开立")

    def request(self, officer: str, reason: str) -> Request:
        """The request at the next minute of the day; keys count up, so that the story repeats itself exactly."""
        self._minute += 1
        self._number += 1
        nine = datetime(self.today.year, self.today.month, self.today.day, 1, 0, tzinfo=UTC)
        return Request(
            actor=Actor(id=f"{self.place}-{officer}", roles=(OFFICERS[officer],), place=self.place),
            now=nine + timedelta(minutes=self._minute),
            key=f"{KEY_PREFIX}{self.place}-{self._number:05d}",
            reason=reason,
        )

    def on(self, day: str) -> None:
        """Let the story go on to a later day."""
        self.today = date.fromisoformat(day)
        self._minute = 0

    def say(self, sentence: str) -> None:
        """Tell a step."""
        self._tell(self.today, sentence)

    def must_refuse(self, act: Callable[[], object]) -> None:
        """Play an act that must be refused; the log stays exactly as long as it was."""
        before = self.book.head.position
        try:
            act()
        except Refusal as refusal:
            self.say(f"拒绝:{refusal.zh}")
        else:
            raise RefusalExpected(self.today)
        if self.book.head.position != before:
            raise RefusalExpected(f"the log grew on {self.today}")

    def appropriate(self, fund: str, year: int, amount: str, document: str) -> None:
        """Budget for a fund and year."""
        command = funds.Appropriate(fund=fund, year=year, amount=fen_from_yuan(amount), document=document)
        funds.appropriate(self.book, command, self.request("budget", "批复预算"))
        self.say(f"{document}:{zh(fund)} {year} 年预算 {shown(command.amount)}")

    def allot(self, fund: str, year: int, code: str, amount: str, document: str, place: str = "") -> None:
        """Budget for a line."""
        command = funds.Allot(
            fund=fund,
            year=year,
            programme=code,
            place=place or self.place,
            amount=fen_from_yuan(amount),
            document=document,
        )
        funds.allot(self.book, command, self.request("budget", "下达额度"))
        self.say(f"下达「{programme(code).name_zh}」{shown(command.amount)}")

    def close_year(self, fund: str, year: int, carry_forward: str, document: str) -> None:
        """Year end."""
        command = funds.CloseYear(fund=fund, year=year, carry_forward=fen_from_yuan(carry_forward), document=document)
        receipt = funds.close_year(self.book, command, self.request("budget", "年终结账"))
        lapsed = int(receipt.outcome["lapsed"])
        self.say(f"{zh(fund)} {year} 年度结账:结转 {_yuan(carry_forward)},失效 {shown(lapsed)}")

    def file(
        self,
        code: str,
        place: str,
        applicant: Details,
        facts: dict[str, Any],
        *,
        named: tuple[Details, ...] = (),
        applied_on: date | None = None,
    ) -> str:
        """File an application at the counter; returns the case."""
        command, details = draft.application(
            self.vault,
            programme=code,
            place=place,
            applied_on=applied_on or self.today,
            facts=facts,
            applicant=applicant,
            named=named,
        )
        request = self.request("intake", "窗口收件")
        case = submit.draft_and_submit(self.book, self.vault, command, details, request).subject
        self.say(f"{full_name_of(place)} 收到「{programme(code).name_zh}」申请 {case}")
        return case

    def correct(self, case: str, finding: str, facts: dict[str, Any], back_on: str) -> None:
        """Return for correction, mend, and hand in again."""
        command = submit.ReturnForCorrection(case=case, findings=(finding,))
        submit.return_for_correction(self.book, command, self.request("intake", "材料不齐"))
        self.say(f"{case} 退回补正:{finding}")
        self.on(back_on)
        draft.amend(self.book, draft.Amend(case=case, facts=facts), self.request("intake", "补正材料"))
        submit.resubmit(self.book, submit.OnCase(case=case), self.request("intake", "补正后重新提交"))
        self.say(f"{case} 补正后重新提交")

    def accept(self, case: str, fund: str = "") -> Receipt:
        """Accept and calculate."""
        receipt = review.accept(self.book, review.Accept(case=case, fund=fund), self.request("intake", "材料齐全"))
        if receipt.outcome["granted"] == "yes":
            self.say(f"{case} 受理,测算 {_yuan(receipt.outcome['amount'])},预占额度")
        else:
            state, _ = load_case(self.book, case)
            self.say(f"{case} 不予补贴:{self._reasons(state.id)}")
        return receipt

    def review(self, case: str) -> None:
        """First review, and the site check where the workflow has one."""
        opinion = review.Review(case=case, opinion="材料与登记信息一致")
        review.first_review(self.book, opinion, self.request("first", "初审"))
        if self._next_stage(case) == "on_site_check":
            visit = review.SiteCheck(case=case, visited_on=self.today, finding="现场在营,与申请一致")
            review.check_site(self.book, visit, self.request("site", "现场核查"))
        self.say(f"{case} 初审、核查通过")

    def publish(self, case: str, contact: str) -> str:
        """Put on notice; returns the last day."""
        command = notice.PublishNotice(case=case, contact=contact)
        receipt = notice.publish_notice(self.book, command, self.request("first", "拟补贴公示"))
        self.say(f"{case} 公示至 {receipt.outcome['last_day']}")
        return receipt.outcome["last_day"]

    def object(self, case: str, reference: str, ground: str) -> int:
        """An objection comes in."""
        command = notice.FileObjection(case=case, reference=reference, ground=ground)
        receipt = notice.file_objection(self.book, command, self.request("intake", "收到异议"))
        self.say(f"{case} 收到异议:{ground}")
        return int(receipt.outcome["number"])

    def dismiss(self, case: str, number: int, finding: str) -> None:
        """The objection is dismissed."""
        command = notice.ResolveObjection(case=case, number=number, upheld=False, finding=finding)
        notice.resolve_objection(self.book, command, self.request("second", "异议处理"))
        self.say(f"{case} 异议不成立:{finding}")

    def second_review(self, case: str) -> None:
        """Second review."""
        command = review.Review(case=case, opinion="同意")
        review.second_review(self.book, command, self.request("second", "复审"))
        self.say(f"{case} 复审同意")

    def approve(self, case: str, officer: str = "approver") -> None:
        """Sign; approved or signed, as the amount needs."""
        receipt = review.approve(self.book, review.Approve(case=case), self.request(officer, "审批"))
        done = receipt.events == ("application.Approved",)
        self.say(f"{case} {'审批通过' if done else '首位审批人签署,待会签'},{_yuan(receipt.outcome['amount'])}")

    def pay(self, case: str, tranche: int = 1) -> str:
        """Instruct a tranche; returns the payment, or the hold where the checks stop it."""
        command = payments.Instruct(case=case, tranche=tranche)
        receipt = payments.instruct(self.book, command, self.request("finance", "支付审核"), self.screen)
        if "held" in receipt.outcome:
            self.say(f"{receipt.subject.removeprefix('hold:')} 支付暂缓至 {receipt.outcome['until']}")
            return receipt.subject
        self.say(f"{receipt.subject} 下达支付指令 {_yuan(receipt.outcome['amount'])}")
        return receipt.subject

    def booked(self, reference: str, amount: int) -> payments.Booked:
        """A line of today's bank statement."""
        line = BankLine(account=f"ZFZH-{self.place}", reference=reference, booked_on=self.today, amount=amount)
        return payments.Booked(
            account=line.account, reference=line.reference, booked_on=line.booked_on, amount=line.amount
        )

    def settle(self, payment: str, reference: str) -> None:
        """The bank statement shows the payment."""
        state, _ = load_payment(self.book, payment)
        command = payments.Settle(payment=payment, booked=self.booked(reference, state.amount))
        payments.settle(self.book, command, self.request("finance", "银行对账"))
        self.say(f"{payment} 银行流水 {reference} 结清 {shown(state.amount)}")

    def bounce(self, payment: str, reference: str, code: str) -> None:
        """The bank gives the money back."""
        state, _ = load_payment(self.book, payment)
        command = payments.GiveBack(payment=payment, code=code, booked=self.booked(reference, state.amount))
        payments.give_back(self.book, command, self.request("finance", "银行退汇"))
        self.say(f"{payment} 退汇({code}),流水 {reference}")

    def change_account(self, details: Details) -> None:
        """The payee brings a new account; only the vault sees it."""
        register.register(self.book, self.vault, details, self.request("intake", "当事人更换收款账户"))
        self.say("当事人更换收款账户(账号只存保险库,日志只记承诺值)")

    def reissue(self, payment: str) -> None:
        """Pay again."""
        command = payments.OnPayment(payment=payment)
        payments.reissue(self.book, command, self.request("finance", "账户更正后重付"), self.screen)
        self.say(f"{payment} 重新支付")

    def suspend(self, case: str, ground: str) -> None:
        """Stop."""
        endings.suspend(self.book, endings.Ground(case=case, ground=ground), self.request("second", "线索核查"))
        self.say(f"{case} 暂停:{ground}")

    def terminate(self, case: str, ground: str) -> None:
        """End."""
        endings.terminate(self.book, endings.Ground(case=case, ground=ground), self.request("second", "核查属实"))
        self.say(f"{case} 停发:{ground}")

    def recover(self, payment: str, amount: str, ground: str, clause: str) -> str:
        """Determine a recovery; returns it."""
        command = recoveries.Determine(payment=payment, amount=fen_from_yuan(amount), ground=ground, clause=clause)
        receipt = recoveries.determine(self.book, command, self.request("finance", "追回决定"))
        self.say(f"{receipt.subject} 决定追回 {_yuan(amount)}:{ground}")
        return receipt.subject

    def receive(self, recovery: str, reference: str, amount: str) -> None:
        """Money comes back."""
        command = recoveries.Receive(recovery=recovery, booked=self.booked(reference, fen_from_yuan(amount)))
        recoveries.receive(self.book, command, self.request("finance", "追回款到账"))
        self.say(f"{recovery} 收回 {_yuan(amount)}")

    def write_off(self, recovery: str, amount: str, document: str) -> None:
        """An authority writes the rest off."""
        command = recoveries.WriteOff(recovery=recovery, amount=fen_from_yuan(amount), document=document)
        recoveries.write_off(self.book, command, self.request("budget", "批准核销"))
        self.say(f"{recovery} 核销 {_yuan(amount)}({document})")

    def appeal(self, case: str, reference: str) -> None:
        """The applicant asks for administrative review."""
        endings.appeal(self.book, endings.Appeal(case=case, reference=reference), self.request("intake", "复议申请"))
        self.say(f"{case} 申请人申请行政复议({reference})")

    def uphold(self, case: str, finding: str) -> None:
        """The appeal fails."""
        command = endings.DecideAppeal(case=case, outcome="upheld", finding=finding)
        endings.decide_appeal(self.book, command, self.request("appeal", "复议决定"))
        self.say(f"{case} 复议维持:{finding}")

    def reject(self, case: str, reason: Reason) -> None:
        """An officer refuses a case in review, with reason and clause."""
        command = endings.Reject(case=case, reasons=(reason,))
        endings.reject(self.book, command, self.request("first", "审核不通过"))
        self.say(f"{case} 不予批准:{reason.zh}({reason.authority})")

    def withdraw(self, case: str, ground: str) -> None:
        """The applicant withdraws."""
        command = endings.Ground(case=case, ground=ground)
        endings.withdraw(self.book, command, self.request("intake", "申请人撤回"))
        self.say(f"{case} 申请人撤回")

    def _next_stage(self, case: str) -> str | None:
        return load_case(self.book, case)[0].next_stage

    def _reasons(self, case: str) -> str:
        last = self.book.events(case)[-1].event
        return ";".join(f"{reason.zh}({reason.authority})" for reason in getattr(last, "reasons", ()))


def key_of(path: Path) -> Path:
    """The key file of a demonstration book."""
    return path.with_name(path.name + ".key")


def evidence_of(path: Path) -> Path:
    """The folder of evidence of a demonstration book."""
    return path.with_name(path.name + ".evidence")


def _yuan(text: str) -> str:
    return shown(fen_from_yuan(text))
