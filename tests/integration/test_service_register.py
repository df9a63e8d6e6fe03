"""The service register through the command line, and its views on both stores."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.actor import Actor
from domain.service.events import Situation
from ledger import service_files
from ledger.audit.verify import verify
from ledger.book import Book
from ledger.commands import services, serving
from ledger.commands.base import Request
from ledger.commands.load import load_file
from ledger.commands.open_book import create_book
from ledger.vault import Vault
from ledger.views import registers
from ledger.views.digest import digest
from ledger.views.rebuild import rebuild
from tests.factories import uscc
from tests.integration.desk import Desk

UNEMPLOYED = ("--employment", "unemployed", "--working-age", "--able-to-work", "--wants-work")
REGISTER = {"officer": "register", "role": "register_officer"}
SERVICE = {"officer": "service", "role": "service_officer"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book of Huzhou, with one person on the register."""
    here = Desk(tmp_path)
    enrolled(here, "p_one")
    return here


def enrolled(desk: Desk, person: str) -> None:
    words = ("service", "enrol", person, "--place", "330502", "--basis", "disability_certificate", *UNEMPLOYED)
    desk.done(*words, **REGISTER)


def test_a_file_is_kept_from_enrolment_to_handover(desk: Desk) -> None:
    act = ("--reference", "台账1号", "--provider", "dpf")
    desk.done("service", "serve", "p_one", "--kind", "vocational_assessment", *act, **SERVICE)
    desk.done("service", "serve", "p_one", "--kind", "post_assistance", *act, **SERVICE)
    desk.done("service", "assign", "p_one", "--officer", "330502-helper", **REGISTER)
    desk.done("service", "open-plan", "p_one", "--measures", "岗位推介", **REGISTER)
    desk.done("service", "close-plan", "p_one", "--result", "已就业", **REGISTER)
    home = ("--household", "h_7", "--hardship", "--monitored", "--document", "入户表1号")
    desk.done("service", "household", "p_one", *home, **REGISTER)
    course = ("--course", "PX-1", "--type", "skill", "--mode", "dispersed", "--provider", "hrss")
    desk.done("service", "train", "p_one", *course, "--outcome", "certificate", **SERVICE)
    desk.done("service", "skills", "p_one", "--lacking", "--document", "评估报告1号", **SERVICE)
    (course_result,) = desk.read("service", "training", "--place", "330500", "--year", "2024")["courses"]
    assert (course_result["times"], course_result["certificates"], course_result["dispersed"]) == (1, 1, 1)
    assert "PX-1" in desk.type("service", "training", "--place", "330500", "--year", "2024", as_json=False).stdout
    post = ("--employer", uscc(1), "--post", "客服")
    assert desk.done("service", "offer", "p_one", *post, **SERVICE)["outcome"] == {"number": "1"}
    assert desk.done("service", "refer", "p_one", *post, **SERVICE)["outcome"] == {"number": "1"}
    desk.done("service", "answer", "p_one", "--number", "1", "--result", "not_placed", **SERVICE)
    desk.done("service", "hand-over", "p_one", "--reference", "移交单1号", **SERVICE)
    desk.done("service", "receive", "p_one", "--reference", "移交单1号", officer="hrss", role="hrss_officer")
    shown = desk.read("service", "show", "p_one")
    assert (shown["failed_referrals"], shown["file"]["handover"]) == (1, "received")
    assert [row["kind"] for row in shown["acts"]] == [
        *("vocational_assessment", "post_assistance", "training", "job_offer", "referral", "referral_answer"),
        *("handover", "handover_receipt"),
    ]
    assert "职业能力评估" in desk.type("service", "show", "p_one", as_json=False).stdout


def test_recognition_needs_another_officer(desk: Desk) -> None:
    words = ("service", "recognise", "p_one", "--ground", "连续失业一年", "--document", "认定表1号", "--age", "48")
    refusal = desk.refused(*words, officer="register", role="register_officer difficulty_recogniser")
    assert refusal["code"] == "same-person-recognises"
    desk.done(*words, officer="recogniser", role="difficulty_recogniser")
    assert desk.refused(*words, officer="recogniser", role="difficulty_recogniser")["code"] == "already-recognised"
    ending = ("service", "end-recognition", "p_one", "--ground", "实现就业")
    desk.done(*ending, officer="recogniser", role="difficulty_recogniser")
    assert desk.refused(*ending, officer="recogniser", role="difficulty_recogniser")["code"] == "not-recognised"
    deny = ("service", "deny", "p_one", "--ground", "有劳动收入")
    desk.done(*deny, officer="recogniser", role="difficulty_recogniser")


def test_coverage_lists_who_lacks_what(desk: Desk) -> None:
    found = desk.read("service", "coverage", "--place", "330500", "--as-of", "2024-03-01")["coverage"]
    checks = next(each for each in found if each["code"] == "basic_check")
    assert (checks["pool"], checks["met"], checks["rate"], checks["fulfilled"]) == (1, 0, "0", False)
    assert checks["lacks"] == [{"subject": "p_one", "requirements": ["basic_check"]}]
    shown = desk.type("service", "coverage", "--place", "330500", "--as-of", "2024-03-01", "--lacks", as_json=False)
    assert "基础信息核对" in shown.stdout
    assert "0/1" in shown.stdout


def test_the_register_is_listed_by_place_and_status(desk: Desk) -> None:
    enrolled(desk, "p_two")
    employed = ("--employment", "employed", "--working-age", "--able-to-work", "--wants-work")
    desk.done("service", "situation", "p_two", *employed, **REGISTER)
    assert [row["id"] for row in desk.read("service", "list", "--employment", "employed")["files"]] == ["p_two"]
    assert desk.read("service", "list", "--place", "330521")["files"] == []
    whom = ("service", "target-group", "--place", "330500", "--as-of", "2024-03-01")
    assert desk.read(*whom)["persons"] == ["p_one"]
    assert "主要对象" in desk.type(*whom, as_json=False).stdout
    assert "p_one" in desk.type("service", "list", as_json=False).stdout


@pytest.mark.parametrize(
    ("words", "who", "code"),
    [
        (("enrol", "p_one", "--place", "330502", "--basis", "work_injured", *UNEMPLOYED), REGISTER, "already-enrolled"),
        (
            ("enrol", "330502198001010003", "--place", "330502", "--basis", "work_injured", *UNEMPLOYED),
            REGISTER,
            "person-not-pseudonymous",
        ),
        (("situation", "p_one", *UNEMPLOYED), REGISTER, "file-unchanged"),
        (("situation", "p_nobody", *UNEMPLOYED), REGISTER, "not-found"),
        (("assign", "p_one", "--officer", "330502198001010003"), REGISTER, "not-an-identifier"),
        (("close-plan", "p_one", "--result", "办结"), REGISTER, "no-plan-open"),
        (("household", "p_one", "--household", "张家", "--document", "表"), REGISTER, "household-not-numbered"),
        (("leave", "p_one", "--ground", "电话13800000000"), REGISTER, "personal-data-in-text"),
        (("offer", "p_one", "--employer", "91330502", "--post", "客服"), SERVICE, "malformed-uscc"),
        (("answer", "p_one", "--number", "1", "--result", "placed"), SERVICE, "referral-not-open"),
        (("receive", "p_one", "--reference", "表"), SERVICE, "role-not-allowed"),
    ],
)
def test_what_is_refused_leaves_the_book_alone(
    desk: Desk, words: tuple[str, ...], who: dict[str, str], code: str
) -> None:
    assert desk.refused("service", *words, **who)["code"] == code


def test_a_repeated_key_enrols_once(desk: Desk) -> None:
    words = ("service", "enrol", "p_two", "--place", "330502", "--basis", "disability_certificate", *UNEMPLOYED)
    first = desk.done(*words, "--key", "k-1", **REGISTER)
    length = desk.length
    assert desk.done(*words, "--key", "k-1", **REGISTER) == first
    assert desk.length == length


def test_views_and_files_agree_on_both_stores(book_url: str, tmp_path: Path) -> None:
    now = datetime(2024, 3, 1, 2, tzinfo=UTC)
    officer = Actor(id="all", roles=("register_officer", "service_officer"), place="330500")

    def request(number: int, **more: Any) -> Request:
        return Request(actor=officer, now=now + timedelta(minutes=number), key=f"k-{number}", reason="办理", **more)

    book, keys = create_book(book_url, place="330500", mode="demo", key_file=tmp_path / "keys.json", request=request(0))
    with book:
        fill(book, request)
        state, _ = load_file(book, "p_one")
        row = registers.service_file(book, "p_one")
        assert (row.employment, row.since, row.failed_referrals) == ("employed", date(2024, 3, 1), 1)
        assert (state.situation.employment, state.since, state.failed_referrals) == ("employed", row.since, 1)
        assert [act.kind for act in registers.service_acts(book, place="330500", kind="employment")] == ["employment"]
        assert service_files.files_on(book, "330500", date(2024, 2, 28)) == []
        live = digest(book)
        rebuild(book)
        assert digest(book) == live
        assert verify(book, vault=Vault(book, keys)).ok


def fill(book: Book, request: Any) -> None:
    """One person, referred twice, then employed."""
    situation = Situation(employment="unemployed", working_age=True, able_to_work=True, wants_work=True)
    enrol = services.Enrol(person="p_one", place="330502", basis="disability_certificate", situation=situation)
    services.enrol(book, enrol, request(1))
    results = ("placed", "not_placed")
    for number in (1, 2):
        post = serving.ToEmployer(person="p_one", employer=uscc(1), post="客服")
        serving.refer(book, post, request(10 * number))
        result = serving.AnswerReferral(person="p_one", number=number, result=results[number - 1])  # type: ignore[arg-type]
        serving.answer_referral(book, result, request(10 * number + 1))
    employed = Situation(employment="employed", working_age=True, able_to_work=True, wants_work=True)
    services.change_situation(book, services.ChangeSituation(person="p_one", situation=employed), request(40))
