"""Sixteen clients at once: whatever they try with one case, it happens once, and every other is told why not."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ledger.audit.verify import verify
from tests.api.forms import startup_form
from tests.api.office import Office
from tests.api.test_case import budget, step

CLIENTS = 16


def at_once(ask: Callable[[int], TestResponse]) -> Sequence[TestResponse]:
    """Every client asks in the same moment."""
    start = Barrier(CLIENTS)

    def client(number: int) -> TestResponse:
        start.wait()
        return ask(number)

    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(client, range(CLIENTS)))


@pytest.fixture
def case(office: Office) -> str:
    """A case that waits for its signature."""
    budget(office)
    office.on("2024-03-01")
    case: str = office.as_("intake").done("/applications/submit", {"form": startup_form()})["subject"]
    step(office, "intake", case, "accept")
    step(office, "first", case, "first-review", opinion="属实")
    step(office, "site", case, "check-site", visited_on="2024-03-01", finding="正常经营")
    step(office, "first", case, "notice", contact="就业科")
    office.on("2024-03-12")
    step(office, "second", case, "second-review", opinion="同意")
    return case


def statuses(responses: Sequence[TestResponse]) -> Counter[int]:
    return Counter(response.status_code for response in responses)


def events(office: Office, topic: str) -> int:
    return sum(recorded.event.topic == topic for recorded in office.book.read(limit=10_000))


def test_of_sixteen_signatures_on_one_version_one_counts(office: Office, case: str) -> None:
    approver, version = office.as_("approver"), office.version(case)
    answers = at_once(lambda n: approver.post(f"/applications/{case}/approve", version=version, key=f"sign-{n}"))
    assert statuses(answers) == {200: 1, 412: CLIENTS - 1}
    assert events(office, "application.Approved") == 1


def test_one_request_sent_sixteen_times_is_carried_out_once(office: Office, case: str) -> None:
    approver, version = office.as_("approver"), office.version(case)
    answers = at_once(lambda _: approver.post(f"/applications/{case}/approve", version=version, key="sign-once"))
    assert set(statuses(answers)) <= {200, 409}
    assert {answer.get_json()["code"] for answer in answers if answer.status_code == 409} <= {"request-in-flight"}
    assert len({answer.text for answer in answers if answer.status_code == 200}) == 1
    assert events(office, "application.Approved") == 1
    again = approver.post(f"/applications/{case}/approve", version=version, key="sign-once")
    assert again.text == next(answer.text for answer in answers if answer.status_code == 200)


def test_a_tranche_is_instructed_once_whoever_asks(office: Office, case: str) -> None:
    step(office, "approver", case, "approve")
    finance, version = office.as_("finance"), office.version(case)
    path, body = f"/applications/{case}/instruct-payment", {"tranche": 1}
    answers = at_once(lambda n: finance.post(path, body, version=version, key=f"pay-{n}"))
    assert statuses(answers)[201] == 1
    assert statuses(answers)[422] + statuses(answers)[409] == CLIENTS - 1
    assert events(office, "payment.Instructed") == 1


def test_an_applicant_gets_one_case_however_many_counters_file_it(office: Office) -> None:
    budget(office)
    office.on("2024-03-01")
    intake = office.as_("intake")
    body: dict[str, Any] = {"form": startup_form(1)}
    answers = at_once(lambda n: intake.post("/applications/submit", body, key=f"file-{n}"))
    assert statuses(answers) == {201: 1, 422: CLIENTS - 1}
    assert {answer.get_json()["code"] for answer in answers if answer.status_code == 422} == {"cost-already-claimed"}


def test_a_line_is_never_overspent_by_sixteen_cases_at_once(office: Office) -> None:
    officer = office.as_("budget")
    fund = "/funds/employment_security_fund:2024"
    officer.done(f"{fund}/appropriate", {"amount": "600000.00", "document": "文1号"}, version=0)
    allotment = {"amount": "45000.00", "document": "文2号", "programme": "startup_grant", "place": "330500"}
    officer.done(f"{fund}/allot", allotment, version=1)
    office.on("2024-03-01")
    intake = office.as_("intake")
    cases = [intake.done("/applications/submit", {"form": startup_form(n)})["subject"] for n in range(CLIENTS)]
    answers = at_once(
        lambda n: intake.post(f"/applications/{cases[n]}/accept", version=office.version(cases[n]), key=f"accept-{n}")
    )
    assert statuses(answers) == {200: 4, 422: CLIENTS - 4}
    assert {answer.get_json()["code"] for answer in answers if answer.status_code == 422} == {"allotment-overspent"}
    assert verify(office.book, vault=office.vault).ok
