"""How far each duty of service is met at a place on a day: who is in its pool, and what each of them still lacks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, Literal

import msgspec

from domain.calendar import Month, months_between
from domain.service.conditions import lacking
from domain.service.state import File
from domain.statutes.book import Law, NoProvisionInForce, Provision

PROGRAMME: Final = "service_coverage"
"""The programme under which the statute book keeps these duties."""

CODES: Final = (
    "basic_check",
    "with_need",
    "listed_services",
    "recognition",
    "assistance",
    "students",
    "graduates",
    "graduate_offers",
    "graduate_work",
    "handover",
    "training_lacking",
    "training_offer",
    "household",
)
"""The duties, each a row `coverage.<code>` where a plan gives it."""

STABLE: Final = "stable_employment"


class Duty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A duty as the statute book gives it: conditions of its pool, what each must have had how often since when.

    `share` is the least percentage of the pool, blank where the plan gives none; `per` says whether persons or
    households are counted.
    """

    name_zh: str
    name_en: str
    pool: str
    requires: str
    least: int = 1
    period: Literal["plan", "year", "recognised", "handed_over", "ever"] = "ever"
    share: str = "100"
    per: Literal["person", "household"] = "person"


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody (or a household) of the pool, and the requirements that are not met."""

    subject: str
    requirements: tuple[str, ...]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How a duty stands: `pool` and `met` are head-counts, of persons or of households.

    `undefined` says which value no document gives that the duty would need.
    """

    code: str
    name_zh: str
    name_en: str
    place: str
    as_of: date
    since: date | None
    pool: int
    met: int
    share: str
    authority: str
    grade: str
    lacks: tuple[Lack, ...] = ()
    undefined: str = ""

    @property
    def rate(self) -> Fraction | None:
        """The exact share that is met; None where nobody is in the pool."""
        return Fraction(self.met, self.pool) if self.pool else None

    @property
    def fulfilled(self) -> bool | None:
        """Whether the least share is reached; None where the plan gives none.

        Nobody in the pool leaves nothing to do, an open question does.
        """
        if not self.share:
            return None
        return not self.undefined and self.met * 100 >= self.pool * Fraction(self.share)


def coverages(files: Sequence[File], law: Law, as_of: date) -> tuple[Coverage, ...]:
    """Every duty that the law of the place knows on the day, over the open files of the place."""
    return tuple(_coverages([file for file in files if not file.closed], law, as_of))


def _coverages(files: Sequence[File], law: Law, as_of: date) -> Iterator[Coverage]:
    for code in CODES:
        provision = law.find(f"coverage.{code}", as_of)
        if provision is not None:
            yield _coverage(code, provision, files, law, as_of)


def _coverage(code: str, provision: Provision, files: Sequence[File], law: Law, as_of: date) -> Coverage:
    duty = msgspec.convert(provision.table, Duty)
    found = _households if duty.per == "household" else _persons
    undefined = ""
    looked_at: tuple[Lack, ...] = ()
    try:
        looked_at = tuple(found(files, duty, provision, law, as_of))
    except NoProvisionInForce as refusal:
        undefined = refusal.zh
    lacks = tuple(lack for lack in looked_at if lack.requirements)
    return Coverage(
        code=code,
        name_zh=duty.name_zh,
        name_en=duty.name_en,
        place=law.place,
        as_of=as_of,
        since={"plan": provision.valid_from, "year": as_of.replace(month=1, day=1)}.get(duty.period),
        pool=len(looked_at),
        met=len(looked_at) - len(lacks),
        share=duty.share,
        authority=provision.authority,
        grade=provision.grade,
        lacks=lacks,
        undefined=undefined,
    )


def _persons(files: Iterable[File], duty: Duty, provision: Provision, law: Law, as_of: date) -> Iterator[Lack]:
    for file in files:
        if not lacking(file, duty.pool, provision.place):
            missing = (word for word in duty.requires.split() if not _has(file, word, duty, provision, as_of))
            yield Lack(subject=file.person, requirements=tuple(missing))


def _households(files: Iterable[File], duty: Duty, provision: Provision, law: Law, as_of: date) -> Iterator[Lack]:
    """Hardship households in which somebody meets the conditions; one member who has it is enough."""
    homes: dict[str, list[File]] = {}
    for file in files:
        if file.household and file.household.hardship:
            homes.setdefault(file.household.id, []).append(file)
    stable = law.at("household.stable_months", as_of).count if homes else 0
    for home, members in sorted(homes.items()):
        fit = [file for file in members if not lacking(file, duty.pool, provision.place)]
        if fit:
            missing = (
                word
                for word in duty.requires.split()
                if not any(
                    _stable(file, stable, as_of) if word == STABLE else _has(file, word, duty, provision, as_of)
                    for file in (fit if word == STABLE else members)
                )
            )
            yield Lack(subject=home, requirements=tuple(missing))


def _stable(file: File, months: int, as_of: date) -> bool:
    whole = months_between(Month.of(file.since), Month.of(as_of)) - (as_of.day < file.since.day)
    return file.employed and whole >= months


def _has(file: File, word: str, duty: Duty, provision: Provision, as_of: date) -> bool:
    match word:
        case "plan":
            return file.plan_open
        case "officer":
            return bool(file.officer)
        case "recognition":
            return file.examined
        case "received":
            return file.handover == "received"
        case "employment":
            return file.employed
    return file.times(word, _since(file, duty, provision, as_of), as_of) >= duty.least


def _since(file: File, duty: Duty, provision: Provision, as_of: date) -> date:
    match duty.period:
        case "plan":
            return provision.valid_from
        case "year":
            return as_of.replace(month=1, day=1)
        case "recognised":
            return file.recognised_on or file.enrolled_on
        case "handed_over":
            return file.handed_over_on or file.enrolled_on
        case "ever":
            return date.min


def target_group(files: Iterable[File], law: Law, as_of: date) -> tuple[str, ...]:
    """The persons whom the plan of the place has in view."""
    group = law.at("target_group", as_of)
    return tuple(file.person for file in files if not file.closed and not lacking(file, group.text, group.place))
