"""A group of endpoints. Each says who may use it, what it takes and what it answers; the documents follow from that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema

from api.auth.policy import Policy, under
from api.http.answers import Acts, carried_out, plain_answer
from api.http.at import At
from api.http.bodies import Arguments, no_body_in
from api.http.bulk import BULK_ANSWER, bulk_item, bulk_of, in_bulk
from api.http.conditions import version_of
from api.http.entrance import approach, enter
from api.http.inputs import ActBody
from api.http.kinds import ACCOUNT, Kind
from api.http.openapi import FILE, FILE_HEADERS, KEY_PARAMETER, LOCATION, VERSION_HEADER, VERSION_PARAMETER, problems
from api.http.receipts import RECEIPT
from api.http.refusals import MethodNotHere, NoSuchEndpoint, UnknownParameter
from api.http.security import CLOSED
from ledger.commands.base import Receipt, Request

View = Callable[..., Any]
Reads = Callable[..., Any]
"""A view that reads: takes At, then what the query says, then the path; returns rows or plain data."""

Draws = Callable[..., str]
"""A view that takes At and the path, and gives a picture (SVG)."""


@dataclass(frozen=True)
class FileDocument:
    """What the document says of an endpoint that takes or hands out a file, beyond what it says of every one."""

    body: Mapping[str, Any] | None = None
    headers: Mapping[str, Any] = field(default_factory=lambda: FILE_HEADERS)
    parameters: tuple[Mapping[str, Any], ...] = ()
    responses: Mapping[str, Any] = field(default_factory=dict)


NO_FILE: Final = FileDocument()
SVG: Final = "image/svg+xml"
PREFIX: Final = "/v1/books/<book>"


class Resource(Blueprint):  # type: ignore[misc]
    """Endpoints below one book."""

    ARGUMENTS_PARSER = Arguments()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=PREFIX, description=description)

    def reads(
        self,
        rule: str,
        answer: type[Schema],
        *,
        roles: frozenset[str],
        query: type[Schema] | None = None,
        tells_version: bool = False,
    ) -> Callable[[Reads], Reads]:
        """An endpoint that changes nothing; what an act can be done to tells its version."""

        def decorate(view: Reads) -> Reads:
            @wraps(view)
            def answering(*args: Any, **given: Any) -> Any:
                no_body_in(request)
                return plain_answer(view(*args, **given))

            policy = Policy(roles)
            self._add(rule, "GET", answering, policy, answer=answer, query=query, tells_version=tells_version)
            return view

        return decorate

    def downloads(
        self, rule: str, media_types: Sequence[str], *, roles: frozenset[str], query: type[Schema] | None = None
    ) -> Callable[[Reads], Reads]:
        """An endpoint that answers a file in one of some formats; the view makes the response."""

        def decorate(view: Reads) -> Reads:
            @wraps(view)
            def answering(*args: Any, **given: Any) -> Any:
                no_body_in(request)
                if request.method == "HEAD":
                    # What is not handed out is not put on record as handed out.
                    raise MethodNotHere(field="method", method="HEAD")
                return view(*args, **given)

            self._add(rule, "GET", answering, Policy(roles), query=query, files=media_types)
            return view

        return decorate

    def draws(self, rule: str, *, roles: frozenset[str]) -> Callable[[Draws], Draws]:
        """An endpoint that answers a picture; where a browser opens it by itself, nothing in it runs or loads."""

        def decorate(view: Draws) -> Draws:
            @wraps(view)
            def answering(*args: Any, **given: Any) -> Response:
                no_body_in(request)
                return Response(view(*args, **given), mimetype=SVG, headers={"Content-Security-Policy": CLOSED})

            self._add(rule, "GET", answering, Policy(roles), files=(SVG,), file=FileDocument(headers={}))
            return view

        return decorate

    def acts(
        self,
        kind: Kind,
        verb: str,
        *,
        roles: frozenset[str],
        body: type[ActBody] = ActBody,
        reason: str = "",
        makes: Kind | None = None,
        bulk: bool = False,
        answer: type[Schema] = RECEIPT,
    ) -> Callable[[Acts], Acts]:
        """An act upon one thing that exists, in the version that the caller read; it may make another thing.

        With `bulk` it can be done to many things in one request, each on its own and with a result of its own.
        """

        def decorate(view: Acts) -> Acts:
            @wraps(view)
            def acting(at: At, values: dict[str, Any], **path: str) -> Any:
                _must_see(at, kind, path[kind.name])
                seen = {kind.stream(path[kind.name]): version_of(request)}
                return carried_out(at, view, values, path, reason, seen=seen, makes=makes)

            def seeing(at: At, request: Request, **given: Any) -> Receipt | tuple[Receipt, dict[str, str]]:
                _must_see(at, kind, given[kind.name])
                return view(at, request, **given)

            self._add(
                f"{kind.one}/{verb}",
                "POST",
                acting,
                Policy(roles),
                answer=answer,
                body=body,
                makes=makes,
                versioned=True,
                keyed=True,
            )
            if bulk:
                many = in_bulk(kind, seeing, reason)
                many.__name__, many.__doc__ = f"{view.__name__}_in_bulk", f"{view.__doc__} 批量 in bulk."
                items = bulk_of(bulk_item(kind, body))
                rule = f"{kind.path}/bulk/{verb}"
                self._add(rule, "POST", many, Policy(roles), body=items, answer=BULK_ANSWER, keyed=True)
            return view

        return decorate

    def opens(
        self,
        rule: str,
        method: str,
        answer: type[Schema],
        *,
        body: type[Schema] | None = None,
        query: type[Schema] | None = None,
        status: int = 200,
    ) -> Callable[[View], View]:
        """An endpoint for whoever has not shown yet who they are; the view takes the Threshold."""

        def decorate(view: View) -> View:
            policy = Policy(public=True)
            self._add(rule, method, _plainly(view), policy, answer=answer, body=body, query=query, status=status)
            return view

        return decorate

    def own(
        self, rule: str, method: str, answer: type[Schema], *, body: type[Schema] | None = None
    ) -> Callable[[View], View]:
        """An endpoint for any account, about itself: no role is needed, and no command of casework is behind it."""

        def decorate(view: View) -> View:
            self._add(rule, method, _plainly(view), Policy(), answer=answer, body=body)
            return view

        return decorate

    def makes(
        self,
        rule: str,
        made: Kind | None,
        *,
        roles: frozenset[str],
        body: type[ActBody],
        reason: str = "",
        answer: type[Schema] = RECEIPT,
    ) -> Callable[[Acts], Acts]:
        """An act that begins something, or goes on with what has no version of its own for the caller."""

        def decorate(view: Acts) -> Acts:
            @wraps(view)
            def making(at: At, values: dict[str, Any], **path: str) -> Any:
                return carried_out(at, view, values, path, reason, seen={}, makes=made)

            self._add(rule, "POST", making, Policy(roles), answer=answer, body=body, makes=made, keyed=True)
            return view

        return decorate

    def _add(
        self,
        rule: str,
        method: str,
        view: View,
        policy: Policy,
        *,
        answer: type[Schema] = RECEIPT,
        query: type[Schema] | None = None,
        body: type[Schema] | None = None,
        makes: Kind | None = None,
        versioned: bool = False,
        keyed: bool = False,
        tells_version: bool = False,
        status: int = 200,
        files: Sequence[str] = (),
        file: FileDocument = NO_FILE,
    ) -> None:
        writes = body is not None or file.body is not None
        headers = ({"ETag": VERSION_HEADER} if keyed or tells_version else {}) | (
            {"Location": LOCATION} if makes else {}
        )
        shown = view
        for media_type in files:
            shown = self.response(status, FILE, content_type=media_type, headers=file.headers)(shown)
        if not files:
            shown = self.response(201 if makes else status, answer, headers=headers)(shown)
        if query is not None:
            shown = self.arguments(query, location="query")(shown)
        if body is not None:
            shown = self.arguments(body, location="json")(shown)
        headers_sent = [KEY_PARAMETER] * keyed + [VERSION_PARAMETER] * versioned + list(file.parameters)
        shown = self.doc(
            operationId=f"{self.name}_{view.__name__}",
            responses={**problems(writes=writes, versioned=versioned), **file.responses},
            **({"requestBody": file.body} if file.body else {}),
            **({"security": []} if policy.public else {"x-roles": sorted(policy.roles)}),
        )(shown)
        _sends(shown, headers_sent)
        known = frozenset(query().fields) if query is not None else frozenset()
        self.add_url_rule(rule, view.__name__, _guarded(shown, policy, known), methods=[method])


def _must_see(at: At, kind: Kind, id: str) -> None:
    """Answer as if a thing did not exist where the account does not see it; its own account everybody sees."""
    if kind is not ACCOUNT or id != at.actor.id:
        at.must_see(kind.place_of(at.book, id), kind.name, id)


def _sends(view: View, headers: Sequence[Mapping[str, Any]]) -> None:
    """Let the document name headers beside what the query says; `doc` would name them instead of it."""
    if headers:
        arguments = view._apidoc.setdefault("arguments", {})  # type: ignore[attr-defined]
        arguments.setdefault("parameters", []).extend(headers)


def _plainly(view: View) -> View:
    @wraps(view)
    def answering(*args: Any, **given: Any) -> Any:
        return plain_answer(view(*args, **given))

    return answering


def _guarded(view: View, policy: Policy, parameters: frozenset[str]) -> View:
    """The view behind its entrance: nothing of a request is read before the account is known."""

    @wraps(view)
    def guarded(*, book: str, **path: Any) -> Any:
        at = approach(book) if policy.public else enter(book, policy)
        for name in request.args:
            if name not in parameters:
                raise UnknownParameter(field=name, name=name)
        if not all(str(each).isprintable() for each in path.values()):
            # No id of ours holds a control character, and PostgreSQL cannot even be asked for some.
            raise NoSuchEndpoint()
        return view(at, **path)

    return under(policy, guarded)
