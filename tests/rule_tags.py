"""Pytest plugin: a tag such as `@P4-049` on a feature, rule or scenario names a row of the plans' catalogue.

It is no marker to select tests by; `subsidy-ledger law coverage` reads it from the feature files.
"""

import re

import pytest

ROW = re.compile(r"P[1-5]-\d{3}")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: object) -> bool | None:
    """Take the tag as it is, before pytest-bdd makes a marker of it; anything else stays pytest-bdd's."""
    return True if ROW.fullmatch(tag) else None
