"""What may be inspected by chance: the payments that left, the grants approved, the placements that ran in a period."""

from datetime import date
from typing import Final, Literal

import msgspec

from domain.application.events import Approved, Drafted
from domain.events import Recorded
from domain.payment import Returned, Settled
from domain.placement.events import PlacementEnded, PlacementRegistered, TermsChanged
from domain.places import covers

Kind = Literal["payment", "case", "placement"]
"""What is drawn from: settled payments, approved cases, placements."""

TOPICS: Final = (
    Drafted.topic,
    Approved.topic,
    Settled.topic,
    Returned.topic,
    PlacementRegistered.topic,
    TermsChanged.topic,
    PlacementEnded.topic,
)
"""The events that make a population."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One of them: where it belongs, from which day to which it was there, and its case, if it has one."""

    kind: Kind
    id: str
    place: str
    first: date
    last: date
    case: str = ""


class Population:
    """Follows the events of a book; then says who belongs to a period and a place."""

    def __init__(self) -> None:
        self._members: dict[tuple[Kind, str], Member] = {}
        self._places: dict[str, str] = {}

    def see(self, recorded: Recorded) -> None:
        """Take in an event, in the order of the log."""
        event, on, stream = recorded.event, recorded.meta.effective_on, recorded.stream
        match event:
            case Drafted():
                self._places[stream] = event.place
            case Approved():
                place = self._places.get(stream, event.line.place)
                self._put(Member(kind="case", id=stream, place=place, first=on, last=on, case=stream))
            case Settled():
                place = self._places.get(event.case, event.line.place)
                self._put(Member(kind="payment", id=stream, place=place, first=on, last=on, case=event.case))
            case Returned():
                self._members.pop(("payment", stream), None)
            case PlacementRegistered():
                place, first = event.terms.place, event.started_on
                self._put(Member(kind="placement", id=stream, place=place, first=first, last=date.max))
            case TermsChanged():
                known = self._members["placement", stream]
                self._put(msgspec.structs.replace(known, place=event.terms.place))
            case PlacementEnded():
                self._put(msgspec.structs.replace(self._members["placement", stream], last=event.ended_on))

    def _put(self, member: Member) -> None:
        self._members[member.kind, member.id] = member

    def within(self, kind: Kind, place: str, first: date, last: date) -> dict[str, Member]:
        """The members of a kind that were there on some day of the period, in a place or below it, by id in order."""
        found = (
            member
            for member in self._members.values()
            if member.kind == kind and member.first <= last and first <= member.last and covers(place, member.place)
        )
        return {member.id: member for member in sorted(found, key=lambda member: member.id)}
