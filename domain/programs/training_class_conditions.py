"""What a training class must be, and which of its trainees are paid for: each condition only where the place asks."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from domain.programs.conditions import require_where_asked
from domain.programs.training_class_facts import Trainee, TrainingClassFacts
from domain.statutes.book import Provision
from domain.working import Working


def check_class(working: Working, facts: TrainingClassFacts) -> None:
    """Free, by a designated body, open to everybody in need, and joint with other counties only where foreseen."""
    require_where_asked(
        working,
        "免费培训",
        "free_of_charge",
        met=not facts.charged,
        code="trainees_were_charged",
        zh="向参训人员收取了费用",
        en="trainees were charged",
    )
    require_where_asked(
        working,
        "定点培训",
        "designated_required",
        met=facts.designated,
        code="not_designated",
        zh="不是定点培训机构",
        en="the organiser is not a designated body",
    )
    require_where_asked(
        working,
        "应培尽培",
        "train_everybody",
        met=not facts.turned_away,
        code="somebody_was_turned_away",
        zh=f"有 {facts.turned_away} 名有需求的人没有安排培训",
        en=f"{facts.turned_away} persons in need got no place",
    )
    if facts.trainees_elsewhere:
        joint = working.uses("与其他县市区合并举办", "joint_classes")
        if not joint.flag:
            working.refuse("no_joint_class", "不得与其他县市区合并举办", "joint classes are not foreseen", by=joint)


_AUDIENCE: Final[dict[str, tuple[str, str, Callable[[Trainee], bool]]]] = {
    "rural_only": ("限农村残疾人", "不是农村残疾人", lambda trainee: trainee.rural),
    "difficulty_only": ("限困难残疾人", "不是困难残疾人", lambda trainee: trainee.in_difficulty),
    "blind_only": ("限盲人", "不是盲人", lambda trainee: trainee.blind),
    "working_age_only": ("限就业年龄段", "不在就业年龄段", lambda trainee: trainee.of_working_age),
}
"""The flags that narrow the audience: what each is called, what is said of who falls outside, and the test."""


class Audience:
    """Whom the class is paid for at a place; every clause is cited once."""

    def __init__(self, working: Working) -> None:
        self._clauses: dict[str, Provision] = {
            key: working.uses(label, key)
            for key, (label, _, _) in _AUDIENCE.items()
            if working.law.find(key, working.law_day) is not None
        }
        self._family = working.law.find("family_members_admitted", working.law_day)
        if self._family is not None:
            working.uses("家庭成员可以参加", "family_members_admitted")
        self._attendance = working.uses("最低出勤率", "minimum_attendance")

    def why_not(self, trainee: Trainee, class_days: int) -> tuple[str, Provision] | None:
        """Why a trainee is not paid for, with the clause; None for who is."""
        for key, clause in self._clauses.items():
            _, outside, fits = _AUDIENCE[key]
            if clause.flag and not fits(trainee):
                return outside, clause
        if trainee.by_family and not (self._family is not None and self._family.flag):
            return "由家庭成员代为参加", self._family or next(iter(self._clauses.values()), self._attendance)
        if Fraction(trainee.attended_days, class_days) < self._attendance.ratio:
            return f"出勤 {trainee.attended_days}/{class_days} 天", self._attendance
        return None
