"""Public-welfare posts through the command line, and their view on both stores."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.actor import Actor
from domain.errors import Refusal
from domain.welfare_posts import Candidate
from ledger.audit.verify import verify
from ledger.commands import welfare_posts
from ledger.commands.base import Request
from ledger.commands.open_book import create_book
from ledger.views import registers
from ledger.views.digest import digest
from ledger.views.rebuild import rebuild
from tests.factories import uscc
from tests.integration.desk import Desk

POSTS = {"officer": "posts", "role": "post_officer"}
RECRUITER = {"officer": "hiring", "role": "recruitment_officer"}
WHERE = ("--place", "330502", "--kind", "cleaning", "--employer", uscc(1))
OPEN = ("post", "open", *WHERE, "--seats", 2, "--document", "吴人社〔演示〕1号")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty demonstration book."""
    return Desk(tmp_path)


def test_posts_are_opened_filled_vacated_and_closed(desk: Desk) -> None:
    assert desk.done(*OPEN, **POSTS)["subject"] == "W-330502-cleaning"
    applied = ("--candidate", "p_a:70:pwd:difficulty", "--candidate", "k-2:95")
    passed_over = desk.refused("post", "recruit", *WHERE, "--person", "k-2", *applied, **RECRUITER)
    assert (passed_over["code"], passed_over["rule"]) == (
        "priority-passed-over",
        "湖州市促进残疾人就业行动方案(2022—2025年)二(六)",
    )
    desk.done("post", "recruit", *WHERE, "--person", "p_a", *applied, **RECRUITER)
    (listed,) = desk.read("post", "list", "--place", "330500")["posts"]
    assert (listed["seats"], listed["filled"], listed["opened"]) == (2, 1, 2)
    shown = desk.read("post", "show", "--place", "330502", "--kind", "cleaning")["posts"]
    assert shown["holders"] == {uscc(1): ["p_a"]}
    desk.done("post", "vacate", *WHERE, "--person", "p_a", "--ground", "转到企业就业", **POSTS)
    desk.done("post", "close", *WHERE, "--seats", 2, "--ground", "任务完成", **POSTS)
    assert desk.read("post", "list")["posts"][0]["seats"] == 0


def test_people_see_posts_by_their_chinese_names(desk: Desk) -> None:
    desk.done(*OPEN, **POSTS)
    assert "保洁" in desk.type("post", "list", as_json=False).stdout
    assert uscc(1) in desk.type("post", "show", "--place", "330502", "--kind", "cleaning", as_json=False).stdout


@pytest.mark.parametrize("written", ["p_a", "p_a:x", ":80", "p_a:80:tall", "p_a:-1", "p_a:1234567"])
def test_a_candidate_that_cannot_be_read_is_refused(desk: Desk, written: str) -> None:
    desk.done(*OPEN, **POSTS)
    refused = desk.refused("post", "recruit", *WHERE, "--person", "p_a", "--candidate", written, **RECRUITER)
    assert refused["code"] == "candidate-unreadable"


def test_a_number_is_no_label_of_a_candidate(desk: Desk) -> None:
    desk.done(*OPEN, **POSTS)
    number = "330502199003150002"
    refused = desk.refused("post", "recruit", *WHERE, "--person", number, "--candidate", f"{number}:80", **RECRUITER)
    assert number not in str(refused)


def test_the_same_key_opens_once(desk: Desk) -> None:
    assert desk.done(*OPEN, "--key", "k-1", **POSTS) == desk.done(*OPEN, "--key", "k-1", **POSTS)
    assert desk.read("post", "list")["posts"][0]["seats"] == 2


def test_posts_outside_the_book_are_refused(desk: Desk) -> None:
    elsewhere = ("--place", "330702", *WHERE[2:])
    refused = desk.refused("post", "open", *elsewhere, "--seats", 1, "--document", "文", **POSTS)
    assert refused["code"] == "place-outside-book"


def test_the_view_can_be_rebuilt_on_both_stores(book_url: str, tmp_path: Path) -> None:
    officer = Actor(id="posts", roles=("post_officer", "recruitment_officer"), place="330500")

    def request(key: str) -> Request:
        return Request(actor=officer, now=datetime(2024, 3, 1, 2, tzinfo=UTC), key=key, reason="办理")

    book, _ = create_book(
        book_url, place="330500", mode="demo", key_file=tmp_path / "keys.json", request=request("open")
    )
    with book:
        opened = welfare_posts.OpenPosts(place="330500", kind="greening", employer=uscc(1), seats=1, document="文")
        welfare_posts.open_posts(book, opened, request("1"))
        people = (Candidate(person="p_a", score=80, pwd=True),)
        hired = welfare_posts.RecruitForPost(
            place="330500", kind="greening", employer=uscc(1), person="p_a", candidates=people
        )
        welfare_posts.recruit(book, hired, request("2"))
        length = book.head.position
        with pytest.raises(Refusal):
            welfare_posts.recruit(book, hired, request("3"))
        assert book.head.position == length
        assert registers.welfare_posts(book)[0].filled == 1
        live = digest(book)
        rebuild(book)
        assert digest(book) == live
        assert verify(book).ok
