"""What happens to the certification of an employer-year: filed, certified, returned, revoked."""

from datetime import date
from typing import ClassVar, Literal

import msgspec

from domain.calendar import Month
from domain.events import Event
from domain.placement.terms import EmployerKind

StaffSource = Literal["contracts", "individual_income_tax", "social_insurance"]


class CountedMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A month in which a person (pseudonym) counts, and as how many."""

    person: str
    month: Month
    weight: int
    placement: str


class UncountedMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A month that does not count, with the codes of every reason."""

    person: str
    month: Month
    reasons: tuple[str, ...]
    placement: str


class PlacementRead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A placement and the version of it that was judged."""

    placement: str
    version: int


class CertificationFiled(Event, frozen=True, kw_only=True):
    """An employer stated its staff month by month, from which source, and named its placements of the year."""

    topic: ClassVar[str] = "certification.Filed"
    employer: str
    employer_kind: EmployerKind
    year: int
    place: str
    staff_by_month: tuple[int, ...]
    staff_source: StaffSource
    placements: tuple[str, ...]


class Certified(Event, frozen=True, kw_only=True):
    """The person-months were judged: those that count are claimed for this employer, twelve months make an average.

    `weight_months` is the sum of weights, `staff_months` of staff; each over twelve is the head-count of the year.
    """

    topic: ClassVar[str] = "certification.Certified"
    employer: str
    year: int
    place: str
    read: tuple[PlacementRead, ...]
    counted: tuple[CountedMonth, ...]
    uncounted: tuple[UncountedMonth, ...]
    weight_months: int
    staff_months: int
    claims: tuple[str, ...]
    formula: str
    known_on: date
    statute_digest: str


class CertificationReturned(Event, frozen=True, kw_only=True):
    """The filing was given back to be mended."""

    topic: ClassVar[str] = "certification.Returned"
    findings: tuple[str, ...]


class CertificationRevoked(Event, frozen=True, kw_only=True):
    """The certification no longer stands; its claims are given back."""

    topic: ClassVar[str] = "certification.Revoked"
    ground: str
    clause: str
    claims_released: tuple[str, ...]
