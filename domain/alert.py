"""An alert: what a check found about somebody, told once for each subject and period, until a person disposes of it."""

from base64 import b32encode
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar, Final, Literal

import msgspec

from domain.check_run import Mode
from domain.errors import Refusal
from domain.events import Event, Recorded

ROLE: Final = "fraud_analyst"
REVIEWER_ROLE: Final = "fraud_reviewer"

PARTIES: Final = ("person", "employer")
"""The kinds of subject that can be asked what they say: a pseudonym and a credit code lead back to somebody."""

Finding = Literal["fraud", "claimant_error", "official_error"]
Outcome = Literal["raised", "refreshed", "reopened", "unchanged", "suppressed"]


class AlertStatus(StrEnum):
    """Where an alert stands."""

    OPEN = "alert_open"
    CLEARED = "alert_cleared"
    CONFIRMED = "alert_confirmed"


class AlertDisposed(Refusal):
    """疑点 {alert} 的状态是「{status}」,不能办理「{act}」。

    The alert {alert} is "{status}"; "{act}" is not possible.
    """

    ids = frozenset({"alert"})


class AlertLookedInto(Refusal):
    """疑点 {alert} 已由 {investigation} 核查。

    The alert {alert} is looked into by {investigation} already.
    """

    ids = frozenset({"alert", "investigation"})


class ShadowAlert(Refusal):
    """疑点 {alert} 出自试运行的规则,只作统计,不得据以核查任何人。

    The alert {alert} comes from a check on trial: it is counted, and nobody is looked into because of it.
    """

    ids = frozenset({"alert"})


BOOK: Final = "book"
"""What stands for the import where a row is one of the book itself; its line is its position in the log."""


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A row that proves a hit: the dataset, the import that brought it, and the line of the import's file."""

    dataset: str
    import_id: str
    line: int


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """What a check says. `amount` (fen) is at risk, 0 where unknown; `facts` are raw whole numbers and codes.

    The subject is a party's id, a case, or `<kind>:<16 hexadecimal digits>`; the period is blank, a year or a month.
    `cases` are those of this book that it concerns; `place` covers theirs, and may lie outside of the book. Where the
    subject is a thing (an account, an agent, a village), `parties` are the persons and units that the evidence leads
    to.
    """

    check: str
    check_version: int
    text_digest: str
    subject_kind: str
    subject: str
    period: str
    place: str
    mode: Mode
    severity: str
    amount: int
    facts: Mapping[str, int | str | None]
    evidence: tuple[EvidenceRow, ...]
    authority: str
    cases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


class Told(Event, frozen=True, kw_only=True):
    """What both tellings of an alert say: the hit, and the run (blank where a payment was checked by itself)."""

    schema: ClassVar[int] = 2
    run: str
    check: str
    check_version: int
    text_digest: str
    subject_kind: str
    subject: str
    period: str
    place: str
    mode: Mode
    severity: str
    amount: int
    facts: Mapping[str, int | str | None]
    evidence: tuple[EvidenceRow, ...]
    authority: str
    cases: tuple[str, ...]
    parties: tuple[str, ...] = ()

    @property
    def hit(self) -> Hit:
        """The hit that was told."""
        return Hit(**{name: getattr(self, name) for name in Hit.__struct_fields__})


class Raised(Told, frozen=True, kw_only=True):
    """A check hit this subject for this period for the first time."""

    topic: ClassVar[str] = "alert.Raised"


class Refreshed(Told, frozen=True, kw_only=True):
    """The same check hit again, with other facts, other evidence or in another version; never a second alert."""

    topic: ClassVar[str] = "alert.Refreshed"


class NoLongerHit(Event, frozen=True, kw_only=True):
    """A later run of the same text, on evidence as new, hit it no more; somebody disposes of it all the same."""

    topic: ClassVar[str] = "alert.NoLongerHit"
    run: str


class Joined(Event, frozen=True, kw_only=True):
    """An investigation looks into it."""

    topic: ClassVar[str] = "alert.Joined"
    investigation: str


class Suppressed(Event, frozen=True, kw_only=True):
    """It is put aside until a day, that one included, by a suppression that two persons agreed on."""

    topic: ClassVar[str] = "alert.Suppressed"
    suppression: str
    until: date


class Cleared(Event, frozen=True, kw_only=True):
    """It was innocent; the code says why."""

    topic: ClassVar[str] = "alert.Cleared"
    investigation: str
    code: str
    note: str


class Confirmed(Event, frozen=True, kw_only=True):
    """It was right: somebody deceived, made a mistake, or the office did."""

    topic: ClassVar[str] = "alert.Confirmed"
    investigation: str
    finding: Finding


class Reopened(Event, frozen=True, kw_only=True):
    """It is open again, by new facts or by an appeal, and nobody looks into it yet."""

    topic: ClassVar[str] = "alert.Reopened"
    ground: Literal["facts", "appeal"]
    reference: str


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One alert, with what was told last; `no_hit_since` is the run that hit it no more, blank while it is hit."""

    id: str
    hit: Hit
    last_on: date
    status: AlertStatus = AlertStatus.OPEN
    investigation: str = ""
    suppressed_until: date | None = None
    no_hit_since: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """As much of an alert as a new hit is compared with; both digests are those of the last telling.

    `gone` says that a run since then hit it no more.
    """

    status: AlertStatus
    content: str
    facts: str
    gone: bool = False


def stream_of(hit: Hit) -> str:
    """The alert's id: the same check, subject and period are one. A trial has its own, for each text of the check."""
    key = [hit.check, hit.subject_kind, hit.subject, hit.period]
    prefix = "alert"
    if hit.mode == "shadow":
        prefix, key = "shadow", [*key, str(hit.check_version), hit.text_digest]
    digest = sha256("|".join(key).encode()).digest()
    return f"{prefix}:{hit.check}-{b32encode(digest)[:16].decode()}"


def content_of(hit: Hit) -> str:
    """A digest of everything that a hit says."""
    return sha256(msgspec.json.encode(hit, order="sorted")).hexdigest()


def facts_of(hit: Hit) -> str:
    """A digest of what a hit says of the subject, whichever rows and texts prove it."""
    return sha256(msgspec.json.encode([hit.amount, hit.facts], order="sorted")).hexdigest()


def evolve(state: Alert | None, recorded: Recorded) -> Alert | None:
    """Fold one event into the alert."""
    event, on = recorded.event, recorded.meta.effective_on
    if isinstance(event, Raised):
        return Alert(id=recorded.stream, hit=event.hit, last_on=on)
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, on))
    match event:
        case Refreshed():
            return msgspec.structs.replace(state, hit=event.hit, no_hit_since="")
        case NoLongerHit():
            return msgspec.structs.replace(state, no_hit_since=event.run)
        case Joined():
            return msgspec.structs.replace(state, investigation=event.investigation)
        case Suppressed():
            return msgspec.structs.replace(state, suppressed_until=event.until)
        case Cleared():
            return msgspec.structs.replace(state, status=AlertStatus.CLEARED, investigation=event.investigation)
        case Confirmed():
            return msgspec.structs.replace(state, status=AlertStatus.CONFIRMED, investigation=event.investigation)
        case Reopened():
            return msgspec.structs.replace(state, status=AlertStatus.OPEN, investigation="")
    return state


def tell(standing: Standing | None, hit: Hit, *, run: str, suppressed: bool) -> tuple[Outcome, tuple[Event, ...]]:
    """What a hit does to its alert. New facts reopen what was cleared; other rows or another version of it do not.

    What was hit no more meanwhile is told anew, even in the same words.
    """
    told = {"run": run, **{name: getattr(hit, name) for name in Hit.__struct_fields__}}
    if suppressed:
        return "suppressed", ()
    if standing is None:
        return "raised", (Raised(**told),)
    if standing.content == content_of(hit) and not standing.gone:
        return "unchanged", ()
    if standing.status is AlertStatus.CLEARED and standing.facts != facts_of(hit):
        return "reopened", (Refreshed(**told), Reopened(ground="facts", reference=run))
    return "refreshed", (Refreshed(**told),)


def join(state: Alert, investigation: str) -> Event:
    """Let an investigation look into it; one at a time, and never into what a trial says."""
    if state.hit.mode == "shadow":
        raise ShadowAlert(field="alert", alert=state.id)
    must_be_open(state, "investigation_join")
    if state.investigation:
        raise AlertLookedInto(field="alert", alert=state.id, investigation=state.investigation)
    return Joined(investigation=investigation)


def must_be_open(state: Alert, act: str) -> None:
    """Refuse what was disposed of already."""
    if state.status is not AlertStatus.OPEN:
        raise AlertDisposed(field="alert", alert=state.id, status=state.status.value, act=act)
