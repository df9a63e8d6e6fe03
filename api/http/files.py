"""Files over HTTP: sent as they are, read piece by piece, handed out as attachments that no browser opens by itself."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterator
from functools import wraps
from typing import Any, Final, NamedTuple

from flask import Request as HttpRequest
from flask import Response, request
from marshmallow import Schema

from api.auth.policy import Policy
from api.http.answers import Acts, carried_out
from api.http.at import At
from api.http.conditions import key_of
from api.http.entrance import entrance
from api.http.inputs import ActBody
from api.http.kinds import Kind
from api.http.openapi import FILE, FILE_HEADERS
from api.http.receipts import RECEIPT
from api.http.refusals import BodyCutOff, BodyTooLarge, LengthMissing
from api.http.resource import FileDocument, Resource, View
from api.http.shapes import TEXT

_SHA256: Final = re.compile(r"(?:^|[\s,])sha-256=:([A-Za-z0-9+/]{43}=):")

DIGEST_PARAMETER: Final = {
    "in": "header",
    "name": "Repr-Digest",
    "required": False,
    "description": "文件的 SHA-256(RFC 9530),不符即拒收。 SHA-256 of the file; refused where it is another.",
    "schema": {"type": "string"},
    "example": "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:",
}


class Upload:
    """A file that comes in: the type that was declared, the SHA-256 that was sent with it, and `read`.

    What ends before the length that was announced is refused: half a file is none. The server does not tell a body in
    pieces without a length from one that broke off, so that none is taken.
    """

    def __init__(self, sent: HttpRequest, most: int) -> None:
        self.media_type = sent.mimetype
        self.sha256 = digest_in(sent.headers.get("Repr-Digest", ""))
        if sent.content_length is None:
            raise LengthMissing(field="Content-Length")
        if sent.content_length > most:
            raise BodyTooLarge(most=most)
        self._left = sent.content_length
        self._read = sent.stream.read

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""
        piece: bytes = self._read(min(size, self._left))
        self._left -= len(piece)
        if not piece and self._left:
            raise BodyCutOff(missing=self._left)
        return piece

    def whole(self) -> bytes:
        """All of it, for what has to be looked at as a whole."""
        pieces: list[bytes] = []
        while piece := self.read(self._left):
            pieces.append(piece)
        return b"".join(pieces)


class Attachment(NamedTuple):
    """A file to hand out: its name, type, size in bytes and SHA-256, its pieces, and what to do when it is through."""

    name: str
    media_type: str
    size: int
    sha256: bytes
    pieces: Iterator[bytes]
    close: Callable[[], None]

    def response(self) -> Response:
        """The file as a response."""
        headers = {
            "Content-Type": self.media_type,
            "Content-Length": str(self.size),
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "Repr-Digest": digest_field(self.sha256),
        }
        response = Response(self.pieces, headers=headers)
        response.call_on_close(self.close)
        return response


HandsOut = Callable[..., Attachment]
"""A view that hands a file out: takes At, the request to the ledger, then path and body by name."""


class FileResource(Resource):
    """Endpoints of which some take or hand out files."""

    def uploads(
        self,
        rule: str,
        made: Kind,
        *,
        within: Kind | None = None,
        roles: frozenset[str],
        query: type[Schema],
        media_types: Collection[str],
        most: int,
        reason: str,
        answer: type[Schema] = RECEIPT,
    ) -> Callable[[Acts], Acts]:
        """An act that takes a file of at most so many bytes: the body as it is; what is said of it is in the query.

        `within` is the thing that the file belongs to. The view takes the file as `upload` and judges its type.
        """

        def decorate(view: Acts) -> Acts:
            @wraps(view)
            def uploading(at: At, values: dict[str, Any], **path: str) -> Any:
                if within:
                    at.must_see(within.place_of(at.book, path[within.name]), within.name, path[within.name])
                said = values | {"upload": Upload(request, most)}
                return carried_out(at, view, said, path, reason, seen={}, makes=made)

            policy, about = Policy(roles), _taking(media_types)
            self._add(rule, "POST", uploading, policy, answer=answer, query=query, makes=made, keyed=True, file=about)
            return view

        return decorate

    def inspects(
        self,
        rule: str,
        answer: type[Schema],
        *,
        roles: frozenset[str],
        query: type[Schema],
        media_types: Collection[str],
        most: int,
    ) -> Callable[[View], View]:
        """A look at a file that changes nothing, and needs no key; otherwise as `uploads`."""

        def decorate(view: View) -> View:
            @wraps(view)
            def inspecting(at: At, values: dict[str, Any], **path: str) -> Any:
                asked = at.request(values, "inspection", "核对 inspection", {})
                return view(at, asked, **path, **values, upload=Upload(request, most))

            self._add(rule, "POST", inspecting, Policy(roles), answer=answer, query=query, file=_taking(media_types))
            return view

        return decorate

    def hands_out(
        self, kind: Kind, verb: str, *, roles: frozenset[str], body: type[ActBody], media_types: Collection[str]
    ) -> Callable[[HandsOut], HandsOut]:
        """An act after which a file is handed out; the view gives an Attachment."""

        def decorate(view: HandsOut) -> HandsOut:
            @wraps(view)
            def handing_out(at: At, values: dict[str, Any], **path: str) -> Response:
                at.must_see(kind.place_of(at.book, path[kind.name]), kind.name, path[kind.name])
                key = key_of(request)
                with entrance().in_flight.alone(at.book.place, key):
                    return view(at, at.request(values, key, "", {}), **path, **values).response()

            rule, files = f"{kind.one}/{verb}", tuple(media_types)
            gone = FileDocument(
                headers={name: FILE_HEADERS[name] for name in ("Content-Disposition", "Repr-Digest")},
                responses={"410": {"$ref": "#/components/responses/Problem410"}},
            )
            self._add(rule, "POST", handing_out, Policy(roles), body=body, keyed=True, files=files, file=gone)
            return view

        return decorate


def _taking(media_types: Collection[str]) -> FileDocument:
    """What the document says of an endpoint that takes a file."""
    return FileDocument(
        body={"required": True, "content": _content(media_types)},
        parameters=(DIGEST_PARAMETER,),
        responses={"411": {"$ref": "#/components/responses/Problem411"}},
    )


def digest_in(field: str) -> bytes | None:
    """The SHA-256 in a Repr-Digest field (RFC 9530); other algorithms say nothing here, as the RFC has it."""
    found = _SHA256.search(field)
    return b64decode(found[1]) if found else None


def digest_field(sha256: bytes) -> str:
    """A SHA-256 as a Repr-Digest field."""
    return f"sha-256=:{b64encode(sha256).decode()}:"


def _content(media_types: Collection[str]) -> dict[str, Any]:
    return {name: {"schema": TEXT if name.startswith("text/") else FILE} for name in media_types}
