"""The gate before a payment, on the whole path: evidence, a stop, a hearing, a clearance, the payment."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from tests.integration.desk import Desk
from tests.integration.evidence_against import ANALYST, CASE_DAY, CHECK, REVIEWER, brought, set_to, told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with budget for start-up grants."""
    here = Desk(tmp_path)
    here.budget("startup_grant", "500000.00")
    return here


def test_a_hit_holds_the_money_until_the_party_is_heard_and_the_alert_is_cleared(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    brought(desk)
    set_to(desk, "hold")
    stopped = desk.done("payment", "instruct", case, officer="finance")
    hold = str(stopped["subject"])
    assert hold.startswith("hold:")
    assert stopped["outcome"]["told"].startswith("没有下达支付指令")
    assert stopped["outcome"]["held"].startswith("RF01 社会保险经办条例第八条、第九条;登记于2023-10-01死亡")
    (alert,) = desk.read("alerts", "list", "--case", case)["alerts"]
    assert alert["sentence"]["en"].startswith("Registered as dead since 2023-10-01")
    shown = desk.read("alerts", "show", alert["id"])["alert"]
    assert shown["sentence"]["zh"].startswith("登记于2023-10-01死亡")
    assert {row["dataset"] for row in shown["evidence"]} == {"deaths", "wages"}
    assert desk.refused("payment", "instruct", case, officer="finance")["code"] == "payment-held"

    words = ("investigation", "open", "--place", desk.place, "--title", "ghost_worker", "--alert", alert["id"])
    looked = str(desk.done(*words, **ANALYST)["subject"])
    desk.done("investigation", "assign", looked, "--analyst", f"{desk.place}-analyst", **ANALYST)
    asked = ("--party", alert["subject"], "--question", "本人是否在岗", "--document", "湖残函〔2024〕1号")
    desk.done("investigation", "ask", looked, *asked, **ANALYST)
    desk.done("investigation", "answer", looked, "--party", alert["subject"], "--reference", "笔录1号", **ANALYST)
    why = ("--code", "data_error", "--note", "死亡登记有误")
    desk.done("investigation", "clear", looked, "--alert", alert["id"], *why, **ANALYST)
    release = ("hold", "release", hold.removeprefix("hold:"), "--ground", "登记有误")
    alone = desk.refused(*release, officer="analyst", role="fraud_analyst fraud_reviewer")
    assert alone["code"] == "same-person-looked-into-it"
    desk.done(*release, **REVIEWER)

    paid = desk.done("payment", "instruct", case, officer="finance")
    assert not paid["subject"].startswith("hold:"), "a cleared alert does not stop again"
    assert desk.read("verify")["ok"]


def test_an_alert_that_one_analyst_cleared_holds_the_money_until_a_reviewer_lets_it_go(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    brought(desk)
    set_to(desk, "hold")
    desk.done("checks", "run", **ANALYST)
    (alert,) = desk.read("alerts", "list", "--case", case)["alerts"]
    words = ("investigation", "open", "--place", desk.place, "--title", "ghost_worker", "--alert", alert["id"])
    looked = str(desk.done(*words, **ANALYST)["subject"])
    why = ("--alert", alert["id"], "--code", "data_error", "--note", "死亡登记有误")
    desk.done("investigation", "clear", looked, *why, **ANALYST)
    hold = str(desk.done("payment", "instruct", case, officer="finance")["subject"])
    assert hold.startswith("hold:")
    desk.done("hold", "release", hold.removeprefix("hold:"), "--ground", "登记有误", **REVIEWER)
    assert not desk.done("payment", "instruct", case, officer="finance")["subject"].startswith("hold:")
    assert desk.read("verify")["ok"]


def test_a_source_that_is_missing_stops_the_money_too(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    set_to(desk, "hold")
    stopped = desk.done("payment", "instruct", case, officer="finance")
    assert "deaths(missing)" in stopped["outcome"]["held"]


def test_a_source_that_is_stale_stops_the_money_until_a_reviewer_lets_it_go(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    brought(desk, number=1)
    set_to(desk, "hold")
    desk.on("2024-06-03")
    stopped = desk.done("payment", "instruct", case, officer="finance")
    assert "deaths(stale)" in stopped["outcome"]["held"]
    why = ("--ground", "死亡登记另行核对,无此人")
    desk.done("hold", "release", str(stopped["subject"]).removeprefix("hold:"), *why, **REVIEWER)
    assert not desk.done("payment", "instruct", case, officer="finance")["subject"].startswith("hold:")


def test_a_units_money_is_held_for_a_worker_of_whom_it_is_claimed(desk: Desk) -> None:
    desk.budget("over_quota_reward", "500000.00")
    case = desk.approved("over_quota_reward")
    unit = desk.read("case", "show", case)["case"]["applicant"]
    counted = example_of(form_of("over_quota_reward"))["facts"]["placements"][0]["resident_id"]
    brought(desk, person=counted)
    set_to(desk, "hold")
    looks: tuple[list[str], ...] = ([], ["--scope", case], ["--scope", case, "--scope", unit])
    answers = [told(desk, "--dry", *look) for look in looks]
    assert [answer["scope"] for answer in answers] == ["all", "case", "batch"]
    whole, *narrow = [answer["hits"] for answer in answers]
    assert [hit["cases"] for hit in whole] == [[case]]
    assert narrow == [whole, whole]
    stopped = desk.done("payment", "instruct", case, officer="finance")
    assert stopped["subject"] == f"hold:{case}-P1"
    (alert,) = desk.read("alerts", "list", "--case", case)["alerts"]
    assert alert["subject"] == whole[0]["subject"]


def test_a_case_without_a_hit_is_paid(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    brought(desk, number=1)
    set_to(desk, "hold", CHECK)
    assert not desk.done("payment", "instruct", case, officer="finance")["subject"].startswith("hold:")


class CountyDesk(Desk):
    """A desk of the city where people apply from a county."""

    def form(self, programme: str, number: int = 0, **facts: Any) -> Path:
        """A form that names the county."""
        said = json.loads(super().form(programme, number, **facts).read_text(encoding="utf-8"))
        return self.file(said | {"place": "330502"})


def test_an_alert_is_filed_in_the_county_of_its_case_where_it_may_be_put_aside(tmp_path: Path) -> None:
    desk = CountyDesk(tmp_path)
    case = desk.submitted("startup_grant")
    desk.on(CASE_DAY)
    brought(desk)
    set_to(desk, "review")
    desk.done("checks", "run", **ANALYST)
    alerts = desk.read("alerts", "list", "--case", case)["alerts"]
    assert {row["place"] for row in alerts} == {"330502"}
    about = ("--subject-kind", "person", "--subject", alerts[0]["subject"])
    why = ("--place", "330502", "--until", "2024-12-31", "--code", "data_error", "--note", "工资数据有误")
    desk.done("suppression", "request", *about, *why, **ANALYST)
