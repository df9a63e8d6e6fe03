"""Write a stored sample for every published event that has none: `python -m tests.samples.make`.

A sample is what the first program that knew this version would have stored. It is never written again: a change that
makes one unreadable breaks every book that holds such an event.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from eventsourcing.persistence import StoredEvent
from msgspec import inspect

from domain.calendar import Month
from domain.events import Event, Meta, Recorded
from ledger.topics import published, published_classes

FOLDER = Path(__file__).parent / "events"
STREAM = "sample"
PLAIN: dict[type[inspect.Type], object] = {
    inspect.NoneType: None,
    inspect.BoolType: True,
    inspect.IntType: 120_000,
    inspect.StrType: "样例",
    inspect.DateType: "2024-03-01",
    inspect.DateTimeType: "2024-03-01T12:00:00Z",
    inspect.AnyType: "样例",
}


@dataclass(frozen=True)
class Sample:
    """One stored sample; the file is named `<topic>.<schema>.json`."""

    path: Path

    @property
    def topic(self) -> str:
        """The topic in the file's name."""
        return self.path.stem.rpartition(".")[0]

    @property
    def schema(self) -> int:
        """The schema in the file's name."""
        return int(self.path.stem.rpartition(".")[2])

    @property
    def stored(self) -> StoredEvent:
        """The event as the store would hand it out."""
        return StoredEvent(STREAM, 1, self.topic, self.path.read_bytes())


def all_samples() -> list[Sample]:
    """Every sample, by name."""
    return [Sample(path) for path in sorted(FOLDER.glob("*.json"))]


def example(kind: inspect.Type) -> Any:
    """A plain value of the type: the first alternative, one element, every field filled in."""
    match kind:
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.EnumType():
            return next(iter(kind.cls)).value
        case inspect.UnionType():
            return example(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
        case inspect.VarTupleType() | inspect.ListType() | inspect.FrozenSetType():
            return [example(kind.item_type)]
        case inspect.TupleType():
            return [example(one) for one in kind.item_types]
        case inspect.DictType():
            return {example(kind.key_type): example(kind.value_type)}
        case inspect.StructType(cls=made) if made is Month:
            return {"year": 2024, "month": 3}
        case inspect.StructType():
            tag = {kind.tag_field: kind.tag} if kind.tag_field else {}
            return tag | {field.encode_name: example(field.type) for field in kind.fields}
    return PLAIN[type(kind)]


def kinds(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The type and all types inside it."""
    yield kind
    inner: list[inspect.Type] = []
    match kind:
        case inspect.UnionType():
            inner = list(kind.types)
        case inspect.VarTupleType() | inspect.ListType() | inspect.FrozenSetType():
            inner = [kind.item_type]
        case inspect.TupleType():
            inner = list(kind.item_types)
        case inspect.DictType():
            inner = [kind.key_type, kind.value_type]
        case inspect.StructType():
            inner = [field.type for field in kind.fields]
    for one in inner:
        yield from kinds(one)


def has_float(cls: type[Event]) -> bool:
    """Whether a field of the event, however deep, is a float."""
    return any(isinstance(kind, inspect.FloatType) for kind in kinds(inspect.type_info(cls)))


def sample_of(cls: type[Event]) -> bytes:
    """The bytes of an example of the event."""
    meta = Meta(
        book="330500",
        effective_on=date(2024, 3, 1),
        recorded_at=datetime(2024, 3, 1, 12, tzinfo=UTC),
        actor="officer-1",
        roles=("reviewer",),
        reason="样例",
        command_id="sample-command",
        causation="sample-cause",
    )
    event = msgspec.convert(example(inspect.type_info(cls)), cls)
    return published().encode(Recorded(stream=STREAM, version=1, event=event, meta=meta))


def write_missing(report: Callable[[str], object]) -> None:
    """Write what is missing, and nothing else."""
    for cls in published_classes():
        path = FOLDER / f"{cls.topic}.{cls.schema}.json"
        if not path.exists():
            path.write_bytes(sample_of(cls))
            report(path.name)


if __name__ == "__main__":
    write_missing(print)
