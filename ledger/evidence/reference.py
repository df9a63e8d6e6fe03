"""The reference of the datasets of evidence, written from their descriptions."""

from collections.abc import Iterator
from typing import Final

from ledger.evidence.dataset import Column, Dataset, Type, datasets

_INTRODUCTION: Final = """\
# Evidence 证据

The datasets that `evidence import` takes in. Written from `ledger/evidence/datasets/`; a test keeps this page up to
date. How to import: [how to import evidence](../how-to/import-evidence.md).

A column stands under its Chinese heading, its English one or its name, in any order. Every file may have the column
行政区划代码 besides: where a row belongs; blank is the place of the import. In the tables every value is a whole
number, or text for a code.

| type | in a file | in a table |
|---|---|---|
| person | resident ID of 18 characters | key: 64 bits of the party id |
| employer | unified social credit code | key: 64 bits of a keyed digest |
| key | a number, address … as it is, at most 200 characters | key: 64 bits of a keyed digest of kind and text |
| day, last_day | 2024-03-05; blank is "no end" for an optional last day | days since 1970-01-01; no end is 2932896 |
| month, last_month | 2024-03 | year × 12 + month - 1; no end is 119999 |
| second | 2024-03-05 08:15:30, China's time | seconds, as if that were UTC |
| fen | yuan with at most two places, also under a name that ends in `_fen` | fen |
| whole | digits, at most 15 | the number |
| flag | 是 or 否, 1 or 0, true or false | 1 or 0 |
| place | six digits (GB/T 2260) | the number |
| code | the code, or its Chinese word | the code |

"""

_SORTS: Final = {"monthly": "按月 grows by months", "snapshot": "某日全部登记 register as of a day"}


def evidence_markdown() -> str:
    """The whole page."""
    return _INTRODUCTION + "\n".join(line for each in datasets().values() for line in _section(each)).rstrip() + "\n"


def _section(dataset: Dataset) -> Iterator[str]:
    yield f"## `{dataset.name}` {dataset.zh} {dataset.en}\n"
    yield f"{_SORTS[dataset.sort]}; stale after {dataset.max_age_days} days; looked up by {', '.join(dataset.keys)}.\n"
    yield "| column | heading | type | codes |"
    yield "|---|---|---|---|"
    for column in dataset.columns:
        codes = "、".join(f"`{code}` {word}" for code, word in column.codes.items())
        yield f"| `{column.name}` | {column.zh} {column.en} | {_type(column)} | {codes} |"
    yield ""


def _type(column: Column) -> str:
    known: Type = column.type
    kind = f"{known} ({column.key})" if column.key else known
    return f"{kind}, optional" if column.optional else kind
