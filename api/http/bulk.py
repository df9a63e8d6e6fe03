"""One act upon many things: each is carried out on its own, and has a result of its own."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import g, request
from marshmallow import Schema
from marshmallow import fields as ma

from api.http.at import At
from api.http.conditions import key_of
from api.http.entrance import entrance
from api.http.inputs import ActBody, Count, Name
from api.http.kinds import Kind
from api.http.shapes import NUMBER, TEXT, Shown
from api.plain import plain
from api.problems import details, status_of
from api.schemas.fields import Group, said
from api.schemas.people import FormPart
from domain.errors import Refusal

MOST: Final = 100
"""How many things one request may name."""


_NULLABLE_RECEIPT: Final = {"anyOf": [{"$ref": "#/components/schemas/Receipt"}, {"type": "null"}]}
_NULLABLE_PROBLEM: Final = {"anyOf": [{"$ref": "#/components/schemas/Problem"}, {"type": "null"}]}

BULK_RESULT: Final = Schema.from_dict(
    {
        "id": Shown(TEXT),
        "status": Shown(NUMBER),
        "receipt": Shown(_NULLABLE_RECEIPT),
        "problem": Shown(_NULLABLE_PROBLEM),
    },
    name="BulkResult",
)
BULK_ANSWER: Final = Schema.from_dict({"items": ma.List(ma.Nested(BULK_RESULT), required=True)}, name="BulkAnswer")


class TooManyItems(Refusal):
    """一次最多办理 {most} 项,现有 {count} 项。

    One request takes at most {most} items, not {count}.
    """


class _Many(Group):
    """The things, at least one."""

    def _deserialize(self, value: Any, *at: Any, **how: Any) -> Any:
        if isinstance(value, list) and len(value) > MOST:
            raise said(TooManyItems(field=str(self.name), most=MOST, count=len(value)))
        return super()._deserialize(value, *at, **how)


@cache
def bulk_item(kind: Kind, body: type[ActBody]) -> type[Schema]:
    """The body of the act with the thing that it is done to, and the version of it that was read."""
    name = f"{body.__name__.removesuffix('Body')}Item{kind.name.title()}"
    return type(
        name,
        (body,),
        {
            "__doc__": f"{kind.zh}",
            "id": Name(kind.zh, example=""),
            "version": Count("所依据的版本", example=3),
        },
    )


@cache
def bulk_of(item: type[Schema]) -> type[Schema]:
    """A list of such items."""
    return type(f"Bulk{item.__name__}", (FormPart,), {"items": _Many(item, many=True)})


def in_bulk(kind: Kind, view: Callable[..., Any], reason: str) -> Callable[..., Any]:
    """The view of many things. Item n has the key `<key>.n`: sent again, what was done is answered as it was."""

    def many(at: At, values: dict[str, Any]) -> Any:
        key = key_of(request)
        with entrance().in_flight.alone(at.book.place, key):
            items = [_result(at, kind, view, reason, f"{key}.{n}", item) for n, item in enumerate(values["items"], 1)]
            for n, item in enumerate(items):
                _point_into(item["problem"], n)
        return {"items": items}

    return many


def _point_into(problem: dict[str, Any] | None, n: int) -> None:
    """Pointers lead into what was sent, so they begin at the item, counted from 0."""
    for error in problem["errors"] if problem else ():
        error["pointer"] = f"#/items/{n}{error['pointer'].removeprefix('#')}"


def _result(
    at: At, kind: Kind, view: Callable[..., Any], reason: str, key: str, item: dict[str, Any]
) -> dict[str, Any]:
    id = item.pop("id")
    try:
        command = at.request(item, key, reason, {kind.stream(id): item.pop("version")})
        receipt = view(at, command, **{kind.name: id}, **item)
    except Refusal as refusal:
        problem, status = details(refusal, g.language, g.request_id), status_of(refusal)
        if status == 403:
            at.note_denied(refusal, request.endpoint or "")
        return {"id": id, "status": status, "receipt": None, "problem": problem}
    return {"id": id, "status": 200, "receipt": plain(receipt), "problem": None}
