"""Check of identity linkage: one person is said by two officers, and the weight is the sum of its grounds."""

from domain import identity_link
from domain.identity_link import Confirmed, Pair, PairStatus
from ledger.audit.probe import Probe, Seen


class IdentitiesByTwo(Probe):
    """Whoever confirmed that two entries are one person is another than who judged so, and was asked to."""

    code = "identities-by-two"
    zh = "认定同一人须先有判断,并由另一人复核;比对编号与两个当事人相符"
    en = "that two entries are one person was judged first and confirmed by another; a pair's id follows from both"

    def __init__(self) -> None:
        super().__init__()
        self._pairs: dict[str, Pair | None] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None or not recorded.event.topic.startswith("identity."):
            return
        self.counted += 1
        before = self._pairs.get(recorded.stream)
        after = identity_link.evolve(before, recorded)
        self._pairs[recorded.stream] = after
        if after is None or identity_link.stream_of(after.left, after.right) != recorded.stream:
            self.fault(
                recorded.position, recorded.stream, "编号与当事人不符", "its id does not follow from the parties"
            )
        if isinstance(recorded.event, Confirmed):
            actor = recorded.meta.actor
            if before is None or before.status is not PairStatus.PROPOSED:
                self.fault(recorded.position, recorded.stream, "没有待复核的判断", "nothing waited to be confirmed")
            elif before.judged_by == actor:
                self.fault(recorded.position, recorded.stream, f"均为 {actor}", f"{actor} did both")
