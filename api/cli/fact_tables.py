"""The facts of an application or a relief as people read them: Chinese headings, names for codes, lists on lines."""

from collections.abc import Iterator
from typing import Final

from marshmallow import Schema
from rich.table import Table

from api.cli import screen
from api.plain import plain
from api.schemas.form import heading_of
from domain.names import zh

DERIVED: Final = {
    "age": "周岁",
    "age_in_years_on_application": "申请时周岁",
    "applied_on": "申请日期",
    "bought": "购置",
    "certified": "所依据的认证",
    "charges": "费用",
    "holders": "在岗人",
    "insured": "参保人",
    "led": "带动就业",
    "months": "月份",
    "of_working_age": "是否在劳动年龄内",
    "periods": "计息期",
    "person": "残疾人",
    "placements": "残疾职工",
    "rate_bp": "年利率(基点)",
    "reached_retirement": "是否达到退休年龄",
    "reference_rate_bp": "参考利率(基点)",
    "referrals": "推荐",
    "referred": "被推荐人",
    "staff_by_month": "各月在职职工人数",
    "trainees": "学员",
    "weight": "计入人数",
    "workers": "在岗人",
}
"""What facts that no column of a form holds are called: groups, and what follows from the party's details."""

_SHORT = 4


def facts_table(form: Schema, facts: dict[str, object]) -> Table:
    """Every fact under the heading of its form."""
    rows = ((_heading(form, ("facts", name)), _lines(form, ("facts", name), value)) for name, value in _known(facts))
    return screen.table("事实 facts", ("项 item", "值 value"), rows)


def _known(facts: dict[str, object]) -> Iterator[tuple[str, object]]:
    return iter(plain(facts).items())


def _heading(form: Schema, path: tuple[str, ...]) -> str:
    return f"{_zh(form, path)} {path[-1]}".strip()


def _zh(form: Schema, path: tuple[str, ...]) -> str:
    return heading_of(form, path) or DERIVED.get(path[-1], "")


def _lines(form: Schema, path: tuple[str, ...], value: object) -> str:
    """A fact: the entries of a list below each other, plain ones in a row."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return "\n".join(_one(form, path, each) for each in value)
    return _one(form, path, value)


def _one(form: Schema, path: tuple[str, ...], value: object) -> str:
    match value:
        case bool():
            return "是 yes" if value else "否 no"
        case list():
            return _row([_one(form, path, each) for each in value])
        case dict():
            parts = ((name, each) for name, each in value.items() if each is not None)
            return ";".join(f"{_zh(form, (*path, n)) or n} {_one(form, (*path, n), each)}" for n, each in parts)
    return "" if value is None else zh(value)


def _row(texts: list[str]) -> str:
    """Entries in a row; equal ones once, with their number."""
    if len(texts) > _SHORT and len(set(texts)) == 1:
        return f"{texts[0]} × {len(texts)}"
    return "、".join(texts)
