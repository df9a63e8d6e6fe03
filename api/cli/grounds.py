"""Grounds that an officer found: how they are typed, and the reasons that they make."""

from collections.abc import Iterable
from typing import Final

import click

from domain.working import Reason

Ground = tuple[str, str, str]
"""In Chinese, in English, and the clause."""

GROUNDS: Final = click.option(
    "--ground",
    "grounds",
    nargs=3,
    multiple=True,
    required=True,
    metavar="ZH EN CLAUSE",
    help="理由(中文)、理由(英文)、依据条款,可重复。 Reason in Chinese and English, and its clause; may be repeated.",
)


def reasons_of(grounds: Iterable[Ground]) -> tuple[Reason, ...]:
    """The reasons as a decision holds them."""
    return tuple(Reason(code="found_by_officer", zh=zh, en=en, authority=clause) for zh, en, clause in grounds)
