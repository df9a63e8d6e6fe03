"""The seeds of the splits, and the thresholds that were frozen before the test split was read."""

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "splits.toml"
STATUTES = Path(__file__).parents[2] / "domain" / "statutes"


class ThresholdsChanged(ValueError):
    """The thresholds are not those that were frozen: the test split may not be read with them."""


def seed_of(split: str) -> int:
    """The seed of a split; that of the test split only with the thresholds that were frozen. ThresholdsChanged."""
    known = _read()
    if split == "test" and known["frozen"]["thresholds_sha256"] != thresholds_digest():
        raise ThresholdsChanged("freeze the thresholds first: python -m benchmarks.fraud.splits")
    return int(known["seeds"][split])


def thresholds_digest() -> str:
    """SHA-256 over every file of thresholds, by path."""
    digest = sha256()
    for path in sorted(STATUTES.rglob("checks_*.toml")):
        digest.update(f"{path.relative_to(STATUTES).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    print(thresholds_digest())
