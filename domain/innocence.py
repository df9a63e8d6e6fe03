"""Why a hit may be innocent: fixed codes as data, so that what was false is counted by its cause."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec


class Innocence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason in both languages, and what would keep the same hit away for good."""

    code: str
    zh: str
    en: str
    asks: Literal["register_guardian", "register_group", "register_contract", "correct_source", "nothing"]


@cache
def reasons() -> dict[str, Innocence]:
    """Every reason by its code, in the order of the file."""
    text = (files("domain") / "innocence.toml").read_text(encoding="utf-8")
    listed = msgspec.convert(tomllib.loads(text)["reason"], tuple[Innocence, ...])
    return {reason.code: reason for reason in listed}
