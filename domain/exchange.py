"""Exchanges of data between departments: what was agreed on, for which purpose, and what each run brought."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.calendar import Month
from domain.events import Event, Recorded
from domain.exchange_refusals import (
    ExchangeEnded,
    FieldNotAgreed,
    FieldNotExchanged,
    FieldsMissing,
    IntervalOutOfRange,
    RowsDoNotAddUp,
    UnknownExchange,
)
from domain.places import covers, parse_place
from domain.plans.implementer import Implementer
from domain.stated import sha256_of_file
from domain.statutes.book import Law
from domain.wording import clean

ROLE = "data_officer"
PROGRAMME: Final = "exchanges"
"""The programme under which the statute book says which exchanges a plan demands."""

KINDS: Final = (
    "students",
    "public_body_staff",
    "status_and_needs",
    "platform",
    "hrss_key_information",
    "service_platform",
    "need_library",
    "poverty_monitor",
    "sync",
    "pwd_home_platform",
)
"""What is exchanged, each a row `exchange.<kind>` where a plan demands it."""

FIELDS: Final = (
    "pseudonym",
    "certificate_category",
    "certificate_grade",
    "place",
    "employment_status",
    "employer",
    "social_insurance",
    "need",
    "training",
    "school",
    "graduation",
    "admission",
    "establishment_post",
    "monitored",
    "facility",
)
"""What may be exchanged about a person. A name, a number of identity or an account is none of it."""


class Agreed(Event, frozen=True, kw_only=True):
    """Two bodies agreed to exchange these fields, for this purpose, at least every so many months."""

    topic: ClassVar[str] = "exchange.Agreed"
    kind: str
    place: str
    source: str
    receiver: str
    purpose: str
    basis: str
    fields: tuple[str, ...]
    every_months: int


class Run(Event, frozen=True, kw_only=True):
    """The data went over: counts only, and the digest of the file."""

    topic: ClassVar[str] = "exchange.Run"
    kind: str
    place: str
    fields: tuple[str, ...]
    rows: int
    matched: int
    unmatched: int
    digest: str


class Ended(Event, frozen=True, kw_only=True):
    """The exchange came to its end."""

    topic: ClassVar[str] = "exchange.Ended"
    kind: str
    place: str
    ground: str


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One exchange that was agreed on; `last_on` is the day of the last run, or of the agreement."""

    id: str
    kind: str
    place: str
    fields: tuple[str, ...]
    every_months: int
    last_on: date
    runs: int = 0
    ended: bool = False

    @property
    def next_due(self) -> date:
        """The last day on which the next run is in time."""
        return months_after(self.last_on, self.every_months)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How an exchange that a plan demands stands: no agreement, or the next day that it is due."""

    kind: str
    authority: str
    exchange: str
    runs: int
    next_due: date | None
    overdue: bool


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    month = Month.of(day).plus(months)
    return min(month.last_day, month.first_day.replace(day=min(day.day, month.last_day.day)))


def evolve(state: Exchange | None, recorded: Recorded) -> Exchange | None:
    """Fold one event into the exchange."""
    on = recorded.meta.effective_on
    match recorded.event:
        case Agreed() as event:
            return Exchange(
                id=recorded.stream,
                kind=event.kind,
                place=event.place,
                fields=event.fields,
                every_months=event.every_months,
                last_on=on,
            )
        case Run() if state is not None:
            return msgspec.structs.replace(state, last_on=on, runs=state.runs + 1)
        case Ended() if state is not None:
            return msgspec.structs.replace(state, ended=True)
    return state


def agree(
    *,
    kind: str,
    place: str,
    source: str,
    receiver: str,
    purpose: str,
    basis: str,
    fields: tuple[str, ...],
    every_months: int,
    act: Act,
) -> Event:
    """Agree on an exchange; no plan says how often, so the agreement must."""
    authorise(act.actor, "exchange", ROLE, parse_place(place))
    if kind not in KINDS:
        raise UnknownExchange(field="kind", kind=kind, known=", ".join(KINDS))
    if not fields:
        raise FieldsMissing(field="fields")
    for name in fields:
        if name not in FIELDS:
            raise FieldNotExchanged(field="fields", name=name)
    if not 1 <= every_months <= 12:
        raise IntervalOutOfRange(field="every_months", months=every_months)
    return Agreed(
        kind=kind,
        place=place,
        source=clean(source, "source"),
        receiver=clean(receiver, "receiver"),
        purpose=clean(purpose, "purpose"),
        basis=clean(basis, "basis"),
        fields=tuple(sorted(set(fields))),
        every_months=every_months,
    )


def run(
    state: Exchange, *, fields: tuple[str, ...], rows: int, matched: int, unmatched: int, digest: str, act: Act
) -> Event:
    """Write a run down: no field that was not agreed on, and counts that add up."""
    _going(state, act)
    for name in fields:
        if name not in state.fields:
            raise FieldNotAgreed(field="fields", name=name)
    if not fields:
        raise FieldsMissing(field="fields")
    if min(matched, unmatched) < 0 or matched + unmatched != rows:
        raise RowsDoNotAddUp(field="rows", rows=rows, matched=matched, unmatched=unmatched)
    return Run(
        kind=state.kind,
        place=state.place,
        fields=tuple(sorted(set(fields))),
        rows=rows,
        matched=matched,
        unmatched=unmatched,
        digest=sha256_of_file(digest),
    )


def end(state: Exchange, *, ground: str, act: Act) -> Event:
    """End the exchange."""
    _going(state, act)
    return Ended(kind=state.kind, place=state.place, ground=clean(ground, "ground"))


def _going(state: Exchange, act: Act) -> None:
    authorise(act.actor, "exchange", ROLE, state.place)
    if state.ended:
        raise ExchangeEnded(field="exchange", exchange=state.id)
    act.must_not_precede(state.last_on)


def standings(exchanges: Iterable[Exchange], law: Law, as_of: date) -> tuple[Standing, ...]:
    """Every exchange that the plans demand at the place on the day, and how it stands there."""
    known = sorted(exchanges, key=lambda each: each.next_due)
    going = {each.kind: each for each in known if not each.ended and covers(each.place, law.place)}
    return tuple(_standings(going, law, as_of))


def _standings(going: Mapping[str, Exchange], law: Law, as_of: date) -> Iterator[Standing]:
    for kind in KINDS:
        if law.holds(f"exchange.{kind}", as_of):
            provision, known = law.at(f"exchange.{kind}", as_of), going.get(kind)
            yield Standing(
                kind=kind,
                authority=provision.authority,
                exchange=known.id if known else "",
                runs=known.runs if known else 0,
                next_due=known.next_due if known else None,
                overdue=known is None or as_of > known.next_due,
            )


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="exchanges",
        name_zh="部门间信息交换",
        name_en="exchanges between departments",
        rules=tuple(
            (
                "P1-027 P1-043 P1-055 P2-002 P2-041 P2-051 P2-052 P3-037 P3-046 P4-006 P4-019 P4-025 P4-043 P5-004"
                " P5-032 P5-036"
            ).split()
        ),
    ),
)
