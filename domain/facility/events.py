"""What happens to a carrier of employment."""

from typing import ClassVar, Literal

from domain.events import Event
from domain.service.events import CourseMode, CourseType

Level = Literal["unrated", "county", "city", "province", "national"]
Standard = Literal["standardised", "demonstration", "star", "designated", "medical_insurance"]
"""Up to standard, a model for others, rated with stars, designated for training, taken into medical insurance."""


class FacilityEvent(Event, frozen=True, kw_only=True):
    """Something that concerns one carrier of a kind at a place."""

    kind: str
    place: str


class Registered(FacilityEvent, frozen=True, kw_only=True):
    """The carrier entered the register; the operator is a credit code, a person's pseudonym, or blank."""

    topic: ClassVar[str] = "facility.Registered"
    name: str
    operator: str
    attached_to: str
    capacity: int


class Recognised(FacilityEvent, frozen=True, kw_only=True):
    """The carrier meets a standard, at a level, with stars where it is rated."""

    topic: ClassVar[str] = "facility.Recognised"
    standard: Standard
    level: Level
    stars: int
    document: str


class Rechecked(FacilityEvent, frozen=True, kw_only=True):
    """A standard was checked again."""

    topic: ClassVar[str] = "facility.Rechecked"
    standard: Standard
    passed: bool
    finding: str


class RecognitionWithdrawn(FacilityEvent, frozen=True, kw_only=True):
    """The carrier does not meet the standard any more."""

    topic: ClassVar[str] = "facility.RecognitionWithdrawn"
    standard: Standard
    ground: str


class Reported(FacilityEvent, frozen=True, kw_only=True):
    """How many people the carrier serves and employs, and which posts it has for them."""

    topic: ClassVar[str] = "facility.Reported"
    served: int
    auxiliary_workers: int
    social_work_posts: int
    job_coaches: int


class CourseListed(FacilityEvent, frozen=True, kw_only=True):
    """A course of the carrier was put onto the public list; `certificate` says what it leads to, or is blank."""

    topic: ClassVar[str] = "facility.CourseListed"
    course: str
    title: str
    type: CourseType
    mode: CourseMode
    certificate: str


class EntryRequested(FacilityEvent, frozen=True, kw_only=True):
    """Somebody asked to enter: a person with disabilities who founds a business, or a project with these staff."""

    topic: ClassVar[str] = "facility.EntryRequested"
    number: int
    applicant: str
    disabled_founder: bool
    staff: int
    disabled_staff: int
    priority: bool


class Admitted(FacilityEvent, frozen=True, kw_only=True):
    """A request was granted."""

    topic: ClassVar[str] = "facility.Admitted"
    number: int


class EntryRefused(FacilityEvent, frozen=True, kw_only=True):
    """A request was refused, or taken back."""

    topic: ClassVar[str] = "facility.EntryRefused"
    number: int
    ground: str


class Left(FacilityEvent, frozen=True, kw_only=True):
    """Who had entered went away."""

    topic: ClassVar[str] = "facility.Left"
    number: int


class Closed(FacilityEvent, frozen=True, kw_only=True):
    """The carrier left the register."""

    topic: ClassVar[str] = "facility.Closed"
    ground: str
