"""The views of runs: which checks ran when, on what, and what became of their hits."""

from collections.abc import Iterable, Mapping
from datetime import date

from domain import check_run
from ledger.views.view import Entry, Row, View


class RunRow(Row, frozen=True, kw_only=True):
    """A run of checks: the book as of `position`; `stale`, `missing` and `text` count the checks not carried out.

    `gone` are open alerts that were hit before and are no more.
    """

    id: str
    place: str
    scope: str
    engine: str
    seed: int | None
    position: int
    evidence: int
    checks: int
    raised: int
    refreshed: int
    reopened: int
    unchanged: int
    suppressed: int
    gone: int
    stale: int
    missing: int
    text: int
    ran_on: date
    ran_by: str
    last_position: int


class RunCheckRow(Row, frozen=True, kw_only=True):
    """One check of a run; where it was not carried out, `cause` and `source` say why."""

    position: int
    run: str
    check: str
    check_version: int
    text_digest: str
    mode: str
    raised: int
    refreshed: int
    reopened: int
    unchanged: int
    suppressed: int
    gone: int
    cause: str
    source: str


def needs(entry: Entry) -> Iterable[str]:
    """The run of the event."""
    return (entry.recorded.stream,) if isinstance(entry.recorded.event, check_run.Completed) else ()


def fold(_: Mapping[str, RunRow], entry: Entry) -> Iterable[RunRow]:
    """The run in sum; a trial's hits are left to its own row."""
    recorded = entry.recorded
    event = recorded.event
    if not isinstance(event, check_run.Completed):
        return ()
    live = [each for each in event.checks if each.check.mode != "shadow"]
    causes = [each.cause for each in event.omitted]
    row = RunRow(
        id=recorded.stream,
        place=event.place,
        scope=event.scope,
        engine=event.engine,
        seed=event.seed,
        position=event.position,
        evidence=len(event.evidence),
        checks=len(event.checks),
        raised=sum(each.raised for each in live),
        refreshed=sum(each.refreshed for each in live),
        reopened=sum(each.reopened for each in live),
        unchanged=sum(each.unchanged for each in live),
        suppressed=sum(each.suppressed for each in live),
        gone=sum(each.gone for each in live),
        stale=causes.count("stale"),
        missing=causes.count("missing"),
        text=causes.count("text"),
        ran_on=recorded.meta.effective_on,
        ran_by=recorded.meta.actor,
        last_position=recorded.position,
    )
    return (row,)


def fold_checks(_: Mapping[str, RunCheckRow], entry: Entry) -> Iterable[RunCheckRow]:
    """Each check of the run, carried out or not."""
    event = entry.recorded.event
    if not isinstance(event, check_run.Completed):
        return
    for each in event.checks:
        yield RunCheckRow(
            position=entry.recorded.position,
            run=entry.recorded.stream,
            check=each.check.check,
            check_version=each.check.version,
            text_digest=each.check.text_digest,
            mode=each.check.mode,
            raised=each.raised,
            refreshed=each.refreshed,
            reopened=each.reopened,
            unchanged=each.unchanged,
            suppressed=each.suppressed,
            gone=each.gone,
            cause="",
            source="",
        )
    for omitted in event.omitted:
        yield RunCheckRow(
            position=entry.recorded.position,
            run=entry.recorded.stream,
            check=omitted.check,
            check_version=omitted.version,
            text_digest="",
            mode="",
            raised=0,
            refreshed=0,
            reopened=0,
            unchanged=0,
            suppressed=0,
            gone=0,
            cause=omitted.cause,
            source=omitted.source,
        )


RUNS = View("runs", RunRow, key=("id",), fold=fold, needs=needs, indexes=[("place",)])
RUN_CHECKS = View(
    "run_checks",
    RunCheckRow,
    key=("position", "check", "check_version", "text_digest", "mode", "source"),
    fold=fold_checks,
    indexes=[("run",), ("check",)],
)
