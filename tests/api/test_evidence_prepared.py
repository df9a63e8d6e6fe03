"""What evidence shows now: nobody waits for it to be prepared, and a ring that changed is found under its new name."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from api.forms.imports import CSV
from ledger.checks.preparing import prepare
from ledger.checks.whole_evidence import WholeEvidence, ring_number
from ledger.evidence.keys import number_of, number_of_person
from tests.api.office import PLACE, Office
from tests.api.test_check_runs import LOW, SP02, adopt, county
from tests.evidence.files import CONTRACT, WAGE, written
from tests.factories import bank_card, resident_id, uscc

WORKERS = [resident_id(f"1985010{day}") for day in (1, 2, 3, 4)]
AS_OF = {"as_of": "2024-03-11"}
ENTRY = {
    "surname": "甲",
    "given_first": "乙",
    "given_second": "丙",
    "sex": "女",
    "birth_day": "1985-01-01",
    "residence": "330502",
    "phone": "13900000001",
}


@pytest.fixture
def bureau(tmp_path: Path) -> Office:
    """An office, its evidence in a folder of its own."""
    office = Office(f"sqlite:///{tmp_path / 'book.sqlite'}", tmp_path)
    office.on("2024-03-11")
    return office


def bring(office: Office, folder: Path, dataset: str, rows: Sequence[Mapping[str, str]], **said: str) -> str:
    """Import a file; the id of the import."""
    content = BytesIO(written(folder / f"{dataset}.csv", rows).read_bytes())
    query = {"dataset": dataset, "source": "bureau", "place": PLACE} | said
    response = office.as_("data").send("/evidence", content, query=query, media_type=CSV)
    assert response.status_code == 201, response.text
    return str((response.json or {})["subject"])


def later_unit(office: Office) -> str:
    """An employer whose key is not the smallest: no ring of the workers is named after it."""
    first = min(number_of_person(office.vault.pseudonym(person)) for person in WORKERS)
    return next(unit for unit in map(uscc, range(1000)) if number_of(office.vault, unit) > first)


def contracts(workers: Sequence[str], employer: str, agent: str) -> list[dict[str, str]]:
    return [
        CONTRACT | {"person": person, "employer": employer, "contract": f"HT-{number}", "agent": agent}
        for number, person in enumerate(workers)
    ]


def test_a_ring_is_not_shown_before_new_evidence_is_prepared_and_then_under_its_new_name(
    bureau: Office, tmp_path: Path
) -> None:
    employer = later_unit(bureau)
    month = WAGE | {"employer": employer, "month": "2024-02", "paid_day": "2024-03-05", "disabled": "是"}
    wages = [month | {"person": person, "account": bank_card(number)} for number, person in enumerate(WORKERS)]
    bring(bureau, tmp_path, "wages", wages, first_month="2024-01", last_month="2024-02")
    bring(bureau, tmp_path, "contracts", contracts(WORKERS, employer, "演示介绍人"), **AS_OF)
    adopt(bureau, SP02, **LOW)
    analyst = bureau.as_("analyst")
    analyst.done("/check-runs", {"checks": [SP02]})
    (ring,) = (named["ring"] for named in analyst.read("/networks")["items"])
    founder = ring_number(ring)
    others = [each for each in WORKERS if number_of_person(bureau.vault.pseudonym(each)) != founder]
    fewer = bring(
        bureau, tmp_path, "contracts", contracts(others, employer, "演示代办处"), **AS_OF, accept_fewer="true"
    )
    bureau.as_("second-data").done(f"/evidence/{fewer}/confirm", version=bureau.version(fewer))
    tuning = {"threshold": "grace", "low": 0, "high": 1}
    for path, asked in ((f"/networks/{ring}", {}), (f"/networks/{ring}.svg", {}), ("/checks/RF01/tuning", tuning)):
        early = analyst.get(path, **asked)
        assert (early.status_code, (early.json or {})["code"]) == (503, "evidence-not-prepared")
        assert early.headers["Retry-After"] == "60"
    assert prepare(bureau.book, bureau.evidence)
    assert not prepare(bureau.book, bureau.evidence), "once is enough"
    renamed = analyst.get(f"/networks/{ring}")
    assert (renamed.status_code, (renamed.json or {})["code"]) == (404, "ring-renamed")
    member = max(number_of_person(bureau.vault.pseudonym(person)) for person in others)
    never = analyst.get(f"/networks/ring:{member % (1 << 64):016x}")
    assert (never.status_code, (never.json or {})["code"]) == (404, "not-found"), "no alert ever named it so"
    analyst.done("/check-runs", {"checks": [SP02]})
    (now,) = {named["ring"] for named in analyst.read("/networks")["items"]} - {ring}
    assert now in (renamed.json or {})["en"]
    members = {each["name"] for each in analyst.read(f"/networks/{now}")["members"]}
    assert {bureau.vault.pseudonym(person) for person in others} <= members


def test_identities_are_compared_once_for_a_key_by_whoever_may_and_within_their_place(
    bureau: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        ENTRY | {"person": resident_id("19850101", region), "place": place}
        for region, place in (("330503", "330502"), ("330522", "330502"), ("330523", "330521"))
    ]
    bring(bureau, tmp_path, "identities", entries, **AS_OF)
    analyst = county(bureau, "fraud_analyst")
    body = {"place": "330502"}
    first = analyst.post("/identity-suggestions", body, key="compare-once")
    assert (first.status_code, (first.json or {})["outcome"]) == (200, {"suggested": "1", "known": "0"}), first.text
    (pair,) = bureau.as_("auditor").read("/identity-pairs")["items"]
    assert {pair["left"], pair["right"]} == {bureau.vault.pseudonym(each["person"]) for each in entries[:2]}
    assert bureau.as_("analyst").done("/identity-suggestions")["outcome"] == {"suggested": "2", "known": "1"}

    def looked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(WholeEvidence, "__init__", looked)
    assert analyst.post("/identity-suggestions", body, key="compare-once").json == first.json
    refused = analyst.post("/identity-suggestions")
    assert (refused.status_code, (refused.json or {})["code"]) == (403, "outside-jurisdiction")
    assert bureau.as_("fraud-reviewer").post("/identity-suggestions").status_code == 403
    assert analyst.post("/identity-suggestions", {"place": "110101"}).status_code == 422
