"""Reading what is sent: JSON that is exact and strict, query parameters that are known and stand once."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Request as HttpRequest
from flask import request
from marshmallow import Schema

from api.forms.json_form import parse_json
from api.http.refusals import BodyNotExpected, BodyNotJson, BodyNotText, BodyTooLarge, ParameterRepeated
from api.schemas.form import loaded

JSON = "application/json"

MOST_BYTES = 1024 * 1024
"""The largest JSON body, in bytes; files go to endpoints of their own."""


class Arguments:
    """What the library calls a parser: puts the values that were read and checked behind the arguments of a view."""

    DEFAULT_VALIDATION_STATUS = 422

    def use_args(self, schema: type[Schema], *, location: str, **_: Any) -> Callable[..., Any]:
        """A decorator that hands the view what stands in the body (`json`) or in the `query`."""
        read = {"json": json_of, "query": query_of}[location]

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(view)
            def reading(*args: Any, **given: Any) -> Any:
                return view(*args, loaded(schema(), read(request)), **given)

            return reading

        return decorate


def json_of(sent: HttpRequest) -> dict[str, Any]:
    """The object in the body; refuses another type, a body that is too large, and JSON that is not exact."""
    if sent.mimetype != JSON:
        raise BodyNotJson(field="Content-Type")
    if (sent.content_length or 0) > MOST_BYTES:
        raise BodyTooLarge(most=MOST_BYTES)
    content = sent.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BodyTooLarge(most=MOST_BYTES)
    data = parse_json(content)
    if b"\\u" in content and not _is_text(data):
        raise BodyNotText()
    return data


def _is_text(data: Any) -> bool:
    """Whether every text is whole characters: half of a pair (RFC 8259 §8.2) has no form in which it can be kept."""
    try:
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


def no_body_in(sent: HttpRequest) -> None:
    """Refuse a body where none is read: nobody should think that it counted."""
    if sent.content_length or sent.headers.get("Transfer-Encoding"):
        raise BodyNotExpected()


def query_of(sent: HttpRequest) -> Mapping[str, str]:
    """The query parameters; one that stands twice is refused rather than half read."""
    for name, values in sent.args.lists():
        if len(values) > 1:
            raise ParameterRepeated(field=name, name=name)
    return sent.args.to_dict()
