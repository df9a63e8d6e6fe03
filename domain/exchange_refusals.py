"""Why an act on an exchange of data is refused."""

from domain.errors import Refusal


class UnknownExchange(Refusal):
    """未知的数据交换「{kind}」;可用:{known}。

    Unknown exchange "{kind}"; known: {known}.
    """


class FieldsMissing(Refusal):
    """数据交换必须列明字段。

    An exchange must list its fields.
    """


class FieldNotExchanged(Refusal):
    """字段「{name}」不在可交换的字段之内。

    The field "{name}" is not among those that may be exchanged.
    """


class FieldNotAgreed(Refusal):
    """字段「{name}」不在约定的字段清单之内;先修订约定,再交换。

    The field "{name}" is not on the agreed list: agree on it first.
    """


class IntervalOutOfRange(Refusal):
    """交换周期 {months} 个月无效:应为 1 至 12 个月。

    An interval of {months} months is not valid: it lies between 1 and 12.
    """


class RowsDoNotAddUp(Refusal):
    """比对结果对不上:共 {rows} 条,一致 {matched} 条,不一致 {unmatched} 条。

    The result does not add up: {rows} rows, {matched} matched, {unmatched} unmatched.
    """


class ExchangeEnded(Refusal):
    """数据交换 {exchange} 已终止。

    The exchange {exchange} has ended.
    """
