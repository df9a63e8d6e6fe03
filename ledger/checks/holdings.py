"""What evidence there is: the parts of every dataset that count, and the day up to which each speaks."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from ledger.evidence.dataset import datasets


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """The parts (Parquet files) of each dataset, and the last day (since 1970-01-01) of which each knows.

    A dataset without a day says nothing of the place that is looked at. A part is named by its content, so the names
    say what is held.
    """

    parts: Mapping[str, tuple[Path, ...]]
    as_of: Mapping[str, int]

    @property
    def digest(self) -> str:
        """What is held, as one number: the same parts give the same one, wherever they lie."""
        held = {name: sorted(path.name for path in paths) for name, paths in self.parts.items() if paths}
        return sha256(msgspec.json.encode(held, order="sorted")).hexdigest()

    def gap(self, sources: tuple[str, ...], today: int) -> tuple["Gap", ...]:
        """Which of these datasets are missing, or older than they may be; nothing where all of them speak."""
        found = (self._gap(name, today) for name in sources if name in datasets())
        return tuple(gap for gap in found if gap)

    def _gap(self, name: str, today: int) -> "Gap | None":
        if not self.parts.get(name) or name not in self.as_of:
            return Gap(dataset=name, why="missing", as_of=0)
        stale = today - self.as_of[name] > datasets()[name].max_age_days
        return Gap(dataset=name, why="stale", as_of=self.as_of[name]) if stale else None


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Why a dataset does not speak: nothing was imported for the place, or what was is older than it may be."""

    dataset: str
    why: Literal["missing", "stale"]
    as_of: int
