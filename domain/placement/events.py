"""What happens to a placement: registered, terms changed, certificates recorded, months evidenced, ended."""

from datetime import date
from typing import ClassVar

from domain.events import Event
from domain.placement.terms import CertificateSpan, EndGround, MonthEvidence, PlacementTerms


class PlacementRegistered(Event, frozen=True, kw_only=True):
    """A person began to work for an employer."""

    topic: ClassVar[str] = "placement.Registered"
    terms: PlacementTerms
    certificates: tuple[CertificateSpan, ...]
    started_on: date


class TermsChanged(Event, frozen=True, kw_only=True):
    """New terms hold from a day on: another post, a renewed contract, a dispatch agreement."""

    topic: ClassVar[str] = "placement.TermsChanged"
    terms: PlacementTerms
    from_on: date


class CertificatesRecorded(Event, frozen=True, kw_only=True):
    """The history of the person's certificates, which replaces what was recorded of it before."""

    topic: ClassVar[str] = "placement.CertificatesRecorded"
    certificates: tuple[CertificateSpan, ...]


class MonthRecorded(Event, frozen=True, kw_only=True):
    """The evidence of one month of work."""

    topic: ClassVar[str] = "placement.MonthRecorded"
    evidence: MonthEvidence


class MonthCorrected(Event, frozen=True, kw_only=True):
    """Other evidence stands in for that of a month recorded before; the reason is in the meta data."""

    topic: ClassVar[str] = "placement.MonthCorrected"
    evidence: MonthEvidence


class PlacementEnded(Event, frozen=True, kw_only=True):
    """The person worked until this day, the last one included."""

    topic: ClassVar[str] = "placement.Ended"
    ended_on: date
    ground: EndGround
