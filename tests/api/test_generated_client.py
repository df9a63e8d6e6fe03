"""A client in Python, generated from the published interface, drives one case from the budget to the bank."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from api.forms.evidence_file import PARQUET
from api.http.resource import SVG
from ledger.documents.content import MEDIA_TYPES
from tests.api.forms import startup_form
from tests.api.office import PLACE, Office

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "api" / "openapi.json"
NAME = "generated_ledger_client"
FUND = "employment_security_fund:2024"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The package that the generator writes, on the path under a name of its own."""
    folder = tmp_path_factory.mktemp("client")
    settings = folder / "settings.yml"
    # The generator knows no body but JSON, forms and plain bytes: a file is bytes to it, whatever its type.
    files = "".join(f"  {each}: application/octet-stream\n" for each in (*MEDIA_TYPES, PARQUET, SVG))
    settings.write_text(f"post_hooks: []\ncontent_type_overrides:\n{files}")
    generator = Path(sys.executable).with_name("openapi-python-client")
    words: list[str | Path] = [
        "generate",
        "--path",
        DOCUMENT,
        "--output-path",
        folder / NAME,
        "--meta",
        "none",
        "--config",
        settings,
    ]
    done = subprocess.run([generator, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield NAME
    sys.path.remove(str(folder))


class Desk:
    """One officer with the generated client."""

    _keys = count(1)

    def __init__(self, generated: str, office: Office, officer: str) -> None:
        self._generated, self._headers = generated, office.as_(officer).headers
        transport = httpx.WSGITransport(app=office.app)
        self._client = (
            self._module("client")
            .Client(base_url="http://localhost")
            .set_httpx_client(httpx.Client(base_url="http://localhost", transport=transport, headers=self._headers))
        )

    def read(self, resource: str, operation: str, *ids: str) -> tuple[Any, str]:
        """One thing, and its version."""
        response = self._operation(resource, operation).sync_detailed(PLACE, *ids, client=self._client)
        assert response.status_code == 200, response.content
        return response.parsed, response.headers["ETag"]

    def act(self, resource: str, operation: str, *ids: str, body: tuple[str, dict[str, Any]], **conditions: str) -> Any:
        """Do something; the receipt."""
        model, fields = body
        key = f"client-{next(self._keys)}"
        response = self._operation(resource, operation).sync_detailed(
            PLACE,
            *ids,
            client=self._client,
            body=getattr(self._module("models"), model).from_dict(fields),
            idempotency_key=key,
            **conditions,
        )
        assert response.status_code in (200, 201), response.content
        return response.parsed

    def _operation(self, resource: str, operation: str) -> ModuleType:
        return self._module(f"api.{resource}.{resource}_{operation}")

    def _module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self._generated}.{name}")


def test_a_generated_client_drives_a_case_from_the_budget_to_the_bank(generated: str, office: Office) -> None:
    def desk(officer: str) -> Desk:
        return Desk(generated, office, officer)

    def on_case(officer: str, operation: str, model: str, **fields: Any) -> Any:
        _, version = desk("auditor").read("applications", "show_application", case)
        return desk(officer).act("applications", operation, case, body=(model, fields), if_match=version)

    budget = desk("budget")
    appropriation = ("AppropriateBody", {"amount": "600000.00", "document": "文1号"})
    budget.act("funds", "appropriate", FUND, body=appropriation, if_match='"0"')
    allotment = {"amount": "100000.00", "document": "文2号", "programme": "startup_grant", "place": PLACE}
    budget.act("funds", "allot", FUND, body=("AllotBody", allotment), if_match='"1"')
    office.on("2024-03-01")
    form = ("FormBody", {"form": startup_form()})
    case = desk("intake").act("applications", "draft_and_submit", body=form).subject
    on_case("intake", "accept", "AcceptBody")
    on_case("first", "first_review", "OpinionBody", opinion="属实")
    on_case("site", "check_site", "SiteBody", visited_on="2024-03-01", finding="正常经营")
    on_case("first", "notice", "NoticeBody", contact="就业科")
    office.on("2024-03-12")
    on_case("second", "second_review", "OpinionBody", opinion="同意")
    assert on_case("approver", "approve", "ApproveBody").outcome["amount"] == "10000.00"
    _, version = desk("auditor").read("applications", "show_application", case)
    instruction = ("InstructBody", {"tranche": 1})
    payment = desk("finance").act("payments", "instruct", case, body=instruction, if_match=version).subject
    line = {"account": "ZFZH-1", "reference": "HZ1", "booked_on": "2024-03-12", "amount": "10000.00"}
    desk("finance").act("payments", "settle", payment, body=("SettleBody", {"bank_line": line}), if_match='"1"')
    paid, _ = desk("auditor").read("payments", "show_payment", payment)
    assert (paid.status, paid.amount) == ("settled", "10000.00")
