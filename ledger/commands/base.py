"""How a command runs: answer a known key, load, decide, append in one transaction, retry where others were faster."""

from base64 import b32encode
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

import msgspec
from sqlalchemy import Executable

from domain import fund, payment, recovery
from domain.act import Act
from domain.actor import Actor
from domain.application.refusals import CostAlreadyClaimed, PersonAlreadyCounted
from domain.bank import BankLineUsed
from domain.errors import Conflict, Refusal
from domain.events import Event, Meta, Recorded
from domain.imports import FileTakenAlready
from domain.levy.refusals import RefundExceedsOverpaid, RefundExceedsReceived
from domain.money import shown
from domain.relief.refusals import ClaimLocked
from domain.wording import clean, identifier
from ledger import chart
from ledger.book import Book
from ledger.guards import guards_of
from ledger.journal import fund_of
from ledger.store.standing import BalanceExhausted, ClaimTaken, KeyAlreadyUsed
from ledger.vault import Row

CHINA = timezone(timedelta(hours=8))
"""China has one time and no summer time; the day of an act is the day there."""

ATTEMPTS = 10
"""How often a command is decided anew when others changed its streams meanwhile."""


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for; the fields are part of the idempotency digest."""


class ChangedSinceRead(Refusal):
    """「{stream}」已是第 {found} 版,您依据的是第 {seen} 版;请重新读取后再办理。

    "{stream}" is at version {found} by now, and you acted on version {seen}: read it again first.
    """

    ids = frozenset({"stream"})


class AuthorityChanged(Refusal):
    """{actor} 的任职、代理或回避事项刚有变动,请重新登录后再办理。

    The appointments, delegations or interests of {actor} changed just now: authenticate anew first.
    """


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, when (`now`, UTC), for which value date (`on`, today unless told), why, and the idempotency key.

    `seen` are the versions of streams that the caller acts on; neither they nor the clock are part of what a key means.
    """

    actor: Actor
    now: datetime
    key: str
    reason: str
    on: date | None = None
    causation: str | None = None
    seen: dict[str, int] = {}

    def __post_init__(self) -> None:
        identifier(self.key, "key")

    def act(self) -> Act:
        """The act as the domain sees it."""
        today = self.now.astimezone(CHINA).date()
        return Act(actor=self.actor, on=self.on or today, today=today, reason=clean(self.reason, "reason"))


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: the subject, the topics of the events, the new stream versions, and what the caller may want."""

    subject: str
    events: tuple[str, ...]
    versions: dict[str, int]
    outcome: dict[str, str] = {}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """New events for one stream whose current version is `version`."""

    stream: str
    version: int
    events: tuple[Event, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a command decided: changes, and on what they rest.

    `expect` are streams that must not have moved, `watch` beginnings of claims of which none may have come or gone,
    `drain` balances that must end at zero, `rows` go into other tables, what `erase` names by its columns goes out,
    and `also` are statements upon other tables that say what these two cannot.
    """

    subject: str
    changes: tuple[Change, ...]
    outcome: dict[str, str] = {}
    expect: dict[str, int] = {}
    watch: dict[str, tuple[str, ...]] = {}
    drain: tuple[str, ...] = ()
    erase: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    also: tuple[Executable, ...] = ()


def filed(
    stream: str,
    version: int,
    event: Event,
    *,
    outcome: dict[str, str] | None = None,
    expect: dict[str, int] | None = None,
    watch: dict[str, tuple[str, ...]] | None = None,
) -> Plan:
    """The plan of a command that files one event on one stream, which is also its subject."""
    change = Change(stream=stream, version=version, events=(event,))
    return Plan(subject=stream, changes=(change,), outcome=outcome or {}, expect=expect or {}, watch=watch or {})


def run(book: Book, name: str, command: Command, request: Request, decide: Callable[[Act], Plan]) -> Receipt:
    """Run a command once per key. A refusal leaves the log as it was; a repeated key gets the first answer again."""
    act = request.act()
    digest = digest_of(name, command, request)
    for attempt in range(1, ATTEMPTS + 1):
        known = book.answer(request.key, digest)
        if known is not None:
            return msgspec.json.decode(known, type=Receipt)
        try:
            _must_be_as_seen(book, request)
            if attempt > 1:
                _must_still_have_authority(book, request.actor)
            return _commit(book, decide(act), request, act, digest)
        except KeyAlreadyUsed:
            continue
        except Conflict:
            if attempt == ATTEMPTS:
                raise
        except Refusal:
            # A twin of this command may have been taken meanwhile: then its answer is the answer.
            if book.answer(request.key, digest) is None:
                _must_be_as_seen(book, request)
                raise
    raise Conflict(field="key", stream=request.key)


def answered(book: Book, name: str, command: Command, request: Request) -> Receipt | None:
    """What the command with this key was answered, if it was taken: for commands that take long before they run."""
    known = book.answer(request.key, digest_of(name, command, request))
    return None if known is None else msgspec.json.decode(known, type=Receipt)


def _must_be_as_seen(book: Book, request: Request) -> None:
    for stream, version in request.seen.items():
        if (found := book.version(stream)) != version:
            raise ChangedSinceRead(field="version", stream=stream, found=found, seen=version)


def _must_still_have_authority(book: Book, actor: Actor) -> None:
    """Refuse where a conflict may come from an appointment, delegation or interest that changed meanwhile."""
    if any(book.version(stream) != version for stream, version in actor.rests_on.items()):
        raise AuthorityChanged(field="actor", actor=actor.id)


def _commit(book: Book, plan: Plan, request: Request, act: Act, digest: str) -> Receipt:
    events = [
        recorded for change in plan.changes for recorded in recorded_as(change, request, act, book_place=book.place)
    ]
    receipt = Receipt(
        subject=plan.subject,
        events=tuple(recorded.event.topic for recorded in events),
        versions={recorded.stream: recorded.version for recorded in events},
        outcome=plan.outcome,
    )
    guards = guards_of(events)
    try:
        book.append(
            events,
            reserve=guards.reserve,
            take=guards.take,
            release=guards.release,
            expect={**plan.expect, **request.actor.rests_on, **request.seen},
            watch=plan.watch,
            drain=plan.drain,
            erase=plan.erase,
            rows=plan.rows,
            also=plan.also,
            idempotency=(request.key, digest, msgspec.json.encode(receipt)),
        )
    except BalanceExhausted as error:
        if error.details["account"] in plan.drain:
            # Somebody took from what was to be given back whole; decided anew, it is as much as is there then.
            raise Conflict(stream=str(error.details["account"])) from error
        raise named_exhaustion(error) from error
    except ClaimTaken as error:
        raise named_claim(error) from error
    return receipt


def recorded_as(change: Change, request: Request, act: Act, *, book_place: str) -> list[Recorded]:
    """The events of a change in their envelopes, as they will be stored."""
    meta = Meta(
        book=book_place,
        effective_on=act.on,
        recorded_at=request.now,
        actor=act.actor.id,
        roles=act.actor.roles,
        reason=act.reason,
        command_id=request.key,
        causation=request.causation,
    )
    return [
        Recorded(stream=change.stream, version=change.version + number, event=event, meta=meta)
        for number, event in enumerate(change.events, start=1)
    ]


def digest_of(name: str, command: Command, request: Request) -> str:
    """What a key stands for: the command, the actor and the value date; the clock is not part of it."""
    content = [name, msgspec.to_builtins(command), request.actor.id, request.on, request.reason]
    return sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def named_exhaustion(error: BalanceExhausted) -> Refusal:
    """The rule that an exhausted guard row stands for."""
    account, _, rest = str(error.details["account"]).partition("|")
    left, amount = shown(_whole(error, "balance")), shown(-_whole(error, "delta"))
    match account:
        case chart.UNALLOTTED.code:
            code, year = fund_of(rest.partition("|")[0])
            return fund.AllotmentExceedsAppropriation(field="amount", amount=amount, fund=code, year=year, left=left)
        case chart.ALLOTTED.code:
            return fund.AllotmentOverspent(field="amount", line=rest.split("|")[1], left=left, amount=amount)
        case chart.LAPSED.code:
            code, year = fund_of(rest.partition("|")[0])
            return fund.LapsedNotEnough(field="amount", amount=amount, fund=code, year=year, left=left)
        case chart.ENCUMBERED.code:
            return payment.PaymentExceedsEncumbrance(field="amount", amount=amount, left=left)
        case "Recoverable":
            return recovery.RecoveryExceedsPaid(field="amount", payment=rest, amount=amount, left=left)
        case "Refundable":
            return RefundExceedsOverpaid(field="amount", amount=amount, left=left)
        case "LevyReceived":
            return RefundExceedsReceived(field="amount", amount=amount, left=left)
    return error


def named_claim(error: ClaimTaken) -> Refusal:
    """The rule that a taken claim stands for."""
    claim, holder = str(error.details["claim"]), str(error.details["holder"])
    kind, _, rest = claim.partition(":")
    match kind:
        case "cost":
            return CostAlreadyClaimed(field="claim", claim=claim, holder=holder)
        case "count":
            return PersonAlreadyCounted(field="claim", claim=claim, holder=holder)
        case "lock":
            return ClaimLocked(field="claim", claim=claim, holder=holder)
        case "bank":
            return BankLineUsed(field="bank_line", line=rest, holder=holder)
        case "file":
            return FileTakenAlready(field="file", holder=holder)
        case "ordinal":
            # Somebody else's evidence came in first; decided anew, this import has the next ordinal.
            return Conflict(stream=holder)
    return error


def _whole(error: Refusal, name: str) -> int:
    return int(str(error.details[name]))


def new_id(prefix: str, book: Book, request: Request, place: str, year: int) -> str:
    """An id that follows from the idempotency key, so that a repeated command names the same thing."""
    digest = sha256(f"{book.place}|{prefix}|{request.key}".encode()).digest()
    return f"{prefix}{year}-{place}-{b32encode(digest)[:10].decode()}"
