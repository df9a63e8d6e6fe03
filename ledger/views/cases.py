"""The view of cases: where each stands, what it was granted, and what of it is committed, paid and recovered."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from domain import recovery
from domain.application.events import Drafted, NoticePublished
from domain.application.state import Application, Status, evolve
from domain.events import Recorded
from domain.fund import Line
from domain.workflow import NoticeRule, Workflow
from domain.working import Decision
from ledger import chart
from ledger.views.view import Entry, Row, View, case_of


class CaseRow(Row, frozen=True, kw_only=True):
    """A case. Money is fen: `held` was approved and may not leave now, `paid` left and did not bounce, and of that
    `recovered` came back later.

    `stages` is its workflow, `done` what it passed in this round; `line` is the key of its budget line. The notice is
    the one that stands; `objected` are the numbers of the objections to it that are open.
    `version` is that of the case itself: what happens to its payments leaves it.
    """

    id: str
    programme: str
    place: str
    applicant: str
    status: str
    suspended: bool
    appeal_open: bool
    next_stage: str
    stages: tuple[str, ...]
    done: tuple[str, ...]
    amount: int
    line: str
    applied_on: date
    notice_first_day: date | None
    notice_last_day: date | None
    objected: tuple[str, ...]
    decided_on: date | None
    last_on: date
    pre_encumbered: int
    encumbered: int
    held: int
    unpaid: int
    paid: int
    recovered: int
    version: int
    first_position: int
    last_position: int


_MONEY = {
    chart.PRE_ENCUMBERED.code: "pre_encumbered",
    chart.ENCUMBERED.code: "encumbered",
    chart.ENCUMBERED_HELD.code: "held",
    chart.EXPENDED_UNPAID.code: "unpaid",
    chart.EXPENDED_PAID.code: "paid",
}


def needs(entry: Entry) -> Iterable[str]:
    """The case of the event."""
    case = case_of(entry.recorded)
    return (case,) if case else ()


def fold(known: Mapping[str, CaseRow], entry: Entry) -> Iterable[CaseRow]:
    """Follow the case with the domain's own fold, and its money with the postings."""
    case = case_of(entry.recorded)
    if not case:
        return ()
    recorded = entry.recorded
    before = None if isinstance(recorded.event, Drafted) else known[case]
    if not recorded.event.topic.startswith("application.") and before:
        return (_with_money(before, entry),)
    state = evolve(_outline(before) if before else None, recorded)
    if state is None:
        raise ValueError(f"{recorded.event.topic} does not begin a case")
    return (_with_money(_row(state, before, recorded), entry),)


def _outline(row: CaseRow) -> Application:
    """As much of the case as its own fold looks at."""
    line = line_of(row.line) if row.line else None
    return Application(
        id=row.id,
        programme=row.programme,
        place=row.place,
        applicant=row.applicant,
        applied_on=row.applied_on,
        facts={},
        status=Status(row.status),
        suspended=row.suspended,
        workflow=_workflow(row.stages) if row.stages else None,
        done=row.done,
        decision=_decision(row) if line else None,
        line=line,
        notice_last_day=row.notice_last_day,
        open_objections=tuple(int(number) for number in row.objected),
        decided_on=row.decided_on,
        last_on=row.last_on,
        appeal_open=row.appeal_open,
    )


def _row(state: Application, before: CaseRow | None, recorded: Recorded) -> CaseRow:
    return CaseRow(
        id=state.id,
        programme=state.programme,
        place=state.place,
        applicant=state.applicant,
        status=state.status.value,
        suspended=state.suspended,
        appeal_open=state.appeal_open,
        next_stage=_next_stage(state),
        stages=state.workflow.stages if state.workflow else (),
        done=state.done,
        amount=state.amount,
        line=state.line.key if state.line else "",
        applied_on=state.applied_on,
        notice_first_day=_notice_first_day(state, before, recorded),
        notice_last_day=state.notice_last_day,
        objected=tuple(str(number) for number in state.open_objections),
        decided_on=state.decided_on,
        last_on=state.last_on,
        pre_encumbered=before.pre_encumbered if before else 0,
        encumbered=before.encumbered if before else 0,
        held=before.held if before else 0,
        unpaid=before.unpaid if before else 0,
        paid=before.paid if before else 0,
        recovered=before.recovered if before else 0,
        version=recorded.version,
        first_position=before.first_position if before else recorded.position,
        last_position=recorded.position,
    )


def _notice_first_day(state: Application, before: CaseRow | None, recorded: Recorded) -> date | None:
    if isinstance(recorded.event, NoticePublished):
        return recorded.event.first_day
    return before.notice_first_day if before and state.notice_last_day else None


def _next_stage(state: Application) -> str:
    goes_on = state.status in (Status.SUBMITTED, Status.IN_REVIEW)
    return (state.next_stage or "") if goes_on else ""


def _with_money(row: CaseRow, entry: Entry) -> CaseRow:
    changed: dict[str, int] = {"last_position": entry.recorded.position}
    for posting in entry.postings:
        if posting.case == row.id and (field := _MONEY.get(posting.account)):
            changed[field] = changed.get(field, getattr(row, field)) + posting.amount
    # What is recovered leaves the account of what is paid, but it was paid.
    match entry.recorded.event:
        case recovery.Received() as event:
            changed |= {"paid": row.paid, "recovered": row.recovered + event.amount}
        case recovery.Undone() as event:
            changed |= {"paid": row.paid, "recovered": row.recovered - event.received}
    return msgspec.structs.replace(row, **changed)


@lru_cache(maxsize=256)
def line_of(key: str) -> Line:
    """The line behind its key."""
    fund, year, programme, place = key.split(":")
    return Line(fund=fund, year=int(year), programme=programme, place=place)


@lru_cache(maxsize=64)
def _workflow(stages: tuple[str, ...]) -> Workflow:
    """A workflow of which only the stages matter."""
    notice = NoticeRule(days=1, unit="day", level="")
    return Workflow(stages=stages, roles={}, separate=(), notice=notice, limits=(), authority="")


def _decision(row: CaseRow) -> Decision:
    """A decision of which only the amount matters."""
    on = row.applied_on
    return Decision(
        formula="", place=row.place, law_day=on, known_on=on, statute_digest="", amount=row.amount, steps=()
    )


CASES = View(
    "cases",
    CaseRow,
    key=("id",),
    fold=fold,
    needs=needs,
    # Lists go by day of application: an index without it would have all that it finds sorted for every page.
    indexes=[
        ("applied_on", "id"),
        ("status", "applied_on", "id"),
        ("programme", "applied_on", "id"),
        ("place", "applied_on", "id"),
        ("applicant",),
    ],
)
