"""The credit record 失信记录 of an employer that neither places enough nor pays: noticed, heard, recorded, mended."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

import msgspec

from domain.act import Act
from domain.actor import authorise, must_be_another
from domain.calendar import add_working_days
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.levy.levy import APPROVER_ROLE, ROLE
from domain.levy.state import Levy
from domain.money import shown
from domain.plans.implementer import Implementer
from domain.statutes.book import Law

Conduct = Literal["levy_refused", "levy_underpaid"]
"""拒缴: nothing was paid; 少缴: something was."""


class CreditStatus(StrEnum):
    """Where a record stands: announced, dropped after the statement, recorded, mended by payment, or taken back."""

    NOTICED = "noticed"
    DROPPED = "dropped"
    RECORDED = "on_record"
    CORRECTED = "mended"
    TAKEN_BACK = "taken_back"


class CreditNoticedAlready(Refusal):
    """该单位 {year} 年度的失信记录已在办理或已办结(状态「{status}」)。

    A credit record for {year} is already open or closed ("{status}").
    """


class NotRefusedYet(Refusal):
    """记入信用记录以前应当责令限期缴纳且期限届满;{on} 尚未满足。

    Before anything is recorded the employer is ordered to pay and the term must have passed; on {on} it has not.
    """


class BelowThreshold(Refusal):
    """欠缴 {outstanding},未达到记入信用记录的起点 {least}。

    {outstanding} is owed, less than the {least} from which it is recorded.
    """


class NotInThisStatus(Refusal):
    """失信记录状态为「{status}」,不能办理「{act}」。

    The credit record is "{status}"; "{act}" is not possible.
    """


class StatementStillOpen(Refusal):
    """陈述申辩的期限至 {until},期满或者听取意见以后方可记入。

    The employer may state its case until {until}; it is recorded only after that, or after the statement was heard.
    """


class PaidMeanwhile(Refusal):
    """该单位已经缴清,不得记入信用记录。

    The employer has paid meanwhile; nothing is recorded.
    """


class NotPaidYet(Refusal):
    """尚欠残保金 {outstanding}、滞纳金 {surcharge},缴清以后方可修复信用。

    {outstanding} of the levy and {surcharge} of surcharge are still owed; the record is mended once they are paid.
    """


class SamePersonNoticed(Refusal):
    """{actor} 作出了告知,不得再办理「{act}」。

    {actor} gave the notice and may not do "{act}".
    """


class Noticed(Event, frozen=True, kw_only=True):
    """The employer was told that its conduct is to be recorded, for how much (fen), and until when it may answer."""

    topic: ClassVar[str] = "credit.Noticed"
    levy: str
    uscc: str
    year: int
    place: str
    conduct: Conduct
    outstanding: int
    statement_until: date
    clause: str
    document: str


class StatementHeard(Event, frozen=True, kw_only=True):
    """The employer's statement was heard; where it is right, nothing is recorded."""

    topic: ClassVar[str] = "credit.StatementHeard"
    reference: str
    finding: str
    upheld: bool


class ConductRecorded(Event, frozen=True, kw_only=True):
    """The conduct entered the credit record and goes to the national platform."""

    topic: ClassVar[str] = "credit.Recorded"
    outstanding: int
    document: str


class Corrected(Event, frozen=True, kw_only=True):
    """The employer paid everything: the record is mended 信用修复."""

    topic: ClassVar[str] = "credit.Corrected"
    document: str


class TakenBack(Event, frozen=True, kw_only=True):
    """The record was wrong and is taken back."""

    topic: ClassVar[str] = "credit.TakenBack"
    ground: str
    document: str


class CreditRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One credit record of an employer and levy year."""

    id: str
    levy: str
    year: int
    place: str
    status: CreditStatus
    statement_until: date
    noticed_by: str
    last_on: date
    heard: bool = False


def stream_of(uscc: str, year: int) -> str:
    """The stream of an employer's record for a levy year."""
    return f"credit:{uscc}:{year}"


def evolve(state: CreditRecord | None, recorded: Recorded) -> CreditRecord | None:
    """Fold one event into the record."""
    event, meta = recorded.event, recorded.meta
    if isinstance(event, Noticed):
        return CreditRecord(
            id=recorded.stream,
            levy=event.levy,
            year=event.year,
            place=event.place,
            status=CreditStatus.NOTICED,
            statement_until=event.statement_until,
            noticed_by=meta.actor,
            last_on=meta.effective_on,
        )
    if state is None:
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, meta.effective_on))
    match event:
        case StatementHeard():
            status = CreditStatus.DROPPED if event.upheld else state.status
            return msgspec.structs.replace(state, heard=True, status=status)
        case ConductRecorded():
            return msgspec.structs.replace(state, status=CreditStatus.RECORDED)
        case Corrected():
            return msgspec.structs.replace(state, status=CreditStatus.CORRECTED)
        case TakenBack():
            return msgspec.structs.replace(state, status=CreditStatus.TAKEN_BACK)
    return state


def notice(state: CreditRecord | None, levy: Levy, *, document: str, law: Law, act: Act) -> Event:
    """Tell the employer; only where the place records such conduct, the term to pay has passed, and enough is owed."""
    authorise(act.actor, "credit_notice", ROLE, levy.place, levy.uscc)
    if state is not None:
        raise CreditNoticedAlready(field="levy", year=levy.year, status=state.status.value)
    act.must_not_precede(levy.last_on)
    clause = law.grants("credit_record", act.on)
    if levy.warned_until is None or act.on <= levy.warned_until:
        raise NotRefusedYet(field="on", on=act.on)
    least = law.at("credit_record_from", act.on)
    if levy.outstanding < least.fen:
        raise BelowThreshold(field="levy", rule=least.authority, outstanding=shown(levy.outstanding), least=least.shown)
    return Noticed(
        levy=levy.id,
        uscc=levy.uscc,
        year=levy.year,
        place=levy.place,
        conduct="levy_underpaid" if levy.received else "levy_refused",
        outstanding=levy.outstanding,
        statement_until=add_working_days(act.on, law.at("credit_statement_days", act.on).count),
        clause=clause.authority,
        document=document,
    )


def hear(state: CreditRecord, *, reference: str, finding: str, upheld: bool, act: Act) -> Event:
    """Hear the employer; by somebody else than who gave the notice."""
    _may(state, "credit_statement", act, CreditStatus.NOTICED)
    return StatementHeard(reference=reference, finding=finding, upheld=upheld)


def record(state: CreditRecord, levy: Levy, *, document: str, act: Act) -> Event:
    """Record the conduct after the statement or its term; not where everything was paid meanwhile."""
    _may(state, "credit_record", act, CreditStatus.NOTICED)
    if not state.heard and act.on <= state.statement_until:
        raise StatementStillOpen(field="on", until=state.statement_until)
    if not levy.outstanding:
        raise PaidMeanwhile(field="levy")
    return ConductRecorded(outstanding=levy.outstanding, document=document)


def correct(state: CreditRecord, levy: Levy, *, document: str, act: Act) -> Event:
    """Mend the record once levy and surcharge are paid."""
    _may(state, "credit_correction", act, CreditStatus.RECORDED)
    if levy.outstanding or levy.surcharge_due:
        owed, surcharge = shown(levy.outstanding), shown(levy.surcharge_due)
        raise NotPaidYet(field="levy", outstanding=owed, surcharge=surcharge)
    return Corrected(document=document)


def take_back(state: CreditRecord, *, ground: str, document: str, act: Act) -> Event:
    """Take back a record that was wrong, as after an appeal."""
    _may(state, "credit_withdrawal", act, CreditStatus.RECORDED)
    return TakenBack(ground=ground, document=document)


def _may(state: CreditRecord, name: str, act: Act, status: CreditStatus) -> None:
    authorise(act.actor, name, APPROVER_ROLE, state.place, state.id)
    act.must_not_precede(state.last_on)
    must_be_another(act.actor, (state.noticed_by,), SamePersonNoticed(field="actor", actor=act.actor.id, act=name))
    if state.status is not status:
        raise NotInThisStatus(field="status", status=state.status.value, act=name)


IMPLEMENTERS = (
    Implementer(
        kind="rule",
        code="levy_credit_record",
        name_zh="拒缴、少缴残保金的失信记录",
        name_en="Credit record for refusing or underpaying the levy",
        rules=("P3-010",),
    ),
)
