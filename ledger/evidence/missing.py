"""What evidence has and the file that replaces it lacks: the keys by which it is looked up, month by month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from domain.errors import Refusal
from domain.evidence import Evidence, Imported, Part, Staged, Status
from ledger.book import Book
from ledger.evidence.current import evidence_in, import_of, keys_of, replaced_by
from ledger.evidence.dataset import ROW, Dataset, datasets
from ledger.evidence.keys import text_of
from ledger.evidence.parts import PartChanged, PartMissing, cited_by, must_be_as_named, path_of
from ledger.evidence.store import EvidenceStore

PARTIES = ("person", "employer")
"""The kinds of key that lead back to somebody."""


class ReplacedDamaged(Refusal):
    """被取代的 {evidence} 的证据文件 {part} 缺失或已被改动,无法比对;请从备份恢复,或由两人撤回 {evidence} 后重新导入。

    The part {part} of {evidence}, which would be replaced, is missing or was changed, so nothing can be compared.
    Restore it from a backup; else two people withdraw {evidence}, and the file is imported again.
    """

    ids = frozenset({"part", "evidence"})


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """A key that is no more: its column, whom it stands for if that can be told, and a line that has it now."""

    name: str
    zh: str
    en: str
    party: str
    evidence: str
    line: int


class Compared(NamedTuple):
    """How many keys there are now, and those of them that are missing: by column the numbers, each with one row."""

    known: int
    missing: dict[str, pa.Table]

    @property
    def fewer(self) -> int:
        """How many are missing."""
        return sum(table.num_rows for table in self.missing.values())


def compared(
    store: EvidenceStore, brought: Imported | Staged, fresh: Iterable[tuple[Path, Part]], known: Iterable[Evidence]
) -> Compared:
    """The parts that count now with the `fresh` ones, which would replace them; raises ReplacedDamaged."""
    dataset = datasets()[brought.dataset]
    before: defaultdict[str, list[Path]] = defaultdict(list)
    after: defaultdict[str, list[Path]] = defaultdict(list)
    for each in replaced_by(brought, known):
        path = path_of(store.folder, dataset.name, each.part)
        try:
            must_be_as_named(path)
        except (PartMissing, PartChanged) as error:
            raise ReplacedDamaged(field="file", part=error.details["part"], evidence=each.evidence) from error
        before[_month(dataset, each.part)].append(path)
    for path, part in fresh:
        after[_month(dataset, part)].append(path)
    count, found = 0, defaultdict[str, list[pa.Table]](list)
    for month, paths in before.items():
        for name in dataset.keys:
            had, has = _keys(paths, name), _keys(after[month], name)
            count += had.num_rows
            found[name].append(had.join(has.select([name]), keys=name, join_type="left anti"))
    return Compared(count, {name: pa.concat_tables(tables) for name, tables in found.items()})


def lacking(store: EvidenceStore, brought: Imported | Staged, known: Iterable[Evidence]) -> Compared:
    """The same for a file whose parts lie in their places; raises PartMissing or PartChanged of those."""
    lying = [(path_of(store.folder, brought.dataset, part), part) for part in brought.parts]
    for path, _ in lying:
        must_be_as_named(path)
    return compared(store, brought, lying, known)


def missing_of(book: Book, store: EvidenceStore, id: str, most: int) -> list[Missing]:
    """What would be no more if a file that waits counted, by column and line; so many of them at most.

    Empty where it waits no more, or lacks nothing. Raises PartMissing, PartChanged or ReplacedDamaged.
    """
    known = evidence_in(book)
    waiting = known.get(id)
    if waiting is None or waiting.status is not Status.STAGED:
        return []
    imports, brought = list(known.values()), waiting.brought
    tables = lacking(store, brought, imports).missing
    return list(_told(store, datasets()[brought.dataset], tables, imports, most))


def _told(
    store: EvidenceStore, dataset: Dataset, tables: dict[str, pa.Table], imports: list[Evidence], most: int
) -> Iterator[Missing]:
    keys = keys_of(imports, store)
    for name, table in tables.items():
        column = dataset.column(name)
        rows = table.sort_by(ROW).slice(0, max(0, most)).to_pylist()
        most -= len(rows)
        wanted = {column.kind: [row[name] for row in rows]} if column.kind in PARTIES and rows else {}
        texts = text_of(keys, wanted) if wanted else {}
        for row in rows:
            ordinal, line = cited_by(row[ROW])
            source = import_of(imports, ordinal)
            yield Missing(
                name=name,
                zh=column.zh,
                en=column.en,
                party=texts.get((column.kind, row[name]), ""),
                evidence=source.id if source else "",
                line=line,
            )


def _month(dataset: Dataset, part: Part) -> str:
    """What is compared with each other: the rows of a month, or the whole of a register."""
    return part.month if dataset.sort == "monthly" else ""


def _keys(paths: Iterable[Path], name: str) -> pa.Table:
    """Each key once, with the first row that has it."""
    empty = pa.schema([(name, pa.int64()), (ROW, pa.int64())]).empty_table()
    tables = (parquet.read_table(path, columns=[name, ROW]) for path in paths)
    rows = pa.concat_tables([empty, *tables])
    once = rows.filter(pc.is_valid(rows[name])).group_by(name).aggregate([(ROW, "min")])
    return once.rename_columns([name, ROW])
