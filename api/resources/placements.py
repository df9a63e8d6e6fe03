"""Placements: who works where, on which terms, with which evidence month by month."""

from datetime import date
from typing import Any, Final, get_args

from marshmallow import Schema

from api.auth.policy import OFFICERS, one_of
from api.http.at import At
from api.http.inputs import ActBody, Amount, Code, Name, Truth
from api.http.kinds import PLACEMENT
from api.http.lists import Flag, PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.http.structs import Struct
from api.plain import plain
from api.schemas.derived import FORMER_AGES
from api.schemas.fields import Day, MonthOfYear
from api.schemas.placements import with_age
from api.schemas.texts import CreditCode
from domain.names import zh
from domain.placement.acts import ROLE
from domain.placement.state import Placement
from domain.placement.terms import CertificateSpan, EndGround, Insurance, PlacementTerms, PostKind
from ledger.commands import placements as commands
from ledger.commands.base import Receipt, Request
from ledger.commands.load import load_party, load_placement
from ledger.commands.placements import RecordMonth
from ledger.views import listing
from ledger.views.placements import PLACEMENTS, PlacementMonthRow, PlacementRow

placements: Final = Resource("placements", "就业安置:登记、用工证据、证件、结束。 Placements.")

REGISTRAR: Final = one_of(ROLE)

GROUNDS: Final = dict.fromkeys(get_args(EndGround), "")

PLACEMENT_SHAPE: Final = shape_of(PlacementRow)
MONTH_SHAPE: Final = shape_of(PlacementMonthRow)
IN_FULL: Final = Schema.from_dict(
    {
        **PLACEMENT_SHAPE().declared_fields,
        **{name: shape_of(Placement)().declared_fields[name] for name in ("terms", "certificates")},
    },
    name="PlacementInFull",
)
"""The row with the terms, in the order of the days from which they hold, and the certificates."""


class PlacementsQuery(PageQuery):
    """Which placements."""

    employer = asked_id("用人单位")
    person = asked_id("残疾人")
    place = asked_place()
    post = Code("岗位", {each: zh(each) for each in get_args(PostKind)}, example="ordinary_contract", default=None)
    ended = Flag("是否已结束", example=False, default=None)


class PlacementBody(ActBody):
    """Terms, certificates and the first day."""

    terms = Struct("约定", PlacementTerms)
    certificates = Struct("证件", tuple[CertificateSpan, ...])
    started_on = Day("开始日期", example="2024-01-02")


class ChangeTermsBody(ActBody):
    """New terms from a day on."""

    terms = Struct("约定", PlacementTerms)
    from_on = Day("自何日起", example="2024-06-01")


class CertificatesBody(ActBody):
    """The history of grade, status and validity."""

    certificates = Struct("证件", tuple[CertificateSpan, ...])


class MonthBody(ActBody):
    """A month's evidence; age and retirement follow from the sealed details. Payers default to the employer."""

    month = MonthOfYear("月份", example="2024-03")
    wage = Amount("实发工资", example="2490.00")
    wage_paid_by = CreditCode("发放工资的单位", example="", default="")
    through_bank = Truth("是否通过银行发放", example=True)
    full_time = Truth("是否全日制", example=True)
    insurances = Struct("足额缴纳的险种", tuple[Insurance, ...])
    insurance_paid_by = CreditCode("缴纳社会保险的单位", example="", default="")
    former_retirement_age = Code("原法定退休年龄", FORMER_AGES, example="60", note="女性必填", default="60")
    reference = Name("证据文号", example="SB2024-03-0001")


class EndPlacementBody(ActBody):
    """The last day of work, and why."""

    ended_on = Day("最后工作日", example="2024-09-30")
    ground = Code("原因", GROUNDS, example="resigned")


@placements.reads(PLACEMENT.path, page_of(PLACEMENT_SHAPE), roles=OFFICERS, query=PlacementsQuery)
def list_placements(at: At, asked: dict[str, Any]) -> Any:
    """安置清单。 Placements."""
    return answered(at, listing.placements, asked)


@placements.reads(PLACEMENT.one, IN_FULL, roles=OFFICERS, tells_version=True)
def show_placement(at: At, placement: str) -> Any:
    """一项安置的约定和证件。 One placement with its terms and certificates."""
    row, status, headers = shown(at, PLACEMENTS, PLACEMENT, placement)
    state, _ = load_placement(at.book, placement)
    return {**plain(row), "terms": plain(state.terms), "certificates": plain(state.certificates)}, status, headers


@placements.reads(f"{PLACEMENT.one}/months", page_of(MONTH_SHAPE), roles=OFFICERS, query=PageQuery)
def list_months(at: At, asked: dict[str, Any], placement: str) -> Any:
    """一项安置逐月的用工证据。 The evidence of a placement, month by month."""
    return answered(at, listing.placement_months, asked | {"placement": placement})


@placements.makes(PLACEMENT.path, PLACEMENT, roles=REGISTRAR, body=PlacementBody, reason="登记安置")
def register_placement(
    at: At, request: Request, terms: PlacementTerms, certificates: tuple[CertificateSpan, ...], started_on: date
) -> Receipt:
    """登记安置。 Register a placement."""
    command = commands.RegisterPlacement(terms=terms, certificates=certificates, started_on=started_on)
    return commands.register(at.book, at.vault, command, request)


@placements.acts(PLACEMENT, "change", roles=REGISTRAR, body=ChangeTermsBody, reason="变更约定")
def change_terms(at: At, request: Request, placement: str, **changed: Any) -> Receipt:
    """变更约定:岗位、合同、派遣。 New terms from a day on."""
    return commands.change_terms(at.book, commands.ChangeTerms(placement=placement, **changed), request)


@placements.acts(PLACEMENT, "record-certificates", roles=REGISTRAR, body=CertificatesBody, reason="登记证件")
def record_certificates(at: At, request: Request, placement: str, **known: Any) -> Receipt:
    """登记证件的等级、状态和有效期沿革。 History of grade, status and validity."""
    command = commands.RecordCertificates(placement=placement, **known)
    return commands.record_certificates(at.book, at.vault, command, request)


@placements.acts(PLACEMENT, "record-month", roles=REGISTRAR, body=MonthBody, reason="登记用工证据")
def record_month(at: At, request: Request, placement: str, **given: Any) -> Receipt:
    """登记一个月的工资、社会保险等证据。 Record a month's evidence."""
    return commands.record_month(at.book, _month(at, placement, given), request)


@placements.acts(PLACEMENT, "correct-month", roles=REGISTRAR, body=MonthBody, reason="更正用工证据")
def correct_month(at: At, request: Request, placement: str, **given: Any) -> Receipt:
    """更正一个月的证据。 Correct a month's evidence."""
    return commands.correct_month(at.book, _month(at, placement, given), request)


@placements.acts(PLACEMENT, "end", roles=REGISTRAR, body=EndPlacementBody, reason="结束安置")
def end(at: At, request: Request, placement: str, **ended: Any) -> Receipt:
    """结束安置。 End a placement."""
    return commands.end(at.book, commands.EndPlacement(placement=placement, **ended), request)


def _month(at: At, placement: str, given: dict[str, Any]) -> RecordMonth:
    """The command; age and retirement come from the sealed details, and only they."""
    terms = load_placement(at.book, placement)[0].current
    party, _ = load_party(at.book, terms.person)
    details = at.vault.open(terms.person, party.details_version if party else 1)
    month, former_age = given.pop("month"), given.pop("former_retirement_age")
    for payer in ("wage_paid_by", "insurance_paid_by"):
        given[payer] = given[payer] or terms.employer
    return RecordMonth(placement=placement, evidence=with_age(given, month, details, former_age))
