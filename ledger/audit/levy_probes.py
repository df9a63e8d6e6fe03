"""Checks of the levy: every amount recomputes, what came in stands in the treasury, others act than who assessed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from domain.errors import Refusal
from domain.events import Event
from domain.levy import assessment, credit, surcharge
from domain.levy import events as levy
from domain.levy.facts import CODE, LevyFacts
from domain.levy.surcharge import LateFacts
from domain.money import shown
from domain.statutes.book import Law
from domain.working import Decision
from ledger import chart
from ledger.audit.probe import Probe, Seen, Tables
from ledger.book import Book
from ledger.law import law_for
from ledger.views.view import CHINA


class LeviesRecompute(Probe):
    """Every levy and surcharge comes out the same from its facts and the law as known on the day of recording."""

    code = "levies-recompute"
    zh = "每笔残保金和滞纳金按其事实和当日已知规定重算,金额和步骤一致"
    en = "every levy and surcharge recomputes from its facts and the law as known on its day"

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        event = seen.recorded.event
        if isinstance(event, levy.Waived) and event.cut.amount != event.amount:
            self.fault(seen.row.position, seen.row.stream, "减免数与扣减数不符", "it is not what was cut")
        if (made := _decision(event)) is None:
            return
        self.counted += 1
        decision, facts = made
        day = seen.recorded.meta.recorded_at.astimezone(CHINA).date()
        law = law_for(self._book, CODE, decision.place, day)
        if isinstance(event, levy.Assessed) and event.due_on != surcharge.due_date(law, event.year):
            self.fault(seen.row.position, seen.row.stream, "缴纳期限与规定不符", "the due day is not that of the law")
        again = self._again(facts, law)
        if again is None or _told(again) != _told(decision):
            now = again.amount if again else 0
            zh, en = f"{shown(decision.amount)},重算 {shown(now)}", f"{decision.amount} fen, recomputed {now}"
            self.fault(seen.row.position, seen.row.stream, zh, en)

    def _again(self, facts: dict[str, Any] | LateFacts, law: Law) -> Decision | None:
        try:
            if isinstance(facts, LateFacts):
                return surcharge.decide(facts, law)
            return assessment.decide(msgspec.convert(facts, LevyFacts), law)
        except Refusal:
            return None


def _decision(event: Event) -> tuple[Decision, dict[str, Any] | LateFacts] | None:
    match event:
        case levy.Assessed() | levy.Reassessed() | levy.SurchargeCharged():
            return event.decision, event.facts
    return None


def _told(decision: Decision) -> Decision:
    """Everything but the digest of the statute book, since that book grows."""
    return msgspec.structs.replace(decision, statute_digest="")


class LevyEqualsTreasury(Probe):
    """Per levy year: received - refunded = the treasury account = the net of its receipt lines."""

    code = "levy-equals-treasury"
    zh = "各年度残保金:入库流水 − 退还流水 = 入库科目余额,且不与支出科目混记"
    en = "per levy year receipts - refunds = the treasury account; no event posts on revenue and spending at once"

    def __init__(self) -> None:
        super().__init__()
        self._lines: Counter[str] = Counter()
        self._account: Counter[str] = Counter()

    def see(self, seen: Seen) -> None:
        tracks = {posting.commodity[-1] for posting in seen.postings}
        if "R" not in tracks or seen.recorded is None:
            return
        self.counted += 1
        if tracks != {"R"}:
            self.fault(seen.row.position, seen.row.stream, "与支出科目混记", "it posts on the spending side too")
        for posting in seen.postings:
            if posting.account == chart.LEVY_TREASURY.code:
                self._account[posting.commodity] += posting.amount
        self._lines[seen.postings[0].commodity] += sum(_booked(seen.recorded.event))

    def end(self, tables: Tables) -> None:
        for commodity in sorted(self._lines.keys() | self._account.keys()):
            lines, account = self._lines[commodity], self._account[commodity]
            if lines != account:
                zh = f"流水 {shown(lines)},科目 {shown(account)}"
                self.fault(0, commodity, zh, f"lines {lines} fen, account {account} fen")


def _booked(event: Event) -> Iterator[int]:
    match event:
        case levy.Received():
            yield event.receipt.amount
        case levy.Refunded():
            yield -event.receipt.amount


class LevyByAnother(Probe):
    """Who waives, defers or refunds is nobody who said how much is owed; who refunds recorded no receipt either."""

    code = "levy-by-another"
    zh = "减免、缓缴、退还残保金的人不是核定金额的人,退还的人也不是登记入库的人"
    en = "whoever waives, defers or refunds a levy did not say how much is owed, nor, for a refund, what came in"

    def __init__(self) -> None:
        super().__init__()
        self._said: defaultdict[str, set[str]] = defaultdict(set)
        self._received: defaultdict[str, set[str]] = defaultdict(set)

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        event, actor, stream = seen.recorded.event, seen.recorded.meta.actor, seen.row.stream
        if isinstance(event, levy.Waived | levy.Deferred | levy.Refunded):
            self.counted += 1
            barred = self._said[stream] | (self._received[stream] if isinstance(event, levy.Refunded) else set())
            if actor in barred:
                self.fault(seen.row.position, stream, f"均为 {actor}", f"{actor} did both")
        if isinstance(event, levy.Assessed | levy.Reassessed | levy.Waived):
            self._said[stream].add(actor)
        if isinstance(event, levy.Received):
            self._received[stream].add(actor)


class CreditByAnother(Probe):
    """Who records, mends or takes back is not who gave the notice, and nothing is recorded before the statement."""

    code = "credit-by-another"
    zh = "失信记录由告知人以外的人决定,且在申辩期满或听取申辩之后"
    en = "a credit record is decided by another than who gave the notice, after the statement or its term"

    def __init__(self) -> None:
        super().__init__()
        self._records: dict[str, credit.CreditRecord | None] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None or not seen.recorded.event.topic.startswith("credit."):
            return
        self.counted += 1
        stream, before, meta = seen.row.stream, self._records.get(seen.row.stream), seen.recorded.meta
        if before is not None and meta.actor == before.noticed_by:
            self.fault(seen.row.position, stream, f"均为 {meta.actor}", f"{meta.actor} did both")
        if before is not None and isinstance(seen.recorded.event, credit.ConductRecorded):
            self._in_time(seen, before)
        self._records[stream] = credit.evolve(before, seen.recorded)

    def _in_time(self, seen: Seen, before: credit.CreditRecord) -> None:
        day = seen.recorded.meta.effective_on if seen.recorded else before.last_on
        if not before.heard and day <= before.statement_until:
            zh, en = f"申辩期至 {before.statement_until}", f"the statement was open until {before.statement_until}"
            self.fault(seen.row.position, seen.row.stream, zh, en)
