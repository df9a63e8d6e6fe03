"""A placement as its events leave it, and what of it concerns one month."""

from datetime import date

import msgspec

from domain.calendar import Month
from domain.events import Recorded
from domain.placement import events as e
from domain.placement.terms import CertificateSpan, MonthEvidence, PlacementTerms
from domain.programs.base import Facts


class MonthFacts(Facts, frozen=True, kw_only=True):
    """One person-month as it is judged: the terms and certificates of its last day, and its evidence."""

    terms: PlacementTerms
    certificates: tuple[CertificateSpan, ...]
    evidence: MonthEvidence

    @property
    def month(self) -> Month:
        """The month that is judged."""
        return self.evidence.month


class TermsFrom(msgspec.Struct, frozen=True, kw_only=True):
    """Terms and the day from which they hold."""

    on: date
    terms: PlacementTerms


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """One placement; the terms in the order of the days from which they hold, the evidence by month."""

    id: str
    terms: tuple[TermsFrom, ...]
    certificates: tuple[CertificateSpan, ...]
    months: dict[Month, MonthEvidence]
    started_on: date
    ended_on: date | None
    recorded_by: frozenset[str]

    @property
    def current(self) -> PlacementTerms:
        """The latest terms."""
        return self.terms[-1].terms

    def facts(self, month: Month) -> MonthFacts:
        """What is judged of a month that has evidence; raises KeyError where there is none."""
        held = [each.terms for each in self.terms if each.on <= month.last_day]
        return MonthFacts(
            terms=held[-1] if held else self.terms[0].terms,
            certificates=tuple(span for span in self.certificates if span.holds_on(month.last_day)),
            evidence=self.months[month],
        )


def stream_of(employer: str, person: str, started_on: date) -> str:
    """The placement's id: an employer, a person and the day on which the work began."""
    return f"placement:{employer}:{person}:{started_on}"


def evolve(state: Placement | None, recorded: Recorded) -> Placement | None:
    """Fold one event into the placement."""
    match recorded.event:
        case e.PlacementRegistered() as event:
            return Placement(
                id=recorded.stream,
                terms=(TermsFrom(on=event.started_on, terms=event.terms),),
                certificates=event.certificates,
                months={},
                started_on=event.started_on,
                ended_on=None,
                recorded_by=frozenset((recorded.meta.actor,)),
            )
        case _ if state is not None:
            by = state.recorded_by | {recorded.meta.actor}
            return msgspec.structs.replace(_changed(state, recorded), recorded_by=by)
    return state


def _changed(state: Placement, recorded: Recorded) -> Placement:
    match recorded.event:
        case e.TermsChanged() as event:
            terms = (*state.terms, TermsFrom(on=event.from_on, terms=event.terms))
            return msgspec.structs.replace(state, terms=terms)
        case e.CertificatesRecorded() as event:
            return msgspec.structs.replace(state, certificates=event.certificates)
        case e.MonthRecorded() | e.MonthCorrected() as event:
            months = state.months | {event.evidence.month: event.evidence}
            return msgspec.structs.replace(state, months=months)
        case e.PlacementEnded() as event:
            return msgspec.structs.replace(state, ended_on=event.ended_on)
    return state
