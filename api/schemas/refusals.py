"""What may be wrong with a single field of a form, before any rule of a programme is asked."""

from domain.errors import Refusal


class FieldMissing(Refusal):
    """此项必填。

    This field is required.
    """


class FieldUnknown(Refusal):
    """没有这一项,请核对名称。

    There is no such field; check its name.
    """


class NotAGroup(Refusal):
    """此处应为一组「名称: 值」。

    A group of named fields is expected here.
    """


class NotAList(Refusal):
    """此处应为列表,且至少有一项。

    A list with at least one item is expected here.
    """


class NotText(Refusal):
    """此处应为文本(加引号),最多 {longest} 字,不得含控制字符。

    Text (in quotes) of at most {longest} characters is expected here, without control characters.
    """


class NotADate(Refusal):
    """日期应写作“年-月-日”,如 2024-03-01,且须真实存在。

    A date is written year-month-day, such as 2024-03-01, and must exist.
    """


class NotAWholeNumber(Refusal):
    """此处应为不小于 0 的整数。

    A whole number, zero or more, is expected here.
    """


class NotYesOrNo(Refusal):
    """此处应填“是”或“否”(true 或 false)。

    Yes or no (是 or 否, true or false) is expected here.
    """


class NotAChoice(Refusal):
    """此处应填下列之一:{known}。

    One of these is expected here: {known}.
    """


class NotAPercentage(Refusal):
    """利率应为百分数,最多两位小数,如 4.15。

    A rate is a percentage with at most two decimal places, such as 4.15.
    """


class NotAPhone(Refusal):
    """电话应为 5 至 20 位数字,可含 + 和 -。

    A telephone number has 5 to 20 digits, with + and - allowed.
    """


class NotAYear(Refusal):
    """年份应为四位数,如 2024。

    A year has four digits, such as 2024.
    """
