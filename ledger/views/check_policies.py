"""The view of checks in this book: one row each, with all that was registered, proposed and set."""

from collections.abc import Iterable, Mapping

import msgspec

from domain.check_policy import CheckInBook, evolve
from ledger.views.view import Entry, Row, View

_PREFIX = "check:"


class CheckRow(Row, frozen=True, kw_only=True):
    """A check as this book knows it; `state` is JSON, `proposed` says that a second person is to decide."""

    id: str
    proposed: bool
    state: str
    version: int
    last_position: int


def needs(entry: Entry) -> Iterable[str]:
    """The check of the event."""
    stream = entry.recorded.stream
    return (stream.removeprefix(_PREFIX),) if stream.startswith(_PREFIX) else ()


def fold(known: Mapping[str, CheckRow], entry: Entry) -> Iterable[CheckRow]:
    """Follow the check with the domain's own fold."""
    recorded = entry.recorded
    if not recorded.stream.startswith(_PREFIX):
        return ()
    id = recorded.stream.removeprefix(_PREFIX)
    before = known.get(id)
    state = evolve(state_of(before) if before else None, recorded)
    if state is None:
        raise ValueError(f"{recorded.event.topic} does not begin a check")
    return (
        CheckRow(
            id=id,
            proposed=state.proposed is not None,
            state=msgspec.json.encode(state, order="sorted").decode(),
            version=recorded.version,
            last_position=recorded.position,
        ),
    )


def state_of(row: CheckRow) -> CheckInBook:
    """The check behind its row."""
    return msgspec.json.decode(row.state, type=CheckInBook)


CHECK_POLICIES = View("check_policies", CheckRow, key=("id",), fold=fold, needs=needs)
