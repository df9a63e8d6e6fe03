"""The gate before a payment, on the whole path: evidence, a stop, a hearing, a clearance, the payment."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyarrow import parquet

from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from domain.check_run import Screening
from domain.payment import Instructed
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.checks import adopted
from ledger.checks.check import Check
from ledger.checks.registry import checks
from ledger.views.check_queries import checks_in
from tests.integration.desk import Desk
from tests.integration.evidence_against import ANALYST, CASE_DAY, CHECK, REVIEWER, brought, files, set_to, told
from tests.integration.tampering import find, forge, setting, wrong


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
    assert {row["dataset"] for row in shown["evidence"]} == {"deaths", "wages", "book_one_offs"}
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
    assert looked_at(desk, str(paid["subject"])).passed == (alert["id"],), "the payment names it"
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


def test_a_file_for_one_district_lets_no_money_of_the_city_go(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    brought(desk, number=1)
    set_to(desk, "hold")
    desk.on("2024-06-03")
    deaths, _ = files(desk, 1)
    said = ("--source", "civil-affairs", "--place", "330502", "--as-of", "2024-06-03")
    desk.done("evidence", "import", "deaths", deaths, *said, officer="data")
    stopped = desk.done("payment", "instruct", case, officer="finance")
    assert "deaths(stale)" in stopped["outcome"]["held"]


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


def test_a_grant_that_is_given_once_is_held_where_its_applicant_died_before(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    brought(desk, number=1)
    deaths, _ = files(desk)
    said = ("--source", "public-security", "--as-of", f"{desk.now:%Y-%m-%d}")
    desk.done("evidence", "import", "deaths", deaths, *said, officer="data")
    set_to(desk, "hold")
    stopped = desk.done("payment", "instruct", case, officer="finance")
    assert stopped["subject"] == f"hold:{case}-P1"
    (alert,) = desk.read("alerts", "list", "--case", case)["alerts"]
    shown = desk.read("alerts", "show", alert["id"])["alert"]
    assert {row["dataset"] for row in shown["evidence"]} == {"deaths", "book_one_offs"}
    assert shown["amount"] == "10000.00"


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


def test_a_case_without_a_hit_is_paid_and_the_payment_says_what_looked_at_it(desk: Desk) -> None:
    paid = without_a_hit(desk)
    screening = looked_at(desk, paid)
    with Book.open(desk.url) as book:
        agreed = checks_in(book)[CHECK].policies[-1]
        assert book.head.position > screening.position > 0
    assert [(each.check, each.text_digest, each.mode) for each in screening.checks] == [(CHECK, agreed.digest, "hold")]
    assert (screening.omitted, screening.passed, len(screening.evidence)) == ((), (), 64)
    assert desk.read("verify")["ok"]


@pytest.mark.parametrize(
    ("path", "to", "found"),
    [
        (("screening",), None, {"payments-screened"}),
        (("screening", "checks"), [], {"payments-screened"}),
        (("screening", "position"), 1_000_000, {"payments-screened"}),
        (("screening", "evidence"), "2" * 64, {"screened-on-evidence"}),
        (("screening", "checks", 0, "text_digest"), "2" * 64, {"payments-screened", "checks-as-agreed"}),
    ],
)
def test_a_payment_at_which_nothing_looked_is_found(
    desk: Desk, path: tuple[str | int, ...], to: object, found: set[str]
) -> None:
    without_a_hit(desk)
    with Book.open(desk.url) as book:
        assert wrong(verify(book)) == set()
        forge(book, find(book, "payment.Instructed"), setting("data", *path, to=to))
        assert found <= wrong(verify(book))


@pytest.mark.parametrize("release", ["gone", "changed", "with a threshold more"])
def test_a_check_that_is_not_the_one_agreed_on_stops_the_money(
    desk: Desk, release: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.approved("startup_grant")
    brought(desk, number=1)
    set_to(desk, "hold")
    monkeypatch.setattr(adopted, "checks", lambda: released(release))
    stopped = desk.done("payment", "instruct", case, officer="finance")
    assert f"{CHECK} 未能核查" in stopped["outcome"]["held"]
    assert "(text)" in stopped["outcome"]["held"]
    (omitted,) = told(desk)["omitted"]
    assert (omitted["check"], omitted["cause"]) == (CHECK, "text")
    assert desk.read("alerts", "runs")["runs"][0]["text"] == 1
    desk.done("hold", "release", case + "-P1", "--ground", "已另行核对", **REVIEWER)
    paid = str(desk.done("payment", "instruct", case, officer="finance")["subject"])
    assert [each.cause for each in looked_at(desk, paid).omitted] == ["text"]
    assert desk.read("verify")["ok"], "the payment says that it went without"


@pytest.mark.parametrize(("what", "code"), [("emptied", "part-changed"), ("gone", "part-missing")])
def test_nothing_is_paid_on_evidence_that_is_not_what_was_imported(desk: Desk, what: str, code: str) -> None:
    case = desk.approved("startup_grant")
    brought(desk)
    set_to(desk, "hold")
    (part,) = desk.folder.glob("*/*/deaths/*/*/*.parquet")
    rows = parquet.read_table(part)
    part.unlink()
    if what == "emptied":
        parquet.write_table(rows.slice(0, 0), part)
    assert desk.refused("payment", "instruct", case, officer="finance")["code"] == code


def without_a_hit(desk: Desk) -> str:
    """The payment of somebody against whom there is nothing."""
    case = desk.approved("startup_grant")
    brought(desk, number=1)
    set_to(desk, "hold", CHECK)
    paid = str(desk.done("payment", "instruct", case, officer="finance")["subject"])
    assert not paid.startswith("hold:")
    return paid


def looked_at(desk: Desk, paid: str) -> Screening:
    """What a payment says of the checks that looked before it."""
    with Book.open(desk.url) as book:
        event = book.events(paid)[-1].event
    assert isinstance(event, Instructed)
    assert event.screening is not None
    return event.screening


def released(how: str) -> dict[str, Check]:
    """The checks of another release."""
    known = dict(checks())
    check = known.pop(CHECK)
    more = msgspec.structs.replace(check.thresholds[0], name="more")
    others = {
        "changed": msgspec.structs.replace(check, version=check.version + 1),
        "with a threshold more": msgspec.structs.replace(check, thresholds=(*check.thresholds, more)),
    }
    return known | ({CHECK: others[how]} if how in others else {})
