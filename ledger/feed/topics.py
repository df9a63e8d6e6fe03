"""Which events are in the feed, and how a filter names them: by topic, or by a beginning such as `application.*`."""

from collections.abc import Sequence
from typing import Final

from domain.errors import Refusal
from ledger.topics import published

WITHHELD: Final = ("access.", "account.", "webhook.", "party.Revealed")
"""Beginnings of topics that say how the system itself is used: who may do what, who looked at what, who listens."""

_ALL_OF = "*"


class NoSuchTopic(Refusal):
    """事件类型「{topic}」不在可订阅之列;请填写完整的类型名,或如「application.*」的前缀。

    The topic "{topic}" is not in the feed; give a whole topic, or a beginning such as "application.*".
    """

    ids = frozenset({"topic"})


def feed_topics() -> tuple[str, ...]:
    """Every topic that is in the feed."""
    return tuple(sorted(topic for topic in published().topics if not topic.startswith(WITHHELD)))


def chosen(filters: Sequence[str]) -> tuple[str, ...]:
    """The topics that the filters name; all of the feed where there is no filter. Refuses one that names none."""
    known = feed_topics()
    if not filters:
        return known
    found = {each: _named(each, known) for each in filters}
    for each, topics in found.items():
        if not topics:
            raise NoSuchTopic(field="topics", topic=each)
    return tuple(topic for topic in known if any(topic in topics for topics in found.values()))


def _named(text: str, known: Sequence[str]) -> set[str]:
    if text.endswith("." + _ALL_OF):
        return {topic for topic in known if topic.startswith(text.removesuffix(_ALL_OF))}
    return {topic for topic in known if topic == text}
