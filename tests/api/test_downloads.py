"""Downloads over HTTP: on record before they leave, only what the account sees, refused before the first byte."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from werkzeug.test import TestResponse

from api.resources import exports
from domain.access.audit import Exported
from ledger.exports import export as exporting
from ledger.exports.money_tables import JournalQuestion
from ledger.views import queries
from tests.api.office import Office
from tests.exported import download, fen, lines
from tests.integration.world import World, person

TABLES = ("journal", "balances", "cases", "payments", "recoveries")
FORMATS = ("csv", "xlsx", "parquet")


def taken(office: Office, table: str, officer: str = "auditor", **asked: Any) -> TestResponse:
    response = office.as_(officer).get(f"/exports/{table}", **{"format": "csv"} | asked)
    assert response.status_code == 200, response.text
    return response


def rows(office: Office, table: str, officer: str = "auditor", **asked: Any) -> list[dict[str, Any]]:
    return lines(taken(office, table, officer, **asked).data, "csv")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("table", TABLES)
def test_what_is_on_record_is_what_was_sent(here: tuple[Office, World], table: str, format_: str) -> None:
    office, _ = here
    office.as_("auditor")
    head = office.book.head.position
    response = taken(office, table, format=format_)
    (recorded,) = office.book.read(after=head)
    assert isinstance(recorded.event, Exported)
    digest = sha256(response.data)
    event = recorded.event
    assert (recorded.stream, event.what, event.format) == ("access:330500-auditor", table, format_)
    assert (event.sha256, event.rows) == (digest.hexdigest(), len(lines(response.data, format_)))
    assert response.headers["Repr-Digest"] == f"sha-256=:{b64encode(digest.digest()).decode()}:"
    assert response.headers["Ledger-Rows"] == str(event.rows)
    assert response.headers["Ledger-Position"] == str(head)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{table}-330500-{head}.{format_}"'
    assert int(response.headers["Content-Length"]) == len(response.data)


def test_the_download_is_the_one_of_the_ledger(here: tuple[Office, World]) -> None:
    office, _ = here
    office.as_("auditor")
    _, content = download(office.book, JournalQuestion(), "csv")
    assert taken(office, "journal").data == content


def test_the_filters_narrow(here: tuple[Office, World]) -> None:
    office, world = here
    some = rows(office, "journal", effective_from="2024-04-08", effective_to="2024-04-08", account="Budget:Encumbered")
    assert {(line["effective_on"], line["account"]) for line in some} == {("2024-04-08", "Budget:Encumbered")}
    stood = rows(office, "balances", as_of="2024-01-31", by="line", account="Budget:Allotted")
    assert sum(fen(line["amount"]) for line in stood) == 36_000_000
    assert len(rows(office, "cases", status="withdrawn", programme="startup_grant", place="330502")) == 1
    assert len(rows(office, "payments", case=world.cases["lease"])) == 2
    assert len(rows(office, "recoveries", payment=world.payment("lease"))) == 1


@pytest.mark.parametrize("table", TABLES)
def test_a_county_downloads_its_own(here: tuple[Office, World], table: str) -> None:
    office, _ = here
    assert rows(office, table, "other-county") == []
    own, whole = rows(office, table, "county"), rows(office, table)
    assert 0 < len(own) <= len(whole)
    if table != "balances":
        assert {line["place"] for line in own} == {"330502"}


def test_who_has_no_business_with_whole_tables_gets_none(here: tuple[Office, World]) -> None:
    office, _ = here
    assert office.as_("intake").get("/exports/cases", format="csv").status_code == 403


@pytest.mark.parametrize(
    "asked", [{}, {"format": "pdf"}, {"format": "csv", "page": "1"}, {"format": "csv", "as_of": "1"}]
)
def test_a_question_that_is_not_understood_is_refused(here: tuple[Office, World], asked: dict[str, str]) -> None:
    office, _ = here
    response = office.as_("auditor").get("/exports/journal", **asked)
    assert response.status_code == 422
    assert response.mimetype == "application/problem+json"


def test_a_refused_download_is_a_problem_and_no_record(
    here: tuple[Office, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, _ = here
    office.as_("auditor")
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)
    head = office.book.head.position
    response = office.as_("auditor").get("/exports/journal", format="csv")
    assert (response.status_code, response.json and response.json["code"]) == (422, "download-too-long")
    assert office.book.head.position == head


def test_a_server_writes_a_few_downloads_at_a_time(here: tuple[Office, World]) -> None:
    office, _ = here
    for _ in range(exports.AT_ONCE):
        assert exports._WRITING.acquire(blocking=False)
    busy = office.as_("auditor").get("/exports/journal", format="csv")
    exports._WRITING.release(exports.AT_ONCE)
    assert (busy.status_code, busy.json and busy.json["code"]) == (503, "server-busy")
    taken(office, "journal")


def test_what_leaves_names_nobody(here: tuple[Office, World]) -> None:
    office, _ = here
    content = b"".join(taken(office, table).data for table in TABLES).decode()
    assert not any(part in content for number in range(10) for part in secrets_of(number))
    assert queries.cases(office.book)[0].applicant in content


def secrets_of(number: int) -> tuple[str, ...]:
    details = person(number)
    return details.resident_id, details.name, details.account, details.phone


def test_what_is_only_looked_at_from_outside_is_not_put_on_record(here: tuple[Office, World]) -> None:
    office, _ = here
    headers = office.as_("auditor").headers
    head = office.book.head
    response = office.app.test_client().head(office.url("/exports/journal?format=csv"), headers=headers)
    assert response.status_code == 405
    assert office.book.head == head
