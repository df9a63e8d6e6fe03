"""The chart of accounts: a budget, a financial and a revenue track, each self-balancing per commodity."""

from typing import Final, Literal

import msgspec

Track = Literal["B", "F", "R"]
"""Budget and finance of the fund's spending; the revenue of the levy, which never touches either."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One account: its code, its track, and its names."""

    code: str
    track: Track
    zh: str
    en: str


def _budget(name: str, zh: str, en: str) -> Account:
    return Account(code=f"Budget:{name}", track="B", zh=zh, en=en)


def _financial(code: str, zh: str, en: str) -> Account:
    return Account(code=code, track="F", zh=zh, en=en)


def _revenue(name: str, zh: str, en: str) -> Account:
    return Account(code=f"Levy:{name}", track="R", zh=zh, en=en)


AUTHORITY: Final = _budget("Authority", "预算指标来源", "budget authority (contra)")
UNALLOTTED: Final = _budget("Unallotted", "未分配预算", "unallotted")
ALLOTTED: Final = _budget("Allotted", "已下达可用额度", "allotted, available")
PRE_ENCUMBERED: Final = _budget("PreEncumbered", "受理预占额度", "pre-encumbered (accepted)")
ENCUMBERED: Final = _budget("Encumbered", "审批占用额度", "encumbered (approved)")
ENCUMBERED_HELD: Final = _budget("EncumberedHeld", "暂缓支付额度", "encumbered and held")
EXPENDED_UNPAID: Final = _budget("ExpendedUnpaid", "已列支未付", "expended, unpaid (instructed)")
EXPENDED_PAID: Final = _budget("ExpendedPaid", "已列支已付", "expended, paid (settled)")
LAPSED: Final = _budget("Lapsed", "失效额度", "lapsed")
CARRIED_FORWARD: Final = _budget("CarriedForward", "结转下年", "carried forward")

TREASURY_RIGHT: Final = _financial("Assets:TreasuryRight", "财政应返还额度", "right to treasury payment")
TREASURY_CASH: Final = _financial("Assets:TreasuryCash", "库款(退汇及追回)", "treasury cash (returned and recovered)")
CLAWBACK: Final = _financial("Assets:ClawbackReceivable", "应收追回款", "clawback receivable")
PAYABLE: Final = _financial("Liabilities:Payable", "应付补贴款", "payable")
PAYABLE_HELD: Final = _financial("Liabilities:PayableHeld", "暂缓支付的应付补贴款", "payable, held")
IN_TRANSIT: Final = _financial("Liabilities:InTransit", "支付在途", "in transit")
TO_REISSUE: Final = _financial("Liabilities:ReturnedToReissue", "退汇待重付", "returned, to be issued again")
DUE_TO_TREASURY: Final = _financial("Liabilities:DueToTreasury", "应缴财政款", "due to treasury")
APPROPRIATION: Final = _financial("Income:Appropriation", "财政拨款收入", "appropriation income")
SUBSIDY: Final = _financial("Expenses:Subsidy", "补贴支出", "subsidy expense")
WRITE_OFF: Final = _financial("Expenses:WriteOff", "核销支出", "write-off")
REMITTED: Final = _financial("Expenses:Remitted", "追回款上缴", "recoveries remitted to treasury")
CARRY_FORWARD: Final = _financial("Equity:CarryForward", "年度间结转", "carried between years")

LEVY_RECEIVABLE: Final = _revenue("Receivable", "应收残保金", "levy receivable")
SURCHARGE_RECEIVABLE: Final = _revenue("SurchargeReceivable", "应收滞纳金", "surcharge receivable")
LEVY_TREASURY: Final = _revenue("Treasury", "残保金入库", "levy received in the treasury")
REFUND_DUE: Final = _revenue("RefundDue", "应退残保金", "overpaid, to be refunded")
LEVY_INCOME: Final = _revenue("Income", "残保金收入", "levy income")
SURCHARGE_INCOME: Final = _revenue("SurchargeIncome", "滞纳金收入", "surcharge income")

ACCOUNTS: Final = (
    AUTHORITY,
    UNALLOTTED,
    ALLOTTED,
    PRE_ENCUMBERED,
    ENCUMBERED,
    ENCUMBERED_HELD,
    EXPENDED_UNPAID,
    EXPENDED_PAID,
    LAPSED,
    CARRIED_FORWARD,
    TREASURY_RIGHT,
    TREASURY_CASH,
    CLAWBACK,
    PAYABLE,
    PAYABLE_HELD,
    IN_TRANSIT,
    TO_REISSUE,
    DUE_TO_TREASURY,
    APPROPRIATION,
    SUBSIDY,
    WRITE_OFF,
    REMITTED,
    CARRY_FORWARD,
    LEVY_RECEIVABLE,
    SURCHARGE_RECEIVABLE,
    LEVY_TREASURY,
    REFUND_DUE,
    LEVY_INCOME,
    SURCHARGE_INCOME,
)
"""Every account, in the order of reports."""

BY_CODE: Final = {account.code: account for account in ACCOUNTS}
