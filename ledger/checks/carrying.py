"""Carries checks out over everything, a payment batch or one case; each answers, or says why it cannot."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from ledger.checks.check import Check
from ledger.checks.dialects import Dialect
from ledger.checks.engines.engine import Engine
from ledger.checks.hit import Hit, hits_of, pointed, proven
from ledger.checks.holdings import Gap, Holdings
from ledger.checks.narrowed import Keys, Others
from ledger.checks.text import Text, compiled, digest_of

Run = tuple[str, str]
"""A check and the digest of its texts: one that is in force may run beside another version of it on trial."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A check with the thresholds it runs with; those that nothing gives keep it from running."""

    check: Check
    parameters: dict[str, int]
    missing: tuple[str, ...] = ()

    def text(self, dialect: Dialect) -> Text:
        """What is run on an engine of that dialect."""
        return compiled(self.check, self.parameters, dialect)

    @property
    def digest(self) -> str:
        """SHA-256 over its texts for every engine: what it runs; blank where thresholds are missing."""
        return "" if self.missing else digest_of(self.check, self.parameters)

    @property
    def run(self) -> Run:
        """What tells it apart from other versions of the same check."""
        return self.check.id, self.digest


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What a check answered. Where it could not be carried out it says why, and that is no clean result."""

    check: str
    version: int
    parameters: dict[str, int]
    digest: str
    hits: tuple[Hit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the check was carried out."""
        return not self.gaps and not self.missing


class Narrowed(Protocol):
    """A case, or a payment batch: it gives an engine for the subjects of one kind, always the same for a kind."""

    def reach(self, start: Keys, others: Others, kinds: Iterable[str]) -> Keys: ...

    def engine(self, kind: str, keys: frozenset[int], used: Iterable[str], others: Others) -> Engine: ...


def over_everything(engine: Engine, chosen: Sequence[Chosen], holdings: Holdings, today: int) -> list[Carried]:
    """Carry checks out on an engine that holds everything."""
    able = [each for each in chosen if _is_able(each, holdings, today)]
    hits = {each.run: hits_of(engine, each.check, each.text(engine.dialect)) for each in able}
    return [_carried(each, holdings, today, hits.get(each.run, ())) for each in chosen]


def over_scope(
    narrowed: Narrowed,
    dialect: Dialect,
    chosen: Sequence[Chosen],
    start: Keys,
    others: Others,
    holdings: Holdings,
    today: int,
) -> list[Carried]:
    """Carry checks out about the subjects around some persons, employers or cases."""
    kinds: defaultdict[str, list[Chosen]] = defaultdict(list)
    for each in chosen:
        kinds[each.check.subject].append(each)
    keys = narrowed.reach(start, others, kinds)
    found: list[Carried] = []
    for kind, some in kinds.items():
        subjects = keys.get(kind, frozenset())
        able = [each for each in some if subjects and _is_able(each, holdings, today)]
        hits = _hits(narrowed, dialect, kind, subjects, able, others) if able else {}
        found += [_carried(each, holdings, today, hits.get(each.run, ())) for each in some]
    return found


def _hits(
    narrowed: Narrowed, dialect: Dialect, kind: str, subjects: frozenset[int], able: Sequence[Chosen], others: Others
) -> dict[Run, list[Hit]]:
    """At whom each check points; and then, of these subjects alone, the rows that prove it."""
    texts = {each.run: each.text(dialect) for each in able}
    pointing = {name for text in texts.values() for name in text.pointing}
    engine = narrowed.engine(kind, subjects, sorted(pointing), others)
    rows = {run: pointed(engine, text, subjects) for run, text in texts.items()}
    cited = {name for run, text in texts.items() if rows[run] for name in text.cited} - pointing
    shown = frozenset(row[0] for some in rows.values() for row in some)
    if cited:
        narrowed.engine(kind, shown, sorted(cited), others)
    return {each.run: proven(engine, each.check, texts[each.run], rows[each.run]) for each in able}


def _is_able(each: Chosen, holdings: Holdings, today: int) -> bool:
    return not each.missing and not holdings.gap(each.check.sources, today)


def _carried(each: Chosen, holdings: Holdings, today: int, hits: Sequence[Hit]) -> Carried:
    return Carried(
        check=each.check.id,
        version=each.check.version,
        parameters=each.parameters,
        digest=each.digest,
        hits=tuple(hits),
        gaps=holdings.gap(each.check.sources, today),
        missing=each.missing,
    )
