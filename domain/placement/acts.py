"""What officers do with placements: register, change the terms, record certificates and months, correct, end."""

from datetime import date
from typing import Final

from domain.act import Act
from domain.actor import authorise
from domain.calendar import Month
from domain.errors import Refusal
from domain.events import Event
from domain.identity import parse_uscc
from domain.party import is_pseudonym
from domain.placement import events as e
from domain.placement.state import Placement
from domain.placement.terms import CertificateSpan, EndGround, MonthEvidence, PlacementTerms
from domain.places import parse_place

ROLE: Final = "quota_officer"
"""Who keeps the register of placements."""


class AlreadyPlaced(Refusal):
    """该残疾人自 {started_on} 起在该单位的安置已登记({placement})。

    This placement from {started_on} on is registered already ({placement}).
    """


class NotAPseudonym(Refusal):
    """「{field}」应为账套内的化名(p_ 开头);个人信息只在保险库中。

    "{field}" must be a pseudonym of this book (p_…); personal details are kept in the vault only.
    """


class CertificateMissingOnRegistration(Refusal):
    """登记安置须载明残疾人证或残疾军人证。

    A placement is registered with a disability certificate or a disabled-soldier certificate.
    """

    rule = "财税〔2015〕72号 第七条"


class GradeNotIssued(Refusal):
    """「{kind}」没有 {category} 类 {grade} 级。

    There is no {kind} of category {category} and grade {grade}.
    """


class PartiesDoNotChange(Refusal):
    """同一安置的用人单位和残疾人不能变更;请结束本安置,另行登记。

    Employer and person of a placement do not change: end it and register another.
    """


class TermsBackwards(Refusal):
    """新的约定自 {on} 起,不得早于现有约定的起始日 {last}。

    New terms from {on} would begin before those that hold since {last}.
    """


class MonthOutsidePlacement(Refusal):
    """{month} 不在安置期间内({started_on} 至 {ended_on})。

    {month} lies outside the placement ({started_on} to {ended_on}).
    """


class MonthNotOver(Refusal):
    """{month} 尚未结束,不能登记该月的用工证据。

    {month} is not over; its evidence cannot be recorded yet.
    """


class MonthAlreadyRecorded(Refusal):
    """{month} 的用工证据已登记;有误的请办理更正。

    The evidence of {month} is recorded already; correct it where it is wrong.
    """


class MonthNotRecorded(Refusal):
    """{month} 没有登记过用工证据,无从更正。

    No evidence of {month} is recorded, so there is nothing to correct.
    """


class NothingCorrected(Refusal):
    """{month} 更正后的内容与已登记的相同。

    The corrected evidence of {month} is what is recorded already.
    """


class AlreadyEnded(Refusal):
    """本安置已于 {ended_on} 结束。

    This placement ended on {ended_on}.
    """


class EndsOutsidePlacement(Refusal):
    """结束日 {on} 早于起始日 {started_on},或晚于今天。

    The end on {on} lies before the beginning on {started_on}, or after today.
    """


class StartsInFuture(Refusal):
    """起始日 {started_on} 晚于今天({today})。

    The beginning on {started_on} lies after today ({today}).
    """


class WageNegative(Refusal):
    """实发工资不能为负数。

    The wage paid must not be negative.
    """


def register(
    state: Placement | None,
    *,
    terms: PlacementTerms,
    certificates: tuple[CertificateSpan, ...],
    started_on: date,
    act: Act,
) -> Event:
    """Register that a person works for an employer from a day on."""
    _checked(terms)
    authorise(act.actor, "register_placement", ROLE, terms.place, terms)
    if state is not None:
        raise AlreadyPlaced(field="started_on", started_on=started_on, placement=state.id)
    if started_on > act.today:
        raise StartsInFuture(field="started_on", started_on=started_on, today=act.today)
    return e.PlacementRegistered(terms=terms, certificates=_issued(certificates), started_on=started_on)


def change_terms(state: Placement, *, terms: PlacementTerms, from_on: date, act: Act) -> Event:
    """Let new terms hold from a day on; employer and person stay."""
    _checked(terms)
    _may(state, act)
    authorise(act.actor, "change_placement", ROLE, terms.place, terms)
    if (terms.employer, terms.person) != (state.current.employer, state.current.person):
        raise PartiesDoNotChange(field="terms")
    if from_on < state.terms[-1].on:
        raise TermsBackwards(field="from_on", on=from_on, last=state.terms[-1].on)
    return e.TermsChanged(terms=terms, from_on=from_on)


def record_certificates(state: Placement, *, certificates: tuple[CertificateSpan, ...], act: Act) -> Event:
    """Record the history of the certificates, also of a placement that has ended."""
    authorise(act.actor, "record_certificates", ROLE, state.current.place, state)
    return e.CertificatesRecorded(certificates=_issued(certificates))


def record_month(state: Placement, *, evidence: MonthEvidence, act: Act) -> Event:
    """Record the evidence of a month of which at least a day was worked."""
    _check_month(state, evidence, act)
    if evidence.month in state.months:
        raise MonthAlreadyRecorded(field="month", month=evidence.month)
    return e.MonthRecorded(evidence=evidence)


def correct_month(state: Placement, *, evidence: MonthEvidence, act: Act) -> Event:
    """Put other evidence in the place of what was recorded for a month."""
    _check_month(state, evidence, act)
    if evidence.month not in state.months:
        raise MonthNotRecorded(field="month", month=evidence.month)
    if state.months[evidence.month] == evidence:
        raise NothingCorrected(field="month", month=evidence.month)
    return e.MonthCorrected(evidence=evidence)


def end(state: Placement, *, ended_on: date, ground: EndGround, act: Act) -> Event:
    """End the placement with the last day of work."""
    _may(state, act)
    if not state.started_on <= ended_on <= act.today:
        raise EndsOutsidePlacement(field="ended_on", on=ended_on, started_on=state.started_on)
    return e.PlacementEnded(ended_on=ended_on, ground=ground)


def _may(state: Placement, act: Act) -> None:
    authorise(act.actor, "change_placement", ROLE, state.current.place, state)
    if state.ended_on is not None:
        raise AlreadyEnded(field="placement", ended_on=state.ended_on)


def _check_month(state: Placement, evidence: MonthEvidence, act: Act) -> None:
    authorise(act.actor, "record_month", ROLE, state.current.place, state)
    month, last = evidence.month, state.ended_on
    if month < Month.of(state.started_on) or (last is not None and month > Month.of(last)):
        raise MonthOutsidePlacement(field="month", month=month, started_on=state.started_on, ended_on=last or "-")
    if month.last_day >= act.today:
        raise MonthNotOver(field="month", month=month)
    if evidence.wage < 0:
        raise WageNegative(field="wage")
    parse_uscc(evidence.wage_paid_by, field="wage_paid_by")
    parse_uscc(evidence.insurance_paid_by, field="insurance_paid_by")


def _checked(terms: PlacementTerms) -> None:
    """Refuse terms whose numbers cannot be."""
    parse_uscc(terms.employer, field="employer")
    parse_place(terms.place)
    parse_place(terms.employer_place, field="employer_place")
    if not is_pseudonym(terms.person):
        raise NotAPseudonym(field="person")
    if terms.contract is not None:
        parse_uscc(terms.contract.signed_by, field="contract.signed_by")
    if terms.dispatch is not None:
        parse_uscc(terms.dispatch.agency, field="dispatch.agency")
        parse_uscc(terms.dispatch.user_unit, field="dispatch.user_unit")
    if terms.chain is not None:
        parse_uscc(terms.chain.employer, field="chain.employer")
        parse_uscc(terms.chain.intermediary, field="chain.intermediary")
        parse_place(terms.chain.base_place, field="chain.base_place")


def _issued(certificates: tuple[CertificateSpan, ...]) -> tuple[CertificateSpan, ...]:
    """The spans by day; refused where there is none, or one of a grade or category that is not issued."""
    if not certificates:
        raise CertificateMissingOnRegistration(field="certificates")
    for span in certificates:
        disability = span.kind == "disability_certificate"
        grades, categories = (range(1, 5), range(1, 8)) if disability else (range(1, 11), (None,))
        if span.grade not in grades or span.category not in categories:
            raise GradeNotIssued(field="certificates", kind=span.kind, category=span.category or "-", grade=span.grade)
    return tuple(sorted(certificates, key=lambda span: (span.starts_on, span.kind)))
