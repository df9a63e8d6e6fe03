"""The published interface: the document in the repository is the one that is served."""

from pathlib import Path

from api.reference import openapi_text

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api" / "openapi.json"


def test_the_published_interface_is_the_one_that_is_served() -> None:
    assert PAGE.read_text(encoding="utf-8") == openapi_text(), "write api.reference.openapi_text() to the page"
