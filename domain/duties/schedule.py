"""The duties as the statute book has them, and the periods in which they fall due."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

import msgspec

from domain import places
from domain.errors import NotFound, Refusal
from domain.plans.implementer import Implementer
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.loader import load_statutes

PROGRAMME: Final = "duties"
"""The name under which the statute book keeps duties."""

TERM: Final = "term"
"""The period of a duty that is owed within the whole term of its plan."""

Subject = Literal["self", "province", "prefecture", "county"]
Rhythm = Literal["yearly", "by_date", "within_term", "as_regulated"]
Evidence = Literal[
    "accommodation", "activity", "contract", "evaluation", "inspection", "measure", "publication", "report"
]


class DutyMalformed(Refusal):
    """职责「{code}」的数据有误:{problem}。

    The data of the duty "{code}" is wrong: {problem}.
    """


class DutyNotOfPlace(Refusal):
    """职责「{code}」不由 {place} 履行。

    The duty "{code}" is not one of {place}.
    """


class NoSuchPeriod(Refusal):
    """职责「{code}」没有「{period}」这一期;可用:{known}。

    The duty "{code}" has no period "{period}"; it has {known}.
    """


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of a provision of a duty, as the file has it."""

    zh: str
    en: str
    rules: tuple[str, ...]
    subject: tuple[Subject, ...]
    responsible: str
    rhythm: Rhythm
    least: int
    evidence: Evidence
    recipient: str = ""
    due: str = ""


class Period(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One period of a duty; without a `due` day the text does not say when, and nothing is ever overdue."""

    id: str
    begins: date
    due: date | None


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One duty of one plan, in force from `begins` to `ends`, at `place` or at the places below it that `subject` says.

    `least` is how often it must be done in a period.
    """

    code: str
    place: str
    begins: date
    ends: date
    zh: str
    en: str
    rules: tuple[str, ...]
    subject: tuple[Subject, ...]
    responsible: str
    recipient: str
    rhythm: Rhythm
    due: str
    least: int
    evidence: Evidence
    authority: str
    source: str
    grade: str

    def owed_by(self, place: str) -> bool:
        """Whether the body at the place must do it."""
        if place == self.place:
            return "self" in self.subject or places.level_of(place) in self.subject
        return places.covers(self.place, place) and places.level_of(place) in self.subject

    def periods(self) -> tuple[Period, ...]:
        """Every period of the duty, the first first."""
        match self.rhythm:
            case "yearly":
                return tuple(self._year(year) for year in range(self.begins.year, self.ends.year + 1))
            case "by_date":
                return (Period(id=TERM, begins=self.begins, due=date.fromisoformat(self.due)),)
            case "within_term":
                return (Period(id=TERM, begins=self.begins, due=self.ends),)
        return (Period(id=TERM, begins=self.begins, due=None),)

    def period(self, period_id: str) -> Period:
        """The period of that id; raises NoSuchPeriod."""
        known = {period.id: period for period in self.periods()}
        if period_id not in known:
            raise NoSuchPeriod(
                field="period", rule=self.authority, code=self.code, period=period_id, known="、".join(known)
            )
        return known[period_id]

    def _year(self, year: int) -> Period:
        month, day = map(int, self.due.split("-"))
        return Period(id=str(year), begins=max(self.begins, date(year, 1, 1)), due=date(year, month, day))


def duties_of(statutes: StatuteBook, known_on: date) -> tuple[Duty, ...]:
    """Every duty that was published by `known_on`; the last publication of a row stands for it."""
    return tuple(_duty(row) for row in statutes.latest(PROGRAMME, known_on))


def duty_of(statutes: StatuteBook, known_on: date, code: str, place: str) -> Duty:
    """The duty of that code; raises NotFound for an unknown code, DutyNotOfPlace where others must do it."""
    named = [duty for duty in duties_of(statutes, known_on) if duty.code == code]
    if not named:
        raise NotFound(field="duty", what="duty", key=code)
    owed = [duty for duty in named if duty.owed_by(place)]
    if not owed:
        raise DutyNotOfPlace(field="place", rule=named[0].authority, code=code, place=place)
    return owed[-1]


def _duty(row: Provision) -> Duty:
    try:
        table = msgspec.convert(row.table, _Table)
    except msgspec.ValidationError as error:
        raise DutyMalformed(field=row.key, rule=row.authority, code=row.key, problem=error) from error
    if row.valid_to is None:
        raise DutyMalformed(field=row.key, rule=row.authority, code=row.key, problem="没有期限 it has no end")
    duty = Duty(
        code=row.key,
        place=row.place,
        begins=row.valid_from,
        ends=row.valid_to,
        authority=row.authority,
        source=row.source,
        grade=row.grade,
        **msgspec.structs.asdict(table),
    )
    _check_due(duty)
    return duty


def _check_due(duty: Duty) -> None:
    """The due day must be of the form that the rhythm needs."""
    try:
        duty.periods()
    except ValueError as error:
        raise DutyMalformed(field="due", rule=duty.authority, code=duty.code, problem=error) from error
    if duty.rhythm in ("within_term", "as_regulated") and duty.due:
        raise DutyMalformed(
            field="due", rule=duty.authority, code=duty.code, problem="不应有到期日 no due day belongs here"
        )


def implementers() -> Iterator[Implementer]:
    """Each shipped duty with the rows that it carries out."""
    for duty in duties_of(load_statutes(demo=False), date.max):
        yield Implementer(kind="duty", code=duty.code, name_zh=duty.zh, name_en=duty.en, rules=duty.rules)
