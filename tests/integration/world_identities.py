"""Pairs that may be one person in the world: one judged the same by two officers, one different, one not yet."""

from domain.alert import EvidenceRow
from domain.identity_link import Ground, stream_of
from ledger.commands import identity_links
from ledger.commands.identity_links import Likely
from tests.integration.world import PLACE, World

EVIDENCE = "evidence:2024-330500-AAAAAAAAAA"
MODEL = "0" * 64


def likely(left: str, right: str, weight: int = 950) -> Likely:
    """A pair with one ground."""
    rows = (EvidenceRow(dataset="identities", import_id=EVIDENCE, line=line) for line in (2, 3))
    grounds = (Ground(column="name", level="same", weight=1281),)
    return Likely(left=left, right=right, weight=weight, grounds=grounds, evidence=tuple(rows))


def compared(world: World) -> None:
    """Three pairs are suggested; two are judged, and one of them is confirmed."""
    pairs = (likely("p_a", "p_b"), likely("p_c", "p_a"), likely("p_d", "p_e"))
    suggest = identity_links.Suggest(place=PLACE, model=MODEL, entries=5, pairs=pairs)
    identity_links.suggest(world.book, suggest, world.request("analyst"))
    for pair, verdict in ((("p_a", "p_b"), "same_person"), (("p_a", "p_c"), "different_persons")):
        judge = identity_links.Judge(pair=stream_of(*pair), verdict=verdict, ground="核对户籍底册")  # type: ignore[arg-type]
        identity_links.judge(world.book, judge, world.request("analyst"))
    confirm = identity_links.Confirm(pair=stream_of("p_a", "p_b"), ground="核对户籍底册和照片")
    identity_links.confirm(world.book, confirm, world.request("fraud-reviewer"))
