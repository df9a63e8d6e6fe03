"""Why an adjustment is refused."""

from domain.errors import Refusal


class NothingToAdjust(Refusal):
    """按现在已知的规定重算仍为 {amount},没有需要调整的差额。

    The law known now still gives {amount}; there is nothing to adjust.
    """


class AlreadyAdjusted(Refusal):
    """同一规定变化已立案调整({adjustment},状态「{status}」),不得重复立案。

    The same change of law has opened {adjustment} already, which is "{status}"; it is not opened twice.
    """


class AdjustmentUnfinished(Refusal):
    """本案的调整 {adjustment} 尚未办结(状态「{status}」),办结后再立新案。

    Adjustment {adjustment} of the case is "{status}"; finish it before another one is opened.
    """


class AdjustmentNotOpen(Refusal):
    """调整 {adjustment} 当前状态为「{status}」,不能办理「{act}」。

    Adjustment {adjustment} is "{status}"; "{act}" is not possible now.
    """


class LawChangedAgain(Refusal):
    """按今天已知的规定重算为 {now},与立案时的 {before} 不一致;请不予调整并写明理由,再重新立案。

    The law known today gives {now}, not {before} as at the opening; dismiss this adjustment and open another one.
    """


class GoodFaithProtected(Refusal):
    """多付的 {amount} 是依当时规定核定的,没有规定允许向善意的受益人追回;请不予调整并写明理由。

    {amount} was granted by the rules known then, and no rule lets it be asked back from who took it in good faith;
    dismiss the adjustment and say why.
    """


class NoBackPay(Refusal):
    """调整 {adjustment} 是多付 {amount},没有可补发的款项。

    Adjustment {adjustment} is about {amount} paid too much; there is no back-pay.
    """


class NothingToRecover(Refusal):
    """调整 {adjustment} 是少付 {amount},没有可追回的款项。

    Adjustment {adjustment} is about {amount} paid too little; there is nothing to recover.
    """


class BackPayOpen(Refusal):
    """本案的补发 {adjustment} 已批准未支付,先支付或撤销补发,再停发。

    Back-pay {adjustment} of the case is approved and not paid; pay or dismiss it before the grant is ended.
    """
