"""The published event topics: every event class of the domain, imported here by name, and their upcasters."""

from collections.abc import Mapping
from functools import cache

from domain import fund, opening, party, payment, recovery
from domain.application import events as application
from domain.events import event_classes
from ledger.codec import Codec, Upcaster

MODULES = (application, fund, opening, party, payment, recovery)
"""Where the published events are defined."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""(topic, schema) → the data of that schema as the data of the next one."""


@cache
def published() -> Codec:
    """The codec of all published events."""
    names = {module.__name__ for module in MODULES}
    return Codec([cls for cls in event_classes() if cls.__module__ in names], UPCASTERS)
