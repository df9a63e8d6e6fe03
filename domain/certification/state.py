"""A certification as its events leave it."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

import msgspec

from domain.certification import events as e
from domain.counting import MONTHS_IN_YEAR
from domain.events import Recorded
from domain.identity import parse_uscc
from domain.placement.terms import EmployerKind


class CertificationStatus(StrEnum):
    """Where a certification stands."""

    FILED = "filed"
    CERTIFIED = "certified"
    RETURNED = "returned_for_correction"
    REVOKED = "revoked"


class Certification(msgspec.Struct, frozen=True, kw_only=True):
    """One employer-year; `counted` and `claims` are empty unless it stands."""

    id: str
    employer: str
    employer_kind: EmployerKind
    year: int
    place: str
    status: CertificationStatus
    staff_by_month: tuple[int, ...]
    placements: tuple[str, ...]
    counted: tuple[e.CountedMonth, ...]
    uncounted: tuple[e.UncountedMonth, ...]
    claims: tuple[str, ...]
    filed_by: str
    known_on: date | None
    last_on: date

    @property
    def stands(self) -> bool:
        """Whether it is certified and not revoked."""
        return self.status is CertificationStatus.CERTIFIED

    @property
    def counted_average(self) -> Fraction:
        """The counted head-count of the year: weights of the counted months over twelve."""
        return Fraction(sum(each.weight for each in self.counted), MONTHS_IN_YEAR)

    @property
    def persons(self) -> int:
        """How many different persons count in at least one month."""
        return len({each.person for each in self.counted})


def stream_of(employer: str, year: int) -> str:
    """The id of an employer-year, in whatever case the credit code was typed."""
    return f"certification:{parse_uscc(employer, field='employer')}:{year}"


def evolve(state: Certification | None, recorded: Recorded) -> Certification | None:
    """Fold one event into the certification; a new filing begins it anew."""
    on = recorded.meta.effective_on
    match recorded.event:
        case e.CertificationFiled() as event:
            return Certification(
                id=recorded.stream,
                employer=event.employer,
                employer_kind=event.employer_kind,
                year=event.year,
                place=event.place,
                status=CertificationStatus.FILED,
                staff_by_month=event.staff_by_month,
                placements=event.placements,
                counted=(),
                uncounted=(),
                claims=(),
                filed_by=recorded.meta.actor,
                known_on=None,
                last_on=on,
            )
        case e.Certified() as event if state is not None:
            return msgspec.structs.replace(
                state,
                status=CertificationStatus.CERTIFIED,
                counted=event.counted,
                uncounted=event.uncounted,
                claims=event.claims,
                known_on=event.known_on,
                last_on=on,
            )
        case e.CertificationReturned() if state is not None:
            return msgspec.structs.replace(state, status=CertificationStatus.RETURNED, last_on=on)
        case e.CertificationRevoked() if state is not None:
            ended = CertificationStatus.REVOKED
            return msgspec.structs.replace(state, status=ended, counted=(), uncounted=(), claims=(), last_on=on)
    return state
