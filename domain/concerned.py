"""Whether something concerns a party: looks for its id in facts, claims, ids and states, however deep."""

from collections.abc import Collection, Mapping

import msgspec


def concerns(value: object, party: str) -> bool:
    """True where the party's id (pseudonym or credit code) stands in the value, alone or as a part of a key.

    Keys such as `cost:<party>:…` and `levy:<credit code>:2023` name their party between colons.
    """
    match value:
        case str():
            return value == party or party in value.split(":")
        case msgspec.Struct():
            return concerns(msgspec.structs.astuple(value), party)
        case Mapping():
            return any(concerns(key, party) or concerns(each, party) for key, each in value.items())
        case Collection():
            return any(concerns(each, party) for each in value)
    return False
