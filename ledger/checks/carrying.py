"""Carries checks out over everything, a payment batch or one case; each answers, or says why it cannot."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from ledger.checks.check import Check
from ledger.checks.dialects import Dialect
from ledger.checks.engines.engine import Engine
from ledger.checks.hit import Hit, hits_of
from ledger.checks.holdings import Gap, Holdings
from ledger.checks.narrowed import Keys, Others
from ledger.checks.text import Text, compiled, digest_of


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
    """Something that gives an engine for the subjects of one kind: a case, or a payment batch."""

    def reach(self, start: Keys, others: Others, kinds: Iterable[str]) -> Keys: ...

    def engine(self, kind: str, keys: frozenset[int], used: Iterable[str], others: Others) -> Engine: ...


def over_everything(engine: Engine, chosen: Sequence[Chosen], holdings: Holdings, today: int) -> list[Carried]:
    """Carry checks out on an engine that holds everything."""
    return [_carried(each, holdings, today, engine) for each in chosen]


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
        able = [each for each in some if subjects and not _obstacles(each, holdings, today)]
        used = sorted({name for each in able for name in each.text(dialect).tables})
        engine = narrowed.engine(kind, subjects, used, others) if able else None
        found += [_carried(each, holdings, today, engine, subjects) for each in some]
    return found


def _obstacles(each: Chosen, holdings: Holdings, today: int) -> bool:
    return bool(each.missing or holdings.gap(each.check.sources, today))


def _carried(
    each: Chosen, holdings: Holdings, today: int, engine: Engine | None, only: frozenset[int] | None = None
) -> Carried:
    """One check; without an engine there is nobody to ask about, and no hit."""
    gaps = holdings.gap(each.check.sources, today)
    able = engine is not None and not each.missing and not gaps
    hits = hits_of(engine, each.check, each.text(engine.dialect), only) if engine is not None and able else []
    return Carried(
        check=each.check.id,
        version=each.check.version,
        parameters=each.parameters,
        digest=each.digest,
        hits=tuple(hits),
        gaps=gaps,
        missing=each.missing,
    )
