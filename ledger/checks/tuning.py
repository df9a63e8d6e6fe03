"""What another threshold would do: alerts per thousand persons, and against what became of alerts in this book."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from domain.alert import AlertStatus, Hit, stream_of
from domain.errors import Refusal
from domain.interval import Share, wilson
from ledger.book import Book
from ledger.checks.adopted import Adopted
from ledger.checks.carrying import Chosen
from ledger.checks.check import Check
from ledger.checks.running import CheckRoom, Found
from ledger.checks.whole_evidence import WholeEvidence
from ledger.commands.check_policies import ThresholdsMissing, chosen_of
from ledger.evidence.store import EvidenceStore
from ledger.vault import Vault
from ledger.views import alert_queries

MOST: Final = 12
"""So many values of a range are tried; of a longer one, values at equal distances."""


class RangeReversed(Refusal):
    """下限 {low} 大于上限 {high}。

    The lowest value, {low}, is above the highest, {high}.
    """


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What a check says with a threshold: its hits, per how many persons, and how they fare against known answers.

    `per_mille` are hits per 1,000 persons in hundredths. `precision`: of its hits that somebody disposed of, how many
    were right. `recall`: of what was confirmed in this book, how much it finds.
    """

    value: int
    set: bool
    hits: int
    per_mille: int
    precision: Share
    recall: Share


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A text on trial (SHA-256) beside what is in force, as recorded: subjects and periods that one or both hit."""

    text_digest: str
    both: int
    only_trial: int
    only_now: int


class Tuning(msgspec.Struct, frozen=True, kw_only=True):
    """A threshold over a range; where the check could not be carried out, the datasets that are missing or stale."""

    check: str
    threshold: str
    persons: int
    tried: tuple[Tried, ...]
    trials: tuple[Trial, ...]
    gaps: tuple[str, ...]


def values_of(low: int, high: int) -> list[int]:
    """At most MOST whole numbers from low to high, both among them; raises RangeReversed."""
    if low > high:
        raise RangeReversed(field="low", low=low, high=high)
    step = max(1, -(-(high - low) // (MOST - 1)))
    return sorted({*range(low, high + 1, step), high})


def tuned(
    book: Book, vault: Vault, store: EvidenceStore, check: Check, today: date, *, name: str, values: Sequence[int]
) -> Tuning:
    """Carry a check out over everything with each value of a threshold; nothing is recorded."""
    room = CheckRoom(book, vault, store)
    now = _as_it_runs(room, book, check, today)
    tried = {value: _with(book, check, today, now | {name: value}) for value in values}
    adopted = [Adopted(chosen=chosen, mode="review") for chosen in tried.values()]
    found = room.everything(adopted, today)
    persons = WholeEvidence(book, store).persons
    hits, known = _by_text(found), _labels(book, check)
    return Tuning(
        check=check.id,
        threshold=name,
        persons=persons,
        tried=tuple(
            _tried(value, hits[chosen.digest], known, persons, already=now.get(name) == value)
            for value, chosen in tried.items()
        ),
        trials=tuple(_trials(book, check)),
        gaps=tuple(sorted({f"{gap.dataset}({gap.why})" for each in found.carried for gap in each.gaps})),
    )


def _as_it_runs(room: CheckRoom, book: Book, check: Check, today: date) -> dict[str, int]:
    """The thresholds in force, or those of the statute book where the check does not run."""
    running = [each for each in room.adopted(today, (check.id,)) if each.mode != "shadow"]
    return dict(running[0].chosen.parameters if running else chosen_of(book, check, today).parameters)


def _with(book: Book, check: Check, today: date, thresholds: Mapping[str, int]) -> Chosen:
    chosen = chosen_of(book, check, today, thresholds)
    if chosen.missing:
        raise ThresholdsMissing(field="thresholds", check=check.id, names=", ".join(chosen.missing))
    return chosen


def _by_text(found: Found) -> Mapping[str, list[Hit]]:
    by_text: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in found.hits:
        by_text[hit.text_digest].append(hit)
    return by_text


def _labels(book: Book, check: Check) -> dict[str, bool]:
    """The alerts of a check that somebody disposed of, and whether each was right."""
    wanted = (AlertStatus.CONFIRMED, AlertStatus.CLEARED)
    rows = alert_queries.alerts(book, check=check.id)
    return {row.id: row.status == AlertStatus.CONFIRMED for row in rows if row.status in wanted}


def _trials(book: Book, check: Check) -> Iterator[Trial]:
    now = {(row.subject, row.period) for row in alert_queries.alerts(book, check=check.id)}
    on_trial: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in alert_queries.alerts(book, check=check.id, trial=True):
        on_trial[row.text_digest].add((row.subject, row.period))
    for digest, told in sorted(on_trial.items()):
        yield Trial(text_digest=digest, both=len(told & now), only_trial=len(told - now), only_now=len(now - told))


def _tried(value: int, hits: Sequence[Hit], known: Mapping[str, bool], persons: int, *, already: bool) -> Tried:
    said = {stream_of(hit) for hit in hits}
    labelled = [right for alert, right in known.items() if alert in said]
    return Tried(
        value=value,
        set=already,
        hits=len(hits),
        per_mille=len(hits) * 100_000 // persons if persons else 0,
        precision=wilson(sum(labelled), len(labelled)),
        recall=wilson(sum(labelled), sum(known.values())),
    )
