"""The figures of the fraud benchmark: the README shows what was kept, and the test split is read only when frozen."""

import pytest

from benchmarks.fraud import splits
from benchmarks.fraud.record import README, figures, table
from benchmarks.fraud.splits import ThresholdsChanged, seed_of, thresholds_digest


def test_the_readme_shows_the_figures_that_are_kept() -> None:
    assert table(figures()) in README.read_text(encoding="utf-8")


def test_a_type_that_falls_short_is_marked() -> None:
    score = {"recall_per_mille": 940, "precision_per_mille": 1000, "right": 9, "wrong": 0, "incidents": 9}
    kept = {"population": "1", "persons": 1000, "types": {"RF18": score}}
    assert "| RF18 | **9 / 94.0 / 100.0 / 9.0** |" in table({"test": kept})


def test_the_test_split_is_refused_with_other_thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splits, "thresholds_digest", lambda: "0" * 64)
    with pytest.raises(ThresholdsChanged):
        seed_of("test")
    assert seed_of("train") > 0


def test_the_digest_is_one_of_all_thresholds() -> None:
    assert len(thresholds_digest()) == 64
