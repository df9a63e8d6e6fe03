"""The levy's figures where the employer-year was certified: whom the certification counts, and nobody else."""

import msgspec

from domain.certification.state import Certification
from domain.errors import Refusal
from domain.levy.facts import EmployerKind, LevyFacts, base_year


class NotCertified(Refusal):
    """{year} 年度的安排情况没有有效的认证,请按申报数据核定。

    The placements of {year} have no certification that stands; assess from declared figures.
    """


class CertificationSaysOtherwise(Refusal):
    """认证计入 {certified} 个人月,所报为 {stated} 个人月;应以认证为准。

    The certification counts {certified} person-months, not the {stated} stated; it is the certification that counts.
    """


class CertifiedFigures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the certification does not know: the wages paid in the base year (fen), and how the unit is funded."""

    year: int
    wage_total: int
    fiscally_funded: bool = False
    full_rate_document: str = ""


def facts_of(certified: Certification | None, stated: CertifiedFigures) -> LevyFacts:
    """The facts of the levy year: staff and counted months as certified, the rest as stated."""
    if certified is None or not certified.stands:
        raise NotCertified(field="year", year=stated.year - 1)
    return LevyFacts(
        year=stated.year,
        kind=EmployerKind(certified.employer_kind),
        staff_by_month=certified.staff_by_month,
        counted_person_months=person_months(certified),
        wage_total=stated.wage_total,
        fiscally_funded=stated.fiscally_funded,
        certified_on=certified.known_on,
        full_rate_document=stated.full_rate_document,
    )


def must_agree(facts: LevyFacts, certified: Certification | None) -> None:
    """Refuse figures that count more or fewer person-months than a certification that stands."""
    if certified is None or not certified.stands or certified.year != base_year(facts):
        return
    counts = person_months(certified)
    if facts.counted_person_months != counts:
        stated = str(facts.counted_person_months)
        raise CertificationSaysOtherwise(field="counted_person_months", certified=str(counts), stated=stated)


def person_months(certified: Certification) -> int:
    """The months that count, each times its weight."""
    return sum(each.weight for each in certified.counted)
