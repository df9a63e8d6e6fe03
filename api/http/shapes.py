"""The shapes of answers, made from the ledger's own rows: what a field is, and that money is yuan."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from marshmallow import Schema
from marshmallow import fields as ma

from api.plain import MONEY
from domain.calendar import Month

Shape = Mapping[str, Any]
"""A JSON schema."""

YUAN: Final[Shape] = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$", "description": "yuan 元"}
DAY: Final[Shape] = {"type": "string", "format": "date"}
MOMENT: Final[Shape] = {"type": "string", "format": "date-time"}
MONTH: Final[Shape] = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"}
TEXT: Final[Shape] = {"type": "string"}
NUMBER: Final[Shape] = {"type": "integer"}
TRUTH: Final[Shape] = {"type": "boolean"}
ANYTHING: Final[Shape] = {"type": "object", "additionalProperties": True}

_PLAIN: Final[dict[Any, Shape]] = {
    str: TEXT,
    int: NUMBER,
    bool: TRUTH,
    date: DAY,
    datetime: MOMENT,
    Month: MONTH,
    Fraction: TEXT,
}


class Shown(ma.Raw):
    """A value of an answer, which is plain already; its schema says what it is."""

    def __init__(self, shape: Shape, **how: Any) -> None:
        super().__init__(metadata=dict(shape), required=True, **how)


@cache
def shape_of(kind: type[msgspec.Struct], name: str = "", without: str = "") -> type[Schema]:
    """The schema of a row; `without` names fields that are not shown."""
    hidden = set(without.split())
    shown = {field: _field(hint, field) for field, hint in get_type_hints(kind).items() if field not in hidden}
    return Schema.from_dict(shown, name=name or kind.__name__.removesuffix("Row"))


def page_of(item: type[Schema], name: str = "") -> type[Schema]:
    """The schema of a page of such items: `next` is the cursor of the next page, null on the last one."""
    cursor = {"type": ["string", "null"], "description": "下一页的游标 cursor of the next page"}
    return Schema.from_dict(
        {"items": ma.List(ma.Nested(item), required=True), "next": Shown(cursor)}, name=name or f"{item.__name__}Page"
    )


def list_of(item: type[Schema], name: str = "") -> type[Schema]:
    """The schema of a list that is always whole."""
    return Schema.from_dict({"items": ma.List(ma.Nested(item), required=True)}, name=name or f"{item.__name__}List")


def _field(hint: Any, name: str) -> ma.Field[Any]:
    kinds, nullable = _alternatives(hint)
    if (
        len(kinds) == 1
        and isinstance(kinds[0], type)
        and issubclass(kinds[0], msgspec.Struct)
        and kinds[0] is not Month
    ):
        return ma.Nested(shape_of(kinds[0]), required=True, allow_none=nullable)
    shape = dict(_shape(kinds, name))
    if nullable and "type" in shape:
        shape["type"] = [shape["type"], "null"]
    return Shown(shape)


def _alternatives(hint: Any) -> tuple[list[Any], bool]:
    arguments = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return [each for each in arguments if each is not NoneType], NoneType in arguments


def _shape(kinds: list[Any], name: str) -> Shape:
    if len(kinds) != 1:
        return {}
    kind = kinds[0]
    if kind is int and name in MONEY:
        return YUAN
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if get_origin(kind) in (tuple, list, frozenset):
        return {"type": "array", "items": dict(_shape([get_args(kind)[0]], name))}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": dict(_shape([get_args(kind)[1]], name))}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not Month:
        return _inline(kind)
    return _PLAIN.get(kind, {})


def _inline(kind: type[msgspec.Struct]) -> Shape:
    properties = dict(_properties(kind))
    return {"type": "object", "properties": properties, "required": list(properties)}


def _properties(kind: type[msgspec.Struct]) -> Iterator[tuple[str, Shape]]:
    for field, hint in get_type_hints(kind).items():
        kinds, nullable = _alternatives(hint)
        shape = dict(_shape(kinds, field))
        if nullable and "type" in shape:
            shape["type"] = [shape["type"], "null"]
        yield field, shape


def shape_in(kind: Any) -> Shape:
    """The schema of a structure that is sent: nothing unknown, and only what has no default is required."""
    schema, components = msgspec.json.schema_components([kind], ref_template="#/components/schemas/{name}")
    found: Shape = _resolved(schema[0], components)
    return found


def _resolved(schema: Any, components: Mapping[str, Any]) -> Any:
    """The schema with what it refers to in its place."""
    if isinstance(schema, list):
        return [_resolved(each, components) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _resolved(components[schema["$ref"].rpartition("/")[2]], components)
    return {name: _resolved(each, components) for name, each in schema.items() if name not in ("title", "default")}
