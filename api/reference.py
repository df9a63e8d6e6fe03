"""The reference of the API: the OpenAPI document of all resources, whatever books are hosted."""

from api.app import create_app
from api.clock import now
from api.hosting import Hosts
from api.http.openapi import document_of


def openapi_text() -> str:
    """The document, as it is served at /openapi.json."""
    return document_of(create_app(Hosts([]), now))
