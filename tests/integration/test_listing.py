"""Lists for outsiders: parties where something names them, what is on notice, objections and appeals."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.errors import NotFound
from ledger.commands import notice
from ledger.commands.publications import masked_cases
from ledger.views import listing, listing_notices, queries
from ledger.views.jurisdiction import must_see, visible
from ledger.views.paging import Turn
from ledger.views.parties import PARTIES
from tests.factories import uscc
from tests.integration.world import STARTUP, World, opened, person, played, startup_facts
from tests.integration.world_registers import FIRST

COUNTY, ELSEWHERE, PREFECTURE = ("330502",), ("330521",), ("330500",)
ALL = Turn(limit=200)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole world, once on each store, for tests that only read."""
    folder = tmp_path_factory.mktemp("listing")
    url = f"sqlite:///{folder / 'book.sqlite'}"
    if request.param == "postgres":
        url = f"{request.getfixturevalue('postgres_server')}&schema=listing"
    here = played(url, folder)
    yield here
    here.book.close()


@pytest.fixture
def on_notice(book_url: str, tmp_path: Path) -> Iterator[World]:
    """Two cases on notice and one in review before it."""
    here = opened(book_url, tmp_path)
    here.today = date(2024, 3, 1)
    for number, name in enumerate(("one", "two", "before"), start=1):
        here.file(name, number, STARTUP, startup_facts(here.today, number))
        here.accept(name)
    for name in ("one", "two"):
        here.review(name)
        here.publish(name)
    yield here
    here.book.close()


def test_parties_are_listed_with_what_is_sealed_of_them(world: World) -> None:
    found = {row.id: row for row in listing.parties(world.book, PREFECTURE, ALL).rows}
    changed = found[world.vault.party_id(person(2))]
    assert (changed.kind, changed.details_version) == ("person", 2)
    assert (changed.registered_on, changed.changed_on) == (date(2024, 3, 1), date(2024, 4, 11))
    assert list(found) == sorted(found)


def test_a_party_is_seen_where_a_case_or_a_placement_names_it(world: World) -> None:
    applicant = world.vault.party_id(person(3))
    assert applicant in {row.id for row in listing.parties(world.book, COUNTY, ALL).rows}
    assert visible(world.book, PARTIES, applicant, COUNTY, "party").id == applicant
    must_see(world.book, "party", applicant, PREFECTURE)
    assert listing.parties(world.book, ELSEWHERE).rows == ()
    with pytest.raises(NotFound):
        must_see(world.book, "party", applicant, ELSEWHERE)


def test_a_party_that_nothing_names_is_seen_by_those_who_see_the_whole_book(on_notice: World) -> None:
    on_notice.register(person(7))
    alone = on_notice.vault.party_id(person(7))
    must_see(on_notice.book, "party", alone, PREFECTURE)
    with pytest.raises(NotFound):
        must_see(on_notice.book, "party", alone, COUNTY)


def test_a_list_of_parties_can_be_narrowed_to_a_place(world: World) -> None:
    here = listing.parties(world.book, PREFECTURE, ALL, place="330502").rows
    assert here == listing.parties(world.book, COUNTY, ALL).rows
    assert listing.parties(world.book, PREFECTURE, ALL, place="330521").rows == ()


def test_the_events_that_name_a_party_are_found_by_it(world: World) -> None:
    topics = {row.topic for row in listing.timeline(world.book, PREFECTURE, ALL, party=FIRST).rows}
    assert {"placement.Registered", "certification.Filed"} <= topics
    topics = {
        row.topic for row in listing.timeline(world.book, PREFECTURE, ALL, party=world.vault.party_id(person(0))).rows
    }
    assert {"application.Drafted", "application.Submitted", "payment.Instructed", "recovery.Determined"} <= topics
    assert listing.timeline(world.book, PREFECTURE, ALL, party=uscc(77)).rows == ()


def test_a_case_names_everybody_for_whom_it_takes_a_claim(world: World) -> None:
    business = uscc(1)
    (drafted,) = [row for row in listing.timeline(world.book, COUNTY, ALL, party=business).rows if row.case]
    assert (drafted.topic, drafted.case) == ("application.Submitted", world.cases["clean"])


def test_cases_on_notice_stand_as_the_day_says(on_notice: World) -> None:
    one, two = (queries.case(on_notice.book, on_notice.cases[name]) for name in ("one", "two"))
    last = one.notice_last_day
    assert last is not None
    assert one.notice_first_day == date(2024, 3, 1) < last

    def listed(day: date, standing: listing_notices.Standing | None = None) -> set[str]:
        found = listing_notices.notices(on_notice.book, COUNTY, ALL, day=day, standing=standing).rows
        return {row.id for row in found}

    assert listed(last) == listed(last, "running") == {one.id, two.id}
    assert listed(last + timedelta(days=1), "running") == set()
    assert listed(last + timedelta(days=1), "ended") == {one.id, two.id}
    assert listing_notices.notices(on_notice.book, ELSEWHERE, day=last).rows == ()
    for day in (last, last + timedelta(days=1)):
        for row in listing_notices.notices(on_notice.book, COUNTY, ALL, day=day).rows:
            assert row.id in listed(day, listing_notices.standing_of(row, day))


def test_an_objection_shows_on_the_notice_until_it_is_resolved(on_notice: World) -> None:
    case, day = on_notice.cases["one"], on_notice.today

    def standing() -> dict[str, str]:
        found = listing_notices.notices(on_notice.book, COUNTY, ALL, day=day).rows
        return {row.id: listing_notices.standing_of(row, day) for row in found}

    command = notice.FileObjection(case=case, reference="来信1号", ground="反映并未经营")
    notice.file_objection(on_notice.book, command, on_notice.request("intake"))
    assert standing()[case] == "objected"
    objected = listing_notices.notices(on_notice.book, COUNTY, ALL, day=day, standing="objected").rows
    assert [row.id for row in objected] == [case]
    answer = notice.ResolveObjection(case=case, number=1, upheld=True, finding="属实")
    notice.resolve_objection(on_notice.book, answer, on_notice.request("second"))
    assert set(standing()) == {on_notice.cases["two"]}
    again = queries.case(on_notice.book, case)
    assert (again.notice_first_day, again.notice_last_day, again.objected) == (None, None, ())


def test_what_is_on_notice_can_be_shown_masked(on_notice: World) -> None:
    found = listing_notices.notices(on_notice.book, COUNTY, ALL, day=on_notice.today).rows
    shown = masked_cases(on_notice.book, on_notice.vault, found, "notice", on_notice.today)
    assert [row["case"] for row in shown] == [row.id for row in found]
    assert {row["name"][1:] for row in shown} == {"***"}
    assert "p_" not in str(shown)


def test_objections_are_listed_with_what_came_of_them(world: World) -> None:
    found = {row.case: row for row in listing_notices.objections(world.book, COUNTY, ALL).rows}
    upheld = found[world.cases["bounced"]]
    assert (upheld.number, upheld.status, upheld.reference) == (1, "upheld", "来信1号")
    assert (upheld.filed_on, upheld.resolved_on) == (date(2024, 3, 11), date(2024, 3, 11))
    assert found[world.cases["clean"]].status == "dismissed"
    assert len(found) == 2
    assert listing_notices.objections(world.book, COUNTY, status="open").rows == ()
    assert listing_notices.objections(world.book, COUNTY, filed_from=date(2024, 3, 12)).rows == ()
    assert listing_notices.objections(world.book, ELSEWHERE).rows == ()


def test_appeals_are_listed_with_what_came_of_them(world: World) -> None:
    found = {row.id: row for row in listing_notices.appeals(world.book, COUNTY, ALL).rows}
    refused, ended = found[world.cases["refused"]], found[world.cases["ended"]]
    assert (refused.status, refused.number, refused.reference) == ("upheld", 1, "复议1号")
    assert (ended.status, ended.finding, ended.decided_by) == ("revoked", "已复议", "330500-appeal")
    assert [row.id for row in listing_notices.appeals(world.book, COUNTY, status="revoked").rows] == [ended.id]
    assert listing_notices.appeals(world.book, ELSEWHERE).rows == ()
