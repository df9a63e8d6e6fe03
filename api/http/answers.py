"""What a view found or did, as the answer to a request: plain data, a status and headers."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from flask import Response, request

from api.http.at import At
from api.http.conditions import etag, key_of
from api.http.entrance import entrance
from api.http.kinds import HOLD, Kind
from api.plain import plain
from ledger.commands.base import Receipt

Acts = Callable[..., Receipt | tuple[Receipt, dict[str, str]]]
"""A view that writes: takes At, the request to the ledger, then path and body by name.

It answers the receipt, and beside it what is shown only once.
"""

Answer = tuple[Any, int, dict[str, str]]
"""Plain data, the status, and headers."""


def carried_out(
    at: At,
    view: Acts,
    values: dict[str, Any],
    path: Mapping[str, str],
    reason: str,
    *,
    seen: dict[str, int],
    makes: Kind | None,
) -> Answer:
    """Carry an act out once per key and answer its receipt: the same when the key is sent again, or a refusal.

    Refused is what answered something that is shown only once.
    """
    key = key_of(request)
    with entrance().in_flight.alone(at.book.place, key):
        made = view(at, at.request(values, key, reason, seen), **path, **values)
    receipt, shown_once = made if isinstance(made, tuple) else (made, {})
    body, status, headers = _answer_of(at, receipt, makes)
    return body | shown_once, status, headers


def _answer_of(at: At, receipt: Receipt, makes: Kind | None) -> Answer:
    """The receipt with the version that its subject has now, and where that lies if it is new."""
    headers = {}
    if receipt.subject in receipt.versions:
        headers["ETag"] = etag(receipt.versions[receipt.subject])
    if makes:
        # Money that a check stopped is no payment: its receipt is about the hold.
        made = HOLD if receipt.subject.startswith(HOLD.prefix) else makes
        headers["Location"] = f"{request.script_root}/v1/books/{at.book.place}{made.path}/{made.id_of(receipt.subject)}"
    return plain(receipt), 201 if makes else 200, headers


def plain_answer(found: Any) -> Any:
    """Rows as plain data; what is plain, or a response, stays as it is."""
    match found:
        case Response():
            return found
        case (body, int() as status, dict() as headers):
            return plain_answer(body), status, headers
        case msgspec.Struct():
            return plain(found)
        case list():
            return [plain_answer(each) for each in found]
        case dict():
            return {
                name: plain_answer(each) if isinstance(each, msgspec.Struct | list) else each
                for name, each in found.items()
            }
    return found
