"""The OpenAPI document: what it says of every endpoint alike, and how the fields of a form read."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from flask import Flask, Response
from flask_smorest import Api, Blueprint
from marshmallow import fields as ma

from api.http import inputs, lists
from api.http.shapes import Shape
from api.http.structs import Struct
from api.problems import MEDIA_TYPE
from api.schemas import fields as form
from api.schemas import texts
from ledger.views.paging import CURSOR_LENGTH, LIMIT_MOST

KEY_PARAMETER: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": "操作编号:同一编号只办理一次。 Under one key a request is carried out once.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._:@-]{1,120}$"},
    "example": "0c1f2f0e-6c8f-4c6e-9c0e-1f0f3f9f0a01",
}
VERSION_PARAMETER: Final = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "所依据的版本(上次读取的 ETag)。 The version that the act rests on (the ETag that was read).",
    "schema": {"type": "string", "pattern": '^"(0|[1-9][0-9]{0,17})"$'},
    "example": '"3"',
}
VERSION_HEADER: Final = {
    "description": "版本。 The version of the thing.",
    "schema": {"type": "string", "pattern": '^"[0-9]+"$'},
}
LOCATION: Final = {"description": "新建事项的地址。 Where the new thing lies.", "schema": {"type": "string"}}

FILE: Final[Shape] = {"type": "string", "format": "binary"}
FILE_HEADERS: Final = {
    "Content-Disposition": {"description": "文件名。 The name of the file.", "schema": {"type": "string"}},
    "Repr-Digest": {
        "description": "文件的 SHA-256(RFC 9530),与留痕一致。 The SHA-256 of the file, as it is on record.",
        "schema": {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"},
    },
    "Ledger-Position": {
        "description": "截至账套的哪个事件。 The position of the last event that the file contains.",
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
    },
    "Ledger-Rows": {"description": "行数。 The number of rows.", "schema": {"type": "string", "pattern": "^[0-9]+$"}},
}

PROBLEM: Final = "Problem"
_TEXT: Final = {"type": "string"}
_SAID: Final = ("code", "zh", "en", "rule")

PROBLEM_SHAPE: Final[Shape] = {
    "type": "object",
    "description": "RFC 9457 问题详情。 Problem details.",
    "required": ["type", "title", "status", "detail", "instance", "code", "zh", "en", "field", "rule", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": {"type": "string", "format": "uri-reference"},
        "code": _TEXT,
        "zh": _TEXT,
        "en": _TEXT,
        "field": _TEXT,
        "rule": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail", *_SAID],
                "properties": {
                    "pointer": _TEXT,
                    "detail": _TEXT,
                    **dict.fromkeys(_SAID, _TEXT),
                    "line": {"type": "integer"},
                    "column": _TEXT,
                    "heading": _TEXT,
                    "value": _TEXT,
                },
            },
        },
    },
}

_READING: Final = (400, 401, 403, 404, 422, 429, 500, 503)
_WRITING: Final = (409, 413, 415)
_VERSIONED: Final = (412, 428)


def problems(*, writes: bool = False, versioned: bool = False) -> dict[str, Any]:
    """The problems that an endpoint may answer with, by status."""
    statuses = sorted((*_READING, *(_WRITING if writes else ()), *(_VERSIONED if versioned else ())))
    return {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in statuses}


def problem_responses() -> Mapping[str, Any]:
    """The components behind `problems`."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
    statuses = (*_READING, *_WRITING, *_VERSIONED, 405, 406, 410, 411)
    return {f"Problem{status}": {"description": PROBLEM_TITLES[status], "content": content} for status in statuses}


PROBLEM_TITLES: Final = {
    400: "请求格式有误 malformed request",
    401: "未登录 not authenticated",
    403: "无权办理 not allowed",
    404: "不存在,或不在管辖范围内 not found, or outside of the jurisdiction",
    405: "不支持的方法 method not allowed",
    406: "没有所要的格式 not acceptable",
    409: "与他人的办理冲突 conflict",
    410: "已删除 gone",
    411: "须写明长度 a length is required",
    412: "所依据的版本已过时 the version is out of date",
    413: "请求过大 too large",
    415: "正文类型不对 unsupported media type",
    422: "按规定不予办理 refused by a rule",
    428: "须写明所依据的版本 a version is required",
    429: "请求过于频繁 too many requests",
    500: "内部错误 internal error",
    503: "暂时无法办理 unavailable for the moment",
}

_FORM_TEXT: Final = {"type": "string", "minLength": 1}
_SHAPES: Final[Mapping[type[ma.Field[Any]], Shape]] = {
    inputs.Words: {"type": "string", "minLength": 1, "maxLength": inputs.Words.longest},
    inputs.Count: {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    inputs.Truth: {"type": "boolean"},
    inputs.Amount: {"type": "string", "pattern": r"^[0-9]{1,13}(\.[0-9]{1,2})?$"},
    inputs.Name: {"type": "string", "pattern": r"^[A-Za-z0-9._:@-]{1,120}$"},
    inputs.NameList: {
        "type": "array",
        "items": {"type": "string", "pattern": r"^[A-Za-z0-9._:@-]{1,120}$"},
        "minItems": 1,
        "maxItems": inputs.NameList.most,
    },
    inputs.Address: {"type": "string", "format": "uri", "maxLength": inputs.Address.longest},
    inputs.Topics: {
        "type": "string",
        "pattern": r"^[A-Za-z_]+\.[A-Za-z*]+(,[A-Za-z_]+\.[A-Za-z*]+)*$",
        "maxLength": inputs.Topics.longest,
    },
    inputs.Object: {"type": "object", "additionalProperties": True},
    inputs.Secret: {"type": "string", "minLength": 1, "maxLength": inputs.Secret.longest, "format": "password"},
    inputs.WordsList: {
        "type": "array",
        "items": {"type": "string", "minLength": 1, "maxLength": inputs.Words.longest},
        "minItems": 1,
        "maxItems": inputs.WordsList.most,
    },
    form.Day: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    form.MonthOfYear: {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    form.Yuan: {"type": ["string", "number"]},
    form.Percent: {"type": ["string", "number"]},
    form.Whole: {"type": ["integer", "string"]},
    form.YesNo: {"type": ["boolean", "string"]},
    form.Choice: {"type": ["string", "integer"]},
    texts.Text: _FORM_TEXT,
    texts.PlaceCode: {"type": "string", "pattern": "^[0-9]{6}$"},
    lists.Cursor: {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": CURSOR_LENGTH},
    lists.FeedLimit: {"type": "integer", "minimum": 1, "maximum": lists.FeedLimit.most},
    lists.Limit: {"type": "integer", "minimum": 1, "maximum": LIMIT_MOST},
    lists.YearAsked: {"type": "integer", "minimum": 2000, "maximum": 2099},
    lists.NumberAsked: {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    lists.Flag: {"type": "boolean"},
}
"""How each kind of field reads in JSON; a field takes the shape of the nearest class above it."""


def described(_: Any, field: ma.Field[Any], **__: Any) -> dict[str, Any]:
    """The JSON schema of a field of a form, with its heading, note and example (called by the library)."""
    if isinstance(field, form.Group) and field.many:
        return {} if not field.required else {"minItems": 1}
    if not isinstance(field, form.FormField):
        return {}
    shape = next((dict(_SHAPES[cls]) for cls in type(field).__mro__ if cls in _SHAPES), {})
    if isinstance(field, Struct):
        shape = dict(field.shape)
    if isinstance(field, inputs.Code):
        shape = {"type": "string", "enum": list(field.names)}
    if field.allow_none:
        shape["type"] = [shape["type"], "null"]
    notes = [part for part in (field.note, field.form) if part]
    shape |= {"title": field.zh, "description": ";".join(notes) or field.zh}
    if field.example not in ("", None):
        shape["examples"] = [field.example]
    return shape


class LedgerApi(Api):  # type: ignore[misc]
    """The library's registry of endpoints, with our problems in place of its errors and no pages by number."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask, *, spec_kwargs: Mapping[str, Any]) -> None:
        self._resources: list[Blueprint] = []
        super().__init__(app, spec_kwargs=spec_kwargs)
        self.ma_plugin.converter.add_attribute_function(described)
        for name, response in problem_responses().items():
            self.spec.components.response(name, response)
        self.spec.components.schema(PROBLEM, PROBLEM_SHAPE)

    def register_blueprint(self, blp: Blueprint, **options: Any) -> None:
        """Take the endpoints of a resource up; they enter the document when somebody asks for it."""
        self._app.register_blueprint(blp, **options)
        self._resources.append(blp)

    @cached_property
    def document(self) -> str:
        """The document as text: the same endpoints give the same text."""
        for resource in self._resources:
            resource.register_views_in_doc(self, self._app, self.spec, name=resource.name, parameters=None)
            self.spec.tag({"name": resource.name, "description": resource.description})
        return json.dumps(_without_defaults(self.spec.to_dict()), ensure_ascii=False, indent=1) + "\n"

    def _openapi_json(self) -> Response:
        return Response(self.document, mimetype="application/json")

    def _register_responses(self) -> None:
        """Every endpoint lists its problems itself."""

    def _register_error_handlers(self) -> None:
        """The application answers errors itself."""

    def _register_pagination_header(self) -> None:
        """Cursors stand in the body."""

    def _register_etag_headers(self) -> None:
        """Versions are those of the streams."""


def document_of(app: Flask) -> str:
    """The document of an application."""
    api: LedgerApi = app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    return api.document


def _without_defaults(value: Any) -> Any:
    """The document without what a field becomes where it is left out: that is the ledger's affair."""
    if isinstance(value, dict):
        return {name: _without_defaults(each) for name, each in value.items() if name != "default"}
    if isinstance(value, list):
        return [_without_defaults(each) for each in value]
    return value
