"""A run of checks: as of which evidence, in which scope, and what became of every check's hits."""

from typing import ClassVar, Literal

import msgspec

from domain.events import Event

Mode = Literal["hold", "review", "sample", "shadow"]
"""What a hit does: it stops the payment, is looked into, is looked into by chance, or is only counted on trial."""


class EvidenceUsed(msgspec.Struct, frozen=True, kw_only=True):
    """An import that counted; `as_of_day` is the day (since 1970-01-01) that it tells of."""

    dataset: str
    import_id: str
    as_of_day: int


class CheckVersion(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A check as it ran: `text_digest` is the SHA-256 of its text with the thresholds written in."""

    check: str
    version: int
    text_digest: str
    mode: Mode


class CheckCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the hits of one check; each hit is one of the five. Reopened ones were told anew too.

    `gone` are open alerts that it hit before and hits no more.
    """

    check: CheckVersion
    raised: int
    refreshed: int
    reopened: int
    unchanged: int
    suppressed: int
    gone: int = 0


class Omitted(msgspec.Struct, frozen=True, kw_only=True):
    """A check that was not carried out: its source is missing, or older than it may be. That is no clean result.

    `text`: what is installed is not what two persons agreed on; `source` is then the beginning of that text's digest.
    """

    check: str
    version: int
    cause: Literal["stale", "missing", "text"]
    source: str


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """What looked at a case before its money left; the book stood at `position` when it began to look.

    `evidence` is SHA-256 over the imports that counted there. `passed` are the alerts of hits that held nothing: put
    aside, cleared or judged before; `omitted` are checks without which a reviewer let the money go.
    """

    position: int
    evidence: str
    checks: tuple[CheckVersion, ...]
    omitted: tuple[Omitted, ...]
    passed: tuple[str, ...]


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What ran: `position` is where the book stood at first, `checks` were carried out, `omitted` were not."""

    place: str
    scope: str
    engine: str
    position: int
    evidence: tuple[EvidenceUsed, ...]
    checks: tuple[CheckVersion, ...]
    omitted: tuple[Omitted, ...] = ()
    seed: int | None = None


class Completed(Event, frozen=True, kw_only=True):
    """The run is over: the book as of `position`, the evidence as of its imports; `seed` where chance chose."""

    topic: ClassVar[str] = "run.Completed"
    schema: ClassVar[int] = 2
    place: str
    scope: str
    engine: str
    seed: int | None
    position: int
    evidence: tuple[EvidenceUsed, ...]
    checks: tuple[CheckCounts, ...]
    omitted: tuple[Omitted, ...]
