"""How far the plans' demands on carriers are met at a place, and the public lists of carriers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, Literal

import msgspec

from domain.facility.kinds import KINDS
from domain.facility.state import Facility
from domain.party import is_pseudonym
from domain.places import counties_in, covers
from domain.plans.implementer import Implementer
from domain.statutes.book import Law, Provision

PROGRAMME: Final = "facilities"
"""The programme under which the statute book keeps these demands."""

CODES: Final = ("auxiliary_employment", "social_work_and_coach", "standardised_service", "demonstration_auxiliary")
"""The demands, each a row `facility.<code>` where a plan gives it."""


class Demand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A demand as the statute book gives it: kinds of carriers and what each must have.

    `requires` names standards, or counts of the last report that must not be zero. `share` is the least percentage;
    blank where the plan says none. `per` says whether carriers, or counties with at least one of them, are counted.
    """

    name_zh: str
    name_en: str
    kinds: str
    requires: str
    share: str = ""
    per: Literal["facility", "county"] = "facility"


class DemandStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How a demand stands; `lacks` names the carriers or counties without it."""

    code: str
    name_zh: str
    name_en: str
    pool: int
    met: int
    share: str
    authority: str
    lacks: tuple[str, ...]

    @property
    def fulfilled(self) -> bool | None:
        """Whether the least share is reached; None where the plan says no share."""
        return self.met * 100 >= self.pool * Fraction(self.share) if self.share else None


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a public list: no operator who is a person, no officer, no finding."""

    id: str
    kind: str
    name: str
    place: str
    operator: str
    standards: tuple[str, ...]
    stars: int
    courses: tuple[str, ...]


def standings(facilities: Sequence[Facility], law: Law, as_of: date) -> tuple[DemandStanding, ...]:
    """Every demand that the law of the place knows on the day, over the carriers that are open."""
    open_here = [each for each in facilities if not each.closed and covers(law.place, each.place)]
    return tuple(_standings(open_here, law, as_of))


def _standings(facilities: Sequence[Facility], law: Law, as_of: date) -> Iterator[DemandStanding]:
    for code in CODES:
        provision = law.find(f"facility.{code}", as_of)
        if provision is not None:
            yield _standing(code, provision, facilities, law.place)


def _standing(code: str, provision: Provision, facilities: Iterable[Facility], place: str) -> DemandStanding:
    demand = msgspec.convert(provision.table, Demand)
    pool = [each for each in facilities if each.kind in demand.kinds.split()]
    meeting = [each for each in pool if all(_has(each, word) for word in demand.requires.split())]
    if demand.per == "county":
        wanted = counties_in(place)
        lacks = tuple(county for county in wanted if county not in {each.place for each in meeting})
    else:
        wanted = tuple(each.id for each in pool)
        lacks = tuple(each for each in wanted if each not in {one.id for one in meeting})
    return DemandStanding(
        code=code,
        name_zh=demand.name_zh,
        name_en=demand.name_en,
        pool=len(wanted),
        met=len(wanted) - len(lacks),
        share=demand.share,
        authority=provision.authority,
        lacks=lacks,
    )


def _has(facility: Facility, word: str) -> bool:
    recognition = facility.recognition(word)
    return (recognition is not None and recognition.passed) or bool(getattr(facility, word, 0))


def directory(facilities: Iterable[Facility], name: str) -> tuple[Listed, ...]:
    """A public list of the carriers that are open, by place and name."""
    found = (_listed(each) for each in facilities if not each.closed and KINDS[each.kind] == name)
    return tuple(sorted(found, key=lambda each: (each.place, each.name, each.id)))


def _listed(facility: Facility) -> Listed:
    return Listed(
        id=facility.id,
        kind=facility.kind,
        name=facility.name,
        place=facility.place,
        operator="" if is_pseudonym(facility.operator) else facility.operator,
        standards=tuple(each.standard for each in facility.recognitions if each.passed),
        stars=max((each.stars for each in facility.recognitions if each.passed), default=0),
        courses=tuple(each.title for each in facility.courses),
    )


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="facilities",
        name_zh="就业创业载体登记册",
        name_en="register of carriers",
        rules=tuple("P1-017 P1-036 P1-057 P1-058 P3-018 P3-019 P3-048 P4-034 P4-044".split()),
    ),
)
