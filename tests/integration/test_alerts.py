"""Runs and their alerts in a book: one command, one transaction, never a second alert."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.actor import OfficerRecused, OutsideJurisdiction, RoleNotAllowed
from domain.alert import Hit, stream_of
from domain.errors import Refusal
from ledger.audit.verify import verify
from ledger.commands import suppressions
from ledger.commands.alerts import HitOutsideRun, HitTwiceInRun, record_hits, version_of
from ledger.commands.base import Request
from ledger.commands.place import PlaceOutsideBook
from ledger.views import alert_queries, queries
from ledger.views.alerts import ALERTS, AlertRow
from ledger.views.asking import rows
from ledger.views.check_runs import RUN_CHECKS, RUNS
from tests.factories import uscc
from tests.integration.tampering import find, forge, setting, wrong
from tests.integration.world import World, opened
from tests.integration.world_alerts import agreed_on, hit, ran, recorded, suspected


@pytest.fixture
def world(book_url: str, tmp_path: Path) -> Iterator[World]:
    """A book without cases, once on each store."""
    here = opened(book_url, tmp_path)
    yield here
    here.book.close()


def alerts(world: World) -> dict[str, AlertRow]:
    return {row.id: row for row in rows(world.book, ALERTS, ("id",), {})}


def test_the_same_hits_twice_are_the_same_alerts(world: World) -> None:
    hits = [hit(f"p_{number}") for number in range(300)]
    assert recorded(world, hits).outcome == {"raised": "300"}
    assert recorded(world, hits).outcome == {"unchanged": "300"}
    assert set(alerts(world)) == {stream_of(each) for each in hits}


def test_an_alert_is_told_anew_where_its_facts_or_evidence_are_others(world: World) -> None:
    recorded(world, [hit("p_a"), hit("p_b")])
    again = msgspec.structs.replace(hit("p_a"), amount=99, check_version=2)
    assert recorded(world, [again, hit("p_b")]).outcome == {"refreshed": "1", "unchanged": "1"}
    row = alerts(world)[stream_of(again)]
    assert (row.amount, row.check_version, row.version) == (99, 2, 2)


def test_an_open_alert_that_a_later_run_hits_no_more_says_so_until_it_is_hit_again(world: World) -> None:
    agreed_on(world.book, world.request("fraud-reviewer"))
    both = [hit("p_a"), hit("p_b")]
    version = version_of(both[0])
    recorded(world, both)
    later = {"position": world.book.head.position}
    narrow = record_hits(world.book, ran(version, scope="batch", **later), both[:1], world.request("analyst"))
    assert narrow.outcome == {"unchanged": "1"}, "a narrower run says nothing of what it did not look at"
    wide = record_hits(world.book, ran(version, **later), both[:1], world.request("analyst"))
    assert wide.outcome == {"unchanged": "1", "gone": "1"}
    row = alerts(world)[stream_of(both[1])]
    assert (row.status, row.no_hit_since) == ("alert_open", wide.subject)
    assert alert_queries.run(world.book, wide.subject).gone == 1
    assert queries.timeline(world.book, stream=row.id)[-1].en.startswith(f"no longer hit since {wide.subject}")
    again = ran(version, position=world.book.head.position)
    assert record_hits(world.book, again, both[:1], world.request("analyst")).outcome == {"unchanged": "1"}
    assert record_hits(world.book, again, both, world.request("analyst")).outcome == {
        "unchanged": "1",
        "refreshed": "1",
    }
    assert alerts(world)[row.id].no_hit_since == ""
    assert verify(world.book).ok


@pytest.mark.parametrize(
    "other",
    [
        {"checks": (msgspec.structs.replace(version_of(hit("p_a")), text_digest="1" * 64),)},
        {"checks": (msgspec.structs.replace(version_of(hit("p_a")), mode="shadow"),)},
        {"seed": 7},
        {"place": "330503"},
        {"evidence": ()},
        {"position": 1},
    ],
    ids=["other thresholds", "on trial", "a sample", "elsewhere", "without the evidence", "earlier"],
)
def test_a_run_that_could_not_hit_an_alert_says_nothing_of_it(world: World, other: dict[str, Any]) -> None:
    recorded(world, [hit("p_a")])
    run = ran(version_of(hit("p_a")), position=world.book.head.position)
    record_hits(world.book, msgspec.structs.replace(run, **other), [], world.request("analyst"))
    assert alerts(world)[stream_of(hit("p_a"))].no_hit_since == ""


def test_a_run_counts_what_it_told_check_by_check(world: World) -> None:
    suspected(world)
    first, second, third = rows(world.book, RUNS, ("last_position",), {})
    assert (first.checks, first.raised, first.stale, first.missing) == (2, 6, 1, 0)
    assert (second.unchanged, second.refreshed, second.raised) == (1, 1, 0)
    assert (third.suppressed, third.gone) == (1, 5)
    of_first = rows(world.book, RUN_CHECKS, ("check", "mode"), {"run": first.id})
    assert [(row.check, row.mode, row.raised, row.cause) for row in of_first] == [
        ("RF01", "", 0, "stale"),
        ("RF15", "review", 6, ""),
        ("RF15", "shadow", 1, ""),
    ]


def test_a_repeated_run_is_answered_as_it_was(world: World) -> None:
    request = world.request("analyst")
    hits = [hit("p_a")]
    first = record_hits(world.book, ran(version_of(hits[0])), hits, request)
    position = world.book.head.position
    assert record_hits(world.book, ran(version_of(hits[0])), hits, request) == first
    assert world.book.head.position == position


@pytest.mark.parametrize(
    ("refusal", "officer", "hits", "place"),
    [
        (RoleNotAllowed, "finance", [hit("p_a")], "330500"),
        (HitTwiceInRun, "analyst", [hit("p_a"), hit("p_a")], "330500"),
        (PlaceOutsideBook, "analyst", [hit("p_a")], "430000"),
    ],
)
def test_a_run_that_is_refused_leaves_the_book_as_it_was(
    world: World, refusal: type[Refusal], officer: str, hits: list[Hit], place: str
) -> None:
    position = world.book.head.position
    with pytest.raises(refusal):
        recorded(world, hits, officer, place=place)
    assert world.book.head.position == position


def test_a_hit_of_a_check_that_did_not_run_is_refused(world: World) -> None:
    with pytest.raises(HitOutsideRun):
        record_hits(world.book, ran(version_of(hit("p_a", check="RF16"))), [hit("p_a")], world.request("analyst"))


def test_an_analyst_of_one_place_does_not_run_the_checks_of_another(world: World) -> None:
    request = world.request("analyst")
    narrow = msgspec.structs.replace(request.actor, place="330502")
    with pytest.raises(OutsideJurisdiction):
        record_hits(world.book, ran(), [], msgspec.structs.replace(request, actor=narrow))


@pytest.mark.parametrize(
    ("topic", "path", "to"),
    [
        ("run.Completed", ("data", "checks", 0, "raised"), 7),
        ("alert.Raised", ("data", "check_version"), 9),
        ("alert.Raised", ("data", "run"), "run:never"),
        ("run.Completed", ("data", "checks", 0, "gone"), 3),
    ],
)
def test_a_run_that_does_not_tie_out_is_found(
    world: World, topic: str, path: tuple[str | int, ...], to: object
) -> None:
    suspected(world)
    assert verify(world.book).ok
    forge(world.book, find(world.book, topic), setting(*path, to=to))
    assert "runs-tie-out" in wrong(verify(world.book))


def test_whoever_is_close_to_a_member_of_a_ring_neither_asks_for_its_suppression_nor_decides_on_it(
    world: World,
) -> None:
    member = uscc(7)
    ring = hit("ring:8793507cba80cdb8", check="SP02", subject_kind="ring", parties=("p_a", member))
    recorded(world, [ring])
    asking = suppressions.RequestSuppression(
        check="SP02",
        subject_kind="ring",
        subject=ring.subject,
        place=ring.place,
        until=world.today + timedelta(days=90),
        code="data_error",
        note="股东登记有误",
    )
    with pytest.raises(OfficerRecused):
        suppressions.request_suppression(world.book, asking, close_to(member, world.request("analyst")))
    asked = suppressions.request_suppression(world.book, asking, world.request("analyst")).subject
    deciding = suppressions.OnSuppression(suppression=asked, ground="证据不足")
    for decide in (suppressions.grant, suppressions.refuse):
        with pytest.raises(OfficerRecused):
            decide(world.book, deciding, close_to(member, world.request("fraud-reviewer")))
    suppressions.grant(world.book, deciding, world.request("fraud-reviewer"))
    with pytest.raises(OfficerRecused):
        suppressions.end(world.book, deciding, close_to(member, world.request("fraud-reviewer")))


def close_to(party: str, request: Request) -> Request:
    actor = msgspec.structs.replace(request.actor, kin=frozenset({party}))
    return msgspec.structs.replace(request, actor=actor)
