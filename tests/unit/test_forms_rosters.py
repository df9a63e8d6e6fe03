"""Forms with a roster: spans that run backwards and ages that do not go with the person are named, nothing is read."""

from copy import deepcopy
from typing import Any

import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from api.schemas.form import loaded
from api.schemas.problems import FormInvalid

BACKWARDS = {"first_month": "2024-12", "last_month": "2024-11"}
UNINSURED = {"first_insured": "2024-02", "last_insured": "2024-01"}


def problems(programme: str, roster: str, changed: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and path of everything that is wrong with the example of a form once its roster's first item is changed."""
    form = deepcopy(example_of(form_of(programme)))
    form["facts"][roster][0] |= changed
    with pytest.raises(FormInvalid) as caught:
        loaded(form_of(programme), form)
    return [(each.refusal.code, str(each.path[-1])) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("programme", "roster", "changed", "found"),
    [
        ("internship_subsidy", "interns", BACKWARDS, [("ends-before-it-begins", "last_month")]),
        ("internship_retention_bonus", "interns", BACKWARDS, [("ends-before-it-begins", "last_month")]),
        ("internship_retention_bonus", "interns", {"outcome": "辞退"}, [("not-a-choice", "outcome")]),
        ("job_creation_subsidy", "led", UNINSURED, [("ends-before-it-begins", "last_insured")]),
        (
            "rural_practical_training",
            "trainees",
            {"former_retirement_age": "60"},
            [("former-retirement-age-missing", "former_retirement_age")],
        ),
        ("blind_massage_training", "trainees", {"attended_days": "十天"}, [("not-a-whole-number", "attended_days")]),
        (
            "pwd_home_star_subsidy",
            "attendance",
            {"certificate": "33050219850601000742"},
            [("certificate-does-not-match-id", "certificate")],
        ),
    ],
)
def test_a_wrong_item_is_named_with_its_field(
    programme: str, roster: str, changed: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert problems(programme, roster, changed) == found
