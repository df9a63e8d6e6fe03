"""Commands of the registers behind the quota: public bodies and their offers, centralised head-counts."""

from datetime import date

from domain import headcount, public_body
from domain.act import Act
from domain.calendar import Month
from domain.headcount import Channel, StaffCount
from domain.public_body import OfferedPost, Way
from domain.quota.bodies import Body
from domain.wording import clean
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_headcount, load_public_body
from ledger.commands.place import must_lie_within


class RecordBody(Command, frozen=True, kw_only=True):
    """The posts of a body as of a day."""

    uscc: str
    place: str
    as_of: date
    body: Body


class OfferPosts(Command, frozen=True, kw_only=True):
    """Posts that a body offers to persons with disabilities."""

    uscc: str
    post: OfferedPost
    way: Way
    posts: int
    offered_on: date
    document: str


class FileHeadcount(Command, frozen=True, kw_only=True):
    """The head-count of a centralised employer in a month (`2024-03`)."""

    employer: str
    place: str
    month: str
    count: StaffCount


class VerifyHeadcount(Command, frozen=True, kw_only=True):
    """What an officer counted through a channel."""

    employer: str
    month: str
    channel: Channel
    count: StaffCount
    finding: str


def record_body(book: Book, command: RecordBody, request: Request) -> Receipt:
    """Record the posts of a public body or state-owned enterprise."""

    def decide(act: Act) -> Plan:
        stream = public_body.stream_of(command.uscc)
        state, version = book.load(stream, public_body.evolve, None)
        must_lie_within(book, command.place)
        event = public_body.record(
            state, uscc=command.uscc, place=command.place, as_of=command.as_of, body=command.body, act=act
        )
        return filed(stream, version, event)

    return run(book, "record_public_body", command, request, decide)


def offer_posts(book: Book, command: OfferPosts, request: Request) -> Receipt:
    """Record offered posts."""

    def decide(act: Act) -> Plan:
        stream = public_body.stream_of(command.uscc)
        state, version = load_public_body(book, stream)
        event = public_body.offer(
            state,
            post=command.post,
            way=command.way,
            posts=command.posts,
            offered_on=command.offered_on,
            document=clean(command.document, "document"),
            act=act,
        )
        return filed(stream, version, event)

    return run(book, "offer_posts", command, request, decide)


def file_headcount(book: Book, command: FileHeadcount, request: Request) -> Receipt:
    """File a centralised head-count."""
    month = str(Month.parse(command.month))

    def decide(act: Act) -> Plan:
        stream = headcount.stream_of(command.employer, month)
        state, version = book.load(stream, headcount.evolve, None)
        must_lie_within(book, command.place)
        event = headcount.file(
            state, employer=command.employer, place=command.place, month=month, count=command.count, act=act
        )
        return filed(stream, version, event)

    return run(book, "file_headcount", command, request, decide)


def verify_headcount(book: Book, command: VerifyHeadcount, request: Request) -> Receipt:
    """Verify a centralised head-count."""

    def decide(act: Act) -> Plan:
        stream = headcount.stream_of(command.employer, command.month)
        state, version = load_headcount(book, stream)
        finding = clean(command.finding, "finding")
        event = headcount.verify(state, channel=command.channel, count=command.count, finding=finding, act=act)
        return filed(stream, version, event)

    return run(book, "verify_headcount", command, request, decide)
