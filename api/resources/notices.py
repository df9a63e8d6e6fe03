"""What the public may read without an account, masked, and what officers see of objections and appeals."""

from typing import Any, Final, get_args

from marshmallow import Schema

from api.auth.policy import OFFICERS
from api.http.at import At
from api.http.entrance import Threshold
from api.http.inputs import Code
from api.http.kinds import CASE
from api.http.lists import PageQuery, answered, asked_id, asked_place, turn_of
from api.http.resource import Resource
from api.http.shapes import DAY, Shown, page_of, shape_of
from api.schemas.fields import Day
from domain.programs.registry import PROGRAMMES
from domain.publication import HEADINGS
from ledger.commands.base import CHINA
from ledger.commands.publications import masked_cases
from ledger.views import listing_notices
from ledger.views.hearings import APPEALS, AppealRow, ObjectionRow
from ledger.views.jurisdiction import visible

notices: Final = Resource("notices", "公示、异议、复议。 Public notices, objections, appeals.")

STANDING: Final = {"running": "公示中", "objected": "有异议待处理", "ended": "公示期满"}
"""How a notice stands, by its name for the public."""

NOTICE_SHAPE: Final = Schema.from_dict(
    {
        "first_day": Shown(DAY),
        **{
            name: Shown({"type": ["string", "null"], "description": f"{zh};null:该地规定不公布 not published there"})
            for name, zh in HEADINGS.items()
        },
        "last_day": Shown(DAY),
        "standing": Shown({"type": "string", "enum": list(get_args(listing_notices.Standing))}),
    },
    name="Notice",
)
OBJECTION_SHAPE: Final = shape_of(ObjectionRow)
APPEAL_SHAPE: Final = shape_of(AppealRow)


class NoticesQuery(PageQuery):
    """Which notices."""

    programme = Code("项目", {code: known.name_zh for code, known in PROGRAMMES.items()}, example="", default=None)
    place = asked_place()
    standing = Code("状态", STANDING, example="running", default=None)


class HearingsQuery(PageQuery):
    """What was filed when, and how it stands."""

    place = asked_place()
    filed_from = Day("提出日期起", example="2024-03-01", default=None)
    filed_to = Day("提出日期止", example="2024-03-31", default=None)


class ObjectionsQuery(HearingsQuery):
    """Which objections."""

    case = asked_id("案件")
    status = Code("状态", {"open": "待处理", "upheld": "成立", "dismissed": "不成立"}, example="open", default=None)


class AppealsQuery(HearingsQuery):
    """Which appeals."""

    status = Code(
        "状态", {"open": "待决定", "upheld": "维持", "changed": "变更", "revoked": "撤销"}, example="open", default=None
    )


@notices.opens("/notices", "GET", page_of(NOTICE_SHAPE), query=NoticesQuery)
def list_notices(at: Threshold, asked: dict[str, Any]) -> Any:
    """正在公示的拟补贴,按规定遮盖;无须登录。 Intended grants on notice, masked by rule; no account is needed."""
    day = at.now.astimezone(CHINA).date()
    found = listing_notices.notices(at.book, (at.book.place,), turn_of(asked), day=day, **asked)
    masked = masked_cases(at.book, at.hosted.vault, found.rows, "notice", day)
    items = [
        {
            **dict.fromkeys(HEADINGS),
            **cells,
            "first_day": str(case.notice_first_day),
            "last_day": str(case.notice_last_day),
            "standing": listing_notices.standing_of(case, day),
        }
        for case, cells in zip(found.rows, masked, strict=True)
    ]
    return {"items": items, "next": found.next}


@notices.reads("/objections", page_of(OBJECTION_SHAPE), roles=OFFICERS, query=ObjectionsQuery)
def list_objections(at: At, asked: dict[str, Any]) -> Any:
    """公示期内收到的异议及其处理。 Objections during a notice, and what came of them."""
    return answered(at, listing_notices.objections, asked)


@notices.reads("/appeals", page_of(APPEAL_SHAPE), roles=OFFICERS, query=AppealsQuery)
def list_appeals(at: At, asked: dict[str, Any]) -> Any:
    """各案件最近一次复议。 The last appeal of each case."""
    return answered(at, listing_notices.appeals, asked)


@notices.reads(f"{CASE.one}/appeal", APPEAL_SHAPE, roles=OFFICERS)
def show_appeal(at: At, case: str) -> Any:
    """一个案件最近一次复议。 The last appeal of a case."""
    return visible(at.book, APPEALS, case, at.sees, "appeal")
