"""The feed of events: what happened in the places of the account, behind a cursor."""

from typing import Any, Final

import msgspec
from marshmallow import Schema
from marshmallow import fields as ma

from api.auth.policy import OFFICERS
from api.http.at import At
from api.http.inputs import Topics
from api.http.lists import Cursor, FeedLimit
from api.http.resource import Resource
from api.http.shapes import TEXT, TRUTH, Shown, shape_of
from api.schemas.people import FormPart
from api.schemas.texts import PlaceCode
from ledger.feed.cloud_events import CloudEvent, cloud_event
from ledger.feed.cursor import cursor_of, position_of
from ledger.feed.reading import page

events: Final = Resource(
    "events", "事件:管辖范围内发生的事,逐页向前读;字段见 CloudEvents 1.0。 The feed of events, as CloudEvents 1.0."
)

PAGE: Final = 100

EVENT: Final = shape_of(CloudEvent)
CURSOR: Final = {**TEXT, "description": "下次由此继续,最后一页也有。 Where to go on, on the last page too."}
EVENTS: Final = Schema.from_dict(
    {
        "items": ma.List(ma.Nested(EVENT), required=True),
        "next": Shown(CURSOR),
        "more": Shown({**TRUTH, "description": "其后是否已有更多。 Whether there is more already."}),
    },
    name="Events",
)


class EventsQuery(FormPart):
    """Where to go on, and what to leave out."""

    after = Cursor("游标", example="", note="默认从头 from the beginning unless given", default="")
    limit = FeedLimit("每页条数", example=PAGE, default=PAGE)
    topics = Topics("事件类型", example="payment.*,application.Approved", default=())
    place = PlaceCode("地区", example="330502", note="含下级 and all below it", default=None)


@events.reads("/events", EVENTS, roles=OFFICERS, query=EventsQuery)
def list_events(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """事件,自某一位置之后;一页可以为空而其后仍有。 Events; a page may be empty and more may follow all the same."""
    found = page(
        at.book,
        after=position_of(at.book.place, asked["after"]),
        limit=asked["limit"],
        topics=asked["topics"],
        sees=at.sees,
        place=asked["place"],
    )
    return {
        "items": [msgspec.to_builtins(cloud_event(item)) for item in found.items],
        "next": cursor_of(at.book.place, found.reached),
        "more": found.more,
    }
