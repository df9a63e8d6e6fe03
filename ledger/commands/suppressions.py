"""Suppression commands: ask for one, grant or refuse it as another person, end it early."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain import alert, suppression
from domain.act import Act
from domain.alert import PARTIES, AlertStatus
from domain.suppression import NEVER, KindNeverHit, Suppression
from ledger.book import Book
from ledger.checks.registry import check_of, checks
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_alert, load_suppression
from ledger.commands.place import must_lie_within
from ledger.views.alerts import ALERTS, AlertRow
from ledger.views.asking import rows, within


class RequestSuppression(Command, frozen=True, kw_only=True):
    """Whose hits (of one check, or of all where it is blank) are put aside in a place, until when, and why."""

    check: str
    subject_kind: str
    subject: str
    place: str
    until: date
    code: str
    note: str


class OnSuppression(Command, frozen=True, kw_only=True):
    """An act on a suppression, with its ground where it needs one."""

    suppression: str
    ground: str = ""


def request_suppression(book: Book, command: RequestSuppression, request: Request) -> Receipt:
    """Ask for a suppression."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        event = suppression.request(
            check=command.check,
            subject_kind=command.subject_kind,
            subject=command.subject,
            place=command.place,
            until=command.until,
            code=command.code,
            note=command.note,
            parties=_led_to(book, command.subject_kind, command.subject),
            act=act,
        )
        _must_match(book, command)
        return filed(new_id("suppression:", book, request, command.place, act.on.year), 0, event)

    return run(book, "request_suppression", command, request, decide)


def grant(book: Book, command: OnSuppression, request: Request) -> Receipt:
    """Agree; the open alerts that nobody looks into yet are put aside with it."""

    def decide(act: Act) -> Plan:
        state, version = load_suppression(book, command.suppression)
        event = suppression.grant(state, act, _parties(book, state))
        own = Change(stream=state.id, version=version, events=(event,))
        aside = (row for row in _alerts(book, state) if not row.investigation and row.check not in NEVER)
        return Plan(subject=state.id, changes=(own, *_until(aside, state.id, event.until)))

    return run(book, "grant_suppression", command, request, decide)


def refuse(book: Book, command: OnSuppression, request: Request) -> Receipt:
    """Do not agree."""

    def decide(act: Act) -> Plan:
        state, version = load_suppression(book, command.suppression)
        return filed(
            state.id,
            version,
            suppression.refuse(state, ground=command.ground, act=act, parties=_parties(book, state)),
        )

    return run(book, "refuse_suppression", command, request, decide)


def end(book: Book, command: OnSuppression, request: Request) -> Receipt:
    """End it early; what was put aside is open again from this day."""

    def decide(act: Act) -> Plan:
        state, version = load_suppression(book, command.suppression)
        event = suppression.end(state, ground=command.ground, act=act, parties=_parties(book, state))
        own = Change(stream=state.id, version=version, events=(event,))
        aside = (row for row in _alerts(book, state) if row.suppression == state.id)
        return Plan(subject=state.id, changes=(own, *_until(aside, state.id, act.on - timedelta(days=1))))

    return run(book, "end_suppression", command, request, decide)


def _must_match(book: Book, command: RequestSuppression) -> None:
    """Refuse what no hit could ever be matched by: an unknown check or kind of subject, a place that is too narrow."""
    hit = [check_of(command.check)] if command.check else list(checks().values())
    kinds = sorted({check.subject for check in hit})
    if command.subject_kind not in kinds:
        raise KindNeverHit(field="subject_kind", known=", ".join(kinds))
    known = _about(book, command.subject_kind, command.subject)
    suppression.must_reach(command.check, command.subject, command.place, ((row.check, row.place) for row in known))


def _parties(book: Book, state: Suppression) -> frozenset[str]:
    return _led_to(book, state.subject_kind, state.subject)


def _led_to(book: Book, kind: str, subject: str) -> frozenset[str]:
    """The parties to whom the alerts about a thing lead; a party leads to nobody but itself."""
    if kind in PARTIES:
        return frozenset()
    told = (load_alert(book, row.id)[0].hit for row in _about(book, kind, subject))
    return frozenset(party for hit in told for party in hit.parties)


def _about(book: Book, kind: str, subject: str) -> list[AlertRow]:
    """What was ever told of a subject by a check that is not on trial."""
    equal = {"subject": subject, "subject_kind": kind}
    return rows(book, ALERTS, ("id",), equal, [ALERTS.table.c.mode != "shadow"])


def _alerts(book: Book, state: Suppression) -> list[AlertRow]:
    """The open alerts that a suppression is about."""
    equal = {"subject": state.subject, "subject_kind": state.subject_kind, "check": state.check or None}
    at = ALERTS.table.c
    conditions = [at.mode != "shadow", *within(at.place, state.place)]
    return rows(book, ALERTS, ("id",), {**equal, "status": AlertStatus.OPEN.value}, conditions)


def _until(aside: Iterable[AlertRow], id: str, until: date) -> Iterable[Change]:
    event = alert.Suppressed(suppression=id, until=until)
    return (Change(stream=row.id, version=row.version, events=(event,)) for row in aside)
