"""A ring as people and programs are told of it: its members, and its ties with the evidence that shows each."""

from collections.abc import Callable

import msgspec

from domain.alert import EvidenceRow
from ledger.checks.check import Words
from ledger.checks.hit import HitRow
from ledger.checks.network import Network, Node, Tie


class NodeTold(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody by pseudonym or credit code; something by a key that leads back to nothing."""

    kind: str
    name: str


class TieTold(msgspec.Struct, frozen=True, kw_only=True):
    """What ties whom, how strongly (1 to 4), what that says, and the rows that show it."""

    strength: int
    why: str
    sentence: Words
    thing: NodeTold
    tied: tuple[NodeTold, ...]
    evidence: tuple[EvidenceRow, ...]


class NetworkTold(msgspec.Struct, frozen=True, kw_only=True):
    """A ring as alerts name it; its ties, the strongest first."""

    ring: str
    members: tuple[NodeTold, ...]
    ties: tuple[TieTold, ...]


def told(ring: str, network: Network, cited: Callable[[HitRow], EvidenceRow]) -> NetworkTold:
    """The ring of that name; `cited` leads from a row to its import and line."""
    return NetworkTold(
        ring=ring,
        members=tuple(_node(member) for member in network.members),
        ties=tuple(_tie(tie, cited) for tie in network.ties),
    )


def _node(node: Node) -> NodeTold:
    return NodeTold(kind=node.kind, name=node.name)


def _tie(tie: Tie, cited: Callable[[HitRow], EvidenceRow]) -> TieTold:
    return TieTold(
        strength=tie.strength,
        why=tie.why,
        sentence=tie.sentence,
        thing=_node(tie.thing),
        tied=tuple(_node(node) for node in tie.tied),
        evidence=tuple(cited(row) for row in tie.evidence),
    )
