"""Imports: who may stage, confirm and discard, and until when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from domain import imports
from domain.act import Act, BeforeLastAct
from domain.actor import Actor, CountsAsTheSame, OutsideJurisdiction, RoleNotAllowed
from domain.errors import Refusal
from domain.events import Event, Meta, Recorded
from domain.imports import Import, ImportedCase, Status
from domain.wording import TextMissing

STAGED_ON = date(2024, 3, 1)
FIRST = Actor(id="first", roles=("intake_officer",), place="330500")
SECOND = Actor(id="second", roles=("intake_officer",), place="330500")
CASES = (ImportedCase(line=2, case="A2024-330502-X"),)


def act(actor: Actor = SECOND, *, days: int = 0, on: date | None = None) -> Act:
    today = STAGED_ON + timedelta(days=days)
    return Act(actor=actor, on=on or today, today=today, reason="依规定办理")


def staging(**other: Any) -> Event:
    given: dict[str, Any] = {
        "programme": "startup_grant",
        "place": "330500",
        "digest": "d",
        "size": 10,
        "media_type": "text/csv",
        "lines": 1,
        "applications": 1,
        "act": act(FIRST),
    }
    return imports.stage(**given | other)


def after(*events: Event) -> Import:
    """An import, every event by the first officer on the day of staging."""
    state: Import | None = None
    for version, event in enumerate(events, start=1):
        meta = Meta(
            book="330500",
            effective_on=STAGED_ON,
            recorded_at=datetime(2024, 3, 1, 4, tzinfo=UTC),
            actor=FIRST.id,
            roles=FIRST.roles,
            reason="依规定办理",
            command_id=f"c-{version}",
        )
        state = imports.evolve(state, Recorded(stream="import:1", version=version, event=event, meta=meta))
    assert state is not None
    return state


def test_a_file_waits_for_fifteen_days() -> None:
    event = staging()
    assert isinstance(event, imports.Staged)
    assert event.last_day == date(2024, 3, 16)
    assert after(event).status is Status.STAGED


def test_a_second_person_confirms_until_the_last_day() -> None:
    state = after(staging())
    assert imports.confirm(state, cases=CASES, act=act(days=15)) == imports.Confirmed(digest="d", cases=CASES)
    with pytest.raises(imports.ImportTooOld):
        imports.confirm(state, cases=CASES, act=act(days=16))


def test_a_value_date_before_the_last_day_does_not_prolong_it() -> None:
    with pytest.raises(imports.ImportTooOld):
        imports.may_confirm(after(staging()), act(days=16, on=STAGED_ON))


def test_whoever_staged_a_file_does_not_confirm_it() -> None:
    with pytest.raises(imports.SamePersonConfirms):
        imports.may_confirm(after(staging()), act(FIRST))


def test_who_counts_as_the_stager_does_not_confirm_either() -> None:
    deputy = msgspec.structs.replace(SECOND, counts_as=frozenset({FIRST.id}))
    with pytest.raises(CountsAsTheSame):
        imports.may_confirm(after(staging()), act(deputy))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"roles": ("approver",)}, RoleNotAllowed), ({"place": "330502"}, OutsideJurisdiction)],
)
def test_role_and_jurisdiction_are_those_of_intake(changes: dict[str, Any], refusal: type[Refusal]) -> None:
    other = msgspec.structs.replace(SECOND, **changes)
    state = after(staging())
    with pytest.raises(refusal):
        staging(act=act(other))
    with pytest.raises(refusal):
        imports.may_confirm(state, act(other))
    with pytest.raises(refusal):
        imports.discard(state, ground="误传", act=act(other))


def test_whoever_staged_a_file_may_discard_it_even_when_it_is_too_old() -> None:
    assert imports.discard(after(staging()), ground=" 误传 ", act=act(FIRST, days=20)) == imports.Discarded(
        digest="d", ground="误传"
    )


def test_a_discarded_file_says_why() -> None:
    with pytest.raises(TextMissing):
        imports.discard(after(staging()), ground=" ", act=act())


ENDS: list[tuple[Event, Status]] = [
    (imports.Confirmed(digest="d", cases=CASES), Status.CONFIRMED),
    (imports.Discarded(digest="d", ground="误传"), Status.DISCARDED),
    (imports.Expired(digest="d"), Status.EXPIRED),
]


@pytest.mark.parametrize(("event", "status"), ENDS)
def test_an_import_ends_once(event: Event, status: Status) -> None:
    state = after(staging(), event)
    assert state.status is status
    for verb in (lambda: imports.may_confirm(state, act()), lambda: imports.discard(state, ground="误传", act=act())):
        with pytest.raises(imports.ImportNotStaged):
            verb()
    assert imports.expire(state, date(2030, 1, 1)) is None


def test_an_import_expires_behind_its_last_day() -> None:
    state = after(staging())
    assert imports.expire(state, date(2024, 3, 16)) is None
    assert imports.expire(state, date(2024, 3, 17)) == imports.Expired(digest="d")


def test_nothing_happens_to_an_import_before_it_was_staged() -> None:
    with pytest.raises(BeforeLastAct):
        imports.may_confirm(after(staging()), act(days=1, on=date(2024, 2, 29)))


def test_an_application_lies_in_the_place_of_its_import() -> None:
    imports.must_lie_in("330500", "330502")
    with pytest.raises(imports.RowOutsideImport):
        imports.must_lie_in("330502", "330500")
