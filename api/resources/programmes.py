"""Programmes and the law behind them, as of a day and as known on a day."""

from datetime import date
from hashlib import sha256
from typing import Any, Final

from flask import Response
from marshmallow import Schema
from marshmallow import fields as ma

from api.auth.policy import EVERY_ROLE
from api.forms.blank import blank_of
from api.forms.imports import XLSX
from api.http.at import At
from api.http.files import Attachment
from api.http.inputs import Query
from api.http.resource import Resource
from api.http.shapes import DAY, TEXT, TRUTH, Shown, list_of, shape_of
from api.plain import plain
from api.schemas.catalogue import FORMS, form_of
from api.schemas.fields import Day
from api.schemas.texts import PlaceCode
from domain.errors import NotFound
from domain.programs.base import Programme
from domain.programs.registry import PROGRAMMES
from domain.reliefs.registry import RELIEFS
from domain.statutes.book import Provision
from domain.statutes.in_force import in_force
from ledger.law import statutes_of

programmes: Final = Resource("programmes", "补贴项目及其法规依据。 Programmes, and the law as of a day.")

PROGRAMME: Final = Schema.from_dict(
    {
        "code": Shown(TEXT),
        "name_zh": Shown(TEXT),
        "name_en": Shown(TEXT),
        "beneficiary": Shown({"type": "string", "enum": ["person", "employer", "either"]}),
        "rules": Shown({"type": "array", "items": TEXT, "description": "五个行动方案中的条目 rows of the plans"}),
    },
    name="Programme",
)
PROVISION: Final = shape_of(Provision, "Provision", without="value")
LAW: Final = Schema.from_dict(
    {
        "programme": Shown(TEXT),
        "place": Shown(TEXT),
        "on": Shown(DAY),
        "known_on": Shown(DAY),
        "statutes": Shown({**TEXT, "description": "法规库的 SHA-256。 SHA-256 of the statute book."}),
        "items": ma.List(
            ma.Nested(
                Schema.from_dict(
                    {**PROVISION().declared_fields, "shown": Shown(TEXT), "value": Shown({}), "demo": Shown(TRUTH)},
                    name="ProvisionInForce",
                )
            ),
            required=True,
        ),
    },
    name="Law",
)
_WITH_LAW: Final = frozenset({*PROGRAMMES, *RELIEFS})


class LawQuery(Query):
    """Where, on which law day, and by what was published when."""

    place = PlaceCode("地区", example="330500")
    on = Day("法规日", example="2024-03-01", note="默认今天", default=None)
    known_on = Day("已公布截至", example="2024-03-01", note="默认今天", default=None)


@programmes.reads("/programmes", list_of(PROGRAMME), roles=EVERY_ROLE)
def listed(at: At) -> dict[str, Any]:
    """全部补贴项目。 Every programme."""
    return {"items": [_told(each) for each in PROGRAMMES.values()]}


@programmes.reads("/programmes/<programme>", PROGRAMME, roles=EVERY_ROLE)
def shown(at: At, programme: str) -> dict[str, Any]:
    """一个补贴项目。 One programme."""
    return _told(_found(programme))


@programmes.reads("/programmes/<programme>/law", LAW, roles=EVERY_ROLE, query=LawQuery)
def law(at: At, asked: dict[str, Any], programme: str) -> dict[str, Any]:
    """某日某地生效的数值、文件和等级。 The values in force on a day at a place, each with document and grade."""
    if programme not in _WITH_LAW:
        raise NotFound(field="programme", what="programme", key=programme)
    day: date = asked["on"] or at.today
    statutes = statutes_of(at.book)
    known = statutes.law(programme, asked["place"], asked["known_on"] or at.today)
    return {
        "programme": programme,
        "place": asked["place"],
        "on": day.isoformat(),
        "known_on": known.known_on.isoformat(),
        "statutes": statutes.digest,
        "items": [
            {**plain(each), "shown": each.shown, "demo": each.is_demo} for each in in_force(statutes, known, day)
        ],
    }


@programmes.downloads("/programmes/<programme>/form", (XLSX,), roles=EVERY_ROLE)
def form(at: At, programme: str) -> Response:
    """空白申请表和填写说明。 The empty form of a programme, with instructions."""
    if programme not in FORMS:
        raise NotFound(field="programme", what="programme", key=programme)
    content = blank_of(form_of(programme))
    return Attachment(
        name=f"{programme}.xlsx",
        media_type=XLSX,
        size=len(content),
        sha256=sha256(content).digest(),
        pieces=iter((content,)),
        close=lambda: None,
    ).response()


def _found(code: str) -> Programme:
    if code not in PROGRAMMES:
        raise NotFound(field="programme", what="programme", key=code)
    return PROGRAMMES[code]


def _told(each: Programme) -> dict[str, Any]:
    return {name: plain(getattr(each, name)) for name in ("code", "name_zh", "name_en", "beneficiary", "rules")}
