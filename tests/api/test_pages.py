"""The pages of the reference: every endpoint and every kind of problem has a place."""

import json
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.hosting import Hosts
from api.pages.reference import kinds


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """A visitor to a server without books."""
    return create_app(Hosts([]), lambda: datetime(2024, 3, 1, tzinfo=UTC)).test_client()


def test_every_endpoint_stands_in_the_page_of_its_resource(client: FlaskClient) -> None:
    document = json.loads(client.get("/openapi.json").text)
    pages = {tag["name"]: client.get(f"/docs/{tag['name']}").text for tag in document["tags"]}
    for methods in document["paths"].values():
        for method, operation in methods.items():
            if method != "parameters":
                assert f'id="{operation["operationId"]}"' in pages[operation["tags"][0]]


def test_the_address_in_a_problem_says_what_it_means(client: FlaskClient) -> None:
    problem = client.get("/nothing-here").json or {}
    page = client.get(problem["type"])
    assert page.status_code == 200
    assert problem["title"] in page.text
    assert client.get("/problems/there-is-no-such-problem").status_code == 404


def test_every_kind_of_problem_says_what_it_is_in_both_languages() -> None:
    assert len(kinds()) > 300
    assert all(each["zh"] and each["en"] for each in kinds().values())


def test_the_pages_load_nothing_but_their_own_style(client: FlaskClient) -> None:
    response = client.get("/docs")
    assert "script" not in response.text
    assert "style-src 'self'" in response.headers["Content-Security-Policy"]
    assert client.get("/docs/style.css").mimetype == "text/css"


def test_a_filter_of_a_few_codes_names_them_all(client: FlaskClient) -> None:
    page = client.get("/docs/applications").text
    assert "<code>returned_for_correction</code> 退回补正" in page
