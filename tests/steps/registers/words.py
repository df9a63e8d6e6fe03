"""The words that may stand in a step of the registers."""

from datetime import date
from typing import Final

from pytest_bdd import parsers

from domain import exchange, names
from domain.facility.kinds import LISTS
from domain.service.kinds import KINDS
from tests.steps.lifecycle.words import Word, one_of
from tests.steps.registers.people import COURSES
from tests.steps.registers.places_of_work import FACILITIES, JOBS, STANDARDS
from tests.steps.registers.world import EVERYBODY, PEOPLE, PLACES, POSTS

WORDS: Final = {
    "Carrier": Word("[甲乙丙丁](?:机构|之家|网点|学校|中心|基地)", str),
    "Code": Word(r"[A-Z]+-\d+", str),
    "Facility": one_of(FACILITIES),
    "Job": one_of(JOBS),
    "List": one_of(names.zh(name) for name in LISTS),
    "Passed": Word("合格|不合格", lambda text: text == "合格"),
    "Reached": Word("没有达到|已经达到", lambda text: text == "已经达到"),
    "Standard": one_of(STANDARDS),
    "Course": one_of(COURSES),
    "Day": Word(r"\d{4}-\d\d-\d\d", date.fromisoformat),
    "Exchange": one_of(names.zh(kind) for kind in exchange.KINDS),
    "Number": Word(r"\d+", int),
    "Overdue": Word("没有逾期|已经逾期", lambda text: text == "已经逾期"),
    "Person": one_of(PEOPLE),
    "Place": one_of(PLACES),
    "Provider": Word("残联|人社部门", lambda text: {"残联": "dpf", "人社部门": "hrss"}[text]),
    "Services": Word("(?:" + "|".join(names.zh(code) for code in KINDS) + "|、)+", str),
    "Text": Word(r"[^「」]+", str),
    "Who": one_of((*POSTS, EVERYBODY)),
    "Words": Word(r".+", str),
}


def says(text: str) -> parsers.parse:
    """A step of that text, its {names} of the kinds above."""
    return parsers.parse(text, WORDS)
