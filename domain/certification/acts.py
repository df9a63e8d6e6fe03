"""What officers do with a certification: file, certify, return, revoke."""

from datetime import date
from typing import Final

from domain.act import Act
from domain.actor import authorise, must_be_another, must_be_impartial
from domain.certification import events as e
from domain.certification.roster import Roster
from domain.certification.state import Certification, CertificationStatus
from domain.counting import staff_average
from domain.errors import Refusal
from domain.events import Event
from domain.identity import parse_uscc
from domain.placement.acts import ROLE as FILING_ROLE
from domain.placement.counted import FORMULA
from domain.placement.state import Placement
from domain.placement.terms import EmployerKind
from domain.places import parse_place
from domain.plans.implementer import Implementer
from domain.statutes.book import Law
from domain.statutes.units import month_day

ROLE: Final = "certification_officer"
"""Who examines and certifies."""


class YearNotCertifiable(Refusal):
    """{year} 年尚未结束,不能申报该年度的认证。

    The year {year} is not over; it cannot be certified yet.
    """


class OutsideCertificationWindow(Refusal):
    """{on} 不在认证申报期 {opens} 至 {closes} 内。

    {on} lies outside the window of certification, {opens} to {closes}.
    """

    rule = "中残就业〔2025〕13号"


class StaffFromOtherSource(Refusal):
    """当地的在职职工人数以「{wanted}」为准,申报的来源是「{given}」。

    Here the staff head-count comes from "{wanted}", not from "{given}".
    """


class CertificationStage(Refusal):
    """{year} 年度的认证状态为「{status}」,不能办理「{act}」。

    The certification of {year} is "{status}"; "{act}" is not possible now.
    """


class PlacementOfOther(Refusal):
    """安置 {placement} 不属于用人单位 {employer}。

    The placement {placement} is not one of employer {employer}.
    """


class SameOfficerCertifies(Refusal):
    """{actor} 申报了该认证或登记了其中的用工证据,不得审核认证。

    {actor} filed this certification or recorded evidence for it, and may not certify it.
    """


class NothingToCertify(Refusal):
    """{year} 年度没有一个可以计入的人月。

    Not one person-month of {year} counts.
    """


class RewardStillStands(Refusal):
    """奖励案件 {case} 以该认证为据且已批准;请先终止该案并追回已付资金,再撤销认证。

    The reward {case} rests on this certification and is granted: terminate it and recover what was paid first.
    """


class CertificationFindingsMissing(Refusal):
    """退回必须逐条写明问题。

    A return must say what is wrong.
    """


def file(
    state: Certification | None,
    *,
    employer: str,
    employer_kind: EmployerKind,
    year: int,
    place: str,
    staff_by_month: tuple[int, ...],
    staff_source: e.StaffSource,
    placements: tuple[Placement, ...],
    counting: Law,
    levy: Law,
    act: Act,
) -> Event:
    """File an employer-year that is over; where the year of filing has a window, only within it."""
    authorise(act.actor, "file_certification", FILING_ROLE, parse_place(place), employer, placements)
    employer = parse_uscc(employer, field="employer")
    if state is not None and state.status in (CertificationStatus.FILED, CertificationStatus.CERTIFIED):
        raise CertificationStage(field="year", year=year, status=state.status.value, act="file_certification")
    if state is not None:
        act.must_not_precede(state.last_on)
    if act.today.year <= year:
        raise YearNotCertifiable(field="year", year=year)
    _within_window(levy, act.on)
    staff_average(staff_by_month)
    source = counting.at("staff_headcount", date(year, 12, 31)).table["source"]
    if source != staff_source:
        raise StaffFromOtherSource(field="staff_source", wanted=source, given=staff_source)
    for placement in placements:
        if placement.current.employer != employer:
            raise PlacementOfOther(field="placements", placement=placement.id, employer=employer)
    return e.CertificationFiled(
        employer=employer,
        employer_kind=employer_kind,
        year=year,
        place=place,
        staff_by_month=staff_by_month,
        staff_source=staff_source,
        placements=tuple(sorted({placement.id for placement in placements})),
    )


def certify(
    state: Certification,
    *,
    roster: Roster,
    placements: tuple[tuple[Placement, int], ...],
    counting: Law,
    act: Act,
) -> Event:
    """Certify what counts, by another officer than those who filed it or recorded its evidence."""
    _may(state, act, "certify", CertificationStatus.FILED)
    recorders = {state.filed_by}.union(*(placement.recorded_by for placement, _ in placements))
    must_be_another(act.actor, recorders, SameOfficerCertifies(field="actor", actor=act.actor.id))
    must_be_impartial(act.actor, "certify", (roster, placements))
    if not roster.counted:
        raise NothingToCertify(field="year", year=state.year)
    return e.Certified(
        employer=state.employer,
        year=state.year,
        place=state.place,
        read=tuple(e.PlacementRead(placement=each.id, version=version) for each, version in placements),
        counted=roster.counted,
        uncounted=roster.uncounted,
        weight_months=roster.weight_months,
        staff_months=sum(state.staff_by_month),
        claims=roster.claims,
        formula=FORMULA,
        known_on=counting.known_on,
        statute_digest=counting.digest,
    )


def give_back(state: Certification, *, findings: tuple[str, ...], act: Act) -> Event:
    """Return a filing with what must be mended."""
    _may(state, act, "return_certification", CertificationStatus.FILED)
    if not findings:
        raise CertificationFindingsMissing(field="findings")
    return e.CertificationReturned(findings=findings)


def revoke(state: Certification, *, granted: str | None, ground: str, clause: str, act: Act) -> Event:
    """Revoke a certification that stands; every person-month may then be claimed by another unit.

    `granted` is the reward that rests on it and was granted, if any: persons would count twice while it stands.
    """
    _may(state, act, "revoke_certification", CertificationStatus.CERTIFIED)
    if granted is not None:
        raise RewardStillStands(field="year", case=granted)
    return e.CertificationRevoked(ground=ground, clause=clause, claims_released=state.claims)


def _may(state: Certification, act: Act, verb: str, status: CertificationStatus) -> None:
    authorise(act.actor, verb, ROLE, state.place, state)
    if state.status is not status:
        raise CertificationStage(field="year", year=state.year, status=state.status.value, act=verb)
    act.must_not_precede(state.last_on)


def _within_window(levy: Law, on: date) -> None:
    window = levy.find("certification_window", on)
    if window is None:
        return
    opens, closes = (date(on.year, *month_day(window.table[name])) for name in ("opens", "closes"))
    if not opens <= on <= closes:
        raise OutsideCertificationWindow(field="on", on=on, opens=opens, closes=closes, rule=window.authority)


IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="quota_certification",
        name_zh="全国残疾人按比例就业情况联网认证",
        name_en="certification of quota employment, across provinces",
        rules=("P1-056", "P4-044"),
    ),
)
