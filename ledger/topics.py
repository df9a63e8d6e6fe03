"""The published event topics: every event class of the domain, imported here by name, and their upcasters."""

from collections.abc import Mapping
from functools import cache

from domain import fund, opening, party, payment, recovery
from domain.application import events as application
from domain.duties import fulfilment
from domain.events import Event, event_classes
from domain.placement import events as placement
from ledger.codec import Codec, Upcaster

MODULES = (application, fulfilment, fund, opening, party, payment, placement, recovery)
"""Where the published events are defined."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""(topic, schema) → the data of that schema as the data of the next one."""


def published_classes() -> tuple[type[Event], ...]:
    """Every published event class."""
    names = {module.__name__ for module in MODULES}
    return tuple(known for known in event_classes() if known.__module__ in names)


@cache
def published() -> Codec:
    """The codec of all published events."""
    return Codec(published_classes(), UPCASTERS)
