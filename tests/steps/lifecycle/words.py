"""The words that may stand in a step: who, which act, a day, an amount; anything else does not match the step."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Generic, TypeVar

from pytest_bdd import parsers

from domain.calendar import Month
from domain.money import fen_from_yuan
from tests.steps.lifecycle.acts import CASE_ACTS, OUTCOMES, STAGES
from tests.steps.lifecycle.cast import ALL_ROUNDER, FUNDS, NEWCOMER, PLACES, POSTS, RELATIONS, ROLES, applicants

T = TypeVar("T")


class Word(Generic[T]):
    """A kind of word: the pattern that it has, and what it means."""

    def __init__(self, pattern: str, meaning: Callable[[str], T]) -> None:
        self.pattern = pattern
        self._meaning = meaning

    def __call__(self, text: str) -> T:
        return self._meaning(text)


def one_of(words: Iterable[str]) -> Word[str]:
    """One of these words, the longest that fits."""
    return Word("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), str)


WORDS: Final = {
    "Act": one_of(CASE_ACTS),
    "Applicant": one_of(applicants()),
    "Day": Word(r"\d{4}-\d\d-\d\d", date.fromisoformat),
    "Fund": one_of(FUNDS),
    "Month": Word(r"\d{4}-\d\d", Month.parse),
    "Number": Word(r"\d+", int),
    "Outcome": one_of(OUTCOMES),
    "Place": one_of(PLACES),
    "Role": one_of(ROLES),
    "Relation": one_of(RELATIONS),
    "Stage": one_of(STAGES),
    "Text": Word(r"[^「」]+", str),
    "Words": Word(r".+", str),
    "Who": one_of((*POSTS, ALL_ROUNDER, NEWCOMER)),
    "Yuan": Word(r"[\d,]+\.\d\d", lambda text: fen_from_yuan(text.replace(",", ""))),
}


def says(text: str) -> parsers.parse:
    """A step of that text, its {names} of the kinds above."""
    return parsers.parse(text, WORDS)
