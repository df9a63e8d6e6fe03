"""What the plans demand to be developed every year, and who can be recommended for it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from domain.jobs import KINDS, Batch
from domain.places import covers
from domain.plans.implementer import Implementer
from domain.service.state import File
from domain.statutes.book import Law

PROGRAMME: Final = "jobs"
"""The programme under which the statute book says what must be developed every year."""

GRADUATES_FIRST: Final = frozenset({"public_body", "soe_targeted", "platform_targeted", "private_targeted"})
"""Where graduates are the first to be recommended (S042, S243)."""


def candidates(state: Batch, files: Iterable[File]) -> tuple[str, ...]:
    """Who can be recommended for a batch, graduates first where the plans say so, then the longest without work."""
    fit = [
        file
        for file in files
        if not file.closed
        and not file.employed
        and file.situation.employment != "studying"
        and file.situation.wants_work
        and file.situation.able_to_work
        and file.situation.working_age
        and file.person not in state.holders
    ]
    first = state.kind in GRADUATES_FIRST
    ordered = sorted(
        fit, key=lambda file: (not (first and file.situation.university == "graduated"), file.since, file.person)
    )
    return tuple(file.person for file in ordered)


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan demands of a kind in a year, and what there is; `least` is a number of posts, or one batch."""

    kind: str
    year: int
    batches: int
    posts: int
    taken: int
    least: int
    counted: str
    authority: str

    @property
    def fulfilled(self) -> bool:
        """Whether as much was developed as the plan demands."""
        return (self.posts if self.counted == "posts" else self.batches) >= self.least


def years(batches: Sequence[Batch], law: Law, year: int, as_of: date) -> tuple[Year, ...]:
    """Every kind that the law of the place demands in the year, as far as the day."""
    return tuple(_years(batches, law, year, as_of))


def _years(batches: Sequence[Batch], law: Law, year: int, as_of: date) -> Iterator[Year]:
    here = [each for each in batches if covers(law.place, each.place) and each.developed_on.year == year]
    for kind in KINDS:
        for counted in ("batches", "posts"):
            provision = law.find(f"jobs.{kind}.{counted}", as_of)
            if provision is not None:
                found = [each for each in here if each.kind == kind and each.count > 0]
                yield Year(
                    kind=kind,
                    year=year,
                    batches=len(found),
                    posts=sum(each.count for each in found),
                    taken=sum(len(each.holders) + each.allocated for each in found),
                    least=provision.count,
                    counted=counted,
                    authority=provision.authority,
                )


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="jobs",
        name_zh="定向招聘岗位和劳动项目",
        name_en="posts for directed recruitment and labour projects",
        rules=tuple("P1-007 P1-012 P1-018 P1-029 P2-026 P2-034 P3-038 P3-049 P4-008 P5-006 P5-022 P5-028".split()),
    ),
)
