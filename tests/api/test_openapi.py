"""The published interface: the document in the repository is the one that is served."""

import json
from pathlib import Path

from api.reference import openapi_text

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api" / "openapi.json"


def test_the_published_interface_is_the_one_that_is_served() -> None:
    assert PAGE.read_text(encoding="utf-8") == openapi_text(), "write api.reference.openapi_text() to the page"


def test_the_document_names_headers_beside_what_the_query_says() -> None:
    uploading = json.loads(openapi_text())["paths"]["/v1/books/{book}/applications/{case}/documents"]["post"]
    names = {parameter["name"] for parameter in uploading["parameters"]}
    assert names == {"kind", "on", "Idempotency-Key", "Repr-Digest"}
