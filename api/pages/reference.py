"""The pages of the reference: resources, their endpoints, and what each kind of problem means."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, current_app, redirect
from jinja2 import Environment, PackageLoader, StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

from api.http.openapi import document_of
from api.http.refusals import NoSuchEndpoint
from api.problems import status_of, title
from domain.errors import Refusal
from domain.names import zh

pages: Final = Blueprint("pages", __name__)

_TEMPLATES: Final = Environment(
    loader=PackageLoader("api.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.globals.update(zh=zh)

STYLE: Final = Path(__file__).parents[1] / "law" / "templates" / "book.css"

POLICY: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@pages.get("/")
def home() -> AnyResponse:
    """The reference is where a visitor starts."""
    return redirect("/docs", 302)


@pages.get("/docs")
def contents() -> Response:
    """Every resource."""
    return _page("contents.html", tags=_document()["tags"], operations=list(_operations(_document())))


@pages.get("/docs/<tag>")
def resource(tag: str) -> Response:
    """The endpoints of a resource."""
    known = {each["name"]: each for each in _document()["tags"]}
    if tag not in known:
        raise NoSuchEndpoint()
    found = [each for each in _operations(_document()) if tag in each["tags"]]
    return _page("resource.html", tag=known[tag], operations=found, components=_document()["components"]["schemas"])


@pages.get("/problems")
def problems() -> Response:
    """Every kind of problem."""
    return _page("problems.html", problems=sorted(kinds().values(), key=lambda each: each["code"]))


@pages.get("/problems/<code>")
def problem(code: str) -> Response:
    """One kind of problem: the address that stands in `type`."""
    if code not in kinds():
        raise NoSuchEndpoint()
    return _page("problem.html", problem=kinds()[code])


@pages.get("/docs/style.css")
def style() -> Response:
    """How the pages look."""
    return Response(STYLE.read_bytes(), mimetype="text/css")


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """What each kind of refusal means, by its code."""
    found = {kind.__new__(kind).code: kind for kind in _refusals(Refusal)}
    return {
        code: {"code": code, "status": status_of(kind.__new__(kind)), "zh": title(kind, "zh"), "en": title(kind, "en")}
        for code, kind in found.items()
    }


def _refusals(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        yield each
        yield from _refusals(each)


def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(document_of(current_app))
    return document


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                yield {"path": path, "method": method.upper(), "shared": methods.get("parameters", []), **operation}


def _page(template: str, **content: Any) -> Response:
    response = Response(_TEMPLATES.get_template(template).render(**content), mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return response
