"""Check of random inspection: every list is drawn once more from what was there, and nobody inspects own decisions."""

from domain import inspection_sample
from domain.events import Recorded
from domain.inspection_population import Population
from domain.inspection_sample import Drawn, FindingRecorded
from ledger.audit.probe import Probe, Seen
from ledger.book import Book
from ledger.commands.inspections import decided_by, population_at


class InspectionsRedrawn(Probe):
    """A list follows from its definition and seed; a finding is about one of its items, by an outsider."""

    code = "inspections-redrawn"
    zh = "随机抽查单按其范围和种子重抽,结果一致;抽查结果由未参与办理的人登记"
    en = "a random inspection list, drawn again, is the same; findings are by people who had no hand in the item"

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._population = Population()
        self._position = 0
        self._lists: dict[str, inspection_sample.Sample | None] = {}

    def see(self, seen: Seen) -> None:
        recorded = seen.recorded
        if recorded is None:
            return
        self._population.see(recorded)
        self._position = recorded.position
        match recorded.event:
            case Drawn() as event:
                self.counted += 1
                self._redraw(recorded, event)
            case FindingRecorded() as event:
                self.counted += 1
                self._compare(recorded, event)
            case _:
                return
        self._lists[recorded.stream] = inspection_sample.evolve(self._lists.get(recorded.stream), recorded)

    def _redraw(self, recorded: Recorded, event: Drawn) -> None:
        """The book may have grown between the draw and its event: then it is read anew up to the draw."""
        if event.position >= recorded.position:
            self.fault(recorded.position, recorded.stream, "抽取位置在后", "it was drawn from later events")
            return
        grown = event.position < recorded.position - 1
        population = population_at(self._book, event.position) if grown else self._population
        ids = sorted(population.within(event.kind, event.place, event.first, event.last))
        many = inspection_sample.how_many(len(ids), event.share_pct, event.number)
        told = (event.population, event.digest, event.items)
        again = (len(ids), inspection_sample.digest_of(ids), inspection_sample.chosen(ids, event.seed, many))
        if told != again:
            zh, en = f"重抽得 {', '.join(again[2])}", f"drawn again: {', '.join(again[2])}"
            self.fault(recorded.position, recorded.stream, zh, en)

    def _compare(self, recorded: Recorded, event: FindingRecorded) -> None:
        drawn = self._lists.get(recorded.stream)
        if drawn is None or event.item not in drawn.items:
            self.fault(recorded.position, recorded.stream, f"{event.item} 不在单上", f"{event.item} is not on the list")
        elif recorded.meta.actor in decided_by(self._book, drawn, event.item, before=recorded.position):
            actor = recorded.meta.actor
            self.fault(recorded.position, recorded.stream, f"{actor} 参与办理", f"{actor} had a hand in {event.item}")
