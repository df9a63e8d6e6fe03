"""The conditions that the plans name, each as a word of the statute book and a question to a person's file."""

from collections.abc import Callable
from typing import Final

from domain.service.state import CERTIFIED, File

Condition = Callable[[File, str], bool]
"""Whether a file meets the condition in the eyes of a place."""

CONDITIONS: Final[dict[str, tuple[str, Condition]]] = {
    "certified": ("持证", lambda file, _: file.basis in CERTIFIED),
    "working_age": ("就业年龄段", lambda file, _: file.situation.working_age),
    "unemployed": ("未就业", lambda file, _: file.situation.employment == "unemployed"),
    "not_employed": ("未就业(含在学)", lambda file, _: not file.employed),
    "wants_work": ("有就业需求和意愿", lambda file, _: file.situation.wants_work),
    "able_to_work": ("有就业条件和能力", lambda file, _: file.situation.able_to_work),
    "skills_lacking": ("技能不足", lambda file, _: file.skills_lacking),
    "recognised": ("已认定就业困难", lambda file, _: file.recognised_on is not None),
    "student": ("在校大学生", lambda file, _: file.situation.university == "in_school"),
    "student_or_graduate": ("在校大学生或高校毕业生", lambda file, _: file.situation.university != "none"),
    "graduate": ("高校毕业生", lambda file, _: file.situation.university == "graduated"),
    "origin": ("本地户籍或生源", lambda file, place: file.comes_from(place)),
    "handed_over": ("残联已移交", lambda file, _: file.handover != "none"),
}
"""Each condition with its Chinese name. Where a person's household is registered is asked only where a plan asks."""


def lacking(file: File, words: str, place: str) -> tuple[str, ...]:
    """The conditions among the words that the file does not meet, in their order."""
    return tuple(word for word in words.split() if not CONDITIONS[word][1](file, place))


def shown(words: tuple[str, ...]) -> str:
    """The conditions for people."""
    return "、".join(CONDITIONS[word][0] for word in words)
