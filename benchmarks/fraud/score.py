"""Precision and recall of checks against labels: by check and by type of fraud, and who was hit who did not do it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
import pyarrow.parquet as pq

from benchmarks.fraud.run import Ran

RECALL: Final = 95
PRECISION: Final = 90
"""Per cent that every type has to reach."""

Units = dict[str, dict[int, set[int]]]
"""Incidents by kind and key of their units."""


class Labels(msgspec.Struct):
    """Frauds by type, and by the check that is to find them; all units of any fraud; what honest units resemble."""

    types: dict[str, Units]
    variants: dict[str, Units]
    guilty: dict[str, set[int]]
    innocent: dict[tuple[str, int], set[tuple[str, str]]]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Units hit rightly and wrongly, how many of the latter commit another fraud, and what was found of the incidents.

    Per cent are in tenths; None where nothing can be said.
    """

    name: str
    right: int
    wrong: int
    elsewhere: int
    precision: int | None
    recall: int | None
    incidents: int
    resembling: dict[str, int]

    @property
    def fails(self) -> bool:
        """Whether it falls short."""
        return (self.recall is not None and self.recall < RECALL * 10) or (
            self.precision is not None and self.precision < PRECISION * 10
        )


def read_labels(folder: Path) -> Labels:
    """The labels of a population."""
    types: dict[str, Units] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    variants: dict[str, Units] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    guilty: dict[str, set[int]] = defaultdict(set)
    for row in pq.read_table(folder / "labels.parquet").to_pylist():
        for units in (types[type_of(row["red_flag"])], variants[row["red_flag"]]):
            units[row["kind"]][row["key"]].add(row["incident"])
        guilty[row["kind"]].add(row["key"])
    innocent: dict[tuple[str, int], set[tuple[str, str]]] = defaultdict(set)
    for row in pq.read_table(folder / "lookalikes.parquet").to_pylist():
        innocent[row["kind"], row["key"]].add((row["red_flag"], row["note"]))
    return Labels(types, variants, guilty, innocent)


def type_of(check: str) -> str:
    """The type that a check looks for: RF18B is another way of RF18."""
    return re.sub(r"(?<=\d)[A-Z]$", "", check)


def scores(ran: Iterable[Ran], labels: Labels, rings: Mapping[int, set[int]]) -> tuple[list[Score], list[Score]]:
    """The scores of each check, and of each type: all checks for it together."""
    done = [one for one in ran if not one.trouble]
    by_type: dict[str, list[Ran]] = defaultdict(list)
    for one in done:
        by_type[type_of(one.check)].append(one)
    each = [_score(one.check, [one], labels, rings, labels.variants.get(one.check, {})) for one in done]
    names = sorted({*by_type, *labels.types})
    return each, [_score(name, by_type.get(name, []), labels, rings, labels.types.get(name, {})) for name in names]


def _score(name: str, ran: list[Ran], labels: Labels, rings: Mapping[int, set[int]], wanted: Units) -> Score:
    """A hit is right where its unit carries the type; what is `wanted` is to be found."""
    units = labels.types.get(type_of(name), {})
    right, wrong, elsewhere = set[tuple[str, int]](), set[tuple[str, int]](), set[tuple[str, int]]()
    found = set[tuple[str, int]]()
    for one in ran:
        for subject in {hit.subject for hit in one.hits}:
            kind, keys = ("person", rings.get(subject, set())) if one.kind == "ring" else (one.kind, {subject})
            labelled, guilty = keys & units.get(kind, {}).keys(), keys & labels.guilty.get(kind, set())
            (right if 2 * len(labelled) > len(keys) else wrong).add((one.kind, subject))
            if 2 * len(guilty) > len(keys):
                elsewhere.add((one.kind, subject))
            found.update((kind, key) for key in labelled)
    kinds = {"person" if one.kind == "ring" else one.kind for one in ran}
    shares = _shares(wanted, kinds, found)
    return Score(
        name=name,
        right=len(right),
        wrong=len(wrong),
        elsewhere=len(elsewhere & wrong),
        precision=1000 * len(right) // (len(right) + len(wrong)) if right or wrong else None,
        recall=sum(shares) // len(shares) if shares else None if not wanted else 0,
        incidents=len(shares),
        resembling=_resembling(wrong, labels),
    )


def _shares(units: Units, kinds: set[str], found: set[tuple[str, int]]) -> list[int]:
    """For each incident the share (per mille) of its units that were found, of the kind of which most were."""
    all_of: Counter[tuple[int, str]] = Counter()
    hit: Counter[tuple[int, str]] = Counter()
    for kind in kinds & units.keys():
        for key, incidents in units[kind].items():
            for incident in incidents:
                all_of[incident, kind] += 1
                hit[incident, kind] += (kind, key) in found
    best: dict[int, int] = {}
    for (incident, kind), count in all_of.items():
        best[incident] = max(best.get(incident, 0), 1000 * hit[incident, kind] // count)
    return list(best.values())


def _resembling(wrong: set[tuple[str, int]], labels: Labels) -> dict[str, int]:
    """Whom the false alarms are about: what they resemble, or nobody in particular."""
    told: Counter[str] = Counter()
    for unit in wrong:
        notes = labels.innocent.get(unit, set())
        told.update({f"{red_flag} {note}" for red_flag, note in notes} or {"-"})
    return dict(told.most_common(6))
