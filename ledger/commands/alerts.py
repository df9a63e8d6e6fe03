"""Hits become alerts: a whole run in one command, or the hits of one payment inside another command's plan."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from domain import alert, check_run, suppression
from domain.act import Act
from domain.actor import authorise
from domain.alert import AlertStatus, Hit, NoLongerHit, Outcome, Standing
from domain.check_run import CheckCounts, CheckVersion, RunRecord
from domain.errors import Refusal
from domain.events import Event
from domain.suppression import SuppressionStatus
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, new_id, run
from ledger.commands.no_longer_hit import no_longer_hit, text_of, text_run
from ledger.commands.place import must_lie_within
from ledger.views.alerts import ALERTS, AlertRow
from ledger.views.asking import reading, rows
from ledger.views.load import load
from ledger.views.suppressions import SUPPRESSIONS, SuppressionRow


class HitTwiceInRun(Refusal):
    """同一次运行中疑点 {alert} 出现了两次。

    The alert {alert} was hit twice in one run.
    """

    ids = frozenset({"alert"})


class HitOutsideRun(Refusal):
    """规则 {check} 第 {version} 版没有列入本次运行,却有提示。

    The check {check}, version {version}, hit, but this run does not list it.
    """

    ids = frozenset({"check"})


class RecordHits(Command, frozen=True, kw_only=True):
    """A run with all its hits."""

    ran: RunRecord
    hits: tuple[Hit, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a hit did to the alert of that id, which had that version and `status` before."""

    hit: Hit
    alert: str
    version: int
    outcome: Outcome
    events: tuple[Event, ...]
    status: str = ""

    @property
    def cleared(self) -> bool:
        """Whether somebody found it innocent, and nothing new opens it again."""
        return self.status == AlertStatus.CLEARED and self.outcome != "reopened"

    @property
    def counted_as(self) -> CheckVersion:
        """The check as it ran."""
        return version_of(self.hit)


def version_of(hit: Hit) -> CheckVersion:
    """The check that hit, as it ran."""
    return CheckVersion(check=hit.check, version=hit.check_version, text_digest=hit.text_digest, mode=hit.mode)


def record_hits(book: Book, ran: RunRecord, hits: Sequence[Hit], request: Request) -> Receipt:
    """Record a run and what it says, all or nothing; the receipt counts what became of the hits.

    Raises HitTwiceInRun and HitOutsideRun where the run is at odds with itself.
    """
    command = RecordHits(ran=ran, hits=tuple(hits))
    return run(book, "record_hits", command, request, lambda act: telling(book, ran, command.hits, request, act))


def telling(book: Book, ran: RunRecord, hits: Sequence[Hit], request: Request, act: Act) -> Plan:
    """The plan that records a run with its hits."""
    must_be_allowed_to_run(book, act, ran.place, [(hit.subject, hit.cases) for hit in hits])
    stream = new_id("run:", book, request, ran.place, act.on.year)
    answers = answers_to(book, hits, act.today, run=stream)
    gone = no_longer_hit(book, ran, {each.alert for each in answers})
    completed = Change(stream=stream, version=0, events=(_completed(ran, answers, gone),))
    missed = (Change(stream=row.id, version=row.version, events=(NoLongerHit(run=stream),)) for row in gone)
    return Plan(
        subject=stream,
        changes=(completed, *changes_of(answers), *missed),
        outcome={name: str(count) for name, count in _counted(ran, answers, gone).items()},
    )


def _counted(ran: RunRecord, answers: Sequence[Answer], gone: Sequence[AlertRow]) -> dict[str, int]:
    """How many hits became what, and how many checks were not carried out: with those a run is no clean result."""
    omitted = {each.check for each in ran.omitted}
    became = Counter(str(each.outcome) for each in answers)
    return became | {name: count for name, count in (("gone", len(gone)), ("omitted", len(omitted))) if count}


def must_be_allowed_to_run(book: Book, act: Act, place: str, concerning: object) -> None:
    """Refuse whoever may not run checks in a place, and whoever declared an interest in what they are about."""
    must_lie_within(book, place)
    authorise(act.actor, "check_run", alert.ROLE, place, concerning)


def answers_to(book: Book, hits: Sequence[Hit], today: date, *, run: str = "") -> tuple[Answer, ...]:
    """What each hit does to its alert, in the order of the hits; nothing is written.

    For another command's plan: put `changes_of` the answers into it. A hit that is suppressed does nothing and holds
    nothing; one of a check on trial holds nothing either.
    """
    streams = [alert.stream_of(hit) for hit in hits]
    twice = next((stream for stream, count in Counter(streams).items() if count > 1), None)
    if twice:
        raise HitTwiceInRun(field="hits", alert=twice)
    known, silent = _known(book, streams), _suppressions(book, today)
    return tuple(
        _answer(hit, stream, known.get(stream), run=run, suppressed=any(_silences(row, hit) for row in silent))
        for hit, stream in zip(hits, streams, strict=True)
    )


def changes_of(answers: Sequence[Answer]) -> Iterator[Change]:
    """The changes of the alerts for which there is something to tell."""
    return (Change(stream=each.alert, version=each.version, events=each.events) for each in answers if each.events)


def _answer(hit: Hit, stream: str, row: AlertRow | None, *, run: str, suppressed: bool) -> Answer:
    outcome, events = alert.tell(_standing(row), hit, run=run, suppressed=suppressed)
    version, status = (row.version, row.status) if row else (0, "")
    return Answer(hit=hit, alert=stream, version=version, outcome=outcome, events=events, status=status)


def _suppressions(book: Book, today: date) -> list[SuppressionRow]:
    """The suppressions that hold today."""
    still = SUPPRESSIONS.table.c.until >= today.isoformat()
    return rows(book, SUPPRESSIONS, ("id",), {"status": SuppressionStatus.GRANTED.value}, [still])


def _silences(row: SuppressionRow, hit: Hit) -> bool:
    return suppression.covers_hit(
        check=row.check, subject_kind=row.subject_kind, subject=row.subject, place=row.place, hit=hit
    )


def _standing(row: AlertRow | None) -> Standing | None:
    if row is None:
        return None
    return Standing(
        status=AlertStatus(row.status), content=row.content, facts=row.facts_digest, gone=bool(row.no_hit_since)
    )


def _known(book: Book, streams: Sequence[str]) -> Mapping[str, AlertRow]:
    """Read from the view, not from thousands of streams: whoever changed an alert meanwhile changed its version too."""
    with reading(book) as (connection, generation):
        found = load(connection, ALERTS, book.place, generation, streams)
        return {row.id: row for row in found if isinstance(row, AlertRow)}


def _completed(ran: RunRecord, answers: Sequence[Answer], gone: Sequence[AlertRow]) -> check_run.Completed:
    counted = Counter((each.counted_as, each.outcome) for each in answers)
    missed = Counter(text_of(row) for row in gone)
    for check, _ in counted:
        if check not in ran.checks:
            raise HitOutsideRun(field="hits", check=check.check, version=check.version)
    return check_run.Completed(
        place=ran.place,
        scope=ran.scope,
        engine=ran.engine,
        seed=ran.seed,
        position=ran.position,
        evidence=ran.evidence,
        checks=tuple(
            CheckCounts(
                check=check,
                raised=counted[check, "raised"],
                refreshed=counted[check, "refreshed"],
                reopened=counted[check, "reopened"],
                unchanged=counted[check, "unchanged"],
                suppressed=counted[check, "suppressed"],
                gone=missed[text_run(check)],
            )
            for check in ran.checks
        ),
        omitted=ran.omitted,
    )
