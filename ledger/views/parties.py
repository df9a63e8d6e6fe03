"""The views of parties: who is registered, and which events name them in which places."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Final

import msgspec

from domain import party
from domain.alert import PARTIES as PARTIES_ASKED
from domain.alert import Raised
from domain.application.events import Resubmitted, Submitted
from domain.events import Event
from ledger.views.view import Entry, Row, View


class PartyRow(Row, frozen=True, kw_only=True):
    """A person by pseudonym or an employer by credit code; `details_version` names what is sealed of them now."""

    id: str
    kind: str
    details_version: int
    registered_on: date
    changed_on: date
    last_position: int


class MentionRow(Row, frozen=True, kw_only=True):
    """The event at a position names a party and happened in a place; so the party is seen there from then on."""

    position: int
    party: str
    place: str


_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "application": ("applicant", "party"),
    "certification": ("employer",),
    "credit": ("uscc",),
    "facility": ("applicant",),
    "headcount": ("employer",),
    "jobs": ("person",),
    "levy": ("uscc",),
    "payment": ("party",),
    "placement": ("terms.person", "terms.employer"),
    "public_body": ("uscc",),
    "recovery": ("party",),
    "relief": ("beneficiary",),
    "service": ("person", "employer"),
    "welfare_post": ("person", "employer"),
}
"""Where events of casework and registers name parties. An account names parties too, to stay away from them."""


def needs_party(entry: Entry) -> Iterable[str]:
    """The party of the event."""
    match entry.recorded.event:
        case party.Registered(party=id) | party.DetailsChanged(party=id):
            return (id,)
    return ()


def fold_party(known: Mapping[str, PartyRow], entry: Entry) -> Iterable[PartyRow]:
    """Follow what is registered of the party."""
    on, position = entry.recorded.meta.effective_on, entry.recorded.position
    match entry.recorded.event:
        case party.Registered() as event:
            version = event.details_version
            yield PartyRow(
                id=event.party,
                kind=event.kind,
                details_version=version,
                registered_on=on,
                changed_on=on,
                last_position=position,
            )
        case party.DetailsChanged() as event:
            version, row = event.details_version, known[event.party]
            yield msgspec.structs.replace(row, details_version=version, changed_on=on, last_position=position)


def fold_mention(_: Mapping[str, MentionRow], entry: Entry) -> Iterable[MentionRow]:
    """Whom the event names, and where."""
    position = entry.recorded.position
    return [MentionRow(position=position, party=named, place=entry.place) for named in named_by(entry.recorded.event)]


def named_by(event: Event) -> tuple[str, ...]:
    """The parties that an event names; a case names everybody for whom it takes a claim."""
    named = [_value(event, path) for path in _NAMES.get(event.topic.partition(".")[0], ())]
    match event:
        case Submitted(claims=claims) | Resubmitted(claims_taken=claims):
            named += [claim.split(":")[1] for claim in claims]
        case Raised(subject_kind=kind, subject=subject) if kind in PARTIES_ASKED:
            named.append(subject)
    return tuple(dict.fromkeys(each for each in named if each))


def _value(event: Event, path: str) -> str:
    try:
        return str(attrgetter(path)(event))
    except AttributeError:
        return ""


PARTIES = View("parties", PartyRow, key=("id",), fold=fold_party, needs=needs_party)
MENTIONS = View("mentions", MentionRow, key=("position", "party"), fold=fold_mention, indexes=[("party", "place")])
