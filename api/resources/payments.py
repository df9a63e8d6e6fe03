"""Money that leaves and comes back: instructions, settlement by bank line, returns; recoveries; adjustments."""

from typing import Any, Final

from api.auth.policy import OFFICERS, doing, one_of
from api.http.at import At
from api.http.inputs import ActBody, Amount, BankLinePart, Code, Count, Words
from api.http.kinds import ADJUSTMENT, CASE, PAYMENT, RECOVERY
from api.http.lists import Flag, PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.fields import Group
from domain import payment, recovery
from domain.adjustment import AdjustmentStatus
from domain.names import zh
from domain.payment import PaymentStatus
from ledger.commands import adjustments as adjusting
from ledger.commands import payments as paying
from ledger.commands import recoveries as recovering
from ledger.commands.base import Receipt, Request
from ledger.views import listing
from ledger.views.adjustments import ADJUSTMENTS, AdjustmentRow
from ledger.views.payments import PAYMENTS, PaymentRow
from ledger.views.recoveries import RECOVERIES, RecoveryRow

payments: Final = Resource("payments", "支付:指令、结清、退汇、重付、撤销。 Payments of tranches.")
recoveries: Final = Resource("recoveries", "追回:决定、到账、核销、撤销。 Recoveries.")
adjustments: Final = Resource(
    "adjustments", "调整:依新公布的规定补发或追回。 Adjustments by law that became known later."
)

PAYER: Final = one_of(payment.ROLE)

PAYMENT_SHAPE: Final = shape_of(PaymentRow)
RECOVERY_SHAPE: Final = shape_of(RecoveryRow)
ADJUSTMENT_SHAPE: Final = shape_of(AdjustmentRow)


class PaymentsQuery(PageQuery):
    """Which payments."""

    case = asked_id("案件")
    line = asked_id("额度", "employment_security_fund:2024:startup_grant:330500")
    party = asked_id("收款人")
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in PaymentStatus}, example="settled", default=None)


class RecoveriesQuery(PageQuery):
    """Which recoveries."""

    case = asked_id("案件")
    payment = asked_id("支付")
    party = asked_id("当事人")
    place = asked_place()
    outstanding = Flag("是否未追回完毕", example=True, default=None)


class AdjustmentsQuery(PageQuery):
    """Which adjustments."""

    case = asked_id("案件")
    place = asked_place()
    status = Code("状态", {each: zh(each) for each in AdjustmentStatus}, example="adjustment_open", default=None)


class InstructBody(ActBody):
    """Which tranche; the amount only where less than the tranche is paid."""

    tranche = Count("期次", example=1)
    amount = Amount("金额", example="10000.00", note="少于本期时填写", default=None)


class SettleBody(ActBody):
    """The statement line that settles the payment; its booking date is the value date."""

    bank_line = Group(BankLinePart)


class GiveBackBody(ActBody):
    """The bank's return code, with the statement line if the money had left."""

    code = Words("银行退汇代码或说明", example="账户已销户")
    bank_line = Group(BankLinePart, optional=True)


class DetermineBody(ActBody):
    """How much must come back, why, and by which clause."""

    amount = Amount("追回金额", example="1000.00")
    ground = Words("事实和理由", example="2023年9月起转租,该月补贴不应享受")
    clause = Words("依据条款", example="第八条")


class UndoBody(ActBody):
    """The statement line by which went back what had come in; none where nothing had."""

    bank_line = Group(BankLinePart, optional=True)


class WriteOffBody(ActBody):
    """How much cannot be recovered, and which document allows that."""

    amount = Amount("核销金额", example="100.00")
    document = Words("批准文件", example="湖财社〔演示〕45号")


class ApproveAdjustmentBody(ActBody):
    """Which fund pays the back-pay, where several could."""

    fund = Words("资金", example="employment_security_fund", default="")


class DismissBody(ActBody):
    """Why nothing is done."""

    ground = Words("不予调整的理由", example="差额不足一元")


@payments.reads(PAYMENT.path, page_of(PAYMENT_SHAPE), roles=OFFICERS, query=PaymentsQuery)
def list_payments(at: At, asked: dict[str, Any]) -> Any:
    """支付清单。 Payments."""
    return answered(at, listing.payments, asked)


@payments.reads(PAYMENT.one, PAYMENT_SHAPE, roles=OFFICERS, tells_version=True)
def show_payment(at: At, payment: str) -> Any:
    """一笔支付。 One payment."""
    return shown(at, PAYMENTS, PAYMENT, payment)


@recoveries.reads(RECOVERY.path, page_of(RECOVERY_SHAPE), roles=OFFICERS, query=RecoveriesQuery)
def list_recoveries(at: At, asked: dict[str, Any]) -> Any:
    """追回清单。 Recoveries."""
    return answered(at, listing.recoveries, asked)


@recoveries.reads(RECOVERY.one, RECOVERY_SHAPE, roles=OFFICERS, tells_version=True)
def show_recovery(at: At, recovery: str) -> Any:
    """一笔追回。 One recovery."""
    return shown(at, RECOVERIES, RECOVERY, recovery)


@adjustments.reads(ADJUSTMENT.path, page_of(ADJUSTMENT_SHAPE), roles=OFFICERS, query=AdjustmentsQuery)
def list_adjustments(at: At, asked: dict[str, Any]) -> Any:
    """调整清单。 Adjustments."""
    return answered(at, listing.adjustments, asked)


@adjustments.reads(ADJUSTMENT.one, ADJUSTMENT_SHAPE, roles=OFFICERS, tells_version=True)
def show_adjustment(at: At, adjustment: str) -> Any:
    """一项调整。 One adjustment."""
    return shown(at, ADJUSTMENTS, ADJUSTMENT, adjustment)


@payments.acts(
    CASE, "instruct-payment", roles=doing("payment"), body=InstructBody, reason="支付审核", makes=PAYMENT, bulk=True
)
def instruct(at: At, request: Request, case: str, **what: Any) -> Receipt:
    """下达一期的支付指令;检查有命中的,改为暂缓支付。 Instruct a tranche; what a check finds holds it instead."""
    return paying.instruct(at.book, paying.Instruct(case=case, **what), request, at.hosted.gate)


@payments.acts(PAYMENT, "settle", roles=PAYER, body=SettleBody, reason="银行对账")
def settle(at: At, request: Request, payment: str, bank_line: dict[str, Any]) -> Receipt:
    """以银行流水结清。 Settle a payment by its bank statement line."""
    return paying.settle(at.book, paying.Settle(payment=payment, booked=paying.Booked(**bank_line)), request)


@payments.acts(PAYMENT, "return", roles=PAYER, body=GiveBackBody, reason="银行退汇")
def give_back(at: At, request: Request, payment: str, code: str, bank_line: dict[str, Any] | None) -> Receipt:
    """登记退汇;已出账的须有流水。 Record a return; with its bank line if the money had left."""
    booked = paying.Booked(**bank_line) if bank_line else None
    return paying.give_back(at.book, paying.GiveBack(payment=payment, code=code, booked=booked), request)


@payments.acts(PAYMENT, "reissue", roles=doing("payment"), reason="重新支付")
def reissue(at: At, request: Request, payment: str) -> Receipt:
    """按现登记的账户重新支付;检查有命中的,改为暂缓支付。 Pay a returned payment again; what a check finds holds it."""
    return paying.reissue(at.book, paying.OnPayment(payment=payment), request, at.hosted.gate)


@payments.acts(PAYMENT, "cancel", roles=doing("payment"), reason="撤销支付")
def cancel(at: At, request: Request, payment: str) -> Receipt:
    """撤销已退汇的支付。 Give a returned payment up."""
    return paying.cancel(at.book, paying.OnPayment(payment=payment), request)


@recoveries.acts(PAYMENT, "recover", roles=PAYER, body=DetermineBody, reason="追回决定", makes=RECOVERY)
def determine(at: At, request: Request, payment: str, **what: Any) -> Receipt:
    """决定追回已结清的款项。 Decide that a settled amount must come back."""
    return recovering.determine(at.book, recovering.Determine(payment=payment, **what), request)


@recoveries.acts(RECOVERY, "receive", roles=PAYER, body=SettleBody, reason="追回款到账")
def receive(at: At, request: Request, recovery: str, bank_line: dict[str, Any]) -> Receipt:
    """登记追回款到账。 Match money that came back."""
    command = recovering.Receive(recovery=recovery, booked=paying.Booked(**bank_line))
    return recovering.receive(at.book, command, request)


@recoveries.acts(RECOVERY, "undo", roles=PAYER, body=UndoBody, reason="撤销追回")
def undo(at: At, request: Request, recovery: str, bank_line: dict[str, Any] | None) -> Receipt:
    """认定撤销以后撤销追回;已收回的,凭如数退还的流水。 Undo a recovery whose finding fell; what came in goes back."""
    booked = paying.Booked(**bank_line) if bank_line else None
    return recovering.undo(at.book, recovering.Undo(recovery=recovery, booked=booked), request)


@recoveries.acts(RECOVERY, "write-off", roles=one_of(recovery.WRITE_OFF_ROLE), body=WriteOffBody, reason="批准核销")
def write_off(at: At, request: Request, recovery: str, **what: Any) -> Receipt:
    """核销无法追回的款项。 Write off what cannot be recovered."""
    return recovering.write_off(at.book, recovering.WriteOff(recovery=recovery, **what), request)


@adjustments.acts(CASE, "open-adjustment", roles=doing("first_review"), reason="依新公布的规定重算", makes=ADJUSTMENT)
def open_adjustment(at: At, request: Request, case: str) -> Receipt:
    """对一个案件立案。 Put the difference of one case on file."""
    return adjusting.open_(at.book, adjusting.Open(case=case), request)


@adjustments.acts(ADJUSTMENT, "approve", roles=doing("approval"), body=ApproveAdjustmentBody, reason="批准调整")
def approve_adjustment(at: At, request: Request, adjustment: str, fund: str) -> Receipt:
    """批准(补发即占用额度)。 Sign; back-pay is encumbered."""
    return adjusting.approve(at.book, adjusting.Approve(adjustment=adjustment, fund=fund), request)


@adjustments.acts(ADJUSTMENT, "dismiss", roles=doing("approval"), body=DismissBody, reason="不予调整")
def dismiss(at: At, request: Request, adjustment: str, ground: str) -> Receipt:
    """不予调整;已占用的额度退回。 Close without money; what is encumbered goes back."""
    return adjusting.dismiss(at.book, adjusting.Dismiss(adjustment=adjustment, ground=ground), request)


@adjustments.acts(ADJUSTMENT, "pay", roles=doing("payment"), reason="支付补发")
def pay(at: At, request: Request, adjustment: str) -> Receipt:
    """下达补发的支付指令;检查有命中的,改为暂缓支付。 Instruct the back-pay; what a check finds holds it instead."""
    return adjusting.pay(at.book, adjusting.OnAdjustment(adjustment=adjustment), request, at.hosted.gate)


@adjustments.acts(ADJUSTMENT, "recover", roles=doing("payment"), reason="追回多付")
def recover(at: At, request: Request, adjustment: str) -> Receipt:
    """扣回未付部分,其余决定追回。 Withhold what is unpaid, and determine the recovery of the rest."""
    return adjusting.recover(at.book, adjusting.OnAdjustment(adjustment=adjustment), request)
