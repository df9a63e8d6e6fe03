"""A suppression: for a time, hits about a subject are counted and not told, because two persons agreed on why."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.alert import REVIEWER_ROLE, ROLE, Hit
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.investigation.acts import known_innocence
from domain.places import covers
from domain.wording import clean, identifier

LONGEST: Final = timedelta(days=365)
"""A year at most: what is innocent for good belongs into a register, which the check then reads."""

NEVER: Final = frozenset({"RF01", "RF22", "RF41", "RF41B"})
"""A death, one person-month counted twice, one entitlement paid twice (to a person or to a unit): facts of registers,
and money gone for good.

An innocent hit of these is an error of the register. Mended at its source it is gone; silenced, it would let money out.
"""


class SuppressionStatus(StrEnum):
    """Where a suppression stands; one that was granted holds through its last day."""

    REQUESTED = "suppression_requested"
    GRANTED = "suppression_granted"
    REFUSED = "suppression_refused"
    ENDED = "suppression_ended"


class NeverSuppressed(Refusal):
    """规则 {check} 的提示不得搁置:数据有误的,应当在来源处更正。

    Hits of {check} are never suppressed: where the data is wrong, it is mended at its source.
    """

    ids = frozenset({"check"})


class KindNeverHit(Refusal):
    """没有规则以此为对象种类,可选:{known}。

    No check, or not the one named, is about subjects of this kind; choose one of: {known}.
    """

    ids = frozenset({"known"})


class SuppressionReachesNothing(Refusal):
    """{subject} 的疑点登记在 {filed},{place} 的搁置够不到;请就 {filed} 提出申请。

    The alerts about {subject} are filed at {filed}, where a suppression for {place} does not reach: ask for {filed}.
    """

    ids = frozenset({"subject", "filed", "place"})


class SuppressionTooLong(Refusal):
    """搁置期限应当晚于今天,最长一年,即 {latest}。

    A suppression ends after today and within a year: on {latest} at the latest.
    """


class SuppressionNotSo(Refusal):
    """{suppression} 的状态是「{status}」,不能办理「{act}」。

    {suppression} is "{status}"; "{act}" is not possible.
    """

    ids = frozenset({"suppression"})


class SamePersonSuppresses(Refusal):
    """{actor} 提出了搁置申请,须由另一人决定。

    {actor} asked for this suppression; another person decides.
    """


class Requested(Event, frozen=True, kw_only=True):
    """An analyst asks that hits about a subject (of one check, or of all where `check` is blank) be put aside."""

    topic: ClassVar[str] = "suppression.Requested"
    check: str
    subject_kind: str
    subject: str
    place: str
    until: date
    code: str
    note: str


class Granted(Event, frozen=True, kw_only=True):
    """Another person agrees; from now on hits are only counted."""

    topic: ClassVar[str] = "suppression.Granted"
    until: date


class Refused(Event, frozen=True, kw_only=True):
    """Another person does not agree."""

    topic: ClassVar[str] = "suppression.Refused"
    ground: str


class Ended(Event, frozen=True, kw_only=True):
    """It ends before its last day; hits are told again at once."""

    topic: ClassVar[str] = "suppression.Ended"
    ground: str


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """One suppression."""

    id: str
    check: str
    subject_kind: str
    subject: str
    place: str
    until: date
    requested_by: str
    last_on: date
    status: SuppressionStatus = SuppressionStatus.REQUESTED


def evolve(state: Suppression | None, recorded: Recorded) -> Suppression | None:
    """Fold one event into the suppression."""
    event, meta = recorded.event, recorded.meta
    if isinstance(event, Requested):
        return Suppression(
            id=recorded.stream,
            check=event.check,
            subject_kind=event.subject_kind,
            subject=event.subject,
            place=event.place,
            until=event.until,
            requested_by=meta.actor,
            last_on=meta.effective_on,
        )
    if state is None:
        return None
    last_on = max(state.last_on, meta.effective_on)
    return msgspec.structs.replace(state, status=status_after(event), last_on=last_on)


def status_after(event: Event) -> SuppressionStatus:
    """Where an event of a suppression leaves it."""
    match event:
        case Granted():
            return SuppressionStatus.GRANTED
        case Refused():
            return SuppressionStatus.REFUSED
        case Ended():
            return SuppressionStatus.ENDED
    return SuppressionStatus.REQUESTED


def covers_hit(*, check: str, subject_kind: str, subject: str, place: str, hit: Hit) -> bool:
    """Whether a suppression with these terms is about a hit; a check on trial is never silenced, it only counts."""
    return (
        hit.mode != "shadow"
        and hit.check not in NEVER
        and check in ("", hit.check)
        and (subject_kind, subject) == (hit.subject_kind, hit.subject)
        and covers(place, hit.place)
    )


def request(
    *,
    check: str,
    subject_kind: str,
    subject: str,
    place: str,
    until: date,
    code: str,
    note: str,
    parties: Collection[str] = (),
    act: Act,
) -> Event:
    """Ask for a suppression, with the innocent reason that speaks for it.

    Here and below, `parties` are those to whom the alerts about a thing (an account, a ring) lead.
    """
    authorise(act.actor, "suppression_request", ROLE, place, subject, parties)
    if check in NEVER:
        raise NeverSuppressed(field="check", check=check)
    latest = act.today + LONGEST
    if not act.today < until <= latest:
        raise SuppressionTooLong(field="until", latest=latest)
    return Requested(
        check=identifier(check, "check") if check else "",
        subject_kind=identifier(subject_kind, "subject_kind"),
        subject=identifier(subject, "subject"),
        place=place,
        until=until,
        code=known_innocence(code),
        note=clean(note, "note"),
    )


def must_reach(check: str, subject: str, place: str, filed: Iterable[tuple[str, str]]) -> None:
    """Refuse a suppression that none of the subject's alerts (their checks and places) would be put aside by.

    Where nothing was told of the subject yet, it waits for what comes.
    """
    places = sorted({where for of, where in filed if check in ("", of)})
    if places and not any(covers(place, each) for each in places):
        raise SuppressionReachesNothing(field="place", subject=subject, filed="、".join(places), place=place)


def grant(state: Suppression, act: Act, parties: Collection[str] = ()) -> Granted:
    """Agree, as another person."""
    _decide(state, "suppression_grant", act, parties)
    if act.today >= state.until:
        raise SuppressionTooLong(field="until", latest=act.today + LONGEST)
    return Granted(until=state.until)


def refuse(state: Suppression, *, ground: str, act: Act, parties: Collection[str] = ()) -> Event:
    """Do not agree."""
    _decide(state, "suppression_refuse", act, parties)
    return Refused(ground=clean(ground, "ground"))


def end(state: Suppression, *, ground: str, act: Act, parties: Collection[str] = ()) -> Event:
    """End it before its last day; a reviewer alone may do that, since nothing is hidden by it."""
    _may(state, "suppression_end", act, SuppressionStatus.GRANTED, parties)
    return Ended(ground=clean(ground, "ground"))


def _decide(state: Suppression, name: str, act: Act, parties: Collection[str]) -> None:
    _may(state, name, act, SuppressionStatus.REQUESTED, parties)
    same = SamePersonSuppresses(field="actor", actor=act.actor.id)
    must_be_another(act.actor, (state.requested_by,), same)


def _may(state: Suppression, name: str, act: Act, status: SuppressionStatus, parties: Collection[str]) -> None:
    authorise(act.actor, name, REVIEWER_ROLE, state.place, state, parties)
    act.must_not_precede(state.last_on)
    if state.status is not status:
        raise SuppressionNotSo(field="status", suppression=state.id, status=state.status.value, act=name)
