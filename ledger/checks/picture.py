"""A network drawn as a picture (SVG): things in the middle, workers around them, units outside; always the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, sin, tau
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from ledger.checks.network import Network, Node, Tie
from ledger.checks.tie_words import KINDS

SPACING: Final = 64
"""Pixels between neighbours on a circle."""

STEP: Final = 150
"""Pixels between two circles, and around the outermost."""

SIZE: Final = 13
"""Half the width of a mark."""

CIRCLES: Final = (("account", "phone", "device", "address", "agent"), ("person",), ("employer",))
"""What stands on which circle, from the middle."""

MARKS: Final = {
    "person": ("circle", "#1f5fa8"),
    "employer": ("4", "#8a4b08"),
    "agent": ("diamond", "#a01c3c"),
    "account": ("6", "#2d6a2f"),
    "phone": ("3", "#5b3a9b"),
    "device": ("8", "#3d4a57"),
    "address": ("5", "#6b6100"),
}
"""Shape and colour of each kind: shapes differ, so that nothing depends on colours; each is dark on white (5:1)."""


class Spot(NamedTuple):
    """Where something stands, in pixels from the middle."""

    x: int
    y: int


def picture(network: Network) -> str:
    """The SVG, with title, description and a label for every mark."""
    spots, radius = laid_out(network)
    half = radius + STEP
    lines = [_line(tie, node, spots) for tie in network.ties for node in tie.tied]
    marks = [_mark(node, spots[node]) for node in network.nodes]
    kinds = [kind for kind in MARKS if any(node.kind == kind for node in network.nodes)]
    legend = [_legend(kind, -half + 24, -half + 28 + 26 * at) for at, kind in enumerate(kinds)]
    body = "\n".join((*lines, *marks, *legend))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-half} {-half} {2 * half} {2 * half}" role="img" '
        'aria-labelledby="network-title network-desc" font-family="sans-serif" font-size="12">\n'
        f'<title id="network-title">{escape(_title(network))}</title>\n'
        f'<desc id="network-desc">{escape(_told(network))}</desc>\n'
        f'<rect x="{-half}" y="{-half}" width="{2 * half}" height="{2 * half}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def laid_out(network: Network) -> tuple[dict[Node, Spot], int]:
    """Where each node stands, and the radius of the outermost circle.

    Things are ordered by kind, workers and units by the things and workers that they are tied to, so that ties cross
    little.
    """
    neighbours: defaultdict[Node, list[Node]] = defaultdict(list)
    for tie in network.ties:
        for node in tie.tied:
            neighbours[node].append(tie.thing)
            neighbours[tie.thing].append(node)
    spots: dict[Node, Spot] = {}
    order: dict[Node, int] = {}
    radius = 0
    for kinds in CIRCLES:
        nodes = [node for node in network.nodes if node.kind in kinds]
        nodes.sort(key=lambda node: (_middle(neighbours[node], order), kinds.index(node.kind), node))
        order |= {node: at for at, node in enumerate(nodes)}
        if nodes:
            radius = _radius(radius, len(nodes), first=not spots)
            spots |= {node: _on_circle(radius, at, len(nodes)) for at, node in enumerate(nodes)}
    return spots, radius


def _middle(neighbours: Sequence[Node], order: Mapping[Node, int]) -> int:
    """Where on the circles inside a node's neighbours stand, on average (in hundredths)."""
    known = [order[node] for node in neighbours if node in order]
    return 100 * sum(known) // len(known) if known else 0


def _radius(inner: int, many: int, *, first: bool) -> int:
    if first and many == 1:
        return 0
    return max(inner + STEP if inner or not first else 60, round(many * SPACING / tau))


def _on_circle(radius: int, at: int, many: int) -> Spot:
    angle = tau * at / many
    return Spot(round(radius * sin(angle)), round(-radius * cos(angle)))


def _line(tie: Tie, node: Node, spots: Mapping[Node, Spot]) -> str:
    a, b = spots[node], spots[tie.thing]
    dashed = ' stroke-dasharray="4 4"' if tie.strength == 1 else ""
    return (
        f'<line x1="{a.x}" y1="{a.y}" x2="{b.x}" y2="{b.y}" stroke="#6b7280" stroke-width="{tie.strength}"{dashed}>'
        f"<title>{escape(tie.sentence.zh)}</title></line>"
    )


def _mark(node: Node, spot: Spot) -> str:
    kind = KINDS[node.kind]
    told = escape(f"{kind.zh} {kind.en} {node.name}")
    return (
        f'<g><title>{told}</title>{_shape(node.kind, spot)}<text x="{spot.x}" y="{spot.y + SIZE + 13}" '
        f'text-anchor="middle" fill="#1a1a1a">{escape(short(node))}</text></g>'
    )


def _shape(kind: str, spot: Spot) -> str:
    shape, colour = MARKS[kind]
    if shape == "circle":
        return f'<circle cx="{spot.x}" cy="{spot.y}" r="{SIZE}" fill="{colour}"/>'
    corners = 4 if shape == "diamond" else int(shape)
    turn = tau / 8 if shape == "4" else 0
    points = (
        (spot.x + round(SIZE * sin(tau * at / corners + turn)), spot.y - round(SIZE * cos(tau * at / corners + turn)))
        for at in range(corners)
    )
    return f'<polygon points="{" ".join(f"{x},{y}" for x, y in points)}" fill="{colour}"/>'


def _legend(kind: str, x: int, y: int) -> str:
    words = KINDS[kind]
    return f'{_shape(kind, Spot(x, y))}<text x="{x + 22}" y="{y + 4}" fill="#1a1a1a">{words.zh} {words.en}</text>'


def short(node: Node) -> str:
    """A name as a mark carries it: the first six characters of a pseudonym, the last six of a credit code."""
    name = node.name.rpartition(":")[2]
    return f"…{name[-6:]}" if node.kind == "employer" and ":" not in node.name else name[:6]


def _title(network: Network) -> str:
    return f"关系网 {len(network.members)} 个成员 / Ring of {len(network.members)} members"


def _told(network: Network) -> str:
    strongest = network.ties[:5]
    return "".join(f"{tie.sentence.zh}。" for tie in strongest) + " ".join(f"{tie.sentence.en}." for tie in strongest)
