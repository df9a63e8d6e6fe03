"""What of an event's payload leaves in the feed: the fields named here and no other, money in yuan."""

from datetime import date
from typing import Any, Final

import msgspec

from domain.events import Event
from domain.money import yuan

MONEY: Final = frozenset(
    "amount before carried_forward cut difference encumbered lapsed levy more outstanding overpaid owed paid"
    " pre_encumbered restored surcharge surcharge_cut unallotted withdrawn".split()
)
"""Fields whose whole numbers are fen."""

OTHERS: Final = frozenset(
    "agrees applicant applied_on attempt begins_on beneficiary case cause change code conduct count days deadline"
    " decision destination developer due due_on duty employer employer_kind employer_place ends_on ended_on"
    " every_months facility first_day formula from_on from_year fund instalments kind known_on label last_day law_day"
    " least level line mode month needed number offered_on offsets operator outcome party passed payment period person"
    " place posts programme reasons recoveries release relief renewal rests review_until rows seats signature stage"
    " standard stars started_on statement_until statute_digest statutes_then target terms tranche type unit until"
    " upheld uscc value visited_on withheld year".split()
)
"""The other fields: codes, ids, pseudonyms, days and counts. What somebody wrote in words is not among them, nor facts
of a person, findings, evidence, contacts, bank accounts, claims or the working of an amount.
"""


WORDS: Final = {"payment.Returned": frozenset({"code"})}
"""Fields that are words in one kind of event, though others have a code under that name: what the bank said."""


def shown(event: Event) -> dict[str, Any]:
    """The payload as others may read it: yuan as text with two places, ISO dates."""
    words = WORDS.get(event.topic, frozenset())
    return {name: value for name, value in _fields(event).items() if name not in words}


def _fields(struct: msgspec.Struct) -> dict[str, Any]:
    named = (name for name in struct.__struct_fields__ if name in MONEY or name in OTHERS)
    plain = {name: _plain(getattr(struct, name), name) for name in named}
    # A structure of which no field is shown is not shown either.
    return {name: value for name, value in plain.items() if value != {}}


def _plain(value: Any, name: str) -> Any:
    match value:
        case bool() | None:
            return value
        case int():
            return yuan(value) if name in MONEY else value
        case date():
            return value.isoformat()
        case msgspec.Struct():
            return _fields(value)
        case list() | tuple():
            return [_plain(each, name) for each in value]
    return str(value)
