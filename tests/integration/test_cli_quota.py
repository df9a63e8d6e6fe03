"""Certifications and the quota on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from api.schemas.form import read
from api.schemas.problems import FormInvalid
from ledger.book import Book
from ledger.keys import load_keys
from ledger.vault import Vault
from tests.factories import bank_card, uscc
from tests.integration.desk import Desk
from tests.placed import registration, worker

ORGAN = uscc(41)
QUOTA, CERTIFIER = "quota_officer", "certification_officer"
FIVE = [word for each in "pension medical unemployment work_injury maternity".split() for word in ("--insurance", each)]
BODY = {
    "kind": "state_organ",
    "level": "county",
    "establishment_posts": 60,
    "posts_filled": 60,
    "school_or_kindergarten": False,
    "committee_member": True,
    "cadres": 0,
    "pwd_cadres": 0,
    "control_number": 5,
    "non_establishment_staff": 2,
    "reserved_non_establishment": 0,
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A demonstration book of Huzhou in March 2024."""
    return Desk(tmp_path)


def form(desk: Desk, content: Any) -> Path:
    path = desk.folder / "form.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def placed(desk: Desk, *, months: int = 2) -> str:
    """A person in an establishment post of the organ, with evidence for the first months of 2023."""
    details = worker(1)
    data = {
        "resident_id": details.resident_id,
        "name": details.name,
        "certificate": details.certificate,
        "account": bank_card(1),
    }
    party = desk.done("party", "register", "--form", form(desk, data), "--reason", "登记", officer="intake")["subject"]
    content = registration(party, employer=ORGAN, employer_kind="state_organ", post="establishment", contract=None)
    placement = desk.done("placement", "register", "--form", form(desk, content), officer="q", role=QUOTA)["subject"]
    for month in range(1, months + 1):
        words = ("--month", f"2023-{month:02d}", "--wage", "5000.00", "--former-retirement-age", "55")
        evidence = (*words, *FIVE, "--reference", "工资单")
        desk.done("placement", "record-month", placement, *evidence, officer="q", role=QUOTA)
    return str(placement)


def certified(desk: Desk) -> None:
    placed(desk)
    content = {
        "employer_kind": "state_organ",
        "place": "330502",
        "staff_by_month": [60] * 12,
        "staff_source": "contracts",
    }
    words = ("certification", "file", ORGAN, "--year", "2023", "--form", form(desk, content))
    desk.done(*words, officer="filer", role=QUOTA)
    desk.done("certification", "certify", ORGAN, "--year", "2023", officer="c", role=CERTIFIER)


def test_a_certification_is_shown_month_by_month(desk: Desk) -> None:
    certified(desk)
    (row,) = desk.read("certification", "list", "--year", "2023", "--place", "330000")["certifications"]
    assert (row["status"], row["counted_months"], row["weight_months"]) == ("certified", 2, 2)
    shown = desk.read("certification", "show", ORGAN, "--year", "2023")
    assert (shown["counted_average"], shown["persons"]) == ("1/6(约 0.1667)", 1)
    assert "全年平均计入" in desk.type("certification", "show", ORGAN, "--year", "2023", as_json=False).stdout
    assert desk.read("verify")["ok"] is True


def test_a_certification_is_returned_or_revoked_with_its_reason(desk: Desk) -> None:
    certified(desk)
    late = ("certification", "return", ORGAN, "--year", "2023", "--finding", "缺页")
    assert desk.refused(*late, officer="c", role=CERTIFIER)["code"] == "certification-stage"
    fall = ("--ground", "虚假安排", "--clause", "第十四条", "--reason", "查实")
    desk.done("certification", "revoke", ORGAN, "--year", "2023", *fall, officer="c", role=CERTIFIER)
    (row,) = desk.read("certification", "list", "--employer", ORGAN)["certifications"]
    assert (row["status"], row["counted_months"]) == ("revoked", 0)
    assert desk.read("verify")["ok"] is True


def test_what_was_corrected_after_the_certification_is_listed(desk: Desk) -> None:
    certified(desk)
    assert desk.read("certification", "recheck", ORGAN, "--year", "2023")["still_holds"] is True
    (row,) = desk.read("placement", "list", "--employer", ORGAN)["placements"]
    words = ("--month", "2023-02", "--wage", "1.00", "--former-retirement-age", "55", *FIVE, "--reference", "工资单")
    desk.done("placement", "correct-month", row["id"], *words, "--reason", "复核", officer="q", role=QUOTA)
    shown = desk.read("certification", "recheck", ORGAN, "--year", "2023")
    (changed,) = shown["changed"]
    assert (changed["month"], changed["certified"], changed["now"]) == ("2023-02", 1, 0)
    assert changed["reasons"] == ["wage_below_minimum"]
    assert "工资低于最低标准" in desk.type("certification", "recheck", ORGAN, "--year", "2023", as_json=False).stdout
    assert desk.read("verify")["ok"] is True


def test_the_status_of_an_employer_is_exact(desk: Desk) -> None:
    certified(desk)
    shown = desk.read("quota", "status", ORGAN, "--year", "2023")
    assert (shown["required"], shown["counted"], shown["shortfall"], shown["excess"]) == ("9/10", "1/6", "11/15", "0")
    assert "差额 11/15" in desk.type("quota", "status", ORGAN, "--year", "2023", as_json=False).stdout


def test_an_employer_without_certification_has_no_status(desk: Desk) -> None:
    assert desk.type("quota", "status", ORGAN, "--year", "2023").exit_code == 1


def test_bodies_are_pooled_and_their_duties_are_listed(desk: Desk) -> None:
    certified(desk)
    record = {"uscc": ORGAN, "place": "330502", "as_of": "2023-12-31", "body": BODY}
    desk.done("quota", "record-body", "--form", form(desk, record), officer="q", role=QUOTA)
    pool = desk.read("quota", "pool", "330500", "--year", "2023")
    assert (pool["staff"], pool["counted"]) == ("60", "1/6")
    (body,) = desk.read("quota", "bodies", "330500", "--year", "2023", "--day", "2024-03-01")["bodies"]
    assert body["persons"] == 1
    assert [reason["code"] for reason in body["open"]] == ["non_establishment_reserved"]
    assert "编外岗位预留 0 个" in desk.type("quota", "bodies", "330500", "--year", "2023", as_json=False).stdout
    earlier = record | {"as_of": "2022-12-31"}
    words = ("quota", "record-body", "--form", form(desk, earlier))
    assert desk.refused(*words, officer="q", role=QUOTA)["code"] == "record-goes-back"
    impossible = record | {"body": BODY | {"posts_filled": 61}}
    words = ("quota", "record-body", "--form", form(desk, impossible))
    assert desk.refused(*words, officer="q", role=QUOTA)["code"] == "body-numbers-impossible"


def test_recruited_persons_are_those_placed_in_the_establishment(desk: Desk) -> None:
    placed(desk, months=0)
    shown = desk.read("quota", "recruited", "330502", "--day", "2024-03-01")
    assert (shown["fulfilled"], [reason["code"] for reason in shown["reasons"]]) == (False, ["institution_recruitment"])


def test_offered_posts_are_counted_by_year(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="330700")
    record = {"uscc": ORGAN, "place": "330700", "as_of": "2023-12-31", "body": BODY}
    desk.done("quota", "record-body", "--form", form(desk, record), officer="q", role=QUOTA)
    assert desk.read("quota", "offered", "330700", "--year", "2023")["fulfilled"] is False
    offer = {
        "uscc": ORGAN,
        "post": "institution",
        "way": "special_post",
        "posts": 1,
        "offered_on": "2023-05-01",
        "document": "金组〔演示〕1号",
    }
    desk.done("quota", "offer", "--form", form(desk, offer), officer="q", role=QUOTA)
    assert desk.read("quota", "offered", "330700", "--year", "2023")["fulfilled"] is True
    none = ("quota", "offer", "--form", form(desk, offer | {"posts": 0}))
    assert desk.refused(*none, officer="q", role=QUOTA)["code"] == "not-any-post"


def test_a_full_body_may_place_outside_its_establishment(desk: Desk) -> None:
    record = {"uscc": ORGAN, "place": "330502", "as_of": "2023-12-31", "body": BODY}
    desk.done("quota", "record-body", "--form", form(desk, record), officer="q", role=QUOTA)
    words = ("quota", "auxiliary-post", ORGAN, "--day", "2024-03-01")
    assert [reason["code"] for reason in desk.read(*words)["reasons"]] == ["no_contract"]
    assert desk.read(*words, "--with-contract")["fulfilled"] is True


def test_a_job_coach_is_asked_for_above_thirty_persons(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="430000")
    words = ("quota", "job-coach", "--place", "430000", "--day", "2024-03-01", "--persons")
    assert desk.read(*words, "30")["fulfilled"] is True
    assert desk.read(*words, "31")["fulfilled"] is False
    assert desk.read(*words, "31", "--coaches", "1")["fulfilled"] is True
    assert desk.read(*words, "5", "--kind", "auxiliary")["fulfilled"] is False


def test_a_reserved_share_is_worked_out(desk: Desk) -> None:
    words = ("quota", "reserve", "--place", "330500", "--total", "21", "--day", "2024-03-01")
    shown = desk.read(*words, "--kept", "2")
    assert (shown["wanted"], shown["of"], shown["fulfilled"]) == (3, "posts", False)
    assert "已履行" in desk.type(*words, "--kept", "3", as_json=False).stdout


def test_a_centralised_head_count_is_filed_verified_and_judged(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="330700")
    count = {"staff": 40, "disability_certificates": 9, "soldier_certificates": 1}
    filed = {"employer": ORGAN, "place": "330700", "month": "2024-01", "count": count}
    desk.done("quota", "file-headcount", "--form", form(desk, filed), officer="q", role=QUOTA)
    twice = ("quota", "file-headcount", "--form", form(desk, filed))
    assert desk.refused(*twice, officer="q", role=QUOTA)["code"] == "headcount-filed-already"
    checked = {"employer": ORGAN, "month": "2024-01", "channel": "online_check", "count": count, "finding": "相符"}
    desk.done("quota", "verify-headcount", "--form", form(desk, checked), officer="c", role=CERTIFIER)
    (row,) = desk.read("quota", "headcounts", "--employer", ORGAN)["headcounts"]
    assert (row["channels"], row["disagreeing"], row["verified"]) == (["online_check"], [], False)
    there = checked | {"channel": "on_site_check"}
    desk.done("quota", "verify-headcount", "--form", form(desk, there), officer="c", role=CERTIFIER)
    assert desk.read("quota", "headcounts")["headcounts"][0]["verified"] is True
    assert "核定完毕" in desk.type("quota", "headcounts", as_json=False).stdout
    words = ("quota", "centralised", ORGAN, "--place", "330700", "--day", "2024-03-01")
    assert desk.read(*words)["fulfilled"] is True
    assert desk.read(*words, "--for-reward")["fulfilled"] is False
    wrong = filed | {"month": "2024-02", "count": count | {"soldier_certificates": 32}}
    impossible = ("quota", "file-headcount", "--form", form(desk, wrong))
    assert desk.refused(*impossible, officer="q", role=QUOTA)["code"] == "headcount-impossible"


def test_certified_months_are_exported_and_compared(desk: Desk) -> None:
    certified(desk)
    key = desk.folder / "exchange.key"
    key.write_bytes(b"k" * 32)
    given = desk.read("certification", "export", "--year", "2023", "--exchange-key", key)
    assert (given["book"], len(given["months"])) == ("330500", 2)
    other = form(desk, given | {"book": "140100"})
    found = desk.read("certification", "compare", other, "--exchange-key", key)["overlaps"]
    assert [each["month"] for each in found] == ["2023-01", "2023-02"]
    unreadable = desk.type("certification", "compare", form(desk, {"book": 1}), "--exchange-key", key)
    assert json.loads(unreadable.stdout)["error"]["code"] == "form-does-not-fit"


def test_a_person_whose_grade_changed_stands_on_the_reward_once_a_certificate(desk: Desk) -> None:
    details = worker(1)
    form_of_reward = example_of(form_of("over_quota_reward"))
    line = {
        "resident_id": details.resident_id,
        "name": details.name,
        "certificate": details.certificate,
        "first_month": "2023-01",
        "last_month": "2023-04",
    }
    severe = details.certificate[:-1] + "2"
    lines = [line, line | {"certificate": severe, "first_month": "2023-05", "last_month": "2023-12"}]
    form_of_reward["facts"] |= {"year": 2023, "rests_on_certification": True, "placements": lines}
    with Book.open(desk.url) as book:
        vault = Vault(book, load_keys(desk.folder / "book.sqlite.key"))
        filled = read(form_of("over_quota_reward"), form_of_reward | {"applied_on": "2024-03-01"}, book, vault)
        assert [(each["weight"], len(each["months"])) for each in filled.facts["placements"]] == [(1, 4), (2, 8)]
        form_of_reward["facts"]["rests_on_certification"] = False
        with pytest.raises(FormInvalid):
            read(form_of("over_quota_reward"), form_of_reward, book, vault)
