"""Made-up people and employers: valid check digits, the sequence code 000 that is never issued, no real names."""

from domain.details import EmployerDetails, PersonDetails
from domain.identity import check_character, uscc_check_character

_LETTERS = "甲乙丙丁戊己庚辛壬癸"


def person(number: int, place: str, *, born: str = "1990-03-15", category: int = 4, grade: int = 2) -> PersonDetails:
    """The `number`-th made-up person (0–9) of a place; category and grade as on the certificate."""
    first = place + born.replace("-", "") + "000"
    resident_id = first + check_character(first)
    return PersonDetails(
        resident_id=resident_id,
        name=f"演示申请人{_LETTERS[number]}",
        certificate=f"{resident_id}{category}{grade}",
        account=f"62{place}00000000{number:02d}",
    )


def employer(number: int, place: str) -> EmployerDetails:
    """The `number`-th made-up employer (0–9) of a place."""
    first = f"91{place}0000000{number:02d}"
    return EmployerDetails(
        uscc=first + uscc_check_character(first),
        name=f"演示单位{_LETTERS[number]}",
        account=f"33{place}0000000000{number:02d}",
    )
