"""Placements for tests: plain forms of what an officer would register, and the people behind them."""

from typing import Any

from domain.details import PersonDetails
from tests.factories import disability_certificate, resident_id, uscc

EMPLOYER = uscc(21)
AGENCY = uscc(22)


def worker(number: int = 1, *, birth: str = "19850601", category: int = 4, grade: int = 3) -> PersonDetails:
    """A certified person who does not exist, one for each day of June from 1 to 30."""
    known = resident_id(f"{birth[:6]}{number:02d}")
    return PersonDetails(
        resident_id=known,
        name=f"职工{number}",
        certificate=disability_certificate(known, category, grade),
        account="0000000000000000000",
    )


def certificate(**changes: Any) -> dict[str, Any]:
    """A disability certificate of grade 3 that has been valid since 2020."""
    return {
        "kind": "disability_certificate",
        "grade": 3,
        "category": 4,
        "status": "valid",
        "starts_on": "2020-01-01",
        "ends_on": None,
    } | changes


def terms(person: str, **changes: Any) -> dict[str, Any]:
    """An ordinary labour contract of three years with an enterprise in Huzhou."""
    return {
        "employer": EMPLOYER,
        "employer_kind": "enterprise",
        "employer_place": "330502",
        "person": person,
        "place": "330502",
        "post": "ordinary_contract",
        "contract": {
            "signed_by": changes.get("employer", EMPLOYER),
            "kind": "labour",
            "starts_on": "2022-01-01",
            "ends_on": "2024-12-31",
        },
        "local_hukou": True,
    } | changes


def registration(person: str, *, started_on: str = "2022-01-01", **changes: Any) -> dict[str, Any]:
    """The form of a placement."""
    spans = changes.pop("certificates", [certificate()])
    return {"terms": terms(person, **changes), "certificates": spans, "started_on": started_on}
