"""Which column of a dataset stands under which heading of a file: by its Chinese or English heading, or its name."""

from collections.abc import Sequence

from domain.errors import Refusal
from ledger.evidence.dataset import Column, Dataset


class HeadingNotKnown(Refusal):
    """「{dataset_zh}」没有栏目:{headings}。

    The dataset "{dataset_en}" has no such columns: {headings}.
    """

    ids = frozenset({"headings"})


class EvidenceHeadingTwice(Refusal):
    """栏目「{column}」出现了两次。

    The column "{column}" stands there twice.
    """

    ids = frozenset({"column"})


class HeadingsMissing(Refusal):
    """「{dataset_zh}」缺少必填的栏目:{headings}。

    The dataset "{dataset_en}" lacks columns that it must have: {headings}.
    """

    ids = frozenset({"headings"})


class UnknownDataset(Refusal):
    """没有名为「{dataset}」的数据集;数据集见 evidence datasets。

    There is no dataset "{dataset}"; `evidence datasets` lists them.
    """

    ids = frozenset({"dataset"})


def matched(dataset: Dataset, headings: Sequence[str]) -> dict[int, Column]:
    """The column under each heading, by its place in the file; refuses unknown, repeated and missing ones."""
    known = {word: column for column in dataset.all_columns for word in (column.name, column.zh, column.en)}
    strange = [heading for heading in headings if heading not in known]
    if strange:
        raise HeadingNotKnown(field="file", headings=_listed(strange), dataset_zh=dataset.zh, dataset_en=dataset.en)
    placed = {index: known[heading] for index, heading in enumerate(headings)}
    names = [column.name for column in placed.values()]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise EvidenceHeadingTwice(field="file", column=dataset.column(twice).zh)
    missing = [each.zh for each in dataset.all_columns if not each.optional and each.name not in names]
    if missing:
        raise HeadingsMissing(field="file", headings=_listed(missing), dataset_zh=dataset.zh, dataset_en=dataset.en)
    return placed


def _listed(headings: Sequence[str]) -> str:
    """A file without headings begins with somebody's data: what is no short word is not repeated."""
    return "、".join(f"“{each}”" if len(each) <= 12 and not any(map(str.isdigit, each)) else "“…”" for each in headings)
