"""A rule that the statute book chooses by name: the name must be one that a formula can carry out."""

from typing import TypeVar

from domain.errors import Refusal

_T = TypeVar("_T")


class LevyRuleNotKnown(Refusal):
    """残保金规定的参数「{key}」取值「{value}」无法执行;可用取值:{known}。

    The levy rule cannot be carried out: "{key}" is "{value}"; known are {known}.
    """


def one_of(table: dict[str, _T], key: str, value: str) -> _T:
    """What the value stands for."""
    if value not in table:
        raise LevyRuleNotKnown(field=key, key=key, value=value, known=", ".join(table))
    return table[value]
