"""Commands on public-welfare posts: open, recruit, vacate, close."""

from collections.abc import Callable

from domain import welfare_posts
from domain.act import Act
from domain.events import Event
from domain.identity import parse_uscc
from domain.places import parse_place
from domain.programs.public_welfare_post_subsidy import CODE
from domain.statutes.book import Law
from domain.welfare_posts import Candidate, Posts
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_welfare_posts
from ledger.commands.place import must_lie_within
from ledger.law import law_for


class OnPosts(Command, frozen=True, kw_only=True):
    """The posts of one kind at one place, and the employer who has them."""

    place: str
    kind: str
    employer: str


class OpenPosts(OnPosts, frozen=True, kw_only=True):
    """How many posts an employer opens, by which document, and who runs and pays them."""

    seats: int
    document: str
    run_by_grass_roots: bool = False
    otherwise_funded: bool = False


class RecruitForPost(OnPosts, frozen=True, kw_only=True):
    """Who gets the post, and everybody who applied."""

    person: str
    candidates: tuple[Candidate, ...]


class VacatePost(OnPosts, frozen=True, kw_only=True):
    """Who leaves the post, and why."""

    person: str
    ground: str


class ClosePosts(OnPosts, frozen=True, kw_only=True):
    """How many vacant posts are given up, and why."""

    seats: int
    ground: str


def open_posts(book: Book, command: OpenPosts, request: Request) -> Receipt:
    """Open posts."""
    return _run(
        book,
        "open_welfare_posts",
        command,
        request,
        lambda state, law, act: welfare_posts.open_posts(
            state,
            employer=parse_uscc(command.employer, field="employer"),
            seats=command.seats,
            run_by_grass_roots=command.run_by_grass_roots,
            otherwise_funded=command.otherwise_funded,
            document=command.document,
            law=law,
            act=act,
        ),
    )


def recruit(book: Book, command: RecruitForPost, request: Request) -> Receipt:
    """Fill a vacant post."""
    return _run(
        book,
        "recruit_for_welfare_post",
        command,
        request,
        lambda state, law, act: welfare_posts.recruit(
            state, employer=command.employer, person=command.person, candidates=command.candidates, law=law, act=act
        ),
    )


def vacate(book: Book, command: VacatePost, request: Request) -> Receipt:
    """A holder leaves."""
    return _run(
        book,
        "vacate_welfare_post",
        command,
        request,
        lambda state, _, act: welfare_posts.vacate(
            state, employer=command.employer, person=command.person, ground=command.ground, act=act
        ),
    )


def close(book: Book, command: ClosePosts, request: Request) -> Receipt:
    """Give vacant posts up."""
    return _run(
        book,
        "close_welfare_posts",
        command,
        request,
        lambda state, _, act: welfare_posts.close(
            state, employer=command.employer, seats=command.seats, ground=command.ground, act=act
        ),
    )


def _run(
    book: Book, name: str, command: OnPosts, request: Request, verb: Callable[[Posts, Law, Act], Event]
) -> Receipt:
    """Decide on the one stream of the kind at the place, so that two officers cannot pass each other."""

    def decide(act: Act) -> Plan:
        place = parse_place(command.place, field="place")
        must_lie_within(book, place)
        stream = welfare_posts.stream_of(place, command.kind)
        state, version = load_welfare_posts(book, place, command.kind)
        event = verb(state, law_for(book, CODE, place, act.today), act)
        return filed(stream, version, event)

    return run(book, name, command, request, decide)
