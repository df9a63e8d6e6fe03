"""Disability certificates 残疾人证 and disabled-soldier certificates 残疾军人证: numbers, categories, grades."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from domain.errors import Refusal
from domain.identity.numbers import NotPlainCharacters, PersonalNumber, plain_upper
from domain.identity.resident import ResidentId, parse_resident_id

_NUMBER = re.compile(r"([0-9]{17}[0-9X])([0-9])([0-9])(?:B([1-9][0-9]?))?")
_SOLDIER_NUMBER = re.compile(r"[0-9A-Z\u4e00-\u9fff-]{4,24}")
_SOLDIER_GRADES = range(1, 9)

CATEGORY_NAMES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        1: ("视力残疾", "visual"),
        2: ("听力残疾", "hearing"),
        3: ("言语残疾", "speech"),
        4: ("肢体残疾", "physical"),
        5: ("智力残疾", "intellectual"),
        6: ("精神残疾", "mental"),
        7: ("多重残疾", "multiple"),
    }
)
"""The category digit in Chinese and English; some published tables swap 1 and 2 and are wrong."""

GRADE_NAMES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {1: ("一级", "grade 1"), 2: ("二级", "grade 2"), 3: ("三级", "grade 3"), 4: ("四级", "grade 4")}
)
"""The grade digit in Chinese and English; 1 is the most severe."""


class MalformedDisabilityCertificate(Refusal):
    """残疾人证号应为 18 位公民身份号码加 1 位类别码、1 位等级码;补换发的在末尾加 B1、B2 等。

    A disability certificate number is the 18-character resident ID, a category digit and a grade digit, then B1, B2
    and so on if it was reissued.
    """


class UnknownDisabilityCategory(Refusal):
    """残疾人证号第 19 位(类别码)应为 1 至 7。

    Character 19 of the disability certificate number (the category) must be 1 to 7.
    """

    rule = "GB/T 26341-2010"


class UnknownDisabilityGrade(Refusal):
    """残疾人证号第 20 位(等级码)应为 1 至 4。

    Character 20 of the disability certificate number (the grade) must be 1 to 4.
    """

    rule = "GB/T 26341-2010"


class CertificateDoesNotMatchId(Refusal):
    """残疾人证号与所填公民身份号码不是同一人的。

    The disability certificate does not belong to the holder of the resident ID number given.
    """


class MalformedSoldierCertificate(Refusal):
    """残疾军人证编号应为 4 至 24 个汉字、字母、数字或连字符。

    A disabled-soldier certificate number has 4 to 24 Chinese characters, letters, digits or hyphens.
    """


class SoldierGradeDoesNotCount(Refusal):
    """残疾军人证为 1 至 8 级的才计入安排残疾人就业人数。

    Only grades 1 to 8 of the disabled-soldier certificate count for placement.
    """

    rule = "财税〔2015〕72号第七条"


class DisabilityCertificate(PersonalNumber, frozen=True, kw_only=True):
    """A disability certificate; `reissue` is 0 for the first one issued, 1 for B1 and so on."""

    resident_id: ResidentId
    category: int
    grade: int
    reissue: int

    @property
    def counts_double(self) -> bool:
        """Grades 1 and 2 count as two persons placed: 财税〔2015〕72号 Art. 7; older local rules differ."""
        return self.grade <= 2


class SoldierCertificate(PersonalNumber, frozen=True, kw_only=True):
    """A disabled-soldier certificate with its grade, which its number does not state."""

    grade: int

    @property
    def counts_double(self) -> bool:
        """Grades 1 to 3 count as two persons placed: 财税〔2015〕72号 Art. 7."""
        return self.grade <= 3


def parse_disability_certificate(text: str, *, field: str = "disability_certificate") -> DisabilityCertificate:
    """The number taken apart, small letters made capital; its resident ID is checked like any other."""
    number = plain_upper(text, field)
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise MalformedDisabilityCertificate(field=field)
    category, grade = int(match[2]), int(match[3])
    if category not in CATEGORY_NAMES:
        raise UnknownDisabilityCategory(field=field)
    if grade not in GRADE_NAMES:
        raise UnknownDisabilityGrade(field=field)
    return DisabilityCertificate(
        number=number,
        resident_id=parse_resident_id(match[1], field=field),
        category=category,
        grade=grade,
        reissue=int(match[4] or 0),
    )


def certificate_matches(
    certificate: DisabilityCertificate, resident_id: ResidentId, *, field: str = "disability_certificate"
) -> None:
    """Refuse a certificate that was not issued to the holder of the resident ID; there is no result to forget."""
    if certificate.resident_id != resident_id:
        raise CertificateDoesNotMatchId(field=field)


def parse_soldier_certificate(text: str, grade: int, *, field: str = "soldier_certificate") -> SoldierCertificate:
    """A certificate from its number and the grade printed beside it.

    No public rule gives the number's structure or a check character, so only its characters are checked. Whether the
    certificate is real must be asked of the veterans' authority: it is not in the federations' register.
    """
    number = text.upper()
    if any(not character.isprintable() or character.isspace() or character >= "\uff00" for character in number):
        raise NotPlainCharacters(field=field)
    if not _SOLDIER_NUMBER.fullmatch(number):
        raise MalformedSoldierCertificate(field=field)
    if grade not in _SOLDIER_GRADES:
        raise SoldierGradeDoesNotCount(field=field)
    return SoldierCertificate(number=number, grade=grade)
