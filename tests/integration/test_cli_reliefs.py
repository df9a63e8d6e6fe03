"""Reliefs on the command line: requested by one officer, decided by another, renewed, ended, shown and counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.forms.reference import relief_example_of
from api.schemas.form import loaded
from api.schemas.relief_catalogue import RELIEF_FORMS, relief_form_of
from domain.names import ZH, zh
from domain.reliefs.registry import RELIEFS
from tests.factories import disability_certificate, resident_id
from tests.integration.desk import Desk

PLACES = {
    "carrier_fee_reduction": "430000",
    "centralised_fee_relief": "140000",
    "utilities_residential_tariff": "140000",
}
"""Where the form's example is decided, if it is not Huzhou or Jinhua."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def form(desk: Desk, code: str, *, number: int = 0, place: str = "", **facts: Any) -> Path:
    """The example of a relief's form with some facts changed, for one of several persons."""
    data = relief_example_of(relief_form_of(code))
    data["place"] = place or data["place"]
    data["facts"] |= facts
    if "resident_id" in data["beneficiary"]:
        identity = resident_id(f"{1980 + number}0315")
        data["beneficiary"] |= {"resident_id": identity, "certificate": disability_certificate(identity)}
    path = desk.folder / f"{code}-{number}.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def requested(desk: Desk, code: str, *more: object, number: int = 0, place: str = "", **facts: Any) -> str:
    path = form(desk, code, number=number, place=place, **facts)
    return str(desk.done("relief", "request", "--form", path, *more, officer="first")["subject"])


def test_every_relief_has_a_form_and_one_name() -> None:
    assert set(RELIEF_FORMS) == set(RELIEFS)
    assert {code: ZH[code] for code in RELIEFS} == {code: known.name_zh for code, known in RELIEFS.items()}


@pytest.mark.parametrize("code", sorted(RELIEFS), ids=zh)
def test_the_example_of_a_form_is_right_and_granted(tmp_path: Path, code: str) -> None:
    example = relief_example_of(relief_form_of(code))
    assert loaded(relief_form_of(code), example)["relief"] == code
    place = PLACES.get(code, "330700" if code == "vat_refund" else "330500")
    desk = Desk(tmp_path, place=place)
    desk.on("2025-06-02" if code == "carrier_fee_reduction" else "2024-06-03")
    relief = requested(desk, code)
    assert desk.done("relief", "grant", relief, officer="approver")["outcome"]["granted"] == "yes"
    shown = desk.read("relief", "show", relief)
    assert shown["relief"]["status"] == "relief_granted"
    assert all(step["authority"] or not step["grade"] for step in shown["decisions"][0]["steps"])
    report = desk.read("verify")
    assert [check for check in report["checks"] if not check["ok"]] == []


def test_a_relief_is_listed_shown_renewed_and_ended(desk: Desk) -> None:
    desk.on("2024-03-04")
    relief = requested(desk, "stall_fee_reduction")
    desk.done("relief", "grant", relief, officer="approver")
    later = {"month": "2024-04", "fee": "摊位费", "charged": "800.00"}
    assert requested(desk, "stall_fee_reduction", "--renews", relief, charges=[later]) == relief
    assert desk.read("relief", "show", relief)["relief"]["undecided"] is True
    desk.done("relief", "grant", relief, officer="approver")
    (row,) = desk.read("relief", "list", "--place", "330500", "--relief", "stall_fee_reduction")["reliefs"]
    assert (row["id"], row["amount"], row["ends_on"]) == (relief, "700.00", "2024-04-30")
    ending = ("--cause", "condition_lost", "--ground", "转租", "--clause", "第一条", "--last-day", "2024-03-31")
    desk.done("relief", "end", relief, *ending, officer="second")
    shown = desk.read("relief", "show", relief)
    assert (shown["relief"]["status"], shown["relief"]["amount"]) == ("relief_ended", "300.00")
    people = desk.type("relief", "show", relief, as_json=False).stdout
    assert "摊位费、租赁费减免" in people
    assert "演示值" in people
    assert "relief.Ended" in {row["topic"] for row in shown["timeline"]}
    assert desk.read("verify")["ok"] is True


def test_a_refusal_is_an_event_with_reasons_and_a_day_for_review(desk: Desk) -> None:
    desk.on("2024-03-04")
    relief = requested(desk, "stall_fee_reduction", operates_in_person="否", certificate_valid="否")
    receipt = desk.done("relief", "grant", relief, officer="approver")
    assert receipt["outcome"] == {"granted": "no", "amount": "0.00"}
    shown = desk.read("relief", "show", relief)
    assert [reason["code"] for reason in shown["reasons"]] == ["certificate_not_valid", "not_in_person"]
    assert shown["relief"]["review_until"] == "2024-05-03"
    other = requested(desk, "stall_fee_reduction")
    desk.done("relief", "refuse", other, "--ground", "不是新增网点", "not a new site", "二(二)", officer="approver")
    assert desk.read("relief", "show", other)["reasons"][0]["authority"] == "二(二)"
    assert "不是新增网点" in desk.type("relief", "show", other, as_json=False).stdout
    assert desk.read("verify")["ok"] is True


def test_a_refusal_is_reviewed_and_decided_anew(desk: Desk) -> None:
    desk.on("2024-03-04")
    relief = requested(desk, "stall_fee_reduction")
    desk.done("relief", "refuse", relief, "--ground", "不是新增网点", "not a new site", "二(二)", officer="approver")
    desk.done("relief", "review", relief, "--reference", "复议1号", officer="intake")
    assert desk.read("relief", "show", relief)["relief"]["under_review"] is True
    outcome = ("--outcome", "revoked", "--finding", "系新增网点")
    refusal = desk.refused("relief", "decide-review", relief, *outcome, officer="approver")
    assert refusal["code"] == "role-not-allowed"
    desk.done("relief", "decide-review", relief, *outcome, officer="appeal")
    desk.done("relief", "grant", relief, officer="approver")
    assert desk.read("relief", "show", relief)["relief"]["amount"] == "300.00"
    assert desk.read("verify")["ok"] is True


def test_tobacco_outlets_are_counted_against_the_target(tmp_path: Path) -> None:
    desk = Desk(tmp_path, place="330700")
    desk.on("2024-03-04")
    for number in (1, 2):
        relief = requested(desk, "tobacco_licence_relaxation", number=number, place="330702")
        desk.done("relief", "grant", relief, officer="approver")
    requested(desk, "tobacco_licence_relaxation", number=3, place="330702")
    counted = desk.read("relief", "outlets", "--place", "330700", "--on", "2024-03-04")
    assert (counted["counted"], counted["target"], counted["grade"]) == (2, 300, "demo")
    shown = desk.type("relief", "outlets", "--place", "330700", "--on", "2024-03-04", as_json=False).stdout
    assert "演示值" in shown
    assert desk.type("relief", "outlets", "--place", "330500", "--on", "2024-03-04").exit_code != 0


def test_the_law_of_a_relief_is_shown(desk: Desk) -> None:
    found = desk.read("law", "show", "vat_refund", "--place", "330700", "--on", "2024-03-04")
    values = {each["key"]: each["shown"] for each in found["provisions"]}
    assert (values["wage_multiple"], values["lock_months"]) == ("4 倍", "36 个月")


def test_a_form_with_mistakes_names_them_all_and_writes_nothing(desk: Desk) -> None:
    desk.on("2024-03-04")
    path = form(desk, "stall_fee_reduction", site="地铁口", certificate_valid="也许", charges=[])
    refusal = desk.refused("relief", "request", "--form", path, officer="first")
    assert {problem["field"] for problem in refusal["problems"]} == {
        "facts.site",
        "facts.certificate_valid",
        "facts.charges",
    }
    unknown = form(desk, "stall_fee_reduction")
    unknown.write_text('{"relief": "free_lunch"}', encoding="utf-8")
    assert desk.refused("relief", "request", "--form", unknown, officer="first")["code"] == "unknown-relief"


def test_facts_of_a_relief_name_nobody(desk: Desk) -> None:
    desk.on("2024-03-04")
    relief = requested(desk, "stall_fee_reduction")
    shown = desk.type("relief", "show", relief).stdout
    assert "申请人甲" not in shown
    assert "19800315" not in shown


def test_no_view_and_no_list_needs_a_relief_to_be_there(desk: Desk) -> None:
    assert desk.read("relief", "list")["reliefs"] == []
    assert desk.type("relief", "show", "L2024-330500-NOTHING").exit_code != 0
