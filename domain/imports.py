"""An import: a checked file that one officer stages and another confirms; then all of it counts, or it is discarded."""

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.application.filing import INTAKE_ROLE
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.places import covers
from domain.wording import clean

KEPT_DAYS: Final = 15
"""How long a staged file waits: through the longest public holiday (8 days) and a working week behind it.

It holds personal data, which are kept for the shortest time that the purpose needs (个人信息保护法 第十九条).
"""


CONFIRMATION: Final = "import_confirmation"
READING: Final = "import_reading"
"""What is done with a file that waits, by its name in `names`."""


class ImportNotStaged(Refusal):
    """{file} 的状态是「{status}」,不能再办理「{act}」。

    {file} is "{status}"; "{act}" is not possible any more.
    """

    ids = frozenset({"file"})


class ImportTooOld(Refusal):
    """{file} 应在 {last_day} 前复核,现已逾期;请撤下后重新提交文件。

    {file} had to be confirmed by {last_day}; discard it and stage the file anew.
    """

    ids = frozenset({"file"})


class SamePersonConfirms(Refusal):
    """{file} 由 {actor} 提交,须由另一人复核。

    {actor} staged {file}; another person confirms it.
    """

    ids = Refusal.ids | {"file"}


class FileTakenAlready(Refusal):
    """此文件已作为 {holder} 提交,不得重复导入。

    This file came in as {holder} already; it is not imported twice.
    """


class RowOutsideImport(Refusal):
    """{place} 不属于本次导入的地区({whole})。

    {place} does not lie in the place of this import ({whole}).
    """


class Staged(Event, frozen=True, kw_only=True):
    """A file without any error waits for a second person until `last_day`.

    Each application lies in `place`. `digest` is keyed, `size` in bytes, `lines` are those below the headings.
    """

    topic: ClassVar[str] = "import.Staged"
    programme: str
    place: str
    digest: str
    size: int
    media_type: str
    lines: int
    applications: int
    last_day: date


class ImportedCase(msgspec.Struct, frozen=True, kw_only=True):
    """The case of an application, and the line of the file on which it begins."""

    line: int
    case: str


class Confirmed(Event, frozen=True, kw_only=True):
    """A second person confirmed the file; its applications were drafted and submitted with this event."""

    topic: ClassVar[str] = "import.Confirmed"
    digest: str
    cases: tuple[ImportedCase, ...]


class Discarded(Event, frozen=True, kw_only=True):
    """The file was taken away again, and nothing of it counts."""

    topic: ClassVar[str] = "import.Discarded"
    digest: str
    ground: str


class Expired(Event, frozen=True, kw_only=True):
    """Nobody confirmed the file in time; it was taken away when the next one was staged."""

    topic: ClassVar[str] = "import.Expired"
    digest: str


class Status(StrEnum):
    """Where an import stands."""

    STAGED = "staged"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"
    EXPIRED = "expired"


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One import."""

    id: str
    programme: str
    place: str
    digest: str
    staged_by: str
    last_day: date
    last_on: date
    status: Status = Status.STAGED


def evolve(state: Import | None, recorded: Recorded) -> Import | None:
    """Fold one event into the import."""
    event, meta = recorded.event, recorded.meta
    if isinstance(event, Staged):
        return Import(
            id=recorded.stream,
            programme=event.programme,
            place=event.place,
            digest=event.digest,
            staged_by=meta.actor,
            last_day=event.last_day,
            last_on=meta.effective_on,
        )
    if state is None:
        return None
    last_on = max(state.last_on, meta.effective_on)
    return msgspec.structs.replace(state, status=status_after(event), last_on=last_on)


def status_after(event: Event) -> Status:
    """Where an event of an import leaves it."""
    match event:
        case Confirmed():
            return Status.CONFIRMED
        case Discarded():
            return Status.DISCARDED
        case Expired():
            return Status.EXPIRED
    return Status.STAGED


def stage(
    *,
    programme: str,
    place: str,
    digest: str,
    size: int,
    media_type: str,
    lines: int,
    applications: int,
    act: Act,
) -> Event:
    """Let a file wait for a second person; its content was checked already."""
    authorise(act.actor, "import_staging", INTAKE_ROLE, place)
    return Staged(
        programme=programme,
        place=place,
        digest=digest,
        size=size,
        media_type=media_type,
        lines=lines,
        applications=applications,
        last_day=act.today + timedelta(days=KEPT_DAYS),
    )


def may_confirm(state: Import, act: Act) -> None:
    """Refuse unless the import waits still and this officer is another person than the one who staged it."""
    _may_end(state, CONFIRMATION, act)
    if act.today > state.last_day:
        raise ImportTooOld(field="import", file=state.id, last_day=state.last_day)
    same = SamePersonConfirms(field="actor", actor=act.actor.id, file=state.id)
    must_be_another(act.actor, (state.staged_by,), same)


def confirm(state: Import, *, cases: tuple[ImportedCase, ...], act: Act) -> Event:
    """Let the applications of the file count: they are these cases."""
    may_confirm(state, act)
    return Confirmed(digest=state.digest, cases=cases)


def discard(state: Import, *, ground: str, act: Act) -> Event:
    """Take the file away again; whoever staged it may do that too."""
    _may_end(state, "import_discarding", act)
    return Discarded(digest=state.digest, ground=clean(ground, "ground"))


def expire(state: Import, today: date) -> Event | None:
    """What becomes of an import on a day; nothing while it may still be confirmed."""
    overdue = state.status is Status.STAGED and today > state.last_day
    return Expired(digest=state.digest) if overdue else None


def must_lie_in(whole: str, place: str) -> None:
    """Raise RowOutsideImport for an application outside the place of its import."""
    if not covers(whole, place):
        raise RowOutsideImport(field="place", place=place, whole=whole)


def must_wait(state: Import, name: str) -> None:
    """Raise ImportNotStaged for an act upon an import that has ended."""
    if state.status is not Status.STAGED:
        raise ImportNotStaged(field="status", file=state.id, status=state.status.value, act=name)


def _may_end(state: Import, name: str, act: Act) -> None:
    authorise(act.actor, name, INTAKE_ROLE, state.place)
    must_wait(state, name)
    act.must_not_precede(state.last_on)
