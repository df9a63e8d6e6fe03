"""What the subsidy of a whole training class is applied for with: the class, its cost, and who sat in it."""

from datetime import date
from typing import Annotated

import msgspec

from domain.errors import Refusal
from domain.programs.base import Facts
from domain.programs.training_course import AttendanceImpossible, CourseDaysImpossible
from domain.programs.training_terms import check_code

Natural = Annotated[int, msgspec.Meta(ge=0)]


class NobodyTrained(Refusal):
    """没有填报参训人员。

    Nobody who was trained was given.
    """


class TraineeGivenTwice(Refusal):
    """同一参训人员重复填报。

    The same trainee was given twice.
    """


class Trainee(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person with a disability (pseudonym) for whom a place in the class was used, and the days attended.

    `by_family` says that a member of the family sat in the class in that person's stead.
    """

    person: str
    attended_days: Natural
    by_family: bool = False
    rural: bool = False
    in_difficulty: bool = False
    blind: bool = False
    of_working_age: bool = True


class TrainingClassFacts(Facts, frozen=True, kw_only=True):
    """A class that ended, and what it cost in all (fen).

    `charged` is what its trainees paid (fen); `turned_away` counts those who needed it and got no place;
    `trainees_elsewhere` the trainees of other counties in a joint class, for whom their own counties pay.
    """

    course: str
    starts_on: date
    ends_on: date
    class_days: Natural
    cost: Natural
    charged: Natural = 0
    designated: bool = False
    turned_away: Natural = 0
    trainees_elsewhere: Natural = 0
    trainees: tuple[Trainee, ...]

    @property
    def everybody(self) -> int:
        """All who sat in the class, wherever they come from."""
        return len(self.trainees) + self.trainees_elsewhere


def check(facts: TrainingClassFacts) -> None:
    """Refuse facts that no law is needed to refuse: nobody, the same person twice, or days that cannot be."""
    check_code(facts.course, "course")
    if not facts.trainees:
        raise NobodyTrained(field="trainees")
    if len({trainee.person for trainee in facts.trainees}) < len(facts.trainees):
        raise TraineeGivenTwice(field="trainees")
    if not 1 <= facts.class_days <= (facts.ends_on - facts.starts_on).days + 1:
        raise CourseDaysImpossible(
            field="class_days", starts_on=facts.starts_on, ends_on=facts.ends_on, class_days=facts.class_days
        )
    for trainee in facts.trainees:
        if trainee.attended_days > facts.class_days:
            raise AttendanceImpossible(
                field="attended_days", attended_days=trainee.attended_days, class_days=facts.class_days
            )
