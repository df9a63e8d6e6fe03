"""The house rules of dataset descriptions: free names, keys that exist, headings that tell columns apart."""

from collections import Counter

import ibis
import pytest

from ledger.evidence.dataset import ROW, Dataset, datasets
from ledger.evidence.keys import EMPLOYER, PERSON

OTHER_DIGESTS = ("resident-id", "details", "file", "book")
"""What the key of the blind index is used for besides."""

ALL = pytest.mark.parametrize("dataset", datasets().values(), ids=datasets())


@ALL
def test_no_column_hides_a_method_of_a_table(dataset: Dataset) -> None:
    names = {column.name for column in dataset.all_columns} | {ROW}
    assert not [name for name in names if hasattr(ibis.table({"_": "int64"}), name)]


@ALL
def test_keys_exist_and_are_keys(dataset: Dataset) -> None:
    assert dataset.keys
    assert all(dataset.column(key).kind for key in dataset.keys)


@ALL
def test_headings_tell_columns_apart(dataset: Dataset) -> None:
    words = Counter(word for column in dataset.all_columns for word in {column.name, column.zh, column.en})
    assert not [word for word, count in words.items() if count > 1]


@ALL
def test_a_name_says_what_the_numbers_are(dataset: Dataset) -> None:
    endings = {
        "fen": "_fen",
        "last_day": "day",
        "last_month": "month",
        "day": "day",
        "month": "month",
        "second": "second",
    }
    for column in dataset.columns:
        assert column.name.endswith(endings.get(column.type, ""))
        assert bool(column.codes) == (column.type == "code")
        assert bool(column.key) == (column.type == "key")
        assert column.key not in (PERSON, EMPLOYER, *OTHER_DIGESTS)


@ALL
def test_what_grows_by_months_has_a_month(dataset: Dataset) -> None:
    months = [column for column in dataset.columns if column.name == "month"]
    assert [(column.type, column.optional) for column in months] == ([("month", False)] * (dataset.sort == "monthly"))


@ALL
def test_a_word_means_one_code(dataset: Dataset) -> None:
    for column in dataset.columns:
        words = [*column.codes, *column.codes.values()]
        assert len(words) == len(set(words))
