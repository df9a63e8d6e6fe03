"""Evidence against an applicant of a desk: a payroll that goes on after the death register says that they died."""

from pathlib import Path
from typing import Any

from tests.evidence.files import WAGE, written
from tests.integration.desk import Desk, applicant

ANALYST = {"officer": "analyst", "role": "fraud_analyst"}
REVIEWER = {"officer": "reviewer", "role": "fraud_reviewer"}
CHECK = "RF01"
CASE_DAY = "2024-03-11"


def files(desk: Desk, number: int = 0, *, person: str = "") -> tuple[Path, Path]:
    """A death of October 2023, and wages of January and February 2024, of an applicant or of another person."""
    person = person or applicant(number)["resident_id"]
    deaths = written(desk.folder / "deaths.csv", [{"person": person, "died_day": "2023-10-01"}])
    month = WAGE | {"person": person, "disabled": "是"}
    paid = [
        month | {"month": "2024-01", "paid_day": "2024-02-05"},
        month | {"month": "2024-02", "paid_day": "2024-03-05"},
    ]
    return deaths, written(desk.folder / "wages.csv", paid)


def brought(desk: Desk, number: int = 0, *, person: str = "") -> list[str]:
    """Both files imported; the ids of the imports."""
    deaths, wages = files(desk, number, person=person)
    said = ("--source", "civil-affairs", "--as-of", f"{desk.now:%Y-%m-%d}")
    first = desk.done("evidence", "import", "deaths", deaths, *said, officer="data")
    paid = ("--source", "tax-bureau", "--period", "2024-01..2024-02")
    second = desk.done("evidence", "import", "wages", wages, *paid, officer="data")
    return [str(first["subject"]), str(second["subject"])]


def set_to(desk: Desk, mode: str, *checks: str, **thresholds: int) -> None:
    """The check runs in a mode from today on."""
    named = checks or (CHECK,)
    given = [word for name, value in thresholds.items() for word in ("--set", f"{name}={value}")]
    desk.done("checks", "propose", *named, "--mode", mode, *given, "--from", f"{desk.now:%Y-%m-%d}", **ANALYST)
    desk.done("checks", "approve", *named, **REVIEWER)


def told(desk: Desk, *words: object) -> dict[str, Any]:
    """What a run says, by check."""
    answer = desk.done("checks", "run", *words, **ANALYST)
    return answer | {"by_check": {row["check"]: row for row in answer["checks"]}}
