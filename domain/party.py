"""Parties: persons behind a pseudonym and employers by credit code; what was sealed, and who looked."""

from typing import ClassVar, Literal

import msgspec

from domain.errors import Refusal
from domain.events import Event, Recorded

PSEUDONYM = "p_"
"""How the id of a person begins; an employer's is its unified social credit code."""


def is_pseudonym(party: str) -> bool:
    """Whether the party is a person."""
    return party.startswith(PSEUDONYM)


class AlreadyRegistered(Refusal):
    """当事人 {party} 已登记且信息未变,无须重复登记。

    Party {party} is already registered with the same details.
    """


class PayeeChangedByPayer(Refusal):
    """{actor} 登记了当事人 {party} 的收款信息,不得办理向其支付。

    {actor} registered the account of {party} and may not pay to it.
    """


class Registered(Event, frozen=True, kw_only=True):
    """A person or employer entered the book; `commitment` binds the sealed details of `details_version`."""

    topic: ClassVar[str] = "party.Registered"
    party: str
    kind: Literal["person", "employer"]
    commitment: str
    details_version: int


class DetailsChanged(Event, frozen=True, kw_only=True):
    """New sealed details replaced the old ones for future use; the old ones stay as evidence."""

    topic: ClassVar[str] = "party.DetailsChanged"
    party: str
    commitment: str
    details_version: int


class Revealed(Event, frozen=True, kw_only=True):
    """Somebody was shown one field of the party's sealed details in full; the reason is in the meta data."""

    topic: ClassVar[str] = "party.Revealed"
    party: str
    details_version: int
    field: str


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """What the book knows of a party without opening the vault."""

    id: str
    kind: Literal["person", "employer"]
    commitment: str
    details_version: int
    changed_by: str


def evolve(state: Party | None, recorded: Recorded) -> Party | None:
    """Fold one event into the party."""
    by = recorded.meta.actor
    match recorded.event:
        case Registered() as event:
            return Party(
                id=event.party,
                kind=event.kind,
                commitment=event.commitment,
                details_version=event.details_version,
                changed_by=by,
            )
        case DetailsChanged() as event if state is not None:
            return msgspec.structs.replace(
                state, commitment=event.commitment, details_version=event.details_version, changed_by=by
            )
    return state
