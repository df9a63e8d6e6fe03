"""What happens to a person on the service register; persons are pseudonyms, and no event says who they are."""

from datetime import date
from typing import ClassVar, Literal

import msgspec

from domain.events import Event

Basis = Literal["disability_certificate", "disabled_soldier_certificate", "work_injured", "family_of_monitored"]
Employment = Literal["employed", "self_employed", "flexible", "unemployed", "studying"]
University = Literal["none", "in_school", "graduated"]
Provider = Literal["dpf", "hrss", "agency"]
Result = Literal["placed", "not_placed", "declined"]
CourseType = Literal["pre_post", "in_post", "transfer", "skill", "startup"]
CourseMode = Literal["dispersed", "group", "online"]
Outcome = Literal["certificate", "completed", "not_completed"]


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """How a person stands on a day: work, age for work, ability and wish to work, university."""

    employment: Employment
    working_age: bool
    able_to_work: bool
    wants_work: bool
    university: University = "none"


class Household(msgspec.Struct, frozen=True, kw_only=True):
    """The household that a person belongs to, by a number of the register, and what was found about it."""

    id: str
    hardship: bool = False
    minimum_living_allowance: bool = False
    several_disabled: bool = False
    disabled_care_for_old: bool = False
    monitored: bool = False


class PersonEvent(Event, frozen=True, kw_only=True):
    """Something that concerns one person (a pseudonym) on the register of a place."""

    person: str
    place: str


class Enrolled(PersonEvent, frozen=True, kw_only=True):
    """A person was taken onto the register where they live; the household register is known and never a condition."""

    topic: ClassVar[str] = "service.Enrolled"
    basis: Basis
    hukou: str
    origin: str
    situation: Situation


class SituationChanged(PersonEvent, frozen=True, kw_only=True):
    """The person's situation is another one from the value date on."""

    topic: ClassVar[str] = "service.SituationChanged"
    before: Situation
    situation: Situation


class HouseholdRecorded(PersonEvent, frozen=True, kw_only=True):
    """What was found about the person's household, by which document."""

    topic: ClassVar[str] = "service.HouseholdRecorded"
    household: Household
    document: str


class DifficultyRecognised(PersonEvent, frozen=True, kw_only=True):
    """The person is recognised as having difficulty to find work; the age (years) on that day stays as it was."""

    topic: ClassVar[str] = "service.DifficultyRecognised"
    ground: str
    document: str
    age: int


class DifficultyDenied(PersonEvent, frozen=True, kw_only=True):
    """The person was examined and does not have that difficulty."""

    topic: ClassVar[str] = "service.DifficultyDenied"
    ground: str


class DifficultyEnded(PersonEvent, frozen=True, kw_only=True):
    """The recognition came to its end."""

    topic: ClassVar[str] = "service.DifficultyEnded"
    ground: str


class OfficerAssigned(PersonEvent, frozen=True, kw_only=True):
    """An officer is responsible for the person from now on."""

    topic: ClassVar[str] = "service.OfficerAssigned"
    officer: str


class PlanOpened(PersonEvent, frozen=True, kw_only=True):
    """A plan for this one person was made."""

    topic: ClassVar[str] = "service.PlanOpened"
    measures: str


class PlanClosed(PersonEvent, frozen=True, kw_only=True):
    """The person's plan came to its end."""

    topic: ClassVar[str] = "service.PlanClosed"
    result: str


class Served(PersonEvent, frozen=True, kw_only=True):
    """Something was done for the person; the reference leads to its record."""

    topic: ClassVar[str] = "service.Served"
    kind: str
    provider: Provider
    reference: str


class SkillsAssessed(PersonEvent, frozen=True, kw_only=True):
    """What the assessment of that day found about the person's skills."""

    topic: ClassVar[str] = "service.SkillsAssessed"
    lacking: bool
    assessed_on: date
    document: str


class OfferMade(PersonEvent, frozen=True, kw_only=True):
    """The person was offered a post of an employer (credit code)."""

    topic: ClassVar[str] = "service.OfferMade"
    number: int
    employer: str
    post: str


class Referred(PersonEvent, frozen=True, kw_only=True):
    """The person was referred to an employer (credit code) for a post."""

    topic: ClassVar[str] = "service.Referred"
    number: int
    employer: str
    post: str


class ReferralAnswered(PersonEvent, frozen=True, kw_only=True):
    """What came of a referral."""

    topic: ClassVar[str] = "service.ReferralAnswered"
    number: int
    result: Result


class Trained(PersonEvent, frozen=True, kw_only=True):
    """The person attended a course, chosen on the assessment of that day."""

    topic: ClassVar[str] = "service.Trained"
    course: str
    type: CourseType
    mode: CourseMode
    provider: Provider
    outcome: Outcome
    assessed_on: date


class HandedOver(PersonEvent, frozen=True, kw_only=True):
    """The federation handed the person over to human resources and social security."""

    topic: ClassVar[str] = "service.HandedOver"
    reference: str


class HandoverReceived(PersonEvent, frozen=True, kw_only=True):
    """Human resources and social security took the person over."""

    topic: ClassVar[str] = "service.HandoverReceived"
    reference: str


class Closed(PersonEvent, frozen=True, kw_only=True):
    """The person left the register."""

    topic: ClassVar[str] = "service.Closed"
    ground: str
