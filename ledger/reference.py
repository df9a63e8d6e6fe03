"""The reference of the published events, written from the event classes themselves."""

import typing
from collections.abc import Iterable, Iterator
from types import UnionType

import msgspec

from domain.events import Event, Meta
from ledger.topics import published_classes

_INTRODUCTION = """\
# Events

The published format of the log. Written from the event classes; a test keeps this page up to date.

An event is stored as one line of canonical JSON (keys sorted, no spaces, UTF-8) and hashed as stored. Beside the
payload in `data` it holds `book`, `stream`, `version`, `topic`, `schema` and the fields below. Money is integer fen,
days are ISO dates, times are UTC. No event holds personal data: people stand as pseudonyms, their details are sealed
in the vault.

"""


def events_markdown() -> str:
    """The whole page."""
    blocks = [_INTRODUCTION, *_table("Meta data of every event", "", Meta)]
    for event_class in sorted(published_classes(), key=_topic):
        blocks.extend(_table(f"`{event_class.topic}`", f"schema {event_class.schema}. ", event_class))
    blocks.append("# Structures\n\nWhat the fields above hold.\n\n")
    for structure in sorted(_structures(), key=lambda known: known.__name__):
        blocks.extend(_table(f"`{structure.__name__}`", "", structure))
    return "".join(blocks).rstrip() + "\n"


def _structures() -> set[type[msgspec.Struct]]:
    """Every structure that an event holds, directly or inside another."""
    found: set[type[msgspec.Struct]] = set()
    waiting: list[object] = list(published_classes())
    while waiting:
        kind = waiting.pop()
        waiting.extend(typing.get_args(kind))
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in found:
            waiting.extend(typing.get_type_hints(kind)[name] for name in kind.__struct_fields__)
            found.add(kind)
    return found - set(published_classes())


def _topic(known: type[Event]) -> str:
    return known.topic


def _table(title: str, before: str, known: type[msgspec.Struct]) -> Iterator[str]:
    words = " ".join((known.__doc__ or "").split())
    yield f"## {title}\n\n{before}{words}\n\n"
    fields = typing.get_type_hints(known)
    rows = [(name, _name(fields[name])) for name in known.__struct_fields__]
    if rows:
        yield "| field | type |\n|---|---|\n" + "".join(f"| `{name}` | {kind} |\n" for name, kind in rows) + "\n"


def _name(kind: object) -> str:
    arguments = typing.get_args(kind)
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin in (typing.Union, UnionType):
        return " or ".join(_names(arguments))
    if origin is not None:
        inner = ", ".join(_names(argument for argument in arguments if argument is not Ellipsis))
        return f"list of {inner}" if origin is tuple else "object"
    return "null" if kind is type(None) else str(getattr(kind, "__name__", kind))


def _names(kinds: Iterable[object]) -> list[str]:
    return [_name(kind) for kind in kinds]
