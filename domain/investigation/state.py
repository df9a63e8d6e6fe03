"""Where an investigation stands."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import Final, Literal

import msgspec

from domain.alert import Finding
from domain.events import Recorded
from domain.investigation import events as e


class InvestigationStatus(StrEnum):
    """Whether anything is left to look into."""

    OPEN = "investigation_open"
    CLOSED = "investigation_closed"


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that is looked into: open, part of a proposal, or disposed of."""

    joined: e.Joined
    standing: Literal["open", "proposed", "cleared", "confirmed"] = "open"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The last request to a party; it is settled once the party answered or let the term pass."""

    party: str
    until: date
    settled: bool = False


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A measure that was taken in a case; `stream` is where it stands."""

    measure: e.Task
    case: str
    stream: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A finding; `decided_by` is blank while it is proposed, `recovered` (fen) is what was determined of its amount.

    `taken` is what was done on it and not undone, `lifted` the keys of the orders that a reviewer lifted.
    """

    number: int
    alerts: tuple[str, ...]
    finding: Finding
    amount: int
    measures: tuple[e.Measure, ...]
    cases: tuple[str, ...]
    proposed_by: str
    decided_by: str = ""
    confirmed: bool = False
    appealed: bool = False
    revoked: bool = False
    recovered: int = 0
    taken: tuple[Taken, ...] = ()
    lifted: tuple[str, ...] = ()

    def asks(self, measure: e.Task, case: str) -> bool:
        """Whether it stands, and with it that this is done in the case."""
        stands = self.confirmed and not self.revoked and measure in self.measures and case in self.cases
        return stands and e.Order(number=self.number, measure=measure, case=case).key not in self.lifted


class Investigation(msgspec.Struct, frozen=True, kw_only=True):
    """One investigation."""

    id: str
    place: str
    title: e.Title
    severity: str
    alerts: tuple[Looked, ...]
    last_on: date
    analyst: str = ""
    asked: tuple[Asked, ...] = ()
    findings: tuple[Found, ...] = ()
    orders: tuple[e.Order, ...] = ()
    added: tuple[e.CaseAdded, ...] = ()
    worked: tuple[str, ...] = ()
    status: InvestigationStatus = InvestigationStatus.OPEN

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who can be asked, in the order in which their alerts joined or their cases were added."""
        named = [party for each in self.alerts for party in each.joined.parties]
        return tuple(dict.fromkeys((*named, *(each.party for each in self.added))))

    @property
    def cases(self) -> dict[str, str]:
        """The cases that were added, each with its applicant."""
        return {each.case: each.party for each in self.added}

    def must_hear(self, alerts: Iterable[str], cases: Collection[str]) -> tuple[str, ...]:
        """Without whom nothing is found about these alerts and cases."""
        joined = self._joined(alerts)
        wanted = [party for each in joined for party in each.must_hear(cases)]
        return tuple(dict.fromkeys((*wanted, *(each.party for each in self.added if each.case in cases))))

    def unheard(self, alerts: Iterable[str], cases: Collection[str]) -> str | None:
        """Who must still be heard, NOBODY where it may be any of those concerned; None where enough were."""
        settled = {each.party for each in self.asked if each.settled}
        missing = next((party for party in self.must_hear(alerts, cases) if party not in settled), None)
        if missing is not None:
            return missing
        concerned = (each.parties or self.parties for each in self._joined(alerts))
        return None if all(settled.intersection(some) for some in concerned) else NOBODY

    def _joined(self, alerts: Iterable[str]) -> list[e.Joined]:
        named = set(alerts)
        return [each.joined for each in self.alerts if each.joined.alert in named]


NOBODY: Final = "-"
"""Stands for a party where none is named."""

_WORKS = (
    e.Opened,
    e.AlertJoined,
    e.Cleared,
    e.FindingProposed,
    e.StatementRequested,
    e.StatementReceived,
    e.NoStatement,
)
"""What makes an officer one of those who looked into it; so does having had it in hand."""


def evolve(state: Investigation | None, recorded: Recorded) -> Investigation | None:
    """Fold one event into the investigation."""
    event, meta = recorded.event, recorded.meta
    if isinstance(event, e.Opened):
        return Investigation(
            id=recorded.stream,
            place=event.place,
            title=event.title,
            severity=event.severity,
            alerts=tuple(Looked(joined=each) for each in event.alerts),
            last_on=meta.effective_on,
            worked=(meta.actor,),
        )
    if state is None:
        return None
    worked = state.worked
    if isinstance(event, _WORKS):
        worked = (*worked, meta.actor)
    elif isinstance(event, e.Assigned):
        worked = (*worked, event.analyst)
    state = msgspec.structs.replace(
        state, last_on=max(state.last_on, meta.effective_on), worked=tuple(dict.fromkeys(worked))
    )
    return _change(state, recorded)


def _change(state: Investigation, recorded: Recorded) -> Investigation:
    event, replace = recorded.event, msgspec.structs.replace
    match event:
        case e.AlertJoined():
            joined = tuple(Looked(joined=each) for each in event.alerts)
            anew = {each.alert for each in event.alerts}
            kept = tuple(each for each in state.alerts if each.joined.alert not in anew)
            return replace(state, alerts=(*kept, *joined), severity=event.severity)
        case e.CaseAdded():
            return replace(state, added=(*state.added, event))
        case e.Assigned():
            return replace(state, analyst=event.analyst)
        case e.StatementRequested():
            return _ask(state, Asked(party=event.party, until=event.until))
        case e.StatementReceived() | e.NoStatement():
            asked = (each for each in state.asked if each.party == event.party)
            return _ask(state, *(replace(each, settled=True) for each in asked))
        case e.Cleared():
            return _stand(state, event.alerts, "cleared")
        case e.MeasureTaken():
            state = _taken(state, event)
            return replace(state, orders=tuple(each for each in state.orders if not event.meets(each)))
        case e.MeasureLifted():
            lifted = e.Order(number=event.number, measure=event.measure, case=event.case)
            before = next((each.lifted for each in state.findings if each.number == event.number), ())
            state = _decide(state, event.number, lifted=(*before, lifted.key))
            left = tuple(each for each in state.orders if each != lifted)
            return replace(state, orders=(*left, *event.undo))
        case e.Closed():
            return replace(state, status=InvestigationStatus.CLOSED)
    return _finding(state, recorded)


def _finding(state: Investigation, recorded: Recorded) -> Investigation:
    event, actor = recorded.event, recorded.meta.actor
    match event:
        case e.FindingProposed():
            found = Found(
                number=event.number,
                alerts=event.alerts,
                finding=event.finding,
                amount=event.amount,
                measures=event.measures,
                cases=event.cases,
                proposed_by=actor,
            )
            state = msgspec.structs.replace(state, findings=(*state.findings, found))
            return _stand(state, event.alerts, "proposed")
        case e.FindingConfirmed():
            done = tuple(Taken(measure="suspend", case=case, stream=case) for case in event.suspended)
            state = _decide(state, event.number, decided_by=actor, confirmed=True, taken=done)
            state = msgspec.structs.replace(state, orders=(*state.orders, *event.orders))
            return _stand(state, event.alerts, "confirmed")
        case e.FindingRejected():
            alerts = next((each.alerts for each in state.findings if each.number == event.number), ())
            return _stand(_decide(state, event.number, decided_by=actor), alerts, "open")
        case e.AppealDecided():
            return _appealed(state, event)
    return state


_UNDOES: dict[e.Task, e.Measure] = {"resume": "suspend", "give_back": "recover"}


def _taken(state: Investigation, event: e.MeasureTaken) -> Investigation:
    """What was done counts for every finding that ordered it, a sum for one; what was undone counts for none."""
    if undone := _UNDOES.get(event.measure):
        gone = Taken(measure=undone, case=event.case, stream=event.stream)
        for found in state.findings:
            state = _decide(state, found.number, taken=tuple(each for each in found.taken if each != gone))
        return state
    ordering = {each.number for each in state.orders if (each.measure, each.case) == (event.measure, event.case)}
    done = Taken(measure=event.measure, case=event.case, stream=event.stream)
    for found in state.findings:
        if found.number == event.number or (not event.number and found.number in ordering):
            recovered = found.recovered + (event.amount if event.number else 0)
            state = _decide(state, found.number, recovered=recovered, taken=(*found.taken, done))
    return state


def _appealed(state: Investigation, event: e.AppealDecided) -> Investigation:
    state = _decide(state, event.number, appealed=True)
    if event.finding:
        state = _decide(state, event.number, finding=event.finding)
    if event.outcome == "revoked":
        state = _decide(state, event.number, revoked=True)
        left = tuple(each for each in state.orders if each.number != event.number or each.undoes)
        orders = (*left, *event.undo)
        return _stand(msgspec.structs.replace(state, orders=orders), event.alerts, "cleared")
    return state


def _ask(state: Investigation, *asked: Asked) -> Investigation:
    anew = {each.party for each in asked}
    others = tuple(each for each in state.asked if each.party not in anew)
    return msgspec.structs.replace(state, asked=(*others, *asked))


def _stand(
    state: Investigation, alerts: Iterable[str], standing: Literal["open", "proposed", "cleared", "confirmed"]
) -> Investigation:
    named = set(alerts)
    moved = tuple(
        msgspec.structs.replace(each, standing=standing) if each.joined.alert in named else each
        for each in state.alerts
    )
    return msgspec.structs.replace(state, alerts=moved)


def _decide(state: Investigation, number: int, **changed: object) -> Investigation:
    findings = tuple(
        msgspec.structs.replace(each, **changed) if each.number == number else each for each in state.findings
    )
    return msgspec.structs.replace(state, findings=findings)
