"""Schemathesis asks every endpoint, with the account of a role that opens it, what its document allows and forbids."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from api.app import create_app
from api.auth.policy import EVERY_ROLE
from api.forms.evidence_file import PARQUET
from api.hosting import Hosts
from ledger.documents.content import MEDIA_TYPES
from tests.api.forms import startup_form
from tests.api.office import OPENING, Office
from tests.api.test_case import budget, step
from tests.contents import DOCX, OFD, SAMPLES, XLSX
from tests.integration.gatehouse import light_hashes

CONFIG = SchemathesisConfig.from_path(Path(__file__).parents[2] / "schemathesis.toml")

# Files are sent as they are, whatever they are.
schemathesis.serializer.alias(
    [PARQUET, *(each for each in MEDIA_TYPES if not each.startswith("text/"))], "application/octet-stream"
)

EXAMPLES = 3
"""Random requests an endpoint, beside the systematic ones of the coverage phase."""


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with an officer for every role, a budget and a case."""
    folder = tmp_path_factory.mktemp("schemathesis")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=schemathesis"
    office = Office(url, folder)
    for role in sorted(EVERY_ROLE):
        office.appoint(role, role)
    budget(office)
    office.on("2024-03-01")
    case = office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"]
    step(office, "intake", case, "accept")
    with pytest.MonkeyPatch.context() as patch:
        light_hashes(patch)
        yield office
    office.book.close()


interface = schemathesis.openapi.from_wsgi("/openapi.json", create_app(Hosts([]), lambda: OPENING), config=CONFIG)


@schemathesis.serializer("application/pdf", "image/tiff", OFD, XLSX, DOCX)
def as_file(context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A file of the type in place of any text; what is none stays as it is, for it has to be refused."""
    return SAMPLES[context.case.media_type or ""] if isinstance(value, str | bytes) else repr(value).encode()


@interface.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_answered_that_the_document_does_not_say(case: schemathesis.Case[Any], asked: Office) -> None:
    case.operation.app = asked.app
    roles = case.operation.definition.raw.get("x-roles") or ["auditor"]
    case.call_and_validate(headers=asked.callers[roles[0]].headers)
