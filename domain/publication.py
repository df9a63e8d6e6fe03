"""Public lists: which fields may be published of whom, masked by a rule that is data, and never a personal number."""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.errors import Refusal
from domain.events import Event
from domain.statutes.book import Law, Provision
from domain.wording import PERSONAL_NUMBER

PROGRAMME: Final = "publication"
"""The name under which the statute book keeps the rules of publication."""

ROLE: Final = "publicity_officer"

ListKind = Literal["notice", "granted"]
NEVER_PUBLISHED: Final = frozenset({"account", "phone", "certificate"})
"""No list needs them: an account invites theft, a certificate number ends with the kind and grade of a disability."""

_MUST_HIDE: Final = {"resident_id": 8, "name": 1}
"""How many characters of a person's field a mask must hide at least: of a resident ID the day of birth."""

_PERSONAL = re.compile(r"(?<![0-9A-Za-z_])" + PERSONAL_NUMBER)


class FieldNotPublishable(Refusal):
    """「{name}」不得公布;按规定可以公布的只有:{allowed}。

    "{name}" may not be published; the rule allows only {allowed}.
    """


class PublicationRuleTooOpen(Refusal):
    """公布规则过宽:{problem}。

    The rule of publication is too open: {problem}.
    """


class PublicationLeaks(Refusal):
    """拟公布的名单第 {row} 行「{name}」含有未遮盖的个人号码,已停止公布。

    Row {row} of the list holds an unmasked personal number in "{name}"; nothing was published.
    """


class NothingToPublish(Refusal):
    """没有符合条件的案件,没有可以公布的名单。

    No case fits, so there is no list to publish.
    """


HEADINGS: Final = {
    "case": "案件编号",
    "programme": "补贴项目",
    "place": "地区",
    "name": "姓名或单位名称",
    "resident_id": "公民身份号码",
    "uscc": "统一社会信用代码",
    "amount": "金额(元)",
    "last_day": "公示截止日",
    "decided_on": "批准日",
}
"""The columns of a list as the public reads them."""


class Mask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many characters are shown at each end; all between become asterisks."""

    first: int = 0
    last: int = 0

    def over(self, text: str) -> str:
        """The text behind the mask; at least one character is always hidden."""
        shown = min(self.first, max(len(text) - 1, 0))
        end = min(self.last, max(len(text) - 1 - shown, 0))
        return text[:shown] + "*" * (len(text) - shown - end) + text[len(text) - end :]

    def hides(self, length: int) -> int:
        """How many characters of a text of that length it hides."""
        return length - self.first - self.last


class PublicationRule(msgspec.Struct, frozen=True, kw_only=True):
    """Which fields a list may have, in which order, and the mask of each field of a person."""

    fields: tuple[str, ...]
    masks: dict[str, Mask]
    authority: str
    is_demo: bool

    def chosen(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The named fields in the rule's order, or all of them; refuses what the rule does not allow."""
        for name in names:
            if name not in self.fields:
                allowed = "、".join(self.fields)
                raise FieldNotPublishable(field="fields", rule=self.authority, name=name, allowed=allowed)
        return tuple(name for name in self.fields if not names or name in names)


class Published(Event, frozen=True, kw_only=True):
    """A masked list was published; `digest` (SHA-256) is of its bytes, the cells themselves stand in no event."""

    topic: ClassVar[str] = "publication.Published"
    kind: ListKind
    place: str
    programme: str
    first_day: date
    last_day: date
    fields: tuple[str, ...]
    count: int
    digest: str
    authority: str


_LENGTHS: Final = {"resident_id": 18, "name": 2}


def rule_of(law: Law, kind: ListKind, day: date) -> PublicationRule:
    """The rule in force for a kind of list; raises PublicationRuleTooOpen where it would show too much."""
    row = law.at(f"list.{kind}", day)
    try:
        rule = msgspec.convert(row.table | {"authority": row.authority, "is_demo": row.is_demo}, PublicationRule)
    except msgspec.ValidationError as error:
        raise PublicationRuleTooOpen(field=row.key, rule=row.authority, problem=error) from error
    _check(rule, row)
    return rule


def _check(rule: PublicationRule, row: Provision) -> None:
    for name in rule.fields:
        if name in NEVER_PUBLISHED:
            problem = f"不得包含 it may not hold {name}"
            raise PublicationRuleTooOpen(field=row.key, rule=row.authority, problem=problem)
        if name in _MUST_HIDE and _hidden(rule, name) < _MUST_HIDE[name]:
            problem = f"{name} 遮盖不足 is not masked enough"
            raise PublicationRuleTooOpen(field=row.key, rule=row.authority, problem=problem)


def _hidden(rule: PublicationRule, name: str) -> int:
    mask = rule.masks.get(name)
    return mask.hides(_LENGTHS[name]) if mask else 0


def masked(rule: PublicationRule, fields: tuple[str, ...], cells: Mapping[str, str], *, person: bool) -> list[str]:
    """The cells of one row; a person's fields behind their masks, an employer's name and credit code are public."""
    return [rule.masks[name].over(cells[name]) if person and name in rule.masks else cells[name] for name in fields]


def must_not_leak(fields: tuple[str, ...], rows: list[list[str]]) -> None:
    """Refuse a list in which a personal number stands in full, whatever the rule said."""
    for number, row in enumerate(rows, start=1):
        for name, cell in zip(fields, row, strict=True):
            if name not in ("uscc", "case") and _PERSONAL.search(cell):
                raise PublicationLeaks(field="fields", row=number, name=name)


def publish(
    *,
    kind: ListKind,
    place: str,
    programme: str,
    first_day: date,
    last_day: date,
    fields: tuple[str, ...],
    count: int,
    digest: str,
    rule: PublicationRule,
    act: Act,
) -> Event:
    """Record that the list went out."""
    authorise(act.actor, "publication", ROLE, place)
    if not count:
        raise NothingToPublish(field="kind")
    return Published(
        kind=kind,
        place=place,
        programme=programme,
        first_day=first_day,
        last_day=last_day,
        fields=fields,
        count=count,
        digest=digest,
        authority=rule.authority,
    )
