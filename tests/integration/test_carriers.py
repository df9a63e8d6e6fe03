"""Carriers, posts and labour projects through the command line, and their views on both stores."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.actor import Actor
from ledger.audit.verify import verify
from ledger.commands import facilities, jobs
from ledger.commands.base import Request
from ledger.commands.load import load_facility
from ledger.commands.open_book import create_book
from ledger.views import registers
from ledger.views.digest import digest
from ledger.views.rebuild import rebuild
from tests.factories import uscc
from tests.integration.desk import Desk

OFFICER = {"officer": "carrier", "role": "facility_officer"}
RECOGNISER = {"officer": "recogniser", "role": "facility_recogniser"}
JOBS = {"officer": "jobs", "role": "jobs_officer"}
KIOSK = ("facility", "register", "--kind", "kiosk")
REGISTER = {"officer": "register", "role": "register_officer"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book of Huzhou."""
    return Desk(tmp_path)


def home(desk: Desk, *more: str) -> str:
    words = ("facility", "register", "--kind", "pwd_home", "--place", "330502", "--name", "甲之家", *more)
    return str(desk.done(*words, **OFFICER)["subject"])


def test_a_carrier_is_kept_from_registration_to_closing(desk: Desk) -> None:
    id = home(desk, "--operator", uscc(3), "--capacity", "1")
    desk.done("facility", "recognise", id, "--standard", "star", "--stars", "4", "--document", "通报1号", **RECOGNISER)
    desk.done("facility", "report", id, "--served", "30", "--auxiliary-workers", "12", **OFFICER)
    course = ("--course", "PX-1", "--title", "手工", "--type", "skill", "--mode", "group")
    desk.done("facility", "course", id, *course, **OFFICER)
    asked = desk.done("facility", "request-entry", id, "--applicant", uscc(4), "--disabled-founder", **OFFICER)
    assert asked["outcome"] == {"number": "1", "priority": "yes"}
    desk.done("facility", "request-entry", id, "--applicant", uscc(5), "--staff", "3", **OFFICER)
    desk.done("facility", "admit", id, "--number", "1", **OFFICER)
    desk.done("facility", "refuse-entry", id, "--number", "2", "--ground", "容量已满", **OFFICER)
    desk.done("facility", "leave", id, "--number", "1", **OFFICER)
    (entry,) = desk.read("facility", "directory", "--list", "carriers", "--place", "330500")["entries"]
    assert (entry["name"], entry["stars"], entry["operator"], entry["courses"]) == ("甲之家", 4, uscc(3), ["手工"])
    shown = desk.type("facility", "directory", "--list", "carriers", "--place", "330500", as_json=False).stdout
    assert "★★★★" in shown
    assert "星级" in desk.type("facility", "show", id, as_json=False).stdout
    desk.done("facility", "recheck", id, "--standard", "star", "--failed", "--finding", "服务不足", **RECOGNISER)
    desk.done("facility", "withdraw", id, "--standard", "star", "--ground", "未整改", **RECOGNISER)
    assert desk.read("facility", "show", id)["facility"]["recognitions"] == []
    desk.done("facility", "close", id, "--ground", "停止运营", **OFFICER)
    assert desk.read("facility", "directory", "--list", "carriers", "--place", "330500")["entries"] == []


def test_the_demands_of_the_plans_are_shown(desk: Desk) -> None:
    home(desk)
    words = ("facility", "demands", "--place", "330500", "--as-of", "2024-03-01")
    (auxiliary, services) = desk.read(*words)["demands"]
    assert (auxiliary["pool"], auxiliary["met"], auxiliary["fulfilled"]) == (1, 0, None)
    assert (services["pool"], services["fulfilled"]) == (0, True)
    assert "—" in desk.type(*words, as_json=False).stdout


def test_posts_are_developed_filled_and_counted_by_year(desk: Desk) -> None:
    words = ("jobs", "develop", "--kind", "love_post", "--place", "330502", "--developer", uscc(6), "--title", "客服")
    id = desk.done(*words, "--count", "200", "--document", "征集表1号", **JOBS)["subject"]
    desk.done("jobs", "fill", id, "--person", "p_one", **JOBS)
    desk.done("jobs", "fill", id, "--person", "p_two", **JOBS)
    desk.done("jobs", "vacate", id, "--person", "p_one", "--ground", "辞职", **JOBS)
    (row,) = desk.read("jobs", "list", "--place", "330500", "--kind", "love_post")["batches"]
    assert (row["count"], row["taken"]) == (200, 1)
    year = ("jobs", "year", "--place", "330500", "--year", "2024", "--as-of", "2024-03-01")
    found = {each["kind"]: each for each in desk.read(*year)["year"]}
    assert (found["love_post"]["posts"], found["love_post"]["taken"], found["love_post"]["fulfilled"]) == (200, 1, True)
    assert found["soe_targeted"]["fulfilled"] is False
    desk.done("jobs", "take-back", id, "--count", "1", "--ground", "撤回", **JOBS)
    assert "199" in desk.type(*year, as_json=False).stdout
    assert "客服" in desk.type("jobs", "list", as_json=False).stdout


def test_projects_are_allocated_and_candidates_listed(desk: Desk) -> None:
    carrier = home(desk)
    words = ("--place", "330502", "--developer", uscc(6), "--title", "纸袋", "--document", "合同1号")
    project = desk.done("jobs", "develop", "--kind", "auxiliary_project", "--count", "10", *words, **JOBS)["subject"]
    desk.done("jobs", "allocate", project, "--facility", carrier, "--count", "4", **JOBS)
    situation = ("--employment", "unemployed", "--working-age", "--able-to-work", "--wants-work")
    desk.done(
        *("service", "enrol", "p_one", "--place", "330502", "--basis", "disability_certificate", *situation), **REGISTER
    )
    posts = desk.done("jobs", "develop", "--kind", "soe_targeted", "--count", "2", *words, **JOBS)["subject"]
    who = ("jobs", "candidates", posts, "--as-of", "2024-03-01")
    assert desk.read(*who)["candidates"] == ["p_one"]
    assert "p_one" in desk.type(*who, as_json=False).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("facility", "admit", "F1", "--number", "1"), "not-found"),
        ((*KIOSK, "--place", "330702", "--name", "甲"), "place-outside-book"),
        ((*KIOSK, "--place", "330502", "--name", "电话13800000000"), "personal-data-in-text"),
        ((*KIOSK, "--place", "110101", "--name", "甲"), "unknown-place"),
        ((*KIOSK, "--place", "330502", "--name", "甲", "--capacity", "-1"), "count-negative"),
    ],
)
def test_what_is_refused_leaves_the_book_alone(desk: Desk, words: tuple[str, ...], code: str) -> None:
    assert desk.refused(*words, **OFFICER)["code"] == code


def test_a_project_with_more_disabled_than_staff_is_refused(desk: Desk) -> None:
    id = home(desk, "--capacity", "1")
    words = ("--applicant", uscc(4), "--staff", "2", "--disabled-staff", "3")
    assert desk.refused("facility", "request-entry", id, *words, **OFFICER)["code"] == "more-disabled-than-staff"


def test_views_and_aggregates_agree_on_both_stores(book_url: str, tmp_path: Path) -> None:
    roles = ("facility_officer", "facility_recogniser", "jobs_officer")

    def request(key: str, actor: str = "one", **more: Any) -> Request:
        officer = Actor(id=actor, roles=roles, place="330500")
        return Request(actor=officer, now=datetime(2024, 3, 1, 2, tzinfo=UTC), key=key, reason="办理", **more)

    book, _ = create_book(
        book_url, place="330500", mode="demo", key_file=tmp_path / "keys.json", request=request("open")
    )
    with book:
        register = facilities.RegisterFacility(kind="pwd_home", place="330502", name="甲之家")
        id = facilities.register(book, register, request("register")).subject
        recognise = facilities.RecogniseFacility(facility=id, standard="star", level="city", document="文件", stars=3)
        facilities.recognise(book, recognise, request("recognise", "two"))
        recheck = facilities.RecheckFacility(facility=id, standard="star", passed=False, finding="不足")
        facilities.recheck(book, recheck, request("recheck", "two"))
        develop = jobs.Develop(
            kind="auxiliary_project", place="330502", developer=uscc(1), title="纸袋", count=5, document="合同"
        )
        batch = jobs.develop(book, develop, request("develop")).subject
        jobs.allocate(book, jobs.Allocate(batch=batch, facility=id, count=3), request("allocate"))
        state, _ = load_facility(book, id)
        assert [each.passed for each in state.recognitions] == [False]
        assert registers.facilities(book, kind="pwd_home")[0].standards == ()
        assert registers.batches(book, place="330500")[0].taken == 3
        live = digest(book)
        rebuild(book)
        assert digest(book) == live
        assert verify(book).ok
