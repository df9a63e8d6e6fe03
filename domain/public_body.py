"""The register of public bodies and state-owned enterprises: their posts, and the posts they offer to disabled persons.

It is the statistics of placements that the plans ask for (S006, S190): one record a body and day, never overwritten.
"""

from datetime import date
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.identity import parse_uscc
from domain.placement.acts import ROLE
from domain.places import parse_place
from domain.plans.implementer import Implementer
from domain.quota.bodies import Body

OfferedPost = Literal["administrative", "institution", "non_establishment", "enterprise"]
Way = Literal["special_post", "open_recruitment", "dispatch"]


class BodyNumbersImpossible(Refusal):
    """「{field}」不能为负数,也不能超过所属的总数。

    "{field}" must not be negative nor exceed the total that it is part of.
    """


class RecordGoesBack(Refusal):
    """{as_of} 早于已登记的 {last}。

    {as_of} lies before what is recorded as of {last}.
    """


class NotAnyPost(Refusal):
    """推出的岗位数须大于零。

    The number of posts offered must be above zero.
    """


class BodyRecorded(Event, frozen=True, kw_only=True):
    """How many posts a body had on a day, and who filled them."""

    topic: ClassVar[str] = "public_body.Recorded"
    uscc: str
    place: str
    as_of: date
    body: Body


class PostsOffered(Event, frozen=True, kw_only=True):
    """A body offered posts to persons with disabilities, in which way, by which document."""

    topic: ClassVar[str] = "public_body.PostsOffered"
    uscc: str
    place: str
    post: OfferedPost
    way: Way
    posts: int
    offered_on: date
    document: str


class PublicBody(msgspec.Struct, frozen=True, kw_only=True):
    """A body by its latest record."""

    uscc: str
    place: str
    as_of: date
    body: Body


def stream_of(uscc: str) -> str:
    """The stream of a body, in whatever case its credit code was typed."""
    return f"public_body:{parse_uscc(uscc, field='uscc')}"


def evolve(state: PublicBody | None, recorded: Recorded) -> PublicBody | None:
    """Fold one event into the body."""
    match recorded.event:
        case BodyRecorded() as event:
            return PublicBody(uscc=event.uscc, place=event.place, as_of=event.as_of, body=event.body)
    return state


def record(state: PublicBody | None, *, uscc: str, place: str, as_of: date, body: Body, act: Act) -> Event:
    """Record the posts of a body as of a day, not before the last record."""
    authorise(act.actor, "record_public_body", ROLE, parse_place(place), uscc)
    uscc = parse_uscc(uscc, field="uscc")
    if state is not None and as_of < state.as_of:
        raise RecordGoesBack(field="as_of", as_of=as_of, last=state.as_of)
    _check(body)
    return BodyRecorded(uscc=uscc, place=place, as_of=as_of, body=body)


def offer(
    state: PublicBody, *, post: OfferedPost, way: Way, posts: int, offered_on: date, document: str, act: Act
) -> Event:
    """Record that a body offered posts to persons with disabilities."""
    authorise(act.actor, "offer_posts", ROLE, state.place, state.uscc)
    if posts <= 0:
        raise NotAnyPost(field="posts")
    return PostsOffered(
        uscc=state.uscc,
        place=state.place,
        post=post,
        way=way,
        posts=posts,
        offered_on=offered_on,
        document=document,
    )


def _check(body: Body) -> None:
    totals = (("posts_filled", "establishment_posts"), ("pwd_cadres", "cadres"))
    for part, whole in totals:
        if not 0 <= getattr(body, part) <= getattr(body, whole):
            raise BodyNumbersImpossible(field=part)
    for field in ("control_number", "non_establishment_staff", "reserved_non_establishment"):
        if getattr(body, field) < 0:
            raise BodyNumbersImpossible(field=field)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="public_bodies",
        name_zh="机关、事业单位、国有企业安排残疾人就业情况统计",
        name_en="statistics of placements in public bodies",
        rules=("P1-003", "P3-003"),
    ),
)
