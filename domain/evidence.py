"""Evidence: registers and facts from outside, imported as files; the log holds what came, from where, its digests."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.calendar import Month
from domain.events import Event, Recorded
from domain.evidence_refusals import (
    EvidenceNotInState,
    EvidenceOfTheFuture,
    PeriodReversed,
    SamePersonAccepts,
    SamePersonWithdraws,
)
from domain.exchange import ROLE
from domain.wording import clean, identifier

IMPORTING: Final = "evidence_import"
CONFIRMING: Final = "evidence_confirmation"
DISCARDING: Final = "evidence_discarding"
WITHDRAWING: Final = "evidence_withdrawal"
CONFIRMING_WITHDRAWAL: Final = "evidence_withdrawal_confirmation"
KEEPING: Final = "evidence_keeping"
"""What is done with evidence, by its name in `names`."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One file of rows of a place (GB/T 2260) and month (2024-03), named by its SHA-256."""

    place: str
    month: str
    rows: int
    sha256: str


class KeyPart(msgspec.Struct, frozen=True, kw_only=True):
    """One file that leads from keys to party ids and credit codes, named by its SHA-256."""

    rows: int
    sha256: str


class Imported(Event, frozen=True, kw_only=True):
    """A file became evidence: `digest` is its keyed digest, `size` in bytes, `lines` those below the headings.

    It covers `place` in the months from `first_month` to `last_month`, as known on `as_of`. `ordinal` counts the
    imports of the book; every row holds it. Since schema 2 it lacks no key of what it replaces. `claim` keeps the
    same import from coming twice; before schema 3 it was the file alone.
    """

    topic: ClassVar[str] = "evidence.Imported"
    schema: ClassVar[int] = 3
    dataset: str
    source: str
    place: str
    first_month: str
    last_month: str
    as_of: date
    size: int
    digest: str
    claim: str
    lines: int
    rows: int
    parts: tuple[Part, ...]
    keys: tuple[KeyPart, ...]
    ordinal: int


class Staged(Event, frozen=True, kw_only=True):
    """A file waits for a second person: lines of it are left out, or it lacks what it replaces has.

    `report` is the SHA-256 of why lines were left out, `fewer` says how many keys are no more in what it replaces;
    `claim` is that of an import.
    """

    topic: ClassVar[str] = "evidence.Staged"
    schema: ClassVar[int] = 3
    dataset: str
    source: str
    place: str
    first_month: str
    last_month: str
    as_of: date
    size: int
    digest: str
    claim: str
    lines: int
    rows: int
    rejected: int
    problems: int
    report: str
    fewer: int
    parts: tuple[Part, ...]
    keys: tuple[KeyPart, ...]
    ordinal: int


class Confirmed(Event, frozen=True, kw_only=True):
    """A second person accepted what is left out or lacks; the file counts."""

    topic: ClassVar[str] = "evidence.Confirmed"
    dataset: str
    place: str
    digest: str


class Discarded(Event, frozen=True, kw_only=True):
    """A file that waited was taken away; nothing of it counts, and it may come again: its claim is free."""

    topic: ClassVar[str] = "evidence.Discarded"
    schema: ClassVar[int] = 2
    dataset: str
    place: str
    digest: str
    claim: str
    ground: str


class WithdrawalProposed(Event, frozen=True, kw_only=True):
    """An import is said to be wrong; it counts until a second person agrees."""

    topic: ClassVar[str] = "evidence.WithdrawalProposed"
    dataset: str
    place: str
    digest: str
    ground: str


class WithdrawalRejected(Event, frozen=True, kw_only=True):
    """The import was right, or whoever proposed to withdraw it took that back: it counts as before."""

    topic: ClassVar[str] = "evidence.WithdrawalRejected"
    dataset: str
    place: str
    digest: str
    ground: str


class Withdrawn(Event, frozen=True, kw_only=True):
    """An import was wrong: it counts no longer; what it had replaced counts again, and its claim is free.

    Since schema 2 a second person agreed to that.
    """

    topic: ClassVar[str] = "evidence.Withdrawn"
    schema: ClassVar[int] = 3
    dataset: str
    place: str
    digest: str
    claim: str
    ground: str


class Status(StrEnum):
    """Where an import of evidence stands."""

    STAGED = "staged"
    IMPORTED = "imported"
    WITHDRAWAL_PROPOSED = "withdrawal_proposed"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One import of evidence; `ground` is why `proposed_by` wants it withdrawn, where that waits."""

    id: str
    brought: Imported | Staged
    brought_by: str
    status: Status
    last_on: date
    proposed_by: str = ""
    ground: str = ""

    @property
    def counts(self) -> bool:
        """Whether its rows are evidence."""
        return self.status in (Status.IMPORTED, Status.WITHDRAWAL_PROPOSED)

    @property
    def ended(self) -> bool:
        """Whether its rows are evidence no longer, or never were."""
        return self.status in (Status.DISCARDED, Status.WITHDRAWN)


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is said to be, and what it has been found to hold."""

    dataset: str
    source: str
    place: str
    first_month: Month
    last_month: Month
    as_of: date
    size: int
    digest: str


def claim_of(file: Content | Imported | Staged) -> str:
    """The claim by which the same import waits, or counts, once: the file, and all that it is said to be."""
    period = f"{file.first_month}..{file.last_month}"
    return "file:" + "|".join((file.digest, file.dataset, file.source, file.place, period, str(file.as_of)))


def evolve(state: Evidence | None, recorded: Recorded) -> Evidence | None:
    """Fold one event into the import."""
    event, on = recorded.event, recorded.meta.effective_on
    if isinstance(event, Imported | Staged):
        status = status_after(event)
        return Evidence(id=recorded.stream, brought=event, brought_by=recorded.meta.actor, status=status, last_on=on)
    if state is None:
        return None
    state = msgspec.structs.replace(state, status=status_after(event), last_on=max(state.last_on, on))
    if isinstance(event, WithdrawalProposed):
        return msgspec.structs.replace(state, proposed_by=recorded.meta.actor, ground=event.ground)
    return state


def status_after(event: Event) -> Status:
    """Where an event leaves the import."""
    match event:
        case Staged():
            return Status.STAGED
        case Discarded():
            return Status.DISCARDED
        case WithdrawalProposed():
            return Status.WITHDRAWAL_PROPOSED
        case Withdrawn():
            return Status.WITHDRAWN
    return Status.IMPORTED


def may_bring(content: Content, act: Act) -> None:
    """Refuse who may not import evidence of the place, and evidence of the future."""
    authorise(act.actor, IMPORTING, ROLE, content.place)
    identifier(content.source, "source")
    if content.last_month < content.first_month:
        raise PeriodReversed(field="period", first=content.first_month, last=content.last_month)
    if content.as_of > act.today:
        raise EvidenceOfTheFuture(field="as_of", as_of=content.as_of, today=act.today)


def brought(
    content: Content, *, lines: int, rows: int, parts: tuple[Part, ...], keys: tuple[KeyPart, ...], ordinal: int
) -> Imported:
    """A file without any mistake, that lacks nothing that it replaces, as evidence."""
    return Imported(**_told(content), lines=lines, rows=rows, parts=parts, keys=keys, ordinal=ordinal)


def staged(
    content: Content,
    *,
    lines: int,
    rows: int,
    rejected: int,
    problems: int,
    report: str,
    fewer: int,
    parts: tuple[Part, ...],
    keys: tuple[KeyPart, ...],
    ordinal: int,
) -> Staged:
    """A file, of which lines are left out or which lacks what it replaces has, as what waits for a second person."""
    return Staged(
        **_told(content),
        lines=lines,
        rows=rows,
        rejected=rejected,
        problems=problems,
        report=report,
        fewer=fewer,
        parts=parts,
        keys=keys,
        ordinal=ordinal,
    )


def confirm(state: Evidence, act: Act) -> Event:
    """Accept, as another person, what is left out or lacks."""
    _may(state, CONFIRMING, Status.STAGED, act)
    same = SamePersonAccepts(field="actor", actor=act.actor.id, evidence=state.id)
    must_be_another(act.actor, (state.brought_by,), same)
    brought = state.brought
    return Confirmed(dataset=brought.dataset, place=brought.place, digest=brought.digest)


def discard(state: Evidence, *, ground: str, act: Act) -> Event:
    """Take away a file that waits; whoever brought it may do that too."""
    _may(state, DISCARDING, Status.STAGED, act)
    brought = state.brought
    ground = clean(ground, "ground")
    return Discarded(
        dataset=brought.dataset, place=brought.place, digest=brought.digest, claim=brought.claim, ground=ground
    )


def withdraw(state: Evidence, *, ground: str, act: Act) -> Event:
    """Propose that an import count no longer, since it was wrong."""
    _may(state, WITHDRAWING, Status.IMPORTED, act)
    brought = state.brought
    ground = clean(ground, "ground")
    return WithdrawalProposed(dataset=brought.dataset, place=brought.place, digest=brought.digest, ground=ground)


def confirm_withdrawal(state: Evidence, act: Act) -> Event:
    """Agree, as another person than who proposed it, that an import count no longer."""
    _may(state, CONFIRMING_WITHDRAWAL, Status.WITHDRAWAL_PROPOSED, act)
    same = SamePersonWithdraws(field="actor", actor=act.actor.id, evidence=state.id)
    must_be_another(act.actor, (state.proposed_by,), same)
    brought = state.brought
    return Withdrawn(
        dataset=brought.dataset,
        place=brought.place,
        digest=brought.digest,
        claim=brought.claim,
        ground=state.ground,
    )


def keep(state: Evidence, *, ground: str, act: Act) -> Event:
    """Let an import count as before; whoever proposed to withdraw it may take that back too."""
    _may(state, KEEPING, Status.WITHDRAWAL_PROPOSED, act)
    brought = state.brought
    ground = clean(ground, "ground")
    return WithdrawalRejected(dataset=brought.dataset, place=brought.place, digest=brought.digest, ground=ground)


def _told(content: Content) -> dict[str, Any]:
    said = msgspec.structs.asdict(content)
    months = {"first_month": str(content.first_month), "last_month": str(content.last_month)}
    return said | months | {"claim": claim_of(content)}


def _may(state: Evidence, name: str, status: Status, act: Act) -> None:
    authorise(act.actor, name, ROLE, state.brought.place)
    if state.status is not status:
        raise EvidenceNotInState(field="status", evidence=state.id, status=state.status.value, act=name)
    act.must_not_precede(state.last_on)
