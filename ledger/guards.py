"""The inline guards, derived from events: balances that may not go below zero, and claims that one holder has.

`book.append` writes them in the transaction of the events; `verify` derives them again from the whole log.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from domain import check_policy, evidence, imports, payment, recovery
from domain.access import events as access
from domain.application import events as application
from domain.certification import events as certification
from domain.events import Recorded
from domain.investigation import events as investigation
from domain.investigation.events import Undoing
from domain.levy import events as levy
from domain.relief import events as relief
from ledger import chart
from ledger.journal import Posting, postings


class Guards(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of events does to the guards: balance deltas (fen) and claims taken and released with their holder."""

    reserve: dict[str, int]
    take: dict[str, str]
    release: dict[str, str]


def account_key(account: chart.Account, commodity: str, line: str = "", case: str = "") -> str:
    """The guard row of a budget account."""
    return f"{account.code}|{commodity}|{line}|{case}"


def recoverable_key(payment_id: str) -> str:
    """The guard row of what may still be recovered of a payment."""
    return f"Recoverable|{payment_id}"


def levy_received_key(levy_id: str) -> str:
    """The guard row of what the treasury received of a levy and has not refunded."""
    return f"LevyReceived|{levy_id}"


def refundable_key(levy_id: str) -> str:
    """The guard row of what was paid too much of a levy and has not been refunded."""
    return f"Refundable|{levy_id}"


def account_claim(account: str = "") -> str:
    """The claim that says that an account is there; the beginning of all of them, where none is named."""
    return f"account:{account}"


def file_claim(digest: str) -> str:
    """The claim by which the same file of applications waits, or counts, once."""
    return f"file:{digest}"


def ordinal_claim(ordinal: int | None = None) -> str:
    """The claim by which one import of evidence has its ordinal; the beginning of all of them, where none is told."""
    return f"ordinal:{'' if ordinal is None else ordinal}"


def check_claim(digest: str = "") -> str:
    """The claim that says that a text of a check is registered; the beginning of all of them, where none is named."""
    return f"check:{digest}"


def measure_claim(case: str, finding: str = "") -> str:
    """The claim of a finding that the money of a case is held; the beginning of all of them, where none is told."""
    return f"measure:{case}|{finding}"


def undo_claim(case: str, measure: str, investigation: str = "") -> str:
    """The claim of an investigation that waits until a measure in a case is undone; the beginning of all of them."""
    return f"undo:{case}|{measure}|{investigation}"


def finding_of(claim: str) -> int:
    """The number of the finding in such a claim."""
    return int(claim.rpartition("|")[2])


def _measure(recorded: Recorded, case: str, number: int) -> str:
    return measure_claim(case, f"{recorded.stream}|{number}")


def guards_of(events: Iterable[Recorded]) -> Guards:
    """Sum the guard changes of events that are appended together."""
    reserve: Counter[str] = Counter()
    take: dict[str, str] = {}
    release: dict[str, str] = {}
    for recorded in events:
        for key, delta in balance_changes(recorded):
            reserve[key] += delta
        take.update(_taken(recorded))
        release.update(_released(recorded))
    return Guards(reserve={key: delta for key, delta in reserve.items() if delta}, take=take, release=release)


def balance_changes(recorded: Recorded) -> Iterator[tuple[str, int]]:
    """Every change (fen) of a guarded balance: the budget accounts but their contra, what is recoverable, the levy."""
    for posting in postings(recorded):
        if posting.account.startswith("Budget:") and posting.account != chart.AUTHORITY.code:
            yield _key(posting), posting.amount
    event = recorded.event
    match event:
        case payment.Settled():
            yield recoverable_key(recorded.stream), event.amount
        case payment.Returned() if event.bank_line:
            yield recoverable_key(recorded.stream), -event.amount
        case recovery.Determined():
            yield recoverable_key(event.payment), -event.amount
        case recovery.Undone():
            yield recoverable_key(event.payment), event.amount
        case levy.Reassessed() | levy.Waived() | levy.Received() | levy.Refunded():
            yield from _levy_changes(event, recorded.stream)


def _levy_changes(
    event: levy.Reassessed | levy.Waived | levy.Received | levy.Refunded, levy_id: str
) -> Iterator[tuple[str, int]]:
    """Refundable is what was paid too much; and no more goes back than came in, whatever was said to be too much."""
    match event:
        case levy.Reassessed():
            yield refundable_key(levy_id), event.cut.paid + event.surcharge_cut.paid
        case levy.Waived():
            yield refundable_key(levy_id), event.cut.paid
        case levy.Received():
            yield levy_received_key(levy_id), event.receipt.amount
            yield refundable_key(levy_id), event.overpaid
        case levy.Refunded():
            yield levy_received_key(levy_id), -event.amount
            yield refundable_key(levy_id), -event.amount


def _key(posting: Posting) -> str:
    return f"{posting.account}|{posting.commodity}|{posting.line}|{posting.case}"


def _taken(recorded: Recorded) -> dict[str, str]:
    event = recorded.event
    match event:
        case application.Submitted() | relief.Requested():
            return dict.fromkeys(event.claims, recorded.stream)
        case certification.Certified():
            return dict.fromkeys(event.claims, recorded.stream)
        case application.Resubmitted() | application.AppealDecided() | relief.ReviewDecided():
            return dict.fromkeys(event.claims_taken, recorded.stream)
        case payment.Settled() | recovery.Received():
            return {event.bank_line.claim: recorded.stream}
        case payment.Returned() | recovery.Undone() if event.bank_line:
            return {event.bank_line.claim: recorded.stream}
        case levy.Received() | levy.Refunded():
            return {event.receipt.claim: recorded.stream}
        case check_policy.VersionRegistered():
            return {check_claim(event.digest): recorded.stream}
        case access.Opened():
            return {account_claim(event.account): recorded.stream}
        case investigation.FindingConfirmed():
            holding = (order for order in event.orders if order.measure == "hold")
            return {_measure(recorded, order.case, order.number): recorded.stream for order in holding}
        case investigation.AppealDecided() | investigation.MeasureLifted():
            return dict.fromkeys(
                (undo_claim(each.case, each.measure, recorded.stream) for each in event.undo), recorded.stream
            )
        case imports.Staged():
            return {file_claim(event.digest): recorded.stream}
        case evidence.Imported() | evidence.Staged():
            return {event.claim: recorded.stream, ordinal_claim(event.ordinal): recorded.stream}
    return {}


def _released(recorded: Recorded) -> dict[str, str]:
    event = recorded.event
    match event:
        case application.Resubmitted() | application.Rejected() | application.Withdrawn() | application.Terminated():
            return dict.fromkeys(event.claims_released, recorded.stream)
        case certification.CertificationRevoked() | relief.Refused() | relief.Ended():
            return dict.fromkeys(event.claims_released, recorded.stream)
        case investigation.MeasureLifted(measure="hold"):
            return {_measure(recorded, event.case, event.number): recorded.stream}
        case investigation.MeasureTaken(left=0) | investigation.MeasureLifted() if event.measure in get_args(Undoing):
            return {undo_claim(event.case, event.measure, recorded.stream): recorded.stream}
        case imports.Discarded() | imports.Expired():
            return {file_claim(event.digest): recorded.stream}
        case evidence.Discarded() | evidence.Withdrawn():
            return {event.claim: recorded.stream}
    return {}
