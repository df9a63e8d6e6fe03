"""Centralised employers' head-counts: filed by them, verified online and on the spot, by another officer (S392)."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.certification.acts import ROLE as VERIFIER_ROLE
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.identity import parse_uscc
from domain.placement.acts import ROLE as FILING_ROLE
from domain.places import parse_place
from domain.plans.implementer import Implementer
from domain.statutes.book import Law

Channel = Literal["online_check", "on_site_check"]


class HeadcountImpossible(Refusal):
    """职工总数须为正数;持证残疾职工数不能为负数,合计不能超过职工总数。

    Staff is above zero; holders of certificates are not negative and no more than staff.
    """


class HeadcountFiledAlready(Refusal):
    """{month} 的集中就业备案已申报。

    The head-count of {month} is filed already.
    """


class ChannelUsedAlready(Refusal):
    """{month} 已经{channel}核定。

    The head-count of {month} was verified {channel} already.
    """


class SameOfficerVerifies(Refusal):
    """{actor} 登记了该备案,不得核定。

    {actor} filed this head-count and may not verify it.
    """


class StaffCount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Total staff, and those who hold a disability or a disabled-soldier certificate, each person once."""

    staff: int
    disability_certificates: int
    soldier_certificates: int


class HeadcountFiled(Event, frozen=True, kw_only=True):
    """A centralised employer filed its head-count of a month (`2024-03`)."""

    topic: ClassVar[str] = "headcount.Filed"
    employer: str
    place: str
    month: str
    count: StaffCount


class HeadcountVerified(Event, frozen=True, kw_only=True):
    """An officer counted too, through the channel named; `agrees` tells whether it came out the same."""

    topic: ClassVar[str] = "headcount.Verified"
    employer: str
    place: str
    month: str
    channel: Channel
    count: StaffCount
    agrees: bool
    finding: str


class Headcount(msgspec.Struct, frozen=True, kw_only=True):
    """A filed head-count and what each channel found."""

    employer: str
    place: str
    month: str
    filed: StaffCount
    filed_by: str
    found: dict[Channel, StaffCount]
    last_on: date


def is_verified(agreeing: Collection[str], on: date, law: Law) -> bool:
    """Whether every channel that the place asks for found what was filed; False where it asks for none."""
    rule = law.find("headcount_verification", on)
    return rule is not None and set(rule.table["channels"]) <= set(agreeing)


def stream_of(employer: str, month: str) -> str:
    """The stream of an employer's month, in whatever case the credit code was typed."""
    return f"headcount:{parse_uscc(employer, field='employer')}:{month}"


def evolve(state: Headcount | None, recorded: Recorded) -> Headcount | None:
    """Fold one event into the head-count."""
    match recorded.event:
        case HeadcountFiled() as event:
            return Headcount(
                employer=event.employer,
                place=event.place,
                month=event.month,
                filed=event.count,
                filed_by=recorded.meta.actor,
                found={},
                last_on=recorded.meta.effective_on,
            )
        case HeadcountVerified() as event if state is not None:
            found = state.found | {event.channel: event.count}
            return msgspec.structs.replace(state, found=found, last_on=recorded.meta.effective_on)
    return state


def file(state: Headcount | None, *, employer: str, place: str, month: str, count: StaffCount, act: Act) -> Event:
    """File the head-count of a month, once."""
    authorise(act.actor, "file_headcount", FILING_ROLE, parse_place(place), employer)
    employer = parse_uscc(employer, field="employer")
    if state is not None:
        raise HeadcountFiledAlready(field="month", month=month)
    _check(count)
    return HeadcountFiled(employer=employer, place=place, month=month, count=count)


def verify(state: Headcount, *, channel: Channel, count: StaffCount, finding: str, act: Act) -> Event:
    """Record what an officer other than the one who filed it counted, once a channel."""
    authorise(act.actor, "verify_headcount", VERIFIER_ROLE, state.place, state.employer)
    must_be_another(act.actor, (state.filed_by,), SameOfficerVerifies(field="actor", actor=act.actor.id))
    if channel in state.found:
        raise ChannelUsedAlready(field="channel", month=state.month, channel=channel)
    act.must_not_precede(state.last_on)
    _check(count)
    return HeadcountVerified(
        employer=state.employer,
        place=state.place,
        month=state.month,
        channel=channel,
        count=count,
        agrees=count == state.filed,
        finding=finding,
    )


def _check(count: StaffCount) -> None:
    holders = (count.disability_certificates, count.soldier_certificates)
    if count.staff <= 0 or min(holders) < 0 or sum(holders) > count.staff:
        raise HeadcountImpossible(field="count")


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="centralised_headcounts",
        name_zh="集中就业企业职工人数备案和核定",
        name_en="head-counts of centralised employers, verified",
        rules=("P5-013", "P5-014"),
    ),
)
