"""Persons and employers: registered with sealed details, and shown in full only by an act that is recorded first."""

from typing import Any, Final

from api.auth.policy import OFFICERS, doing, one_of
from api.http.at import At
from api.http.inputs import ActBody, Code
from api.http.lists import PageQuery, answered, asked_place
from api.http.receipts import with_secret
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.fields import Group
from api.schemas.people import Employer, Person, details_of
from ledger.commands import register as registering
from ledger.commands import reveal as revealing
from ledger.commands.base import Receipt, Request
from ledger.views import listing
from ledger.views.jurisdiction import must_see, visible
from ledger.views.parties import PARTIES, PartyRow

parties: Final = Resource("parties", "当事人:残疾人和用人单位。 Persons and employers.")

PRIVACY: Final = one_of(revealing.ROLE)
REVEALED: Final = with_secret("value")

FIELDS: Final = {
    "resident_id": "公民身份号码",
    "name": "姓名或名称",
    "certificate": "残疾人证号",
    "account": "收款账号",
    "phone": "联系电话",
    "uscc": "统一社会信用代码",
}


PARTY_SHAPE: Final = shape_of(PartyRow)


class PartiesQuery(PageQuery):
    """Which parties."""

    kind = Code("类别", {"person": "个人", "employer": "用人单位"}, example="person", default=None)
    place = asked_place()


class PersonBody(ActBody):
    """A person's details, for the vault."""

    details = Group(Person)


class EmployerBody(ActBody):
    """An employer's details, for the vault."""

    details = Group(Employer)


class RevealBody(ActBody):
    """Which field is to be shown in full."""

    field = Code("字段", FIELDS, example="account")


@parties.reads("/parties", page_of(PARTY_SHAPE), roles=OFFICERS, query=PartiesQuery)
def list_parties(at: At, asked: dict[str, Any]) -> Any:
    """当事人清单:个人为假名,单位为统一社会信用代码。 Persons by pseudonym, employers by credit code."""
    return answered(at, listing.parties, asked)


@parties.reads("/parties/<party>", PARTY_SHAPE, roles=OFFICERS)
def show_party(at: At, party: str) -> Any:
    """一个当事人;不含个人信息。 One party, without personal data."""
    return visible(at.book, PARTIES, party, at.sees, "party")


@parties.makes("/persons", None, roles=doing("intake"), body=PersonBody, reason="登记当事人")
def register_person(at: At, request: Request, details: dict[str, Any]) -> Receipt:
    """登记残疾人或变更其信息;个人信息只进保险库。 Register a person or new details, in the vault only."""
    return registering.register(at.book, at.vault, details_of(details), request)


@parties.makes("/parties/<party>/reveal", None, roles=PRIVACY, body=RevealBody, answer=REVEALED, reason="")
def reveal(at: At, request: Request, party: str, field: str) -> tuple[Receipt, dict[str, str]]:
    """查看一项个人信息;先留痕,后显示,须写明理由。 Show one field in full; the look is recorded first, with its reason.

    同一操作编号只显示一次。 Under one key it is shown once.
    """
    must_see(at.book, "party", party, at.sees)
    receipt, value = revealing.reveal(at.book, at.vault, revealing.Reveal(party=party, field=field), request)
    return receipt, {"value": value}


@parties.makes("/employers", None, roles=doing("intake"), body=EmployerBody, reason="登记用人单位")
def register_employer(at: At, request: Request, details: dict[str, Any]) -> Receipt:
    """登记用人单位或变更其信息。 Register an employer or new details."""
    return registering.register(at.book, at.vault, details_of(details), request)
